"""Asks the search index in threads of its own, so that nobody else waits for it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

from api.errors import TooSlow, Unavailable
from graph.search import SearchIndex, TooLong

T = TypeVar("T")

_AT_ONCE = 2
_MOST_WAITING = 50
_RETRY = 5
_THREADS = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="search")


class HasIndex(Protocol):
    """Whatever may have an index; a `Release` does."""

    @property
    def id(self) -> str:
        """What it is called."""

    def search(self) -> SearchIndex | None:
        """Return the index, None where there is none."""


class Desk:
    """Where searches wait for their turn."""

    def __init__(self) -> None:
        self._waiting = 0

    async def ask(self, work: Callable[[], T]) -> T:
        """Return what `work` does in a thread; `Unavailable` where too many wait."""
        if self._waiting >= _MOST_WAITING:
            raise Unavailable("query-busy", retry=_RETRY)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(_THREADS, in_time(work))
        finally:
            self._waiting -= 1


desk = Desk()
"""The one of this process; it counts, and belongs to no event loop."""


def index_of(release: HasIndex) -> SearchIndex:
    """Return the index of a release; `Unavailable` where it has none."""
    index = release.search()
    if index is None:
        raise Unavailable("search-no-index", release=release.id)
    return index


def in_time(work: Callable[[], T]) -> Callable[[], T]:
    """Return the same work; at the deadline of the index it raises `TooSlow`."""

    def done() -> T:
        try:
            return work()
        except TooLong as error:
            raise TooSlow("search-too-slow") from error

    return done
