"""The description of the service for a program that just looks: a GET of `/sparql` with no query."""

import re

from starlette.requests import Request
from starlette.responses import Response

from api.represent import represent
from api.rows import text
from api.site import rows, site_of
from api.sparql.describe import Counts, described
from api.sparql.formats import Format

_HOST = re.compile(r"[A-Za-z0-9.-]+(?::\d+)?|\[[0-9A-Fa-f:.]+\](?::\d+)?")
_CLASSES = "SELECT ?part (COUNT(*) AS ?number) { ?thing a ?part } GROUP BY ?part"
_PROPERTIES = "SELECT ?part (COUNT(*) AS ?number) { ?thing ?part ?value } GROUP BY ?part"


async def description(request: Request, format_: Format) -> Response:
    """Describe the service with the counts of the release that answers."""
    site = site_of(request)
    body = described(service_address(request), await counts_of(request), site.settings, format_.name)
    return represent(request, body, format_.media_type, site.release().id)


async def counts_of(request: Request) -> Counts:
    """Return how much the release that answers holds, by class and property."""
    manifest = site_of(request).release().manifest
    return Counts(
        merged=manifest.merged,
        graphs=manifest.graphs,
        classes=await _parts(request, _CLASSES),
        properties=await _parts(request, _PROPERTIES),
    )


async def _parts(request: Request, query: str) -> dict[str, int]:
    found = await rows(request, query)
    return {text(row, "part"): int(text(row, "number")) for row in found.rows}


def site_address(request: Request) -> str:
    """Return the address of the site as this client knows it, without a "/" at its end."""
    return service_address(request).removesuffix("/sparql")


def service_address(request: Request) -> str:
    """Return the address of the service as this client knows it, if what it says can be one."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        host = "{}:{}".format(*request.scope["server"])
    return f"{request.url.scheme}://{host}{request.scope.get('root_path', '')}/sparql"
