"""A saved question: its form, its answer as a table, the SPARQL behind it."""

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from api.choices import choices_of
from api.errors import NotFound, RefusedQuery
from api.languages import language_of
from api.pages.cells import table
from api.saved import SavedQuery, saved_queries
from api.site import ask, render, rows, site_of
from api.sparql.formats import HTML, ROWS, Choice, accepted, named, wants_html
from api.sparql.question import Question
from core.messages import Language

_HEADERS = {"Access-Control-Allow-Origin": "*", "Vary": "Accept"}


async def saved_page(request: Request) -> Response:
    """Show one saved question with its answer; to a program, send the answer alone."""
    query = saved_queries().get(request.path_params["name"])
    if query is None:
        raise NotFound("page-not-found", path=request.url.path)
    language = language_of(request)
    given = dict(request.query_params)
    choice = _data(given.pop("format", ""), request.headers.get("accept", ""))
    if choice is not None:
        answer = await ask(request, Question(query.bind(given, language), choice))
        return Response(answer.body, media_type=answer.media_type, headers=_HEADERS)
    values, problem = _values(query, given, language)
    bound = query.bind(values, language)
    found = await rows(request, bound)
    page = render(
        request,
        "saved.html",
        status=200 if problem is None else problem.status,
        query=query,
        values=values,
        problem=problem.text(language) if problem else "",
        choices=await choices_of(request, (each.type for each in query.parameters.values()), language),
        bound=bound,
        excel=_excel(query, values, language),
        table=table(found, site_of(request).addresses(), language, query.columns),
    )
    page.headers.update(_HEADERS)
    return page


def _excel(query: SavedQuery, values: Mapping[str, str], language: Language) -> str:
    """Return the address of the answer as CSV that Excel opens."""
    given = {name: value for name, value in values.items() if value}
    return f"/api/queries/{query.name}?" + urlencode({**given, "format": "csv-excel", "lang": language})


def _data(name: str, accept: str) -> Choice | None:
    """Return the format that a program asks for by `?format=` or `Accept`; None for the page.

    Who takes anything (`*/*`) gets the page: only a type of data that is named asks for data.
    """
    if name and name != HTML.name:
        return named(name)
    wanted = any(kind in accept.lower() for format_ in ROWS for kind in format_.media_types)
    return accepted(accept) if wanted and not name and not wants_html(accept) else None


def _values(
    query: SavedQuery, given: Mapping[str, str], language: Language
) -> tuple[dict[str, str], RefusedQuery | None]:
    """Return the values to ask with: the defaults where those that were given are refused."""
    try:
        query.bind(given, language)
    except RefusedQuery as error:
        return query.values({}), error
    return query.values(given), None
