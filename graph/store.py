"""The Oxigraph store of a release: written once, then only read.

Each sheet and each register is a named graph, and the merge of them all stands in the real
default graph as well. Oxigraph's union of named graphs counts a triple once for each graph that
holds it, so that COUNT and SUM come out wrong; the merge is right, and faster
(decision 0002).
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any, Protocol, cast

from pyoxigraph import Quad, QuerySolutions, RdfFormat, Store

from graph.disk import home_errors
from graph.fragments import Fragment, dump, merged

_IN_NO_GRAPH = "ASK { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }"
"""Is there a triple in the default graph that no named graph has?"""

_HOW_MANY = "SELECT ?graph (COUNT(*) AS ?count) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"

_AT_ONCE = 100_000
"""Quads that are loaded together. The store sorts them in memory, half a kilobyte for each."""


class HasStore(Protocol):
    """Whatever knows where its store lies; a `Release` does."""

    @property
    def store_path(self) -> Path:
        """The folder of the store."""


def build_store(folder: Path, fragments: Sequence[Fragment]) -> int:
    """Write a new store with these graphs and their merge; return how many triples the merge has."""
    with home_errors(folder):
        store = Store(str(folder))
        _load(store, dump(fragments))
        count = _load(store, merged(fragments))
        store.flush()
        return count


def _load(store: Store, lines: Iterator[bytes]) -> int:
    """Load lines of N-Quads, a part at a time, and return how many there were."""
    count = 0
    while True:
        part = Lines(itertools.islice(lines, _AT_ONCE))
        store.bulk_load(BufferedReader(part), format=RdfFormat.N_QUADS)
        count += part.count
        if part.count < _AT_ONCE:
            return count


def open_store(release: HasStore) -> Store:
    """Open the store of a release. Nothing ever writes to it again, so many can read at once."""
    return open_folder(release.store_path)


def open_folder(folder: Path) -> Store:
    """Open the store in a folder, to read."""
    with home_errors(folder):
        return Store.read_only(str(folder))


def holds_exactly(store: Store, fragments: Sequence[Fragment]) -> bool:
    """Tell whether a store holds these graphs and their merge, and no more.

    The store spells some numbers in its own way and knows fewer number types than RDF, so each
    graph is held against one that is freshly filled. One at a time is in memory.
    """
    counts = _counts(store)
    if counts.keys() != {fragment.graph for fragment in fragments if fragment.count}:
        return False
    return all(_holds(store, each, counts.get(each.graph, 0)) for each in fragments) and not store.query(
        _IN_NO_GRAPH
    )


def _counts(store: Store) -> dict[str, int]:
    """Return how many triples each named graph has; to count them none has to be read."""
    rows = cast(QuerySolutions, store.query(_HOW_MANY))
    return {row["graph"].value: int(row["count"].value) for row in rows}


def _holds(store: Store, fragment: Fragment, count: int) -> bool:
    """Tell whether the `count` triples of this graph in the store are just these, and in the merge too."""
    expected = Store()
    expected.bulk_load(fragment.data, format=RdfFormat.N_QUADS)
    return count == len(expected) and all(
        quad in store and Quad(quad.subject, quad.predicate, quad.object) in store for quad in expected
    )


class Lines(RawIOBase):
    """Lines as a file that can be read once; `count` says how many were."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        super().__init__()
        self._lines = iter(lines)
        self._rest = b""
        self.count = 0

    def readable(self) -> bool:
        """Tell that this file can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer with the next line, or with what was left of the last; 0 at the end."""
        if not self._rest:
            self._rest = next(self._lines, b"")
            self.count += bool(self._rest)
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size
