"""A thing in a small frame inside of other programs, and the way to its page."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.disconnect import unless_gone
from api.errors import NotFound
from api.headers import FRAMED
from api.languages import language_of
from api.protocol import IRI
from api.reconcile.answers import address
from api.reconcile.batch import called, described, names_of
from api.replaced import places_of
from api.searching import desk
from api.site import client_of, render, site_of
from graph.reconcile import Candidate

WIDTH, HEIGHT = 420, 220
"""The frame, in pixels."""


async def preview(request: Request) -> Response:
    """Show what a thing is called, what it belongs to and where there is more. It may stand in a frame.

    A former IRI means the thing of now: a table that was reconciled before still has it.
    """
    names, asked = names_of(request), _wanted(request)
    places = await places_of(request, [asked] if IRI.fullmatch(asked) else [])
    iri = places.get(asked, asked)

    def look() -> tuple[Candidate | None, list[str]]:
        thing = names.thing(iri)
        return thing, names.printed(thing) if thing else []

    thing, printed = await unless_gone(request, desk.ask(look, client_of(request)))
    if thing is None:
        raise NotFound("reconcile-no-thing", id=asked[:200])
    language = language_of(request)
    name = called(thing, language)
    page = render(
        request,
        "preview.html",
        name=name,
        language="en" if language == "en" and name == thing.en else "ja",
        kind=site_of(request).labels.kind(thing.kind, language),
        description=described(request, thing),
        others=[each for each in printed if each != name],
        page=address(request, site_of(request).addresses().page(thing.iri) or ""),
        iri=thing.iri,
    )
    page.headers.update(FRAMED)
    page.headers["Vary"] = "Host"
    return page


async def view(request: Request) -> Response:
    """Lead to the page of a thing."""
    page = site_of(request).addresses().page(_wanted(request))
    if page is None:
        raise NotFound("reconcile-no-thing", id=_wanted(request)[:200])
    prefix = "/en" if language_of(request) == "en" else ""
    return RedirectResponse(prefix + page, 303)


def _wanted(request: Request) -> str:
    return request.query_params.get("id", "")
