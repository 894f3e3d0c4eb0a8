"""`/sparql`: the SPARQL 1.1 Protocol for programs, a form for people.

Everybody may ask from any web page (CORS), without credentials; nothing can be changed.
"""

from starlette.requests import Request
from starlette.responses import Response

from api.errors import QueryError, RefusedQuery
from api.pages.cells import table
from api.protocol import METHODS, Asked, read
from api.rows import rows_of, truth
from api.saved import saved_queries
from api.site import ask, language_of, render, site_of
from api.sparql.formats import GRAPHS, ROWS, Choice
from api.sparql.question import Question

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}
_HEADERS = CORS | {"Vary": "Accept"}
_FOR_PAGE = Choice(rows=ROWS[0], graph=GRAPHS[0])
_EXAMPLE = """PREFIX dct: <http://purl.org/dc/terms/>
PREFIX tng: <https://w3id.org/tsunagu/def#>

SELECT ?goal ?goalLabel WHERE {
  ?goal a tng:Goal ;
    dct:title ?goalLabel .
}
LIMIT 20
"""
_DESCRIPTION = """@prefix format: <http://www.w3.org/ns/formats/> .
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .

<{address}> a sd:Service ;
    sd:endpoint <{address}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat format:SPARQL_Results_JSON, format:SPARQL_Results_XML, format:SPARQL_Results_CSV,
        format:SPARQL_Results_TSV, format:Turtle, format:N-Triples, format:RDF_XML, format:JSON-LD .
"""


async def sparql(request: Request) -> Response:
    """Answer a query, or show the form."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=CORS | {"Allow": ", ".join(METHODS)})
    asked = await read(request)
    if asked.page:
        return await _page(request, asked)
    if asked.query is None:
        return _without_query(request, asked)
    answer = await ask(request, Question(asked.query, asked.choice(), asked.dataset))
    return Response(answer.body, media_type=answer.media_type, headers=_HEADERS)


def _without_query(request: Request, asked: Asked) -> Response:
    """Describe the service to a program that just looks; a POST must bring a query."""
    if request.method == "POST" or asked.format or asked.choice().graph is None:
        raise RefusedQuery("query-missing")
    address = str(request.url.replace(query="")).translate(str.maketrans("", "", '<>"{}|^`\\ '))
    return Response(_DESCRIPTION.format(address=address), media_type=GRAPHS[0].media_type, headers=_HEADERS)


async def _page(request: Request, asked: Asked) -> Response:
    """Show the form, and below it the answer or what is wrong with the query."""
    shown: dict[str, object] = {"table": None, "truth": None, "graph": "", "problem": ""}
    status, headers = 200, dict(_HEADERS)
    if asked.query is not None:
        try:
            shown |= await _shown(request, Question(asked.query, _FOR_PAGE, asked.dataset))
        except QueryError as error:
            status, headers = error.status, headers | error.headers
            shown["problem"] = error.text(language_of(request))
    questions = list(saved_queries().values())
    page = render(
        request,
        "sparql.html",
        status,
        query=asked.query or _EXAMPLE,
        asked=asked,
        questions=questions,
        **shown,
    )
    page.headers.update(headers)
    return page


async def _shown(request: Request, question: Question) -> dict[str, object]:
    answer = await ask(request, question)
    if answer.format == GRAPHS[0].name:
        return {"graph": answer.body.decode("utf-8")}
    said = truth(answer)
    if said is not None:
        return {"truth": said}
    return {"table": table(rows_of(answer), site_of(request).addresses(), language_of(request))}
