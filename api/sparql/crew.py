"""The worker processes that live on: there are always the same number of them.

Who dies, is killed, or has run a long query is replaced at once; when another release is switched
to, all are: those at work finish first.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from api.errors import QueryError, Unavailable
from api.sparql.lanes import RETRY
from api.sparql.talk import Worker
from core.settings import Settings

_START_SECONDS = 30.0
"""How long the first worker may take to be ready."""


def _nothing() -> None:
    """Do nothing."""


class Crew:
    """`size` workers on the store that was asked for last."""

    def __init__(self, size: int, settings: Settings) -> None:
        self._size = size
        self._settings = settings
        self._store: Path | None = None
        self._here: set[Worker] = set()
        self._idle: deque[Worker] = deque()
        self._starting = 0
        self._owed: deque[Callable[[], None]] = deque()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()

    def serve(self, store: Path) -> None:
        """Work on this store from now on."""
        if store == self._store:
            return
        self._store = store
        while self._idle:
            self._dismiss(self._idle.pop())
        self._fill()

    async def ready(self, store: Path) -> None:
        """Wait until somebody works on this store."""
        self.give_back(await self.take(store, asyncio.get_running_loop().time() + _START_SECONDS))

    async def take(self, store: Path, until: float) -> Worker:
        """Return a worker on this store, as soon as there is one; `Unavailable` where none can be started."""
        self.serve(store)
        while self._idle:
            worker = self._idle.pop()  # who worked last has its memory warm
            if worker.idle:
                return worker
            self._dismiss(worker)
        self._fill()
        turn: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout_at(until):
                return await turn
        except asyncio.CancelledError:
            self._take_back(turn)
            raise
        except TimeoutError:
            self._take_back(turn)
            raise Unavailable("query-busy", retry=RETRY) from None

    def give_back(self, worker: Worker, *, tired: bool = False, then: Callable[[], None] = _nothing) -> None:
        """Let a worker rest, or end it: when it is at work still, is tired, or knows the old release only.

        `then` is called as soon as there is a worker in its place.
        """
        if tired or not worker.idle or worker.store != self._store:
            self._owed.append(then)
            self._dismiss(worker)
        else:
            self._offer(worker)
            then()

    def hold(self, memory: int, reason: QueryError) -> None:
        """Stop the largest worker where they hold more than so many bytes together."""
        held = {worker: worker.memory() for worker in self._here}
        if sum(held.values()) > memory:
            max(held, key=held.__getitem__).stop(reason)

    async def close(self) -> None:
        """End all workers."""
        self._size, self._store = 0, None
        while self._here or self._tasks:
            for worker in list(self._here):
                self._dismiss(worker)
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _take_back(self, turn: "asyncio.Future[Worker]") -> None:
        """Take a worker back that somebody was given who is gone."""
        if turn.done() and not turn.cancelled() and turn.exception() is None:
            self.give_back(turn.result())

    def _offer(self, worker: Worker) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(worker)
                return
        self._idle.append(worker)

    def _dismiss(self, worker: Worker) -> None:
        self._here.discard(worker)
        self._in_background(worker.close())
        self._fill()

    def _fill(self) -> None:
        """Start as many as are missing. One with the old release counts as long as it is at work."""
        store = self._store
        while store is not None and len(self._here) + self._starting < self._size:
            self._starting += 1
            self._in_background(self._start(store))

    async def _start(self, store: Path) -> None:
        try:
            worker = await Worker.start(store, self._settings)
        except QueryError as error:
            self._starting -= 1
            self._not_started(store, error)
        else:
            self._starting -= 1
            self._here.add(worker)
            self.give_back(worker)
        if self._owed:
            self._owed.popleft()()

    def _not_started(self, store: Path, error: QueryError) -> None:
        """Tell those who wait. Nobody tries again before somebody asks, unless there is another release."""
        if store != self._store:
            self._fill()
            return
        for turn in self._waiting:
            if not turn.done():
                turn.set_exception(error)
        self._waiting.clear()

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
