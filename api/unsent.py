"""How much of all answers may wait in memory for clients that are slow to take theirs.

What is sent lies in this process until its client has taken it, which may be slow (`api.patience`) and
still hold as many bytes as an answer may have. Where they would be too many together, a large answer
gives way to an error; small ones always go.
"""

from collections import Counter

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import QueryError, TooManyRequests, Unavailable
from api.patience import STALL_SECONDS, untaken
from api.problems import refusal
from core.settings import Settings

LARGE = 64 * 1024
"""Bytes of a body up to which nobody counts: so many a connection holds anyway."""

_LARGEST_TOGETHER = 4
_MIB = 1024 * 1024
_RETRY = int(STALL_SECONDS)


def room_of(settings: Settings) -> int:
    """Return the bytes that may wait in one server process: those of a few of the largest answers.

    >>> room_of(Settings(query_bytes=64)) // _MIB, room_of(Settings(query_bytes=64, workers=8)) // _MIB
    (256, 64)
    """
    return settings.query_bytes * _MIB * max(1, _LARGEST_TOGETHER // settings.workers)


class Bounded:
    """Middleware that keeps the bodies that wait to `room` bytes, and those of one client to half of it.

    Each may have one large answer, as long as there is room.
    """

    def __init__(self, app: ASGIApp, room: int) -> None:
        self.app = app
        self._room = room
        self._held = Counter[str]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold the start of an answer back until its first piece says how large it is."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        refused = False

        async def bounded(message: Message) -> None:
            nonlocal start, refused
            if message["type"] == "http.response.start":
                start = message
                return
            if start is None:
                if not refused:
                    await self._send(scope, send, message)
                return
            begun, start = start, None
            error = self._problem(scope, message)
            if error is None:
                await self._send(scope, send, begun, message)
            else:
                refused = True
                await refusal(Request(scope), error)(scope, receive, send)

        await self.app(scope, receive, bounded)

    def _problem(self, scope: Scope, message: Message) -> QueryError | None:
        """Return why a body cannot be sent now."""
        size = len(message.get("body", b""))
        if size <= LARGE:
            return None
        waiting = untaken() + self._held
        own = waiting[_client(scope)]
        if own and own + size > self._room // 2:
            return TooManyRequests("answers-untaken-share", limit=self._room // 2 // _MIB, retry=_RETRY)
        if waiting and waiting.total() + size > self._room:
            return Unavailable("answers-untaken", retry=_RETRY)
        return None

    async def _send(self, scope: Scope, send: Send, *messages: Message) -> None:
        """Send; a connection that still has an earlier answer waits, and what it sends is held."""
        size = sum(len(each.get("body", b"")) for each in messages)
        if size <= LARGE:
            for each in messages:
                await send(each)
            return
        held = Counter({_client(scope): size})
        self._held += held
        try:
            for each in messages:
                await send(each)
        finally:
            self._held -= held


def _client(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""
