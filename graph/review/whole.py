"""All that the sheets of a release say, what is held back included: that is what people review."""

from io import BytesIO

from pyoxigraph import RdfFormat, Store

from graph.release import Release
from graph.store import open_store


def store_of(release: Release) -> Store:
    """Return a store with everything in its default graph, that of the release where nothing is held back."""
    if not any(release.withheld()):
        return open_store(release)
    manifest = release.manifest
    fragments = [release.whole(sheet) for sheet in manifest.kept()]
    fragments += [release.fragment(entry) for entry in manifest.cities]
    fragments += [release.fragment(entry) for entry in manifest.links]
    store = Store()
    for fragment in fragments:
        store.bulk_load(BytesIO(b"\n".join(fragment.triples())), format=RdfFormat.N_TRIPLES)
    return store
