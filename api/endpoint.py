"""`/sparql`: the SPARQL 1.1 Protocol for programs, a form for people. Nothing can be changed here."""

from starlette.requests import Request
from starlette.responses import Response

from api.errors import RefusedQuery
from api.pages.sparql_page import sparql_page
from api.protocol import METHODS, read
from api.represent import represent
from api.service import description
from api.site import ask
from api.sparql.question import Question


async def sparql(request: Request) -> Response:
    """Answer a query, describe the service, or show the form."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
    asked = await read(request)
    if asked.page:
        return await sparql_page(request, asked)
    choice = asked.choice()
    if asked.query is None:
        if not asked.bare or choice.graph is None:
            raise RefusedQuery("query-missing")
        return await description(request, choice.graph)
    answer = await ask(request, Question(asked.query, choice, asked.dataset))
    return represent(request, answer.body, choice.media_type(answer.format), answer.release)
