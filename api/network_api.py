"""`/api/network`: the networks of the release, for programs that draw and measure.

    /api/network                         what networks there are
    /api/network/{view}                  node-link JSON with measures and places
    /api/network/{view}?format=gexf      for Gephi; also graphml, csv-nodes, csv-edges

They were made when the release was built (`graph.network`); nothing is computed here.
"""

import asyncio
import json
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response

from api.errors import NotAcceptable, NotFound, RefusedQuery, Unavailable
from api.represent import represent
from api.site import site_of
from api.sparql.formats import Format, best
from graph.network import EXPORTS, file_of, read_file, read_network
from graph.release import Release

PARAMETERS = ("format",)
_JSON = "json"
_BY_ACCEPT = tuple(
    Format(name, (export.media_type,)) for name, export in EXPORTS.items() if not name.startswith("csv")
)
"""Formats that can be asked for by `Accept`; a table is of points or of edges, which only a name tells."""


async def networks(request: Request) -> Response:
    """List the networks with their sizes and addresses."""
    _refuse_unknown(request, ())
    release = site_of(request).release()
    listed = [asdict(each) | {"address": f"/api/network/{each.view}"} for each in release.networks()]
    told = {"release": release.id, "formats": list(EXPORTS), "networks": listed}
    body = json.dumps(told, ensure_ascii=False).encode()
    return represent(request, body, "application/json", release.id)


async def network(request: Request) -> Response:
    """Answer with one network."""
    _refuse_unknown(request, PARAMETERS)
    release = site_of(request).release()
    view = _known(release, request.path_params["view"])
    name = _format(request.query_params.get("format", ""), request.headers.get("accept", ""))
    body = await asyncio.to_thread(_body, release, view, name)
    response = represent(request, body, Format(name, (EXPORTS[name].media_type,)).media_type, release.id)
    if name != _JSON:
        file = view + EXPORTS[name].ending
        response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


def _body(release: Release, view: str, name: str) -> bytes:
    """Return a network in a format; in JSON it is the file of the release."""
    if name == _JSON:
        return read_file(release.path, file_of(view))
    return EXPORTS[name].write(read_network(release.path, view))


def _known(release: Release, view: str) -> str:
    """Return the name of a view that the release has."""
    known = [each.view for each in release.networks()]
    if not known:
        raise Unavailable("network-none", release=release.id)
    if view not in known:
        raise NotFound("network-unknown", name=view[:60], known=known)
    return view


def _format(name: str, accept: str) -> str:
    if name:
        if name not in EXPORTS:
            raise NotAcceptable("format-unknown", format=name[:40], known=", ".join(EXPORTS))
        return name
    chosen = best(_BY_ACCEPT, accept)
    if chosen is None:
        known = ", ".join(each.media_type for each in _BY_ACCEPT)
        raise NotAcceptable("accept-unknown", accept=accept[:200], known=known)
    return chosen.name


def _refuse_unknown(request: Request, known: tuple[str, ...]) -> None:
    """Refuse parameters that nothing knows, and one that is given twice."""
    pairs = request.query_params.multi_items()
    if len(pairs) > len(dict(pairs)):
        raise RefusedQuery("api-parameter-repeated")
    for name, _ in pairs:
        if name not in known:
            raise RefusedQuery("api-parameter-unknown", name=name[:40], known=list(known) or "—")
