"""`/catalog` in every way in which it is asked for. `*/*` gets RDF: harvesters name no format."""

from pathlib import PurePosixPath

from pyoxigraph import Quad
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from api.catalog import graph, sitemap, void
from api.catalog.ckan import as_ckan
from api.catalog.contents import SHEETS, catalogue
from api.catalog.controlled import SHORT
from api.catalog.listed import Catalogue
from api.errors import NotFound
from api.languages import language_of
from api.linked.forms import chosen
from api.linked.writing import written
from api.protocol import accept_of
from api.ranges import ranged
from api.represent import VARIES, http_date, represent
from api.service import counts_of, site_address
from api.site import render, site_of
from api.sparql.formats import HTML, Format, wants_html
from graph.disk import home_errors
from graph.verify import FRAGMENTS

_VARIES = {"Vary": "Accept, Host"}
_PLACE = "/catalog"
_RDF = tuple(
    Format(name, types)
    for name, types in {
        "ttl": ("text/turtle", "application/x-turtle"),
        "rdf": ("application/rdf+xml", "application/xml", "text/xml"),
        "jsonld": ("application/ld+json", "application/json"),
        "nt": ("application/n-triples", "text/plain"),
    }.items()
)
_NQUADS = "application/n-quads"


async def catalog(request: Request) -> Response:
    """Send the catalogue: with a suffix in that format, without in the one that the client wants."""
    suffix = PurePosixPath(request.url.path).suffix.removeprefix(".")
    accept = accept_of(request)
    if suffix == "html" or (not suffix and wants_html(accept)):
        return _page(request)
    form = next((each for each in _RDF if each.name == suffix), None) or chosen(accept, _RDF)
    response = _data(request, graph.described(_catalogue(request)), form)
    response.headers["Link"] = ", ".join(
        f'<{_PLACE}.{each.name}>; rel="alternate"; type="{each.media_types[0]}"' for each in (*_RDF, HTML)
    )
    return response


async def ckan(request: Request) -> Response:
    """Send the body of `package_create`."""
    release = site_of(request).release()
    response = represent(request, as_ckan(_catalogue(request)), "application/json", release.id)
    return _hosted(request, response)


async def well_known(request: Request) -> Response:
    """Send the description of the graph (VoID)."""
    release = site_of(request).release()
    bases, counts = site_of(request).addresses().bases, await counts_of(request)
    example = release.manifest.sheets[0].sheet
    quads = void.described(_catalogue(request), counts, bases, example)
    return _data(request, quads, chosen(accept_of(request), _RDF))


async def named_graph(request: Request) -> Response:  # noqa: ARG001  given by the framework
    """Send from the name of the graph of the catalogue to the catalogue, which is what it holds."""
    return RedirectResponse(_PLACE, 303)


async def sheet_file(request: Request) -> Response:
    """Send the graph of a sheet, as the release keeps it."""
    release, name = site_of(request).release(), request.path_params["name"]
    kept = f"{FRAGMENTS}/{name}"
    checksum = release.manifest.checksums.get(kept)
    if checksum is None or all(name != each.fragment for each in release.manifest.graph_files()):
        raise NotFound("page-not-found", path=request.url.path)
    with home_errors(release.path / kept):
        headers = VARIES | {"ETag": f'"{checksum}"', "Last-Modified": http_date(release.manifest.created)}
        sent = FileResponse(release.path / kept, media_type=_NQUADS, filename=name, headers=headers)
        return ranged(request, sent, (release.path / kept).stat().st_size)


def _catalogue(request: Request) -> Catalogue:
    return catalogue(site_of(request).release(), site_address(request))


def _page(request: Request) -> Response:
    found = _catalogue(request)
    page = render(request, "catalog.html", catalogue=found, short=SHORT, forms=_RDF)
    page.headers["Content-Language"] = language_of(request)
    return _hosted(request, page)


def _data(request: Request, quads: list[Quad], form: Format) -> Response:
    body = written(quads, form.name)
    return _hosted(request, represent(request, body, form.media_type, site_of(request).release().id))


def _hosted(request: Request, response: Response) -> Response:
    """Say that the addresses in it are those of the host that was asked, and of when it is."""
    response.headers.update(_VARIES)
    response.headers["Last-Modified"] = http_date(site_of(request).release().manifest.created)
    return response


ROUTES = {
    **{f"{_PLACE}{suffix}": catalog for suffix in ("", ".html", *(f".{form.name}" for form in _RDF))},
    f"{_PLACE}.ckan.json": ckan,
    "/graph/catalog": named_graph,
    void.PLACE: well_known,
    "/sitemap.xml": sitemap.index,
    "/sitemap/{name}.xml": sitemap.part,
    "/robots.txt": sitemap.robots,
    f"{SHEETS}/{{name}}": sheet_file,
}
"""The addresses of this room."""
