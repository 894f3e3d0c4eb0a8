"""The event loop's side of one worker process: it asks and goes on, and nobody waits in a thread."""

import asyncio
import contextlib
import os
from pathlib import Path
from typing import Self

from api.sparql.child import Child, refusal
from api.sparql.question import Answer
from api.sparql.wire import Replies, Request
from core.settings import Settings

_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICKS = os.sysconf("SC_CLK_TCK")
_LAST = 10
"""How far a long query stands back: behind look-ups, but not behind everything else on a shared machine."""


class Worker(asyncio.Protocol):
    """A worker that is ready. One question at a time."""

    def __init__(self, child: Child) -> None:
        self.store = child.store
        self._child = child
        self._transport: asyncio.WriteTransport
        self._replies = Replies()
        self._answer: asyncio.Future[Answer] | None = None
        self._busy = self._ended = False
        self._at_rest = self._memory()

    @classmethod
    async def start(cls, store: Path, settings: Settings) -> Self:
        """Start a process, wait until its store is open, and listen to it."""
        loop = asyncio.get_running_loop()
        child = await loop.run_in_executor(None, Child, store, settings)
        worker = cls(child)
        worker._transport, _ = await loop.create_unix_connection(lambda: worker, sock=child.socket)
        return worker

    @property
    def idle(self) -> bool:
        """Whether it can be asked."""
        return not self._ended and not self._busy

    def ask(self, request: Request) -> "asyncio.Future[Answer]":
        """Send a query; the future is done when its answer or a `QueryError` is there."""
        self._busy = True
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request.frame())
        return self._answer

    def stop(self, reason: Exception) -> None:
        """Kill the process; who waits for an answer gets the reason."""
        self._ended = True
        self._child.kill()
        self._fail(reason)

    def stand_back(self) -> None:
        """Let look-ups go first."""
        with contextlib.suppress(OSError):  # it may have ended just now
            os.setpriority(os.PRIO_PROCESS, self._child.pid, _LAST)

    def computed(self) -> float:
        """Return the processor time in seconds that the process has used."""
        fields = self._system("stat").rpartition(")")[2].split()
        return sum(map(int, fields[11:13])) / _TICKS

    def memory(self) -> int:
        """Return how many bytes the process holds beyond those it had when it was ready."""
        return max(0, self._memory() - self._at_rest)

    async def close(self) -> None:
        """End the process and wait for its end."""
        self._ended = True
        self._transport.close()
        await asyncio.get_running_loop().run_in_executor(None, self._child.close)

    def data_received(self, data: bytes) -> None:
        """Take a piece of an answer."""
        found = self._replies.add(data)
        if found is None:
            return
        self._busy = False
        if self._answer is None or self._answer.done():
            return
        reply, body = found
        if reply.error:
            self._answer.set_exception(refusal(reply))
        else:
            self._answer.set_result(Answer(body, reply.format))

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  given by the event loop
        """Notice that the process has ended, and tell who waits for an answer why."""
        self._ended = True
        if self._answer is not None and not self._answer.done():
            asyncio.get_running_loop().run_in_executor(None, self._child.why_ended).add_done_callback(
                lambda why: self._fail(why.result())
            )

    def _fail(self, reason: Exception) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(reason)

    def _memory(self) -> int:
        pages = self._system("statm").split()
        return int(pages[1]) * _PAGE if pages else 0

    def _system(self, name: str) -> str:
        """Return what the system says of the process, nothing where it has ended or there is no such file."""
        try:
            return Path(f"/proc/{self._child.pid}/{name}").read_text(encoding="utf-8")
        except OSError:
            return ""
