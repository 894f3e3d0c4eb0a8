"""`/city.css`: the colours of the city, for the style sheet that all pages share."""

from starlette.requests import Request
from starlette.responses import Response

from api.faces import colours
from api.represent import represent
from api.site import site_of
from core.errors import TsunaguError


async def city_css(request: Request) -> Response:
    """Send the colours; none before the first build, so that a page that says so looks as all do."""
    try:
        release = site_of(request).release()
    except TsunaguError:
        return represent(request, b"", "text/css", "")
    return represent(request, colours(release.manifest).encode(), "text/css", release.id)
