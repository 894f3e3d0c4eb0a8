"""The Oxigraph store of a release: written once, then only read.

Each sheet and each register is a named graph, and the merge of them all stands in the real
default graph as well. Oxigraph's union of named graphs counts a triple once for each graph that
holds it, so that COUNT and SUM come out wrong; the merge is right, and faster
(decision 0002).
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Protocol

from pyoxigraph import RdfFormat, Store

from graph.disk import home_errors
from graph.fragments import Fragment, dump, merged


class HasStore(Protocol):
    """Whatever knows where its store lies; a `Release` does."""

    @property
    def store_path(self) -> Path:
        """The folder of the store."""


def build_store(folder: Path, fragments: Sequence[Fragment]) -> None:
    """Write a new store with these graphs and their merge."""
    with home_errors(folder):
        _fill(Store(str(folder)), fragments)


def open_store(release: HasStore) -> Store:
    """Open the store of a release. Nothing ever writes to it again, so many can read at once."""
    with home_errors(release.store_path):
        return Store.read_only(str(release.store_path))


def holds_exactly(store: Store, fragments: Sequence[Fragment]) -> bool:
    """Tell whether a store holds these graphs and their merge, and no more.

    The store spells some numbers in its own way and knows fewer number types than RDF, so it is
    held against one that is freshly filled.
    """
    expected = Store()
    _fill(expected, fragments)
    return _quads(store) == _quads(expected)


def _fill(store: Store, fragments: Sequence[Fragment]) -> None:
    store.bulk_load(BytesIO(dump(fragments) + merged(fragments)), format=RdfFormat.N_QUADS)
    store.flush()


def _quads(store: Store) -> list[bytes]:
    out = BytesIO()
    store.dump(out, format=RdfFormat.N_QUADS)
    return sorted(out.getvalue().splitlines())
