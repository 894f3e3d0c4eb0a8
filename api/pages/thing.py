"""One thing: what is known of it, what points to it, and the words of the source that say so."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.addresses import iri_list
from api.errors import NotFound
from api.labels import branch_classes, leaf_classes
from api.languages import language_of
from api.pages.describe import Description, describe
from api.pages.figures import POINTERS, figures_of
from api.pages.linked import choose, spoken_of
from api.pages.names import Speaker, names_of
from api.site import render, rows, site_of

_DOC, _SUFFIX = "/doc/", ".html"

_PREFIXES = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tng: <https://w3id.org/tsunagu/def#>
"""

_FACTS = """
SELECT ?thing ?property ?value WHERE { VALUES ?thing { %s } ?thing ?property ?value }
"""

_INCOMING = (
    _PREFIXES
    + """
SELECT ?property ?thing ?type ?number ?notation ?year ?owner ?role ?status ?former WHERE {
  VALUES ?target { %s }
  ?thing ?property ?target .
  FILTER(?property NOT IN (oa:hasSource, tng:file))
  FILTER(?property != tng:of || NOT EXISTS { ?thing tng:organization ?target })
  FILTER(?property != tng:sheet || NOT EXISTS { ?thing tng:objective ?any })
  FILTER NOT EXISTS { ?thing a ?hidden FILTER(?hidden IN (tng:Period, tng:PolicyReference, tng:Evidence)) }
  OPTIONAL { VALUES ?leaf { %s } ?thing a ?leaf }
  OPTIONAL { VALUES ?branch { %s } ?thing a ?branch }
  BIND(COALESCE(?leaf, ?branch) AS ?type)
  OPTIONAL { ?thing tng:number ?number }
  OPTIONAL { ?thing skos:notation ?notation }
  OPTIONAL { ?thing tng:role ?role }
  OPTIONAL { ?thing tng:status ?status }
  OPTIONAL { ?thing schema:endDate ?until FILTER(STR(?until) < "%s") BIND(true AS ?former) }
  OPTIONAL { ?thing tng:sheet?/tng:department ?owner ; tng:sheet?/tng:fiscalYear ?year }
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
    figures = await figures_of(request, iris) if iris else None
    found = await _description(request, iris, figures is not None) if iris else None
    if found is None:
        raise NotFound("page-not-found", path=request.url.path)
    return render(request, "thing.html", thing=found, figures=figures)


async def _description(request: Request, iris: tuple[str, ...], tabled: bool) -> Description | None:
    """Return what is known of a thing; its figures are left to their table where there is one."""
    facts = await rows(request, _FACTS % iri_list(iris))
    incoming = await rows(
        request,
        _INCOMING % (iri_list(iris), iri_list(leaf_classes()), iri_list(branch_classes()), _newest(request)),
    )
    if not facts.rows and not incoming.rows:
        return None
    quotes = await rows(request, _QUOTES % iri_list(iris))
    iri = facts.rows[0]["thing"].value if facts.rows else iris[0]
    chosen = choose(incoming, POINTERS if tabled else ())
    spoken = {row["value"].value for row in facts.rows if row["value"].kind == "uri"}
    names = await names_of(request, {iri, *spoken, *spoken_of(chosen)})
    site = site_of(request)
    speaker = Speaker(names, site.addresses(), site.labels, language_of(request))
    return describe(iri, facts, chosen, quotes, speaker)


def _newest(request: Request) -> str:
    """Return the first day of the newest fiscal year of the release: what ended before it is over."""
    sheets = site_of(request).release().manifest.sheets
    return f"{max((sheet.fiscal_year for sheet in sheets), default=0):04}-04-01"


def raw_path(request: Request) -> str:
    """Return the path as it was sent: IRIs keep their percent signs."""
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return raw.partition(b"?")[0].decode("ascii", "replace")
