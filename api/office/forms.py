"""What forms send. Files (RFC 7578) are taken as they come: no more is in memory than the part at hand.

What has come is cut off at a limit, whatever was announced.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from api.errors import BodyTooLarge
from api.office.errors import Refused

_FIELD_BYTES = 64 * 1024
_MOST_PARTS = 1000
_MOST_FIELDS = 50
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
    kind, options = parse_options_header(request.headers.get("content-type"))
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise Refused("office-no-form")
    parts = _Parts()
    try:
        parser = parts.parser(options[b"boundary"])
        async for chunk in body(request, limit):
            parser.write(chunk)
            for event in parts.taken():
                yield event
    except FormParserError:
        raise Refused("office-no-form") from None
    if not parts.ended:
        raise Refused("office-no-form")


class _Parts:
    """Makes events of what the parser finds: a file's bytes as they come, a field when it is whole."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._header = self._value = b""
        self._disposition = b""
        self._field: str | None = None
        self._parts = 0
        self.ended = False

    def parser(self, boundary: bytes) -> MultipartParser:
        """Return the parser that tells of a form with this boundary."""
        return MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": self._named,
                "on_header_value": self._said,
                "on_header_end": self._head,
                "on_headers_finished": self._open,
                "on_part_data": self._take,
                "on_part_end": self._close,
                "on_end": self._end,
            },
        )

    def taken(self) -> list[Event]:
        """Return the events since the last call."""
        events, self._events = self._events, []
        return events

    def _begin(self) -> None:
        self._parts += 1
        self._disposition = b""

    def _named(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _said(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _head(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header = self._value = b""

    def _open(self) -> None:
        """Begin a field or a file, once its head is whole."""
        _, options = parse_options_header(self._disposition)
        if b"name" not in options or self._parts > _MOST_PARTS:
            raise Refused("office-no-form")
        if b"filename" in options:
            self._events.append(FileBegins(_plain(options[b"filename"])))
        else:
            self._field = _plain(options[b"name"])

    def _take(self, data: bytes, start: int, end: int) -> None:
        if self._field is None:
            self._events.append(data[start:end])
            return
        self._value += data[start:end]
        if len(self._value) > _FIELD_BYTES:
            raise BodyTooLarge("office-field-large")

    def _close(self) -> None:
        if self._field is not None:
            self._events.append(Field(self._field, self._value.decode(errors="replace")))
        self._field, self._value = None, b""

    def _end(self) -> None:
        self.ended = True


def _plain(written: bytes) -> str:
    name = written.decode(errors="replace")
    for code, meant in _WRITTEN.items():
        name = name.replace(code, meant)
    return name
