"""The parent's side of one worker process: start it, ask it, kill it (decision 0003)."""

import contextlib
import math
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from api.errors import AnswerTooLarge, NotAcceptable, QueryError, RefusedQuery, TooSlow, Unavailable
from api.sparql.question import Answer, Question
from api.sparql.wire import Reply, Start, receive_reply, send_start
from core.frames import Ended
from core.settings import Settings
from ontology.terms import PREFIXES

_PROJECT = Path(__file__).resolve().parents[2]
_MIB = 1024 * 1024
_SPARE_SECONDS = 5
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
        self.socket, theirs = socket.socketpair()
        with theirs:
            # `-P` and the path: the child finds this package wherever it is started, and no other.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "api.sparql.worker"],
                stdin=theirs.fileno(),
                stdout=theirs.fileno(),
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": str(_PROJECT)},
            )
        try:
            with self.socket.makefile("wb") as pipe, contextlib.suppress(Ended):
                send_start(pipe, _start(store, settings))
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
        with contextlib.suppress(OSError):  # `_receive` says why it ended
            self.socket.sendall(question.request().frame())
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
        self.socket.close()

    def why_ended(self) -> QueryError:
        """Wait for the end of the process and say why it ended."""
        status = self._process.wait()
        if self._killed or status == -signal.SIGXCPU:
            return too_slow(self._settings)
        return AnswerTooLarge("query-memory")

    def _receive(self) -> tuple[Reply, bytes]:
        try:
            with self.socket.makefile("rb") as pipe:
                reply, body = receive_reply(pipe)
        except (Ended, OSError):
            raise self.why_ended() from None
        if reply.error:
            raise refusal(reply)
        return reply, body


def refusal(reply: Reply) -> QueryError:
    """Return the error that a child tells of."""
    return _ERRORS.get(reply.error, RefusedQuery)(reply.error, **reply.values)


def too_slow(settings: Settings) -> TooSlow:
    """Return the error of a query that was stopped."""
    return TooSlow("query-too-slow", seconds=f"{settings.query_timeout:g}")


def _start(store: Path, settings: Settings) -> Start:
    return Start(
        store=str(store),
        memory=settings.query_memory,
        most_rows=settings.query_rows,
        most_bytes=settings.query_bytes * _MIB,
        seconds=math.ceil(settings.query_timeout) + _SPARE_SECONDS,
        prefixes=PREFIXES,
    )
