"""What forms send. Files (RFC 7578) are taken as they come: no more is in memory than the part at hand.

What has come is cut off at a limit, whatever was announced.
"""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from api.errors import BodyTooLarge
from api.office.errors import Refused

_HEAD_BYTES = 16 * 1024
_FIELD_BYTES = 64 * 1024
_MOST_PARTS = 1000
_MOST_FIELDS = 50
_BOUNDARY = re.compile(
    r'multipart/form-data\s*;.*\bboundary=(?:"([^"]{1,70})"|([^\s";]{1,70}))', re.IGNORECASE
)
_NAME = re.compile(r'[;\s]name="([^"]*)"', re.IGNORECASE)
_FILENAME = re.compile(r'[;\s]filename="([^"]*)"', re.IGNORECASE)
_WRITTEN = {"%22": '"', "%0D": "\r", "%0A": "\n"}
"""How browsers write what would end a name."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form, whole."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class FileBegins:
    """The name that a file has where it comes from; its bytes follow."""

    filename: str


Event = Field | FileBegins | bytes


async def body(request: Request, limit: int) -> AsyncIterator[bytes]:
    """Yield what a request brings; `BodyTooLarge` as soon as too much is announced or has come."""
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit:
        raise BodyTooLarge("office-too-large", limit=in_mib(limit))
    taken = 0
    async for chunk in request.stream():
        taken += len(chunk)
        if taken > limit:
            raise BodyTooLarge("office-too-large", limit=in_mib(limit))
        yield chunk


def in_mib(size: int) -> str:
    """Write a size for people.

    >>> in_mib(256 * 1024 * 1024), in_mib(1000)
    ('256 MiB', '1 MiB')
    """
    return f"{max(1, size // (1024 * 1024))} MiB"


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a form without files; of two with one name the last."""
    data = b"".join([chunk async for chunk in body(request, _FIELD_BYTES)])
    try:
        return dict(parse_qsl(data.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        raise Refused("office-no-form") from None


async def read_multipart(request: Request, limit: int) -> AsyncIterator[Event]:
    """Yield the fields and files of a form in their order. Raises `Refused` for what is no form."""
    found = _BOUNDARY.match(request.headers.get("content-type", ""))
    if found is None:
        raise Refused("office-no-form")
    parser = _Parser((found[1] or found[2]).encode())
    async for chunk in body(request, limit):
        for event in parser.feed(chunk):
            yield event
    if not parser.ended:
        raise Refused("office-no-form")


class _Parser:
    """Bytes in, events out. A file's bytes are given as they come, a field's when it is whole."""

    def __init__(self, boundary: bytes) -> None:
        self._delimiter = b"\r\n--" + boundary
        self._buffer = b"\r\n"  # so that the first delimiter looks like the others
        self._in_head = False
        self._field: str | None = None
        self._value = b""
        self._in_file = False
        self._parts = 0
        self.ended = False

    def feed(self, chunk: bytes) -> list[Event]:
        self._buffer += chunk
        events: list[Event] = []
        while not self.ended and (self._head(events) if self._in_head else self._content(events)):
            pass
        return events

    def _content(self, events: list[Event]) -> bool:
        """Take content up to the next delimiter; tell whether there is more to take."""
        at = self._buffer.find(self._delimiter)
        if at < 0:
            safe = max(0, len(self._buffer) - len(self._delimiter) + 1)
            self._take(self._buffer[:safe], events)
            self._buffer = self._buffer[safe:]
            return False
        behind = self._buffer[at + len(self._delimiter) :]
        if len(behind) < 2:
            return False
        self._take(self._buffer[:at], events)
        self._close(events)
        self.ended = behind.startswith(b"--")
        if not self.ended and not behind.startswith(b"\r\n"):
            raise Refused("office-no-form")
        self._buffer, self._in_head = behind, not self.ended
        return self._in_head

    def _take(self, data: bytes, events: list[Event]) -> None:
        if self._in_file and data:
            events.append(data)
        elif self._field is not None:
            self._value += data
            if len(self._value) > _FIELD_BYTES:
                raise BodyTooLarge("office-field-large")

    def _close(self, events: list[Event]) -> None:
        if self._field is not None:
            events.append(Field(self._field, self._value.decode(errors="replace")))
        self._field, self._value, self._in_file = None, b"", False

    def _head(self, events: list[Event]) -> bool:
        """Take the head of a part, once it is whole."""
        at = self._buffer.find(b"\r\n\r\n")
        if at < 0:
            if len(self._buffer) > _HEAD_BYTES:
                raise Refused("office-no-form")
            return False
        head, self._buffer = self._buffer[:at].decode(errors="replace"), self._buffer[at + 4 :]
        self._in_head = False
        self._parts += 1
        name, filename = _NAME.search(head), _FILENAME.search(head)
        if name is None or self._parts > _MOST_PARTS:
            raise Refused("office-no-form")
        if filename is None:
            self._field = _plain(name[1])
        else:
            self._in_file = True
            events.append(FileBegins(_plain(filename[1])))
        return True


def _plain(name: str) -> str:
    for written, meant in _WRITTEN.items():
        name = name.replace(written, meant)
    return name
