"""One person's questions to a server: they end at a deadline, and no answer is larger than it may be.

Whatever the server does, whether it sends a byte now and then or never stops, the time runs from the
first question on.
"""

import asyncio
import json
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import httpx

from core.errors import EndpointError
from core.messages import user_language
from graph.remote.client import refusal
from graph.remote.engines import says_cut
from graph.remote.login import Login

_TO_CONNECT = 10.0
_MIB = 1024 * 1024

_Asked = dict[str, list[str]]


class Inquiry:
    """Asks the server at an address, all in all for so many seconds and for so many MiB an answer."""

    def __init__(self, address: str, login: Login, seconds: float, mib: int) -> None:
        self.address = address
        self._login = login
        self._seconds, self._mib = seconds, mib
        self._end = time.monotonic() + seconds

    def ask(
        self, query: str, accept: str, graphs: Iterable[tuple[str, str]] = ()
    ) -> tuple[httpx.Headers, bytes]:
        """Return headers and body of a whole answer; `EndpointError` for all else."""
        asked: dict[str, list[str]] = {"query": [query]}
        for kind, graph in graphs:
            asked.setdefault(kind, []).append(graph)
        return self._wait("POST", accept, asked)

    def fetch(self, accept: str) -> bytes:
        """Return what stands at the address; `EndpointError` for all else."""
        return self._wait("GET", accept)[1]

    def _wait(self, method: str, accept: str, asked: _Asked | None = None) -> tuple[httpx.Headers, bytes]:
        """Wait in a thread of its own: the one that asks may be that of a loop already, as in a notebook."""
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, self._in_time(method, accept, asked)).result()

    async def _in_time(self, method: str, accept: str, asked: _Asked | None) -> tuple[httpx.Headers, bytes]:
        try:
            async with asyncio.timeout(self._end - time.monotonic()):
                return await self._send(method, accept, asked)
        except TimeoutError:
            seconds = f"{self._seconds:g}"
            raise EndpointError("endpoint-slow", address=self.address, seconds=seconds) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = str(error) or type(error).__name__
            raise EndpointError("endpoint-unreachable", address=self.address, reason=reason) from error

    async def _send(self, method: str, accept: str, asked: _Asked | None) -> tuple[httpx.Headers, bytes]:
        headers = {"Accept": accept, "Accept-Language": user_language()}
        async with (
            httpx.AsyncClient(
                auth=self._login,
                timeout=httpx.Timeout(None, connect=_TO_CONNECT),
                # The environment may name certificates, but neither a proxy nor a password.
                trust_env=False,
                follow_redirects=False,
            ) as http,
            http.stream(method, self.address, data=asked, headers=headers) as answer,
        ):
            body = await self._body(answer)
        if not answer.is_success:
            words = _words(body) or answer.reason_phrase
            raise refusal("endpoint-refused-query", self.address, answer.status_code, words)
        if says_cut(answer.headers):
            raise EndpointError("endpoint-cut", address=self.address)
        return answer.headers, body

    async def _body(self, answer: httpx.Response) -> bytes:
        body = bytearray()
        async for chunk in answer.aiter_bytes():
            body += chunk
            if len(body) > self._mib * _MIB:
                raise EndpointError("endpoint-too-large", address=self.address, limit=self._mib)
        return bytes(body)


def _words(body: bytes) -> str:
    """Return what a server says of an error: the sentence of problem details (RFC 9457), else all of it."""
    text = body.decode("utf-8", "replace")
    try:
        details = json.loads(text)
    except (ValueError, RecursionError):
        return text
    sentence = details.get("detail") if isinstance(details, dict) else None
    return sentence if isinstance(sentence, str) else text
