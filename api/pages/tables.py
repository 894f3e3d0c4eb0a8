"""Simple lists: departments, policies, partners and programs."""

from starlette.requests import Request
from starlette.responses import Response

from api.languages import language_of
from api.pages.cells import table
from api.saved import Words
from api.site import render, rows, site_of
from core.messages import say

_PREFIXES = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tng: <https://w3id.org/tsunagu/def#>
"""

DEPARTMENTS = (
    _PREFIXES
    + """
SELECT ?department (SAMPLE(?name) AS ?departmentLabel) (COUNT(DISTINCT ?sheet) AS ?sheets)
  (COUNT(DISTINCT ?goal) AS ?goals) (COUNT(DISTINCT ?midterm) AS ?midterms)
WHERE {
  ?department a tng:Department ;
    skos:prefLabel ?japanese .
  FILTER(LANG(?japanese) = "ja")
  OPTIONAL { ?department skos:prefLabel ?own FILTER(LANG(?own) = "%(language)s") }
  BIND(COALESCE(?own, ?japanese) AS ?name)
  ?sheet a tng:ManagementSheet ;
    tng:department ?department .
  OPTIONAL { ?goal a tng:Goal ; tng:sheet ?sheet }
  OPTIONAL { ?midterm a tng:MidTermGoal ; tng:sheet ?sheet }
}
GROUP BY ?department
ORDER BY (MIN(STR(?japanese)))
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
    skos:prefLabel ?japanese ;
    skos:inScheme ?scheme .
  FILTER(LANG(?japanese) = "ja")
  OPTIONAL { ?policy skos:prefLabel ?own FILTER(LANG(?own) = "%(language)s") }
  BIND(COALESCE(?own, ?japanese) AS ?name)
  ?scheme skos:prefLabel ?schemeJapanese .
  FILTER(LANG(?schemeJapanese) = "ja")
  OPTIONAL { ?scheme skos:prefLabel ?schemeOwn FILTER(LANG(?schemeOwn) = "%(language)s") }
  BIND(COALESCE(?schemeOwn, ?schemeJapanese) AS ?schemeName)
  OPTIONAL { ?policy skos:notation ?notation }
  OPTIONAL {
    ?objective tng:contributesTo ?policy ;
      tng:department ?department .
    OPTIONAL { ?objective a tng:Goal BIND(?objective AS ?goal) }
    OPTIONAL { ?objective a tng:MidTermGoal BIND(?objective AS ?midterm) }
  }
}
GROUP BY ?scheme ?notation ?policy
ORDER BY ?scheme (!BOUND(?notation))
  REPLACE(REPLACE(?notation, "([0-9]+)", "00000$1"), "0*([0-9]{6})", "$1") ?policyLabel
"""
)

PARTNERS = (
    _PREFIXES
    + """
SELECT ?partner (SAMPLE(?name) AS ?partnerLabel) (COUNT(DISTINCT ?sure) AS ?settled)
  (COUNT(DISTINCT ?maybe) AS ?proposed) (COUNT(DISTINCT ?mention) AS ?mentions)
  (COUNT(DISTINCT ?department) AS ?departments)
WHERE {
  ?partner a tng:Partner ;
    skos:prefLabel ?japanese .
  FILTER(LANG(?japanese) = "ja")
  OPTIONAL { ?partner skos:prefLabel ?own FILTER(LANG(?own) = "%(language)s") }
  BIND(COALESCE(?own, ?japanese) AS ?name)
  ?mention tng:organization ?partner ;
    tng:sheet ?sheet .
  ?sheet tng:department ?department .
  OPTIONAL {
    ?mention tng:objective ?objective .
    OPTIONAL { ?objective tng:partner ?partner BIND(?objective AS ?sure) }
    OPTIONAL { ?objective tng:proposedPartner ?partner BIND(?objective AS ?maybe) }
  }
}
GROUP BY ?partner
ORDER BY DESC(?settled) DESC(?proposed) DESC(?mentions) (MIN(STR(?japanese))) ?partner
"""
)

PROGRAMS = (
    _PREFIXES
    + """
SELECT ?program (SAMPLE(?name) AS ?programLabel) (COUNT(DISTINCT ?objective) AS ?objectives)
  (COUNT(DISTINCT ?mention) AS ?mentions) (COUNT(DISTINCT ?department) AS ?departments)
  (MIN(?year) AS ?first) (MAX(?year) AS ?last)
WHERE {
  ?program a tng:Program ;
    skos:prefLabel ?japanese .
  FILTER(LANG(?japanese) = "ja")
  OPTIONAL { ?program skos:prefLabel ?own FILTER(LANG(?own) = "%(language)s") }
  BIND(COALESCE(?own, ?japanese) AS ?name)
  ?mention tng:of ?program ;
    tng:sheet ?sheet .
  ?sheet tng:department ?department ;
    tng:fiscalYear ?year .
  OPTIONAL { ?mention tng:objective ?objective }
}
GROUP BY ?program
ORDER BY DESC(?objectives) DESC(?mentions) (MIN(STR(?japanese))) ?program
"""
)

_LISTS = {"departments": DEPARTMENTS, "policies": POLICIES, "partners": PARTNERS, "programs": PROGRAMS}
_COLUMNS = (
    *("department", "sheets", "goals", "midterms", "scheme", "notation", "policy", "departments"),
    *("partner", "settled", "proposed", "mentions", "program", "objectives", "first", "last"),
)


async def listing(request: Request) -> Response:
    """Show one of the lists; the last part of the address names it."""
    name = request.url.path.rstrip("/").rsplit("/", 1)[-1]
    columns = {
        each: Words(ja=say(f"column-{each}", "ja"), en=say(f"column-{each}", "en")) for each in _COLUMNS
    }
    language = language_of(request)
    query = _LISTS[name] % {"language": language}
    found = await rows(request, query)
    return render(
        request,
        "listing.html",
        name=name,
        query=query.strip(),
        table=table(found, site_of(request).addresses(), language, columns, most=5000),
    )
