"""Questions of the command to another SPARQL 1.1 server (`--endpoint`)."""

from collections.abc import Iterator
from contextlib import contextmanager

from api.errors import RefusedQuery
from api.sparql.foreign import Reader
from api.sparql.formats import named
from api.sparql.guard import Form, check
from api.sparql.magic import searched_here
from api.sparql.published import PublishedRelease
from api.sparql.question import Answer, Question
from api.sparql.undef import without_undef
from core.errors import EndpointError
from core.settings import Settings
from graph.remote.client import JSON, NTRIPLES
from graph.remote.endpoint import checked
from graph.remote.engines import may_cut, rows_query
from graph.remote.question import Inquiry
from graph.remote.state import read_state
from tsunagu.remote import login_of

_KINDS = {JSON: (JSON, "application/json"), NTRIPLES: (NTRIPLES, "text/plain")}
_TRIPLES = ("CONSTRUCT", "DESCRIBE")

Graphs = list[tuple[str, str]]


def ask_there(text: str, format_name: str, settings: Settings) -> Answer:
    """Ask the server of the settings; an error says why there is no answer, or no whole one.

    A server that `tsunagu publish` sent to is asked as `tsunagu serve --endpoint` asks it: its merge is
    the default graph, and `fn:search` finds. Any other gets the query as it is.
    """
    address, choice = checked(settings.endpoint), named(format_name)
    form = check(text)
    if form is None:
        raise RefusedQuery("query-syntax", line=1, column=1, expected="SELECT ASK CONSTRUCT DESCRIBE")
    remote = Inquiry(address, login_of(settings), settings.query_timeout, settings.query_bytes)
    with _prepared(Question(text, choice), settings, address) as (query, graphs):
        body = _body(remote, form, query, graphs)
    return Answer(*Reader(settings).written(form, choice, body))


@contextmanager
def _prepared(question: Question, settings: Settings, address: str) -> Iterator[tuple[str, Graphs]]:
    """Yield a query as the server is to get it, and the graphs that it is asked on."""
    if read_state(settings.home, address) is None:
        yield without_undef(question.text), []
        return
    release = PublishedRelease(settings.home, address)
    with searched_here(question, release.get()) as asked:
        yield without_undef(asked.text), release.shelf().parameters(asked)


def _body(remote: Inquiry, form: Form, query: str, graphs: Graphs) -> bytes:
    """Return rows as JSON, or triples as N-Triples; all of them."""
    wanted = NTRIPLES if form in _TRIPLES else JSON
    headers, body = remote.ask(query, wanted, graphs)
    kind = headers.get("content-type", wanted).partition(";")[0].strip()
    if kind not in _KINDS[wanted]:
        raise EndpointError("endpoint-no-sparql", address=remote.address, kind=kind)
    if form == "CONSTRUCT" and may_cut(headers):
        remote.ask(rows_query(body.count(b"\n")), "text/csv")
    return body
