"""What is answered where a thing is not: 404, or 410 with where it went, if an earlier release had it."""

import asyncio
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from api.errors import Gone, NotFound
from api.languages import language_of
from api.site import render, site_of
from graph.differences import Gone as Former
from graph.differences import gone

_LINKS = {"continued": "successor-version", "same-name": "successor-version", "within": "up"}
"""How links to what followed are called (IANA link relations)."""


async def missing(request: Request, iris: Sequence[str], *, page: bool) -> Response:
    """Return a page that says where a thing went; raise `Gone` for programs, else `NotFound`."""
    former = await asyncio.to_thread(_former, request, iris)
    if former is None:
        raise NotFound("page-not-found", path=request.url.path)
    if not page:
        raise Gone("thing-gone", **_said(request, former), links=_links(former))
    error = Gone("thing-gone", **_said(request, former))
    return render(
        request,
        "gone.html",
        Gone.status,
        gone=former,
        problem=error.text(language_of(request)),
    )


def _former(request: Request, iris: Sequence[str]) -> Former | None:
    release = site_of(request).release()
    found = (gone(release, iri) for iri in iris)
    return next((former for former in found if former), None)


def _said(request: Request, former: Former) -> dict[str, str]:
    language = language_of(request)
    label = former.label.en if language == "en" else former.label.ja
    name = label or former.label.ja or former.iri
    return {"name": name, "day": former.created[:10], "release": former.release}


def _links(former: Former) -> str:
    return ", ".join(f'<{each.iri}>; rel="{_LINKS[each.how]}"' for each in former.successors)
