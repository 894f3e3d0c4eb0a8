"""Parts of a file that are asked for (`Range`) and cannot be given, told in both languages (RFC 9110, 14.2).

Starlette sends the parts that there are.
"""

import re

from starlette.requests import Request
from starlette.responses import FileResponse

from api.errors import RangeUnsatisfiable

_PART = re.compile(r"[ \t]*(\d{0,18})-(\d{0,18})[ \t]*", re.ASCII)
_RANGE = b"range"
_SHOWN = 80


def ranged(request: Request, response: FileResponse, size: int) -> FileResponse:
    """Return the response with a file of `size` bytes; `RangeUnsatisfiable` for a part that is not there."""
    asked = request.headers.get("range", "")
    unit, _, parts = asked.partition("=")
    if unit.strip().lower() != "bytes":  # must be ignored, as if nobody had asked
        request.scope["headers"] = [each for each in request.scope["headers"] if each[0] != _RANGE]
    elif _of_these_bytes(request, response) and not all(_is_there(part, size) for part in parts.split(",")):
        raise RangeUnsatisfiable("range-unsatisfiable", range=asked[:_SHOWN], size=size)
    return response


def _of_these_bytes(request: Request, response: FileResponse) -> bool:
    """Tell whether the client has bytes of this file already, or says nothing of them (`If-Range`)."""
    known = request.headers.get("if-range")
    return known is None or known in (response.headers.get("etag"), response.headers.get("last-modified"))


def _is_there(part: str, size: int) -> bool:
    found = _PART.fullmatch(part)
    if found is None:
        return False
    first, last = found.groups()
    if not first:
        return bool(last) and int(last) > 0
    return int(first) < size and (not last or int(first) <= int(last))
