"""What stands before every page: only the host that is served, only forms of our own, nothing kept.

A page elsewhere can make a browser send requests here, and a name server can make its own name mean
this machine. So the `Host` must be one that is served, and what is posted must say that it comes from
there (`Origin`); browsers always say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.headers import SECURITY
from api.office.errors import Forbidden, Misdirected
from core.messages import LANGUAGES, say

HEADERS = SECURITY | {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # with no-referrer browsers would hide the origin of forms
    "X-Robots-Tag": "noindex, nofollow",
}
"""What every response says."""

_RAW = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
_NAMES = {name for name, _ in _RAW}
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_READING = ("GET", "HEAD")


def served_hosts(host: str, port: int) -> frozenset[str]:
    """Return what `Host` may say of a server that listens on one address.

    >>> sorted(served_hosts("127.0.0.1", 8001))
    ['127.0.0.1:8001', '[::1]:8001', 'localhost:8001']
    >>> sorted(served_hosts("office.example", 80))
    ['office.example', 'office.example:80']
    """
    shown = f"[{host}]" if ":" in host else host.lower()
    names = _LOOPBACK if shown in _LOOPBACK else (shown,)
    plain = names if port == 80 else ()
    return frozenset((*(f"{name}:{port}" for name in names), *plain))


@dataclass(frozen=True, slots=True)
class Guard:
    """Middleware around the whole application."""

    app: ASGIApp
    hosts: frozenset[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what is not meant for us or not from us; pass the rest on, and add the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [header for header in message["headers"] if header[0] not in _NAMES]
                message = {**message, "headers": own + _RAW}
            await send(message)

        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refused = self._refused(scope["method"], Headers(scope=scope))
        if refused is None:
            await self.app(scope, receive, send_with_headers)
            return
        status, key = refused
        words = "".join(say(key, language, hosts=sorted(self.hosts)) + "\n" for language in LANGUAGES)
        await PlainTextResponse(words, status)(scope, receive, send_with_headers)

    def _refused(self, method: str, headers: Headers) -> tuple[int, str] | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            return Misdirected.status, "office-wrong-host"
        if method not in _READING and not self._ours(headers.getlist("origin"), hosts[0]):
            return Forbidden.status, "office-wrong-origin"
        return None

    def _ours(self, origins: Sequence[str], host: str) -> bool:
        return len(origins) == 1 and origins[0].lower() == f"http://{host.lower()}"
