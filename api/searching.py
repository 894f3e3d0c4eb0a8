"""Long work in threads of its own, so that nobody else waits for it: searches, and what other desks do."""

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

from api.errors import TooManyRequests, TooSlow, Unavailable
from graph.indexfile import TooLong
from graph.search import SearchIndex

T = TypeVar("T")

MOST_WAITING = 50
"""Work that may wait for a thread of one desk."""

MOST_OF_CLIENT = 20
"""How many of them one client may have."""

_RETRY = 5


class HasIndex(Protocol):
    """Whatever may have an index; a `Release` does."""

    @property
    def id(self) -> str:
        """What it is called."""

    def search(self) -> SearchIndex | None:
        """Return the index, None where there is none."""


class Desk:
    """Where work waits for its turn. Whose client has fewest at work comes next.

    `threads` work at once; who has waited for `patience` seconds is sent away.
    """

    def __init__(self, threads: int = 2, patience: float = 10.0) -> None:
        self._at_once = threads
        self._patience = patience
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="desk")
        self._at_work = Counter[str]()
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []

    async def ask(self, work: Callable[[], T], client: str = "") -> T:
        """Return what `work` does in a thread; `Unavailable` or `TooManyRequests` where too many wait."""
        await self._turn(client)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, in_time(work))
        finally:
            self._leave(client)

    async def _turn(self, client: str) -> None:
        """Wait until there is a thread; `Unavailable` where that takes too long."""
        if self._at_work.total() < self._at_once:
            self._at_work[client] += 1
            return
        if len(self._waiting) >= MOST_WAITING:
            raise Unavailable("query-busy", retry=_RETRY)
        if sum(other == client for other, _ in self._waiting) >= MOST_OF_CLIENT:
            raise TooManyRequests("query-share", limit=MOST_OF_CLIENT, retry=_RETRY)
        place = client, asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            async with asyncio.timeout(self._patience):
                await self._called(*place)
        except TimeoutError:
            raise Unavailable("query-busy", retry=_RETRY) from None

    async def _called(self, client: str, turn: asyncio.Future[None]) -> None:
        try:
            await turn
        except asyncio.CancelledError:
            if (client, turn) in self._waiting:
                self._waiting.remove((client, turn))
            else:
                self._leave(client)  # it was its turn already
            raise

    def _leave(self, client: str) -> None:
        """Let the next one come."""
        self._at_work -= Counter({client: 1})
        here = [each for each in self._waiting if not each[1].done()]
        if here:
            place = min(here, key=lambda each: self._at_work[each[0]])
            self._waiting.remove(place)
            self._at_work[place[0]] += 1
            place[1].set_result(None)


desk = Desk()
"""The one for searches in this process; it counts, and belongs to no event loop."""


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
