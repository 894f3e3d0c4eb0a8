"""The parent's side of one worker process: start it, ask it, kill it (decision 0003)."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, cast

from api.errors import AnswerTooLarge, NotAcceptable, QueryError, RefusedQuery, TooSlow, Unavailable
from api.sparql.question import Answer, Question
from api.sparql.wire import Ended, Reply, receive_reply, send_request
from core.settings import Settings

_PROJECT = Path(__file__).resolve().parents[2]
_ERRORS: dict[str, type[QueryError]] = {
    "accept-other-kind": NotAcceptable,
    "answer-too-large": AnswerTooLarge,
    "answer-too-many-rows": AnswerTooLarge,
    "query-memory": AnswerTooLarge,
    "store-unreadable": Unavailable,
}


class Child:
    """A worker process on one store. One question at a time, not from two threads at once."""

    def __init__(self, store: Path, settings: Settings) -> None:
        """Start the process and wait until it has opened the store."""
        self.store = store
        self._settings = settings
        self._killed = False
        # `-P` and the path: the child finds this package wherever it is started, and no other.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "api.sparql.worker", str(store), str(settings.query_memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(_PROJECT)},
        )
        self._requests = cast(BinaryIO, self._process.stdin)
        self._replies = cast(BinaryIO, self._process.stdout)
        try:
            self._receive()
        except QueryError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it can be asked again."""
        return not self._killed and self._process.poll() is None

    def ask(self, question: Question) -> Answer:
        """Return the answer or raise a `QueryError`. Blocks until there is one or the child ends."""
        with contextlib.suppress(Ended):  # `_receive` says why it ended
            send_request(self._requests, question.request(self._settings))
        reply, body = self._receive()
        return Answer(body, reply.format)

    def kill(self) -> None:
        """End the child at once; a pending `ask` raises `TooSlow`. Safe from any thread."""
        self._killed = True
        self._process.kill()

    def close(self) -> None:
        """End the child and free what belongs to it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._requests, self._replies):
            with contextlib.suppress(BrokenPipeError):
                pipe.close()

    def _receive(self) -> tuple[Reply, bytes]:
        try:
            reply, body = receive_reply(self._replies)
        except Ended:
            raise self._why_ended() from None
        if reply.error:
            raise _ERRORS.get(reply.error, RefusedQuery)(reply.error, **reply.values)
        return reply, body

    def _why_ended(self) -> QueryError:
        status = self._process.wait()
        if self._killed or status == -signal.SIGXCPU:
            return TooSlow("query-too-slow", seconds=f"{self._settings.query_timeout:g}")
        return AnswerTooLarge("query-memory")
