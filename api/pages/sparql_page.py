"""The page at `/sparql`: the editor, and below it the answer or why there is none.

It works as a plain form; `api/static/sparql/` makes it quicker to use and shows the same answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from api.errors import NotFound, QueryError
from api.languages import language_of
from api.pages.cells import table
from api.pages.labelled import labelled
from api.pages.snippets import snippets
from api.protocol import Asked
from api.represent import VARIES
from api.rows import rows_of, truth
from api.saved import saved_queries
from api.service import service_address
from api.site import apart, ask, render, site_of
from api.sparql.formats import GRAPHS, ROWS, Choice
from api.sparql.guard import QUERY_BYTES
from api.sparql.question import Question
from core.messages import Language, say

LONGEST_ADDRESS = 8000
"""Characters of an address that every browser, proxy and tool takes; a longer query is sent by POST."""

_FOR_PAGE = Choice(rows=ROWS[0], graph=GRAPHS[0])
_ROW_FORMATS = ("csv", "excel", "tsv", "json", "xml")
_GRAPH_FORMATS = ("ttl", "nt", "rdf", "jsonld")
_ROWS_SHOWN = 500
_CHARACTERS_SHOWN = 100_000
_KINDS: Mapping[int, str] = {400: "query", 422: "large", 429: "busy", 503: "busy", 504: "time"}
"""Why there is no answer, by status: `sparql-problem-KIND` is the heading."""

_EXAMPLE = """PREFIX dct: <http://purl.org/dc/terms/>
PREFIX tng: <https://w3id.org/tsunagu/def#>

SELECT ?goal ?goalLabel WHERE {
  ?goal a tng:Goal ;
    dct:title ?goalLabel .
}
LIMIT 20
"""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer; `line` and `column` where the query can be mended there."""

    kind: str
    text: str
    line: object = None
    column: object = None

    @classmethod
    def of(cls, error: QueryError, language: Language) -> "Problem":
        """Say an error in a language."""
        place = error.values.get("line"), error.values.get("column")
        return cls(_KINDS.get(error.status, "query"), error.text(language), *place)


async def sparql_page(request: Request, asked: Asked) -> Response:
    """Show the form, and the answer where there is a query; `?saved=NAME` fills in a saved question."""
    shown: dict[str, object] = {"table": None, "truth": None, "graph": "", "cut": False, "problem": None}
    status, headers = 200, VARIES
    if asked.query is not None:
        try:
            shown |= await _shown(request, Question(asked.query, _FOR_PAGE, asked.dataset))
        except QueryError as error:
            status, headers = error.status, VARIES | error.headers
            shown["problem"] = Problem.of(error, language_of(request))
    formats = _GRAPH_FORMATS if shown["graph"] else _ROW_FORMATS
    elsewhere = _files(service_address(request), asked, formats)
    context: dict[str, object] = {
        "query": asked.query or _saved(request) or _EXAMPLE,
        "dataset": _dataset(asked),
        "questions": list(saved_queries().values()),
        "limits": _limits(request),
        "longest": LONGEST_ADDRESS,
        "files": _files("/sparql", asked, formats),
        "snippets": snippets(elsewhere) if max(map(len, elsewhere.values())) <= LONGEST_ADDRESS else [],
    }
    page = render(request, "sparql.html", status, **context, **shown)
    page.headers.update(headers)
    return page


async def _shown(request: Request, question: Question) -> dict[str, object]:
    answer = await ask(request, question)
    if answer.format == GRAPHS[0].name:
        text = answer.body.decode("utf-8")
        whole = len(text) <= _CHARACTERS_SHOWN
        return {"graph": text if whole else text[: text.rindex("\n", 0, _CHARACTERS_SHOWN)], "cut": not whole}
    said = truth(answer)
    if said is not None:
        return {"truth": said}
    found = await apart(request, len(answer.body), lambda: rows_of(answer, _ROWS_SHOWN))
    rows = await labelled(request, found, _ROWS_SHOWN)
    return {"table": table(rows, site_of(request).addresses(), language_of(request), most=_ROWS_SHOWN)}


def _saved(request: Request) -> str | None:
    """Return the query of `?saved=NAME`, its parameters as they are by default."""
    name = request.query_params.get("saved")
    if name is None:
        return None
    if name not in saved_queries():
        raise NotFound("page-not-found", path=f"{request.url.path}?saved={name[:40]}")
    return saved_queries()[name].bind({}, language_of(request))


def _dataset(asked: Asked) -> list[tuple[str, str]]:
    """Return the graphs that were asked as parameters, for the form and the downloads."""
    if asked.dataset is None:
        return []
    default = [("default-graph-uri", each) for each in asked.dataset.default]
    return default + [("named-graph-uri", each) for each in asked.dataset.named]


def _files(service: str, asked: Asked, formats: tuple[str, ...]) -> dict[str, str]:
    """Return the address of the answer as a file, by format, at a service."""
    asks = [("query", asked.query or ""), *_dataset(asked)]
    plain = {name: f"{service}?{urlencode([*asks, ('format', name)])}" for name in formats}
    return plain | ({"excel": f"{service}/excel?{urlencode(asks)}"} if "excel" in formats else {})


def _limits(request: Request) -> str:
    settings = site_of(request).settings
    return say(
        "sparql-limits",
        language_of(request),
        seconds=f"{settings.query_timeout:g}",
        rows=f"{settings.query_rows:,}",
        size=settings.query_bytes,
        query=QUERY_BYTES // 1024,
    )
