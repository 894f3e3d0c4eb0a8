"""Reading the body of a request, never more than `BODY_BYTES` of it."""

from starlette.requests import Request

from api.errors import BodyTooLarge, RefusedQuery
from api.sparql.guard import QUERY_BYTES

BODY_BYTES = 4 * QUERY_BYTES
"""Most bytes of a request's body; a form writes some characters as three."""


async def read_text(request: Request) -> str:
    """Return the body as text; `BodyTooLarge` as soon as too much of it has come."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_BYTES:
            raise BodyTooLarge("body-too-large", limit=BODY_BYTES)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedQuery("body-not-utf8") from None
