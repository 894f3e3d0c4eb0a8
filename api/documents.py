"""`/id/…` sends to a document, `/doc/…` is one: with a suffix in that format, without by `Accept`.

What has another address now is sent there first, from either.
"""

from collections.abc import Sequence
from itertools import chain
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.errors import NotFound
from api.linked.about import about, licences
from api.linked.facts import Facts, facts_of
from api.linked.forms import DATA, FORMS, chosen, parted
from api.linked.missing import missing
from api.linked.plain import as_csv, as_json
from api.linked.writing import written
from api.pages.thing import thing_page
from api.protocol import accept_of
from api.replaced import MOVED, moved
from api.represent import VARIES, http_date, mark, represent
from api.site import site_of
from api.sparql.formats import Format
from api.vocabulary import AS_CONTEXT
from graph.release import Release

_DOC = "/doc/"


async def identifier(request: Request) -> Response:
    """Send from the address of a thing to the document about it (303), of a graph to the graph."""
    path, named = parted(raw_path(request).removeprefix("/id/"))
    suffix = f".{named.name}" if named else ""
    iris = _iris(request, path)
    if place := await moved(request, iris):
        return RedirectResponse(f"/id/{place}{suffix}", MOVED)
    graph = next((iri for iri in iris if iri in site_of(request).release().manifest.graphs), None)
    if graph:
        return RedirectResponse(f"/rdf-graph-store?{urlencode({'graph': graph})}", 303, VARIES)
    return RedirectResponse(f"{_DOC}{path}{suffix or '.' + chosen(accept_of(request)).name}", 303, VARIES)


async def document(request: Request) -> Response:
    """Send the document about a thing."""
    path, named = parted(raw_path(request).partition(_DOC)[2])
    form = named or chosen(accept_of(request))
    iris = _iris(request, path)
    if place := await moved(request, iris):
        return RedirectResponse(_address(request, place, named), MOVED)
    response = await (_page(request, iris) if form.name == "html" else _data(request, iris, form))
    if response.status_code == 200:
        response.headers["Link"] = ", ".join(_links(request, path, iris, form))
        if named is None:
            response.headers["Content-Location"] = _address(request, path, form)
    return response


def raw_path(request: Request) -> str:
    """Return the path as it was sent: IRIs keep their percent signs."""
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return raw.partition(b"?")[0].decode("ascii", "replace")


def _iris(request: Request, path: str) -> tuple[str, ...]:
    iris = site_of(request).addresses().iris(path)
    if not iris:
        raise NotFound("page-not-found", path=request.url.path)
    return iris


async def _page(request: Request, iris: Sequence[str]) -> Response:
    page = await thing_page(request, iris, DATA)
    if page is None:
        return await missing(request, iris, page=True)
    release = site_of(request).release()
    page.headers["ETag"] = mark(bytes(page.body), "text/html", release.id)
    page.headers["Last-Modified"] = http_date(release.manifest.created)
    page.headers.update(VARIES)
    return page


async def _data(request: Request, iris: Sequence[str], form: Format) -> Response:
    facts = await facts_of(request, iris, graphs=form.name == "nq")
    if facts is None:
        return await missing(request, iris, page=False)
    release = site_of(request).release()
    response = represent(request, _written(facts, release, form), form.media_type, release.id)
    response.headers["Last-Modified"] = http_date(release.manifest.created)
    return response


def _written(facts: Facts, release: Release, form: Format) -> bytes:
    if form.name == "json":
        return as_json(facts, release.id)
    if form.name == "csv":
        return as_csv(facts)
    return written(chain(about(facts, release.manifest), facts.quads()), form.name)


def _links(request: Request, path: str, iris: Sequence[str], form: Format) -> list[str]:
    """Return what stands beside the document: the thing, the other formats, the terms of use."""
    others = [
        f'<{_address(request, path, each)}>; rel="alternate"; type="{each.media_types[0]}"'
        for each in FORMS
        if each.name != form.name
    ]
    terms = [f'<{iri}>; rel="license"' for iri in licences(site_of(request).release().manifest)]
    context = [AS_CONTEXT] if form.name == "json" else []
    return [*(f'<{iri}>; rel="describes"' for iri in iris[:1]), *others, *terms, *context]


def _address(request: Request, path: str, form: Format | None) -> str:
    before = raw_path(request).partition(_DOC)[0]
    return f"{before}{_DOC}{path}" + (f".{form.name}" if form else "")
