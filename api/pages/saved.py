"""A saved question: its form, its answer as a table, the SPARQL behind it."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from api.errors import NotFound, RefusedQuery
from api.pages.cells import table
from api.rows import text
from api.saved import SavedQuery, saved_queries
from api.site import language_of, render, rows, site_of

_CHOICES = {
    "year": """
PREFIX tng: <https://w3id.org/tsunagu/def#>
SELECT DISTINCT ?value ?label WHERE {
  ?sheet a tng:ManagementSheet ; tng:fiscalYear ?value
  BIND(?value AS ?label)
}
ORDER BY ?value
""",
    "department": """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tng: <https://w3id.org/tsunagu/def#>
SELECT DISTINCT ?value ?label WHERE {
  ?sheet a tng:ManagementSheet ; tng:department/skos:prefLabel ?name .
  FILTER(LANG(?name) = "ja")
  BIND(STR(?name) AS ?value) BIND(?value AS ?label)
}
ORDER BY ?value
""",
    "scheme": """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?value ?label WHERE {
  ?scheme a skos:ConceptScheme ; skos:prefLabel ?name . ?policy skos:inScheme ?scheme .
  FILTER(LANG(?name) = "ja")
  BIND(REPLACE(STR(?scheme), "^.*/", "") AS ?value) BIND(STR(?name) AS ?label)
}
ORDER BY ?label
""",
    "notation": """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tng: <https://w3id.org/tsunagu/def#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT DISTINCT ?value ?label WHERE {
  ?objective tng:contributesTo ?policy . ?policy skos:notation ?value ; skos:prefLabel ?name .
  FILTER(LANG(?name) = "ja")
  BIND(CONCAT(?value, " ", ?name) AS ?label)
}
ORDER BY xsd:integer(?value) ?label
""",
}
"""What the release offers for a parameter, by its type."""


async def saved_page(request: Request) -> Response:
    """Show one saved question with its answer."""
    query = saved_queries().get(request.path_params["name"])
    if query is None:
        raise NotFound("page-not-found", path=request.url.path)
    language = language_of(request)
    values, problem = _values(query, dict(request.query_params))
    bound = query.bind(values)
    found = await rows(request, bound)
    return render(
        request,
        "saved.html",
        status=200 if problem is None else problem.status,
        query=query,
        values=values,
        problem=problem.text(language) if problem else "",
        choices=await _choices(request, query),
        bound=bound,
        table=table(found, site_of(request).addresses(), language, query.columns),
    )


def _values(query: SavedQuery, given: Mapping[str, str]) -> tuple[dict[str, str], RefusedQuery | None]:
    """Return the values to ask with: the defaults where those that were given are refused."""
    try:
        query.bind(given)
    except RefusedQuery as error:
        return query.values({}), error
    return query.values(given), None


async def _choices(request: Request, query: SavedQuery) -> dict[str, list[tuple[str, str]]]:
    """Return values and labels to choose from, by type of parameter."""
    types = dict.fromkeys(each.type for each in query.parameters.values() if each.type in _CHOICES)
    return {
        kind: [(text(row, "value"), text(row, "label")) for row in (await rows(request, _CHOICES[kind])).rows]
        for kind in types
    }
