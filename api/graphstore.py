"""`/rdf-graph-store`: the Graph Store HTTP Protocol for reading, `?graph=IRI` or `?default`."""

from starlette.requests import Request
from starlette.responses import Response

from api.bodies import address_parameters
from api.errors import AnswerTooLarge, NotAcceptable, NotFound, RefusedQuery
from api.protocol import Pairs, accept_of, checked_iri, format_of
from api.represent import represent
from api.rows import truth
from api.site import JSON, ask
from api.sparql.formats import Choice, Format, accepted, named
from api.sparql.question import Answer, Question

METHODS = ("GET", "HEAD", "OPTIONS")
_SHOWN = 200


async def graph_store(request: Request) -> Response:
    """Answer with a whole graph."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
    pairs = address_parameters(request)
    pattern = _pattern(pairs)
    format_ = _format(pairs, accept_of(request))
    if pattern is not None and not truth(await ask(request, Question(f"ASK {{ {pattern} }}", JSON))):
        raise NotFound("graph-unknown", graph=dict(pairs)["graph"][:_SHOWN])
    answer = await _graph(request, pattern or "?s ?p ?o", format_)
    return represent(request, answer.body, format_.media_type, answer.release)


def _pattern(pairs: Pairs) -> str | None:
    """Return the pattern of the triples of the named graph, None for the default graph."""
    wanted = [(name, value) for name, value in pairs if name in ("graph", "default")]
    if len(wanted) != 1:
        raise RefusedQuery("graph-missing")
    ((name, value),) = wanted
    return None if name == "default" else f"GRAPH <{checked_iri(name, value)}> {{ ?s ?p ?o }}"


def _format(pairs: Pairs, accept: str) -> Format:
    wanted = format_of(pairs)
    choice = named(wanted) if wanted else accepted(accept)
    if choice.graph is None:
        raise NotAcceptable("accept-other-kind")
    return choice.graph


async def _graph(request: Request, pattern: str, format_: Format) -> Answer:
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"
    try:
        return await ask(request, Question(query, Choice(rows=None, graph=format_)))
    except AnswerTooLarge:
        raise AnswerTooLarge("graph-too-large") from None
