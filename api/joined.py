"""What is written in one turn of the event loop leaves in one piece: the head of an answer with its body.

Otherwise each is a call of the system, and a packet, of its own; half of what it costs to send a look-up.
"""

import asyncio
from typing import Any

_MOST = 64 * 1024
"""Bytes that are held at most, so that who writes much still learns when it is too much."""


class Joined(asyncio.Transport):
    """A transport that holds what is written until the turn is over."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._transport = transport
        self._loop = loop
        self._held: list[bytes | bytearray | memoryview] = []
        self._size = 0

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Hold the data, and send it soon; at once where it is much."""
        if not self._held:
            self._loop.call_soon(self._send)
        self._held.append(data)
        self._size += len(data)
        if self._size > _MOST:
            self._send()

    def close(self) -> None:
        """Send what is held and close."""
        self._send()
        self._transport.close()

    def abort(self) -> None:
        """Close at once."""
        self._transport.abort()

    def is_closing(self) -> bool:
        """Tell whether it is closed or about to be."""
        return self._transport.is_closing()

    def get_write_buffer_size(self) -> int:
        """Return how many bytes the client has yet to take."""
        return self._size + self._transport.get_write_buffer_size()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """Return what the transport knows of the connection."""
        return self._transport.get_extra_info(name, default)

    def pause_reading(self) -> None:
        """Read no more for now."""
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        """Read again."""
        self._transport.resume_reading()

    def _send(self) -> None:
        held, size, self._held, self._size = self._held, self._size, [], 0
        if not held or self._transport.is_closing():
            return
        if size > _MOST:  # joining would cost more than it saves
            for each in held:
                self._transport.write(each)
        else:
            self._transport.write(b"".join(held))
