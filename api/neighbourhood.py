"""`/api/neighbourhood` and `/api/paths`: what stands around a thing, and how two things are joined.

    /api/neighbourhood?focus=lg/131148/org/x&depth=2&types=goal,partner&year=2024&status=stated
    /api/paths?from=lg/131148/org/x&to=lg/131148/policy/y/1

Both are what `/graph` shows (`api.pages.explorer`); `docs/explorer.md` tells what the parameters mean.
"""

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from api.errors import RefusedQuery
from api.pages.explorer.shown import show
from api.pages.explorer.state import State
from api.pages.explorer.told import told, told_ways
from api.represent import represent
from api.site import site_of

WAY_PARAMETERS = ("from", "to", "types", "year", "status")


async def neighbourhood(request: Request) -> Response:
    """Answer with the points around a thing, and the lines between them."""
    shown = await show(request, State.read(request.query_params.multi_items()))
    return _answer(request, told(request, shown))


async def paths(request: Request) -> Response:
    """Answer with the shortest ways between two things; `outcome` says why there is none."""
    pairs = request.query_params.multi_items()
    for name, _ in pairs:
        if name not in WAY_PARAMETERS:
            raise RefusedQuery("api-parameter-unknown", name=name[:40], known=list(WAY_PARAMETERS))
    state = State.read([("focus" if name == "from" else name, value) for name, value in pairs])
    if not (state.focus and state.to):
        raise RefusedQuery("explorer-way-ends")
    return _answer(request, told_ways(request, await show(request, state, around=False)))


def _answer(request: Request, body: Mapping[str, Any]) -> Response:
    text = json.dumps(body, ensure_ascii=False).encode()
    return represent(request, text, "application/json", site_of(request).release().id)
