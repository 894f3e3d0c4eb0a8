"""Answers look-ups in this process: what is bounded before it runs needs no process that can be killed.

A query in the engine cannot be stopped, so nothing runs here whose end is not certain (decision 0020).
One triple pattern is one walk along one index, and its limit ends it. Of several patterns each is
counted first: the engine may join them in any order and never has more rows than their product.
"""

import asyncio
import contextlib
import itertools
import resource
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, QueryResultsFormat, QuerySolutions, Store

from api.patience import MOST_CONNECTIONS
from api.sparql.formats import Format
from api.sparql.lookup import MOST_ROWS, LookUp, Pattern, look_up
from api.sparql.magic import may_search
from api.sparql.question import Answer, Question
from core.errors import HomeError
from core.settings import Settings
from graph.release import Release
from graph.store import open_store

_MIB = 1024 * 1024
_OTHER_FILES = 200
"""Files that this process has open beside connections and the tables of the store."""

_WRITTEN = {
    "json": (QueryResultsFormat.JSON, b"},{"),
    "xml": (QueryResultsFormat.XML, b"<result>"),
    "csv": (QueryResultsFormat.CSV, b"\n"),
    "tsv": (QueryResultsFormat.TSV, b"\n"),
}
"""How rows are written, and what stands at least once less than there are rows."""


class Near:
    """The store of one release, open in this process."""

    def __init__(self, settings: Settings) -> None:
        self._most_rows = min(MOST_ROWS, settings.query_rows)
        self._most_bytes = settings.query_bytes * _MIB
        self._release: Release | None = None
        self._store: Store | None = None
        self._opening: asyncio.Task[None] | None = None

    def follow(self, release: Release) -> None:
        """Open the store of a release in the place of the last one; until then nothing is answered here."""
        if release is not self._release:
            self._release, self._store = release, None
            self._opening = asyncio.get_running_loop().create_task(self._open(release))

    def answer(self, question: Question, release: Release) -> Answer | None:
        """Return the answer of a look-up; None for all that has to go the ordinary way."""
        if self._store is None or self._release is not release:
            return None
        if question.dataset is not None or may_search(question.text):
            return None
        found = look_up(question.text)
        if found is None or not _is_small(self._store, found.patterns):
            return None
        return self._run(self._store, found, question.choice.rows, release.id)

    def _run(self, store: Store, found: LookUp, format_: Format | None, release: str) -> Answer | None:
        """Run a look-up. What goes wrong goes wrong once more the ordinary way, and is told there."""
        if format_ is None:
            return None
        engine_format, mark = _WRITTEN[format_.name]
        try:
            results = store.query(found.text)
            body = results.serialize(format=engine_format) if isinstance(results, QuerySolutions) else None
        except (SyntaxError, OSError, RuntimeError, ValueError):
            return None
        if body is None or body.count(mark) >= self._most_rows or len(body) > self._most_bytes:
            return None
        return Answer(body, format_.name, release)

    async def _open(self, release: Release) -> None:
        if not _has_room(release.store_path):
            return
        with contextlib.suppress(HomeError):  # the workers will say what is wrong
            store = await asyncio.to_thread(open_store, release)
            if release is self._release:
                self._store = store


def _has_room(store: Path) -> bool:
    """Make sure that every table of a store can be opened, however many connections there are.

    The engine opens a table when a query needs it; where it cannot, it may wait for ever.
    """
    needed = MOST_CONNECTIONS + _OTHER_FILES + sum(1 for _ in store.glob("*.sst"))
    limit, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if limit < needed and (needed <= most or most == resource.RLIM_INFINITY):
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, most))
        return True
    return limit >= needed


def _is_small(store: Store, patterns: Sequence[Pattern]) -> bool:
    """Tell whether it is certain that few rows are ever made on the way, at no pattern too many."""
    if len(patterns) == 1:
        return True
    try:
        return len(patterns) * _product(store, patterns) <= MOST_ROWS
    except ValueError:
        return False  # something is no IRI, which the engine will say


def _product(store: Store, patterns: Sequence[Pattern]) -> int:
    """Return the product of how many triples suit each pattern; counting stops where it is too many."""
    product = 1
    for pattern in patterns:
        if product > MOST_ROWS:
            break
        subject, predicate, value = (NamedNode(iri) if iri else None for iri in pattern)
        suiting = store.quads_for_pattern(subject, predicate, value, DefaultGraph())
        product *= max(1, sum(1 for _ in itertools.islice(suiting, MOST_ROWS + 1)))
    return product
