"""A difference as RDF Patch (afs.github.io/rdf-patch): applied to one release it gives the other."""

from collections.abc import Iterator

from graph.differences.quads import changed_quads
from graph.release import Release

MEDIA_TYPE = "application/rdf-patch"
"""What RDF Patch in text is sent as."""

ENDING = ".rdfp"


def patch(old: Release, new: Release) -> Iterator[bytes]:
    """Yield the lines: which release this makes, of which one, and each quad that goes or comes."""
    yield f"H id {_name(new)} .\n".encode()
    yield f"H prev {_name(old)} .\n".encode()
    yield b"TX .\n"
    for sign, quad in changed_quads(old, new):
        yield sign.encode() + b" " + quad + b"\n"
    yield b"TC .\n"


def _name(release: Release) -> str:
    return f"<urn:tsunagu:release:{release.id}>"
