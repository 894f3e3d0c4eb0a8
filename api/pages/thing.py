"""One thing: what is known of it, what points to it, and the words of the source that say so."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.addresses import Addresses, iri_list
from api.errors import NotFound
from api.labels import leaf_classes
from api.pages.describe import Description, describe
from api.site import language_of, render, rows, site_of

_DOC, _SUFFIX = "/doc/", ".html"

_PREFIXES = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tng: <https://w3id.org/tsunagu/def#>
"""

_FACTS = (
    _PREFIXES
    + """
SELECT ?thing ?property ?value ?label ?mark WHERE {
  VALUES ?thing { %s }
  ?thing ?property ?value .
  OPTIONAL { ?value skos:prefLabel|dct:title|tng:text|tng:starts ?label }
  OPTIONAL { ?value a tng:Policy ; skos:notation ?mark }
}
"""
)

_INCOMING = (
    _PREFIXES
    + """
SELECT ?property ?thing ?type ?label ?number ?notation ?year ?department WHERE {
  VALUES ?target { %s }
  ?thing ?property ?target .
  FILTER(?property NOT IN (oa:hasSource, tng:file, tng:of))
  FILTER(?property != tng:sheet || NOT EXISTS { ?thing tng:objective ?any })
  FILTER NOT EXISTS { ?thing a ?hidden FILTER(?hidden IN (tng:Period, tng:PolicyReference)) }
  OPTIONAL { VALUES ?type { %s } ?thing a ?type }
  OPTIONAL { ?thing skos:prefLabel|dct:title|tng:text|tng:quote ?label }
  OPTIONAL { ?thing tng:number ?number }
  OPTIONAL { ?thing skos:notation ?notation }
  OPTIONAL { ?thing a tng:Objective ; tng:fiscalYear ?year ; tng:department/skos:prefLabel ?department
    FILTER(LANG(?department) = "ja") }
}
LIMIT 3000
"""
)

_QUOTES = (
    _PREFIXES
    + """
SELECT ?quote ?file ?name ?line ?lineEnd ?cell ?page WHERE {
  VALUES ?thing { %s }
  { ?thing tng:evidence ?evidence } UNION { ?thing a tng:Evidence BIND(?thing AS ?evidence) }
  ?evidence tng:quote ?quote ; tng:file ?file ; tng:line ?line ; tng:lineEnd ?lineEnd .
  ?file dct:title ?name .
  OPTIONAL { ?evidence tng:cell ?cell }
  OPTIONAL { ?evidence tng:page ?page }
}
ORDER BY ?name ?line ?lineEnd
LIMIT 200
"""
)


async def identifier(request: Request) -> Response:
    """Send from the address of a thing to the page about it (303)."""
    path = raw_path(request).removeprefix("/id/")
    if not site_of(request).addresses().iris(path):
        raise NotFound("page-not-found", path=request.url.path)
    return RedirectResponse(f"{_DOC}{path}{_SUFFIX}", status_code=303)


async def document(request: Request) -> Response:
    """Show the page of a thing."""
    path = raw_path(request).partition(_DOC)[2]
    addresses = site_of(request).addresses()
    iris = addresses.iris(path.removesuffix(_SUFFIX)) if path.endswith(_SUFFIX) else ()
    found = await _description(request, iris, addresses) if iris else None
    if found is None:
        raise NotFound("page-not-found", path=request.url.path)
    return render(request, "thing.html", thing=found)


async def _description(request: Request, iris: tuple[str, ...], addresses: Addresses) -> Description | None:
    facts = await rows(request, _FACTS % iri_list(iris))
    incoming = await rows(request, _INCOMING % (iri_list(iris), iri_list(leaf_classes())))
    if not facts.rows and not incoming.rows:
        return None
    quotes = await rows(request, _QUOTES % iri_list(iris))
    iri = facts.rows[0]["thing"].value if facts.rows else iris[0]
    labels = site_of(request).labels
    return describe(iri, facts, incoming, quotes, addresses, labels, language_of(request))


def raw_path(request: Request) -> str:
    """Return the path as it was sent: IRIs keep their percent signs."""
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return raw.partition(b"?")[0].decode("ascii", "replace")
