"""Responses that were given before are given again: a release never changes, so they are exact.

A response is kept under the address that was asked and the headers of the request that it may
depend on; it must say so itself, by `Vary`. Only whole responses with status 200 to a GET are kept,
and only for as long as the release is current.
"""

from collections.abc import Collection, Hashable, Mapping
from functools import lru_cache
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.current import CurrentRelease
from api.delivery import takes_gzip
from api.kept import Kept

ANY = frozenset((b"accept", b"accept-encoding", b"accept-language", b"host"))
"""Headers of a request that a kept response may depend on."""

PAGE = frozenset((b"accept-encoding",))
"""Those that a page depends on: its language stands in its address."""

_ENCODING = b"accept-encoding"
_OK = 200


_Whole = tuple[int, tuple[tuple[bytes, bytes], ...], bytes]
"""Status, headers and body. The garbage collector need not look at plain tuples: there are thousands."""


class Repeated:
    """Middleware that keeps the responses of some addresses, of `room` bytes together.

    `paths` names for each the headers (lower case) that its response may depend on.
    """

    def __init__(
        self, app: ASGIApp, current: CurrentRelease, paths: Mapping[str, Collection[bytes]], room: int
    ) -> None:
        self.app = app
        self._current = current
        self._paths = {path: frozenset(names) for path, names in paths.items()}
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
            status, headers, body = known
            await send({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": body})

    def _key(self, scope: Scope) -> tuple[Any, ...] | None:
        """Return what the response depends on beside the release; None where it is not kept."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in self._paths:
            return None
        names = self._paths[scope["path"]]
        key: list[Any] = [scope["scheme"], scope["path"], scope["query_string"]]
        key += [
            name + b":" + value for name, value in scope["headers"] if name in names and name != _ENCODING
        ]
        if _ENCODING in names:
            key.append(_gzip(b", ".join(value for name, value in scope["headers"] if name == _ENCODING)))
        return tuple(key)

    def _remembering(self, key: tuple[Any, ...], release: Hashable, send: Send) -> Send:
        """Return a `send` that keeps a response which may be kept."""
        start: Message = {}
        size = sum(map(len, key))
        names = self._paths[key[1]]

        async def send_and_keep(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
            elif not message.get("more_body") and _may_be_kept(start, message):
                fresh = release == self._release == self._current.seen
                if fresh and _depends_on(start) <= names:
                    whole = (start["status"], tuple(start["headers"]), message["body"])
                    self._kept.put(key, whole, len(message["body"]) + size)
            else:
                start = {}
            await send(message)

        return send_and_keep


def _may_be_kept(start: Message, body: Message) -> bool:
    if start.get("status") != _OK or not body.get("body"):
        return False
    return "no-store" not in Headers(raw=start["headers"]).get("cache-control", "")


def _depends_on(start: Message) -> frozenset[bytes]:
    varies = Headers(raw=start["headers"]).get("vary", "").lower().encode("latin-1")
    return frozenset(name.strip() for name in varies.split(b",") if name.strip())


@lru_cache(maxsize=256)
def _gzip(value: bytes) -> bytes:
    """Return what of all lines of the header matters: browsers name codings that are never used here."""
    return b"gzip" if takes_gzip(value.decode("latin-1")) else b""
