"""`/sitemap.xml` and `/robots.txt`: which pages there are, for search engines.

The index leads to `/sitemap/pages.xml` and to files of the things of each kind; proofs, figures and
mentions are left out, since their pages say nothing by themselves.
"""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import Response

from api.errors import NotFound
from api.represent import represent
from api.rows import text
from api.service import site_address
from api.site import rows, site_of
from ontology.terms import TNG

_KINDS = {
    "departments": TNG.Department,
    "sheets": TNG.ManagementSheet,
    "goals": TNG.Goal,
    "midterm-goals": TNG.MidTermGoal,
    "policies": TNG.Policy,
    "programs": TNG.Program,
    "partners": TNG.Partner,
    "groups": TNG.StakeholderGroup,
    "sites": TNG.Site,
    "ordinances": TNG.Ordinance,
    "plans": TNG.PlanDocument,
    "indicators": TNG.Indicator,
}
_PAGES = (
    *("/", "/departments", "/policies", "/programs", "/partners", "/indicators", "/views", "/quality"),
    *("/data", "/catalog", "/def", "/help", "/accessibility"),
)
_MOST = 10_000
"""Things of one file; each has two pages, and a file may have 50,000."""

_XML = "application/xml"
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_THINGS = "SELECT DISTINCT ?thing WHERE { ?thing a <%s> } ORDER BY ?thing LIMIT %d OFFSET %d"
_COUNT = "SELECT (COUNT(DISTINCT ?thing) AS ?number) WHERE { ?thing a <%s> }"
_ROBOTS = """User-agent: *
Disallow: /sparql?
Disallow: /en/sparql?
Disallow: /search?
Disallow: /en/search?
Disallow: /graph?
Disallow: /en/graph?
Disallow: /rdf-graph-store
Disallow: /reconcile

Sitemap: %s/sitemap.xml
"""


async def robots(request: Request) -> Response:
    """Say what programs shall not walk through: answers to questions, which have no end."""
    body = _ROBOTS % site_address(request)
    response = represent(request, body.encode(), "text/plain; charset=utf-8", "")
    response.headers["Vary"] = "Host"
    return response


async def index(request: Request) -> Response:
    """List the files of the sitemap."""
    address = site_address(request)
    places = [f"{address}/sitemap/pages.xml"]
    for name, kind in _KINDS.items():
        found = (await rows(request, _COUNT % kind)).rows
        number = int(text(found[0], "number")) if found else 0
        places += [f"{address}/sitemap/{name}-{part + 1}.xml" for part in range(-(-number // _MOST))]
    day = site_of(request).release().manifest.created
    entries = (f"<sitemap><loc>{escape(place)}</loc><lastmod>{day}</lastmod></sitemap>" for place in places)
    return _sent(request, "sitemapindex", entries)


async def part(request: Request) -> Response:
    """List the pages of one kind, each in both languages."""
    kind, _, number = request.path_params["name"].rpartition("-")
    if request.path_params["name"] == "pages":
        return _sent(request, "urlset", _urls(request, _PAGES))
    if kind not in _KINDS or not number.isdecimal() or not 0 < int(number) < _MOST:
        raise NotFound("page-not-found", path=request.url.path)
    found = await rows(request, _THINGS % (_KINDS[kind], _MOST, (int(number) - 1) * _MOST))
    addresses = site_of(request).addresses()
    pages = (addresses.page(text(row, "thing")) for row in found.rows)
    return _sent(request, "urlset", _urls(request, (page for page in pages if page)))


def _urls(request: Request, pages: Iterable[str]) -> Iterator[str]:
    address, day = site_address(request), site_of(request).release().manifest.created
    for page in pages:
        for language in ("", "/en"):
            place = escape(address + language + page)
            yield f"<url><loc>{place}</loc><lastmod>{day}</lastmod></url>"


def _sent(request: Request, root: str, entries: Iterable[str]) -> Response:
    lines = "\n".join(entries)
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {_NAMESPACE}>\n{lines}\n</{root}>\n'
    response = represent(request, body.encode(), _XML, site_of(request).release().id)
    response.headers["Vary"] = "Host"
    return response
