"""Work that ends when the client that asked for it is gone."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import Request

T = TypeVar("T")

_LOOK_AFTER = 0.05
"""Seconds of work before anybody looks whether the client is there still: most work is done by then."""


class ClientGone(Exception):
    """Nobody waits for the answer any more."""


async def unless_gone(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Return what `work` returns; cancel it and raise `ClientGone` when the client hangs up."""
    watch = _Watch(request)
    try:
        return await work
    except asyncio.CancelledError:
        if watch.saw_it_go():
            raise ClientGone from None
        raise
    finally:
        await watch.end()


class _Watch:
    """Looks at the client of the running task, and cancels the task when the client hangs up."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._task = asyncio.current_task()
        self._gone = False
        self._watching: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(_LOOK_AFTER, self._look)

    def saw_it_go(self) -> bool:
        """Whether it was this watch that cancelled the task; then that is undone."""
        if self._gone and self._task is not None:
            self._task.uncancel()
        return self._gone

    async def end(self) -> None:
        """Stop watching."""
        self._timer.cancel()
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)

    def _look(self) -> None:
        self._watching = asyncio.get_running_loop().create_task(self._wait())

    async def _wait(self) -> None:
        while (await self._request.receive())["type"] != "http.disconnect":
            pass
        self._gone = True
        if self._task is not None:
            self._task.cancel()
