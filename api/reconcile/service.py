"""The address of the service: its manifest, batches of questions, values of properties."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from api.bodies import address_parameters, parameters, read_text
from api.errors import RefusedQuery, UnsupportedMedia
from api.languages import language_of
from api.reconcile import extend, shown
from api.reconcile.answers import address, answered
from api.reconcile.batch import answer
from api.reconcile.terms import named
from api.site import site_of
from core.messages import say
from graph.reconcile import KINDS

METHODS = ("GET", "HEAD", "POST")
_IRIS = "http://www.ietf.org/rfc/rfc3986"
"""Identifiers of things and of classes are whole IRIs, whatever the base of a city is."""

_FORM = "application/x-www-form-urlencoded"


async def reconcile(request: Request) -> Response:
    """Answer `queries` or `extend`; where there is neither, say what the service can do."""
    given = await _given(request)
    if "queries" in given and "extend" in given:
        raise RefusedQuery("reconcile-two-things")
    if "queries" in given:
        return answered(request, await answer(request, given["queries"]))
    if "extend" in given:
        return answered(request, await extend.extended(request, given["extend"]))
    response = answered(request, manifest(request))
    response.headers["Vary"] = "Accept, Host"  # it names this site
    return response


def manifest(request: Request) -> dict[str, Any]:
    """Return what the service says of itself."""
    language, labels = language_of(request), site_of(request).labels
    release = site_of(request).release().manifest
    names = [(each.face.name_en or each.name) if language == "en" else each.name for each in release.cities]
    return {
        "versions": ["0.1", "0.2"],
        "name": say("reconcile-name", language, cities=names),
        "identifierSpace": _IRIS,
        "schemaSpace": _IRIS,
        "documentation": address(request, "/data"),
        "serviceVersion": release.software,
        "defaultTypes": [named(kind, labels, language) for kind in KINDS],
        "view": {"url": address(request, "/reconcile/view?id={{id}}")},
        "preview": {
            "url": address(request, "/reconcile/preview?id={{id}}"),
            "width": shown.WIDTH,
            "height": shown.HEIGHT,
        },
        "suggest": {
            name: {"service_url": address(request, ""), "service_path": f"/reconcile/suggest/{name}"}
            for name in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {
                "service_url": address(request, ""),
                "service_path": "/reconcile/properties",
            },
            "property_settings": extend.settings(language),
        },
    }


async def _given(request: Request) -> dict[str, str]:
    pairs = address_parameters(request)
    if request.method == "POST":
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media != _FORM:
            raise UnsupportedMedia("reconcile-media", media=media[:80] or "—")
        pairs += parameters(await read_text(request))
    return dict(pairs)
