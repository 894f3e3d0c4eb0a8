"""A page is made from one release, also while another one is being switched to.

A page asks many questions. If the release is switched between two of them, what has been made is given
up, and the page is made anew from the release that answers now.
"""

from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import Response

from api.errors import Switched
from api.site import forget_release

Endpoint = Callable[[Request], Awaitable[Response]]

_TRIES = 3


def steady(endpoint: Endpoint) -> Endpoint:
    """Return the endpoint, which begins anew where the release was switched meanwhile."""

    @wraps(endpoint)
    async def answered(request: Request) -> Response:
        for _ in range(_TRIES - 1):
            try:
                return await endpoint(request)
            except Switched:
                forget_release(request)
        return await endpoint(request)

    return answered
