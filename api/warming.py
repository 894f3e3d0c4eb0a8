"""The first reader of a new release need not wait: lists and views are asked for once beforehand.

Such a page of a large city asks for all that its sheets say. Its answer is kept for as long as the
release is current (`api.repeated`), so that one visit is enough.
"""

import asyncio
from collections.abc import Callable, Hashable, Sequence

from starlette.types import ASGIApp, Message, Scope

_LOOK = 1.0
"""Seconds between two looks whether there is another release."""

_HEADERS = [(b"host", b"localhost"), (b"accept-encoding", b"gzip"), (b"accept", b"text/html")]


async def keep_warm(app: ASGIApp, state: Callable[[], Hashable], addresses: Sequence[str]) -> None:
    """Visit the addresses, one after another, whenever `state` tells of another release. Runs for ever."""
    visited: Hashable = None
    while True:
        now = state()
        if now != visited:
            for address in addresses:
                # A page that fails has told the log of it; the others are visited all the same.
                await asyncio.gather(_visit(app, address), return_exceptions=True)
            visited = now
        await asyncio.sleep(_LOOK)


async def _visit(app: ASGIApp, address: str) -> None:
    """Ask for a page as a browser does."""
    scope: Scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": address,
        "raw_path": address.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": _HEADERS,
        "server": ("localhost", 80),
        "client": None,
    }
    asked: asyncio.Queue[Message] = asyncio.Queue()
    asked.put_nowait({"type": "http.request", "body": b"", "more_body": False})
    await app(scope, asked.get, _nobody)


async def _nobody(message: Message) -> None:
    """Take what a page says; it is kept where it passes."""
