"""Simple lists: departments and policies."""

from starlette.requests import Request
from starlette.responses import Response

from api.pages.cells import table
from api.saved import Words
from api.site import language_of, render, rows, site_of
from core.messages import say

_PREFIXES = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tng: <https://w3id.org/tsunagu/def#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

DEPARTMENTS = (
    _PREFIXES
    + """
SELECT ?department (SAMPLE(?name) AS ?departmentLabel) (COUNT(DISTINCT ?sheet) AS ?sheets)
  (COUNT(DISTINCT ?goal) AS ?goals) (COUNT(DISTINCT ?midterm) AS ?midterms)
WHERE {
  ?department a tng:Department ;
    skos:prefLabel ?name .
  FILTER(LANG(?name) = "ja")
  ?sheet a tng:ManagementSheet ;
    tng:department ?department .
  OPTIONAL { ?goal a tng:Goal ; tng:sheet ?sheet }
  OPTIONAL { ?midterm a tng:MidTermGoal ; tng:sheet ?sheet }
}
GROUP BY ?department
ORDER BY ?departmentLabel
"""
)

POLICIES = (
    _PREFIXES
    + """
SELECT ?scheme (SAMPLE(?schemeName) AS ?schemeLabel) ?notation ?policy (SAMPLE(?name) AS ?policyLabel)
  (COUNT(DISTINCT ?goal) AS ?goals) (COUNT(DISTINCT ?midterm) AS ?midterms)
  (COUNT(DISTINCT ?department) AS ?departments)
WHERE {
  ?policy a tng:Policy ;
    skos:prefLabel ?name ;
    skos:inScheme ?scheme .
  FILTER(LANG(?name) = "ja")
  ?scheme skos:prefLabel ?schemeName .
  FILTER(LANG(?schemeName) = "ja")
  OPTIONAL { ?policy skos:notation ?notation }
  OPTIONAL {
    ?objective tng:contributesTo ?policy ;
      tng:department ?department .
    OPTIONAL { ?objective a tng:Goal BIND(?objective AS ?goal) }
    OPTIONAL { ?objective a tng:MidTermGoal BIND(?objective AS ?midterm) }
  }
}
GROUP BY ?scheme ?notation ?policy
ORDER BY ?schemeLabel xsd:integer(?notation) ?notation ?policyLabel
"""
)

_LISTS = {"departments": DEPARTMENTS, "policies": POLICIES}
_COLUMNS = ("department", "sheets", "goals", "midterms", "scheme", "notation", "policy", "departments")


async def listing(request: Request) -> Response:
    """Show one of the lists; the last part of the address names it."""
    name = request.url.path.rstrip("/").rsplit("/", 1)[-1]
    columns = {
        each: Words(ja=say(f"column-{each}", "ja"), en=say(f"column-{each}", "en")) for each in _COLUMNS
    }
    found = await rows(request, _LISTS[name])
    return render(
        request,
        "listing.html",
        name=name,
        query=_LISTS[name].strip(),
        table=table(found, site_of(request).addresses(), language_of(request), columns, most=5000),
    )
