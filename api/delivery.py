"""How answers go over the wire: compressed, and not sent again to a client that has them."""

import asyncio
import gzip
import re
from email.utils import parsedate_to_datetime

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.preferences import preferences

_WORTH_IT = 1024
"""Bytes from which on an answer is compressed."""

_IN_A_THREAD = 256 * 1024
"""Bytes from which on that takes so long that nobody else may wait for it."""

_LEVEL = 5
_CODING = "gzip"
_CODED = re.compile(r"text/|image/svg|application/(?:[\w.-]+\+)?(?:json|xml)\b|application/(?:n-|trig)")
_MARK = re.compile(r'"[^"]*"|\*')
_OK, _NOT_MODIFIED = 200, 304
_CONDITIONS = (b"if-none-match", b"if-modified-since")
_OF_WHAT_IS_NOT_SENT = (b"content-encoding", b"content-length", b"content-type")


class Compressed:
    """Middleware that compresses whole answers. What comes in pieces, and files (ranges), stays as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold the start of an answer back until it is known whether the first piece is all of it."""
        held: list[Message] = []

        async def packed(message: Message) -> None:
            if message["type"] == "http.response.start":
                held.append(message)
                return
            if held and message["type"] == "http.response.body" and not message.get("more_body"):
                message = {**message, "body": await _packed(scope, held[0], message.get("body", b""))}
            while held:
                await send(held.pop())
            await send(message)

        await self.app(scope, receive, packed if scope["type"] == "http" else send)


class Conditional:
    """Middleware that answers 304 to those who have what would be sent; HEAD gets no body.

    `If-None-Match` tells it, and where that is missing `If-Modified-Since`.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at the start of an answer; leave out its body where nobody needs it."""
        bare = scope["type"] == "http" and scope["method"] == "HEAD"
        if not bare and not _asks_whether_it_has_it(scope):
            await self.app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            nonlocal bare
            if message["type"] == "http.response.start" and _has_it(scope, message):
                bare, message = True, _not_modified(message)
            elif message["type"] == "http.response.body" and bare:
                message = {**message, "body": b""}
            await send(message)

        await self.app(scope, receive, sent)


async def _packed(scope: Scope, start: Message, body: bytes) -> bytes:
    """Return the body as it is sent; say so in the headers. Each coding has a mark (`ETag`) of its own."""
    headers = MutableHeaders(scope=start)
    taken = "content-encoding" in headers or "accept-ranges" in headers
    if taken or len(body) < _WORTH_IT or not _CODED.match(headers.get("content-type", "")):
        return body
    headers.add_vary_header("Accept-Encoding")
    if not takes_gzip(", ".join(Headers(scope=scope).getlist("accept-encoding"))):
        return body
    if "etag" in headers:
        headers["etag"] = f'{headers["etag"][:-1]}-{_CODING}"'
    packed = await _compressed(body)
    headers["content-encoding"], headers["content-length"] = _CODING, str(len(packed))
    return packed


def takes_gzip(asked: str) -> bool:
    """Tell whether a client (`Accept-Encoding`) takes gzip at least as gladly as no coding at all."""
    wanted = dict(preferences(asked))
    quality = wanted.get(_CODING, wanted.get("*", 0.0))
    return quality > 0 and quality >= wanted.get("identity", 0.0)


async def _compressed(body: bytes) -> bytes:
    """Compress; the same bytes each time."""
    if len(body) < _IN_A_THREAD:
        return gzip.compress(body, _LEVEL, mtime=0)
    return await asyncio.to_thread(gzip.compress, body, _LEVEL, mtime=0)


def _asks_whether_it_has_it(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    return any(name in _CONDITIONS for name, _ in scope["headers"])


def _has_it(scope: Scope, start: Message) -> bool:
    """Tell whether `If-None-Match` names what would be sent. A weak mark counts too (RFC 9110, 13.1.2)."""
    mark = Headers(raw=start["headers"]).get("etag", "").removeprefix("W/")
    if start["status"] != _OK:
        return False
    asked = Headers(scope=scope)
    if "if-none-match" not in asked:
        since = asked.get("if-modified-since", "")
        return _not_after(Headers(raw=start["headers"]).get("last-modified", ""), since)
    known = _MARK.findall(", ".join(asked.getlist("if-none-match")))
    return bool(mark) and (mark in known or "*" in known)


def _not_after(changed: str, since: str) -> bool:
    """Tell whether something has not changed since a time; a time that cannot be read tells nothing.

    >>> _not_after("Wed, 01 Apr 2026 09:30:00 GMT", "Thu, 02 Apr 2026 00:00:00 GMT"), _not_after("", "")
    (True, False)
    """
    try:
        return parsedate_to_datetime(changed) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):  # one without a time zone cannot be compared
        return False


def _not_modified(start: Message) -> Message:
    """Return the start of a 304 for this answer, which others may keep and is left as it is."""
    kept = [(name, value) for name, value in start["headers"] if name not in _OF_WHAT_IS_NOT_SENT]
    return {**start, "status": _NOT_MODIFIED, "headers": kept}
