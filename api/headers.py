"""Headers that every response carries.

Browsers load nothing from outside and guess no types. Any web page may read what is here (CORS),
without credentials: all of it is public, and there is nobody to log in.
"""

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECURITY = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
FRAMED = {
    "Content-Security-Policy": SECURITY["Content-Security-Policy"].replace(
        "frame-ancestors 'none'", "frame-ancestors *"
    )
}
"""What a response says of itself that other sites may show in a frame: a picture without any form."""

OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Accept-Ranges, Allow, Content-Encoding, Content-Language, Content-Location, Content-Range, "
        "ETag, Last-Modified, Link, Repr-Digest, Retry-After"
    ),
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS, POST",
    "Access-Control-Allow-Headers": (
        "Accept, Accept-Language, Cache-Control, Content-Type, If-Modified-Since, If-None-Match, Range"
    ),
    "Access-Control-Max-Age": "86400",
}
_RAW = [(name.lower().encode(), value.encode()) for name, value in (SECURITY | OPEN).items()]
_OURS = {name for name, _ in _RAW}
_MARK = (b"content-security-policy", FRAMED["Content-Security-Policy"].encode())
_RAW_FRAMED = [header for header in _RAW if header[0] not in (_MARK[0], b"x-frame-options")] + [_MARK]
_ASKS_FIRST = "access-control-request-method"


class SecurityHeaders:
    """Middleware that adds `SECURITY` and `OPEN` to every response, and answers what browsers ask first."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; add the headers when a response starts."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [header for header in message["headers"] if header[0] not in _OURS]
                ours = _RAW_FRAMED if _MARK in message["headers"] else _RAW
                message = {**message, "headers": own + ours}
            await send(message)

        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["method"] == "OPTIONS" and _ASKS_FIRST in Headers(scope=scope):
            await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, send_with_headers)
        else:
            await self.app(scope, receive, send_with_headers)
