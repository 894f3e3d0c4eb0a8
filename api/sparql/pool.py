"""Many questions at once: a few worker processes that live on, and can be killed at any time."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from api.current import CurrentRelease
from api.sparql.child import Child
from api.sparql.lanes import PATIENCE, Lanes
from api.sparql.question import Answer, Question
from core.errors import TsunaguError
from core.settings import Settings

T = TypeVar("T")


class QueryPool:
    """Asks the current release. A new release is asked as soon as it is switched to.

    Threads wait for the processes, so that the event loop never does.
    """

    def __init__(self, settings: Settings) -> None:
        self.current = CurrentRelease(settings.home)
        self._settings = settings
        self._lanes = Lanes(settings.query_workers)
        self._idle: list[Child] = []
        self._threads = ThreadPoolExecutor(4 * settings.query_workers, thread_name_prefix="query")

    async def start(self) -> None:
        """Start the workers, if there is a release to open; if not, each question will be told why."""
        try:
            store = self.current.get().store_path
        except TsunaguError:
            return
        starting = (
            self._in_thread(lambda: Child(store, self._settings)) for _ in range(self._settings.query_workers)
        )
        self._idle += await asyncio.gather(*starting)

    async def close(self) -> None:
        """End all workers."""
        while self._idle:
            await self._in_thread(self._idle.pop().close)
        self._threads.shutdown()

    async def ask(self, question: Question, client: str = "") -> Answer:
        """Return the answer, or raise a `QueryError`. Cancelling the call ends the query."""
        question.checked()
        store = self.current.get().store_path
        with self._lanes.entered(client) as visit:
            await visit.start()
            child = await self._take(store)
            running = self._in_thread(lambda: child.ask(question))
            try:
                await asyncio.wait({running}, timeout=min(PATIENCE, self._settings.query_timeout))
                if not running.done():
                    visit.move_over()
                    await asyncio.wait({running}, timeout=self._settings.query_timeout - PATIENCE)
                if not running.done():
                    child.kill()
                return await running
            finally:
                await asyncio.shield(self._give_back(child, running))

    async def _take(self, store: Path) -> Child:
        """Return a worker on this store: one that waits, or a new one."""
        while self._idle:
            child = self._idle.pop()
            if child.alive and child.store == store:
                return child
            await self._in_thread(child.close)
        return await self._in_thread(lambda: Child(store, self._settings))

    async def _give_back(self, child: Child, running: "asyncio.Future[Answer]") -> None:
        """Keep a worker for the next question; end it where it is at work still or not needed."""
        if not running.done():
            child.kill()
            await asyncio.wait({running})
        if not running.cancelled():
            running.exception()  # whoever asked may be gone; the error has been seen
        if child.alive and len(self._idle) < self._settings.query_workers:
            self._idle.append(child)
        else:
            await self._in_thread(child.close)

    def _in_thread(self, work: Callable[[], T]) -> "asyncio.Future[T]":
        return asyncio.get_running_loop().run_in_executor(self._threads, work)
