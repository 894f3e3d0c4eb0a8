"""Responses that were given before are given again: a release never changes, so they are exact.

A response is kept under the address that was asked and every header of the request that it may
depend on; it must say so itself, by `Vary`. Only whole responses with status 200 to a GET are kept,
and only for as long as the release is current.
"""

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.current import CurrentRelease
from api.kept import Kept

_NAMES = ("accept", "accept-encoding", "accept-language", "host")
"""Headers of a request that a kept response may depend on."""

_IN_KEY = frozenset(name.encode() for name in _NAMES)
_OK = 200


@dataclass(frozen=True, slots=True)
class _Whole:
    """The two messages of a response."""

    start: Message
    body: Message


class Repeated:
    """Middleware that keeps the responses of some addresses, of `room` bytes together."""

    def __init__(self, app: ASGIApp, current: CurrentRelease, paths: Collection[str], room: int) -> None:
        self.app = app
        self._current = current
        self._paths = frozenset(paths)
        self._kept: Kept[_Whole] = Kept(room)
        self._release: Hashable = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or pass on and remember what comes back."""
        key = self._key(scope)
        if key is None:
            await self.app(scope, receive, send)
            return
        release = self._current.state()
        if release != self._release:
            self._kept.clear()
            self._release = release
        known = self._kept.get(key)
        if known is None:
            await self.app(scope, receive, self._remembering(key, release, send))
        else:
            await send(known.start)
            await send(known.body)

    def _key(self, scope: Scope) -> tuple[Any, ...] | None:
        """Return what the response depends on beside the release; None where it is not kept."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in self._paths:
            return None
        key: list[Any] = [scope["scheme"], scope["path"], scope["query_string"]]
        key += [header for header in scope["headers"] if header[0] in _IN_KEY]
        return tuple(key)

    def _remembering(self, key: tuple[Any, ...], release: Hashable, send: Send) -> Send:
        """Return a `send` that keeps a response which may be kept."""
        start: Message = {}
        size = sum(map(len, key))

        async def send_and_keep(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
            elif not message.get("more_body") and _may_be_kept(start, message):
                if release == self._release == self._current.seen:
                    self._kept.put(key, _Whole(start, message), len(message["body"]) + size)
            else:
                start = {}
            await send(message)

        return send_and_keep


def _may_be_kept(start: Message, body: Message) -> bool:
    if start.get("status") != _OK or not body.get("body"):
        return False
    headers = Headers(raw=start["headers"])
    varies = {name.strip().lower() for name in headers.get("vary", "").split(",") if name.strip()}
    return varies <= set(_NAMES) and "no-store" not in headers.get("cache-control", "")
