"""Data as a response: with what caches and browsers need to know of it."""

from datetime import datetime
from email.utils import format_datetime
from hashlib import blake2b

from starlette.requests import Request
from starlette.responses import Response

VARIES = {"Vary": "Accept", "Cache-Control": "public, no-cache"}
"""A cache may keep an answer, and asks each time whether it still holds: that costs next to nothing."""

_MARK_BYTES = 12


def represent(request: Request, body: bytes, media_type: str, release: str) -> Response:
    """Return data of a release, with a mark (`ETag`) for these bytes where they were asked for by address."""
    headers = dict(VARIES)
    if request.method != "POST":
        headers["ETag"] = mark(body, media_type, release)
    return Response(body, media_type=media_type, headers=headers)


def mark(body: bytes, media_type: str, release: str) -> str:
    """Return the mark (`ETag`) of these bytes."""
    seed = f"{release}\n{media_type}\n".encode()
    return f'"{blake2b(seed + body, digest_size=_MARK_BYTES).hexdigest()}"'


def http_date(created: str) -> str:
    """Return the time at which a release was made, for `Last-Modified`.

    >>> http_date("2026-04-01T09:30:00+00:00")
    'Wed, 01 Apr 2026 09:30:00 GMT'
    """
    return format_datetime(datetime.fromisoformat(created), usegmt=True)
