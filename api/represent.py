"""Data as a response: with what caches and browsers need to know of it."""

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
        seed = f"{release}\n{media_type}\n".encode()
        headers["ETag"] = f'"{blake2b(seed + body, digest_size=_MARK_BYTES).hexdigest()}"'
    return Response(body, media_type=media_type, headers=headers)
