"""The busiest addresses go straight to their endpoint: finding a route takes longer than many an answer."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, ExceptionHandler, Receive, Scope, Send

Endpoint = Callable[[Request], Awaitable[Response]]

_METHODS = ("GET", "POST")


class Straight:
    """Middleware before the router. `handlers` answer errors; what they do not know goes on outwards."""

    def __init__(
        self, app: ASGIApp, endpoints: Mapping[str, Endpoint], handlers: Mapping[Any, ExceptionHandler]
    ) -> None:
        self.app = app
        self._endpoints = dict(endpoints)
        known = {kind: handler for kind, handler in handlers.items() if kind is not Exception}
        self._straight = ExceptionMiddleware(self._answer, known)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer an address of `endpoints` at once; leave the others, and unusual methods, to the router."""
        known = scope["type"] == "http" and scope["path"] in self._endpoints
        straight = known and scope["method"] in _METHODS
        await (self._straight if straight else self.app)(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._endpoints[scope["path"]](Request(scope, receive, send))
        await response(scope, receive, send)
