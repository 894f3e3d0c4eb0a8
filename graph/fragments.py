"""The published triples, one file for each named graph.

Dumps are made from these and not from the store, which rewrites numbers (`1.50` to `1.5`).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fragment:
    """One named graph as sorted N-Quads. `name` is its file's name in the release."""

    name: str
    graph: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The checksum of the file."""
        return hashlib.sha256(self.data).hexdigest()

    def quads(self) -> list[bytes]:
        """Return the lines of the file, one quad each."""
        return self.data.splitlines()

    def triples(self) -> list[bytes]:
        """Return the same lines as N-Triples, without the graph's name."""
        end = f" <{self.graph}> .".encode()
        return [line.removesuffix(end) + b" ." for line in self.quads()]

    def about(self, subject: str) -> bool:
        """Tell whether the graph says something about this IRI."""
        start = f"<{subject}> ".encode()
        return any(line.startswith(start) for line in self.quads())


def dump(fragments: Iterable[Fragment]) -> bytes:
    """Return all named graphs as one N-Quads file, lines sorted by code point."""
    return _file(line for fragment in fragments for line in fragment.quads())


def merged(fragments: Iterable[Fragment]) -> bytes:
    """Return the merge of all graphs as N-Triples; a triple of several graphs stands once."""
    return _file(line for fragment in fragments for line in fragment.triples())


def _file(lines: Iterable[bytes]) -> bytes:
    # UTF-8 sorts by bytes as it does by code points.
    return b"".join(line + b"\n" for line in sorted(set(lines)))
