"""The page of a view, its files and what other sites embed.

/views/partners?year=2024                       the page
/views/partners?year=2024&embed=1               its picture alone, for a frame on another site
/views/partners?year=2024&format=svg            the picture as a file
/views/partners?year=2024&format=csv&table=pairs   one of its tables as a file
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from api.choices import choices_of
from api.errors import NotAcceptable, NotFound, RefusedQuery
from api.headers import FRAMED
from api.languages import language_of
from api.pages.views.asking import query
from api.pages.views.bridges import bridges
from api.pages.views.collaboration import collaboration
from api.pages.views.coverage import coverage
from api.pages.views.flow import flow
from api.pages.views.partners import partners
from api.pages.views.shown import Listing, View
from api.pages.views.targets import targets
from api.pages.views.written import written
from api.pages.views.years import years
from api.represent import represent
from api.saved import Parameter
from api.service import site_address
from api.site import render, site_of

_RESERVED = ("format", "table", "embed")
_FORMATS = ("svg", "csv")


@dataclass(frozen=True, slots=True)
class Kind:
    """A view: what shows it, the query whose parameters are its form, further values in its address."""

    show: Callable[[Request, Mapping[str, str]], Awaitable[View]]
    query: str
    further: tuple[str, ...] = ()

    def parameters(self) -> dict[str, Parameter]:
        """Return what its form asks."""
        return query(self.query).parameters

    def values(self, given: Mapping[str, str]) -> dict[str, str]:
        """Return a text for each name; `RefusedQuery` for an unknown name or a value of another type."""
        known = (*self.parameters(), *self.further)
        for name in given:
            if name not in known:
                raise RefusedQuery("api-parameter-unknown", name=name[:40], known=list(known))
        values = {name: given.get(name, "").strip() for name in known}
        query(self.query).bind({name: values[name] for name in self.parameters()})
        return values


VIEWS: Mapping[str, Kind] = {
    "coverage": Kind(coverage, "coverage", ("policy", "department")),
    "partners": Kind(partners, "ties"),
    "collaboration": Kind(collaboration, "ties"),
    "bridges": Kind(bridges, "ties"),
    "flow": Kind(flow, "flow"),
    "targets": Kind(targets, "figures"),
    "years": Kind(years, "years"),
}
"""Every view by the name in its address."""


async def view_list(request: Request) -> Response:
    """Show what views there are."""
    return render(request, "views/list.html", names=list(VIEWS))


async def view_page(request: Request) -> Response:
    """Show a view, or send one of its files."""
    name = request.path_params["name"]
    kind = VIEWS.get(name)
    if kind is None:
        raise NotFound("page-not-found", path=request.url.path)
    given = dict(request.query_params)
    chosen = {key: given.pop(key) for key in _RESERVED if key in given}
    values, view, problem = await _asked(request, kind, given)
    if problem is None and chosen.get("format"):
        return _file(request, name, view, chosen)
    embedded = problem is None and chosen.get("embed") == "1"
    language = language_of(request)
    page = render(
        request,
        "views/coverage.html" if name == "coverage" else "views/view.html",
        status=problem.status if problem else 200,
        layout="views/embedded.html" if embedded else "base.html",
        embedded=embedded,
        name=name,
        view=view,
        # What was chosen for a value that nobody gave shows in the form.
        values=values | {key: str(view.more[key]) for key in values if key in view.more},
        parameters=kind.parameters(),
        problem=problem.text(language) if problem else "",
        choices=await choices_of(request, (each.type for each in kind.parameters().values()), language),
        chosen={choice.name: choice for choice in view.choices},
        address=_addresses(name, {key: value for key, value in values.items() if value}),
    )
    if embedded:
        page.headers.update(FRAMED)
    return page


async def _asked(
    request: Request, kind: Kind, given: Mapping[str, str]
) -> tuple[dict[str, str], View, RefusedQuery | None]:
    """Return the view; with no value given where those that were given are refused."""
    try:
        values = kind.values(given)
        return values, await kind.show(request, values), None
    except RefusedQuery as error:
        values = kind.values({})
        return values, await kind.show(request, values), error


def _addresses(name: str, values: Mapping[str, str]) -> Callable[..., str]:
    def address(**further: str) -> str:
        """Return the address of this view with these values, and further ones."""
        asks = {**values, **further}
        return f"/views/{name}" + (f"?{urlencode(asks)}" if asks else "")

    return address


def _file(request: Request, name: str, view: View, chosen: Mapping[str, str]) -> Response:
    language = language_of(request)
    if chosen["format"] not in _FORMATS:
        raise NotAcceptable("format-unknown", format=chosen["format"][:40], known=", ".join(_FORMATS))
    if chosen["format"] == "csv":
        listing = _listing(request, view, chosen.get("table", ""))
        site = site_address(request) + ("/en" if language == "en" else "")
        table = written(listing, language, site)
        sent = _attached(request, table, "text/csv; charset=utf-8", f"{name}-{listing.name}.csv")
        sent.headers.add_vary_header("Host")  # its addresses name this site
        return sent
    if view.picture is None:
        raise NotFound("views-no-picture")
    return _attached(request, _svg(view), "image/svg+xml", f"{name}.svg")


def _svg(view: View) -> str:
    drawn = view.picture().svg(prefix=None) if view.picture else ""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn}\n'


def _listing(request: Request, view: View, name: str) -> Listing:
    for listing in view.listings:
        if listing.name == name or not name:
            return listing
    raise NotFound("page-not-found", path=f"{request.url.path}?table={name[:40]}")


def _attached(request: Request, text: str, media_type: str, file: str) -> Response:
    response = represent(request, text.encode(), media_type, site_of(request).release().id)
    response.headers["Content-Disposition"] = f'inline; filename="tsunagu-{file}"'
    return response
