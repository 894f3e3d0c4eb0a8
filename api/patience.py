"""How long the server waits for a client: for its request to come, and for its answer to be taken.

uvicorn waits for ever for both. A client may be slow, but not hold a place for nothing.
"""

import asyncio
from collections import Counter
from typing import cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

REQUEST_SECONDS = 15.0
"""In this time a request must be whole, from the opening of the connection or its first byte on."""

HEAD_BYTES = 512 * 1024
"""Bytes before the body after which nobody reads on; an address has a query of the largest size."""

STALL_SECONDS = 15.0
"""How often it is looked whether a client takes its answer."""

STALL_BYTES = 64 * 1024
"""Least that it must have taken since, unless less is left."""

MOST_CONNECTIONS = 2000
"""Connections of one process. One more is closed at once, so that files can still be opened."""

MOST_OF_ADDRESS = 500
"""Of them, those of one address: half of what is answered. A proxy on this machine stands for many."""

_PROXIES = ("", "127.0.0.1", "::1")
_NO_WEBSOCKET = b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
_TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


_OPEN = Counter[str]()
"""How many connections each address has."""

_SLOW: "set[PatientProtocol]" = set()
"""The connections whose clients have yet to take a part of their answers."""


def untaken() -> Counter[str]:
    """Return the bytes that lie in this process until their clients take them, by client."""
    bytes_of = Counter[str]()
    for each in _SLOW:
        bytes_of[each._address] += each.transport.get_write_buffer_size()
    return bytes_of


class PatientProtocol(HttpToolsProtocol):
    """HTTP of uvicorn, with an end to waiting."""

    _request_timer: asyncio.TimerHandle | None = None
    _stall_timer: asyncio.TimerHandle | None = None
    _left = 0
    _head = 0
    _in_head = _whole = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait for the first request."""
        super().connection_made(cast(asyncio.Transport, transport))  # what the loop gives for TCP
        _OPEN[self._address] += 1
        if len(self.connections) > MOST_CONNECTIONS or self._too_many_of_address():
            self.transport.abort()
        else:
            self._expect_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop_timers()
        _SLOW.discard(self)
        _OPEN.subtract([self._address])
        if not _OPEN[self._address]:
            del _OPEN[self._address]
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes, but no head without end."""
        if self._in_head:
            self._head += len(data)
            if self._head - len(data) > HEAD_BYTES:
                self._refuse(_TOO_LARGE)
                return
        super().data_received(data)
        if not self._whole and self._request_timer is None:
            self._expect_request()

    def on_message_begin(self) -> None:
        """Begin to wait for the rest of a request."""
        super().on_message_begin()
        self._in_head, self._whole = True, False

    def on_headers_complete(self) -> None:
        """Know the head, and start to answer."""
        self._in_head, self._head = False, 0
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Have all of a request, which most often came at once: then nobody has waited for it."""
        self._whole = True
        if self._request_timer is not None:
            self._request_timer.cancel()
            self._request_timer = None
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        """Refuse: there is nothing to talk to here."""
        self._refuse(_NO_WEBSOCKET)

    def _should_upgrade_to_ws(self) -> bool:
        """Let uvicorn ask for it (above), and neither warn nor answer such a request as any other."""
        return True

    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing: a client may ask for another protocol, and is answered in this one."""

    def pause_writing(self) -> None:
        """Watch a client that takes its answer more slowly than it is written."""
        super().pause_writing()
        _SLOW.add(self)
        self._left = self.transport.get_write_buffer_size()
        self._stall_timer = self.loop.call_later(STALL_SECONDS, self._look_at_answer)

    def resume_writing(self) -> None:
        """Stop watching."""
        super().resume_writing()
        _SLOW.discard(self)
        if self._stall_timer is not None:
            self._stall_timer.cancel()
            self._stall_timer = None

    @property
    def _address(self) -> str:
        return self.client[0] if self.client else ""

    def _too_many_of_address(self) -> bool:
        return _OPEN[self._address] > MOST_OF_ADDRESS and self._address not in _PROXIES

    def _expect_request(self) -> None:
        self._request_timer = self.loop.call_later(REQUEST_SECONDS, self._refuse, _TOO_SLOW)

    def _refuse(self, answer: bytes) -> None:
        """Close the connection, with a word where none was said yet."""
        if self.cycle is None or not self.cycle.response_started or self.cycle.response_complete:
            self.transport.write(answer)
        self.transport.close()

    def _look_at_answer(self) -> None:
        left = self.transport.get_write_buffer_size()
        if self._left - left < STALL_BYTES:
            self.transport.abort()
            return
        self._left = left
        self._stall_timer = self.loop.call_later(STALL_SECONDS, self._look_at_answer)

    def _stop_timers(self) -> None:
        for timer in (self._request_timer, self._stall_timer):
            if timer is not None:
                timer.cancel()
