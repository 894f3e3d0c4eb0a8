"""Reading what a request brings, never more than `BODY_BYTES` of it."""

from urllib.parse import parse_qsl

from starlette.requests import Request

from api.errors import BodyTooLarge, RefusedQuery, UnsupportedMedia, UriTooLong
from api.sparql.guard import QUERY_BYTES

BODY_BYTES = 4 * QUERY_BYTES
"""Most bytes of a request's body; a form writes some characters as three."""

ADDRESS_BYTES = 60_000
"""Most bytes of what stands behind `?`. HTTP servers end at 64 KiB, some without a word."""

_MOST_PARAMETERS = 1000
_AS_IT_IS = ("", "identity")
_SHOWN = 40
_READ = "tsunagu.body"


async def read_text(request: Request) -> str:
    """Return the body as text; `BodyTooLarge` as soon as too much of it is announced or has come."""
    read: str | None = request.scope.get(_READ)
    if read is not None:  # it has begun anew
        return read
    coding = request.headers.get("content-encoding", "").strip()
    if coding.lower() not in _AS_IT_IS:
        raise UnsupportedMedia("coding-unsupported", coding=coding[:_SHOWN])
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > BODY_BYTES:
        raise BodyTooLarge("body-too-large", limit=BODY_BYTES)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_BYTES:
            raise BodyTooLarge("body-too-large", limit=BODY_BYTES)
    request.scope[_READ] = text = _text(body)
    return text


def address_parameters(request: Request) -> list[tuple[str, str]]:
    """Return the parameters behind `?`; `UriTooLong` where they are too long."""
    sent: bytes = request.scope["query_string"]
    if len(sent) > ADDRESS_BYTES:
        raise UriTooLong("uri-too-long", limit=ADDRESS_BYTES)
    return parameters(_text(sent))


def parameters(text: str) -> list[tuple[str, str]]:
    """Return the parameters of a form. What is no UTF-8 is refused: a guess could change the question."""
    if text.count("&") >= _MOST_PARAMETERS:
        raise RefusedQuery("parameters-too-many", limit=_MOST_PARAMETERS)
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise RefusedQuery("body-not-utf8") from None


def _text(data: bytes | bytearray) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedQuery("body-not-utf8") from None
