"""A saved question: its form, its answer as a table, the SPARQL behind it."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from api.errors import NotFound, RefusedQuery
from api.pages.cells import table
from api.rows import text
from api.saved import SavedQuery, saved_queries
from api.site import ask, language_of, render, rows, site_of
from api.sparql.formats import HTML, ROWS, Choice, accepted, named, wants_html
from api.sparql.question import Question
from core.messages import Language

_HEADERS = {"Access-Control-Allow-Origin": "*", "Vary": "Accept"}
_PREFIXES = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tng: <https://w3id.org/tsunagu/def#>
"""
_CHOICES = {
    "year": """
SELECT DISTINCT ?value ?label WHERE {
  ?sheet a tng:ManagementSheet ; tng:fiscalYear ?value
  BIND(?value AS ?label)
}
ORDER BY ?value
""",
    "department": """
SELECT DISTINCT ?value ?label WHERE {
  ?sheet a tng:ManagementSheet ; tng:department ?department .
  ?department skos:prefLabel ?name .
  FILTER(LANG(?name) = "ja")
  OPTIONAL { ?department skos:prefLabel ?own FILTER(LANG(?own) = "%(language)s") }
  BIND(STR(?name) AS ?value) BIND(STR(COALESCE(?own, ?name)) AS ?label)
}
ORDER BY ?value
""",
    "scheme": """
SELECT DISTINCT ?value ?label WHERE {
  ?policy a tng:Policy ; skos:inScheme ?scheme . ?scheme skos:prefLabel ?name .
  FILTER(LANG(?name) = "ja")
  OPTIONAL { ?scheme skos:prefLabel ?own FILTER(LANG(?own) = "%(language)s") }
  BIND(REPLACE(STR(?scheme), "^.*/", "") AS ?value) BIND(STR(COALESCE(?own, ?name)) AS ?label)
}
ORDER BY ?value
""",
    "notation": """
SELECT DISTINCT ?value ?label WHERE {
  ?objective tng:contributesTo ?policy . ?policy skos:notation ?value ; skos:prefLabel ?name .
  FILTER(LANG(?name) = "ja")
  OPTIONAL { ?policy skos:prefLabel ?own FILTER(LANG(?own) = "%(language)s") }
  BIND(CONCAT(?value, " ", COALESCE(?own, ?name)) AS ?label)
}
ORDER BY REPLACE(REPLACE(?value, "([0-9]+)", "00000$1"), "0*([0-9]{6})", "$1") ?label
""",
}
"""What the release offers for a parameter, by its type."""


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
        choices=await _choices(request, query, language),
        bound=bound,
        table=table(found, site_of(request).addresses(), language, query.columns),
    )
    page.headers.update(_HEADERS)
    return page


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


async def _choices(
    request: Request, query: SavedQuery, language: Language
) -> dict[str, list[tuple[str, str]]]:
    """Return values and labels to choose from, by type of parameter."""
    types = dict.fromkeys(each.type for each in query.parameters.values() if each.type in _CHOICES)
    choices: dict[str, list[tuple[str, str]]] = {}
    for kind in types:
        found = await rows(request, _PREFIXES + _CHOICES[kind] % {"language": language})
        choices[kind] = [(text(row, "value"), text(row, "label")) for row in found.rows]
    return choices
