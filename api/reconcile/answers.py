"""Answers in JSON, and the numbers that a request may bring."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from api.errors import RefusedQuery
from api.represent import represent
from api.service import service_address
from api.site import site_of


def answered(request: Request, body: dict[str, Any]) -> Response:
    """Return an answer in JSON."""
    data = json.dumps(body, ensure_ascii=False).encode()
    return represent(request, data, "application/json", site_of(request).release().id)


def address(request: Request, path: str) -> str:
    """Return an address of this site as the client knows it, in the language of the request."""
    root = service_address(request).removesuffix("/sparql")
    return root + ("/en" if request.url.path.startswith("/en/") else "") + path


def number(request: Request, name: str, default: int, most: int) -> int:
    """Return a parameter that is a number, its default where it is not given."""
    given = request.query_params.get(name, "") or str(default)
    if not (given.isascii() and given.isdecimal() and len(given) <= len(str(most))):
        raise RefusedQuery("search-number", name=name, least=0, most=most)
    return min(int(given), most)
