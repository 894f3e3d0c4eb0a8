"""Another server answers: what never reaches it, what it is asked, what is made of its answers."""

import asyncio
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from api.errors import AnswerTooLarge, QueryError, RefusedQuery, TooSlow, Unavailable
from api.sparql.extensions import refuse_extensions
from api.sparql.formats import GRAPHS, ROWS, Choice
from api.sparql.question import Answer, Dataset, Question
from api.sparql.remote import RemotePool
from api.sparql.shelf import MOST_GRAPHS, Shelf
from api.sparql.undef import without_undef
from core.settings import Settings
from graph.release import Release
from graph.remote.engines import MERGE, NO_GRAPH, rows_query
from graph.remote.state import State, write_state

BOTH = Choice(ROWS[0], GRAPHS[0])
ROW = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"urn:x"}}]}}'


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (bif:http_get('http://127.0.0.1/') AS ?x) {}",
        "SELECT (<bif:now>() AS ?x) {}",
        "SELECT (<BIF:now>() AS ?x) {}",
        "SELECT (<\\u0062if:now>() AS ?x) {}",
        "PREFIX b: <bif:> SELECT (b:now() AS ?x) {}",
        "PREFIX b: <b> SELECT (b:if:now() AS ?x) {}",
        "BASE <bi> SELECT * {}",
        "SELECT (sql:user() AS ?x) {}",
        "PREFIX f: <java:java.lang.> SELECT (f:System() AS ?x) {}",
        "DEFINE get:soft 'soft' SELECT * FROM <http://127.0.0.1/> {}",
        "define input:inference 'x' SELECT * {}",
        "SELECT * FROM <urn:x> OPTION (get:soft 'soft') {}",
        "SELECT (`now()` AS ?x) {}",
        "SELECT * {} ; DROP GRAPH <urn:x>",
        "SELECT * {} INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    ],
)
def test_extensions_of_engines_are_refused(query: str) -> None:
    with pytest.raises(RefusedQuery) as refused:
        refuse_extensions(query)
    assert refused.value.key in ("endpoint-extension", "query-update")
    assert "1行" in refused.value.text("ja")


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX tng: <https://w3id.org/tsunagu/def#> SELECT * { ?s a tng:Goal FILTER(?x<5&&?y>3) }",
        "SELECT * { ?define ?option 'INSERT bif:x' } # DROP",
        'BASE <http://x.example/> SELECT * { <a> ?p "`" }',
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT (xsd:integer('1') AS ?x) {}",
    ],
)
def test_what_is_sparql_passes(query: str) -> None:
    assert refuse_extensions(query) is None


def test_places_of_nobody_are_left_out() -> None:
    gone, stays = "VALUES ?a { undef }", "VALUES ?c { UNDEF 1 } 'VALUES ?d { UNDEF }'"
    query = f"ASK {{ {gone} {stays} {gone} }}"
    blank = " " * len(gone)
    assert without_undef(query) == f"ASK {{ {blank} {stays} {blank} }}"


OWN, UNION = Shelf(frozenset({"urn:a", "urn:b"}), ""), Shelf(frozenset({"urn:a", "urn:b"}), MERGE)
D, N = "default-graph-uri", "named-graph-uri"


@pytest.mark.parametrize(
    ("shelf", "query", "dataset", "expected"),
    [
        (OWN, "SELECT * { ?s ?p ?o }", None, []),
        (OWN, "SELECT * { GRAPH ?g { ?s ?p ?o } }", None, []),
        (OWN, "SELECT * FROM <urn:a> { ?s ?p ?o }", None, []),
        (OWN, "SELECT * { ?s ?p ?o }", Dataset(("urn:a",), ()), [(D, "urn:a"), (N, NO_GRAPH)]),
        (UNION, "SELECT * { ?s ?p ?o }", None, [(D, MERGE)]),
        (UNION, "SELECT * { GRAPH ?g { ?s ?p ?o } }", None, [(D, MERGE), (N, "urn:a"), (N, "urn:b")]),
        (UNION, "SELECT * FROM <urn:a> { ?s ?p ?o }", None, [(N, NO_GRAPH)]),
        (UNION, "SELECT * FROM NAMED <urn:a> { ?s ?p ?o }", None, [(D, NO_GRAPH)]),
        (UNION, "SELECT * { ?s ?p ?o }", Dataset((), ("urn:b",)), [(D, NO_GRAPH), (N, "urn:b")]),
    ],
)
def test_graphs_that_a_request_names(
    shelf: Shelf, query: str, dataset: Dataset | None, expected: list[tuple[str, str]]
) -> None:
    assert shelf.parameters(Question(query, BOTH, dataset)) == expected


@pytest.mark.parametrize(
    ("query", "dataset", "key"),
    [
        ("SELECT * FROM <urn:a> FROM <urn:b> { ?s ?p ?o }", None, "endpoint-one-graph"),
        ("SELECT * { ?s ?p ?o }", Dataset(("urn:a", "urn:b"), ()), "endpoint-one-graph"),
        ("SELECT * FROM <urn:of:others> { ?s ?p ?o }", None, "endpoint-no-graph"),
        ("SELECT * FROM <urn:a> { ?s ?p ?o }", Dataset(("urn:b",), ()), "endpoint-graphs-twice"),
    ],
)
def test_graphs_that_cannot_be_asked_rightly(query: str, dataset: Dataset | None, key: str) -> None:
    with pytest.raises(RefusedQuery) as refused:
        UNION.parameters(Question(query, BOTH, dataset))
    assert refused.value.key == key


def test_many_graphs_are_asked_by_name() -> None:
    shelf = Shelf(frozenset(f"urn:g:{number}" for number in range(MOST_GRAPHS + 1)), MERGE)
    query = "SELECT * { GRAPH <urn:g:7> { ?s ?p ?o } GRAPH <urn:of:others> { ?s ?p ?o } }"
    assert shelf.parameters(Question(query, BOTH)) == [(D, MERGE), (N, "urn:g:7")]
    with pytest.raises(RefusedQuery) as refused:
        shelf.parameters(Question("SELECT * { GRAPH ?g { ?s ?p ?o } }", BOTH))
    assert refused.value.key == "endpoint-many-graphs"


class Canned(ThreadingHTTPServer):
    """Gives `answers`, one after another, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[tuple[int, dict[str, str], bytes]] = []
        self.asked: list[dict[str, str]] = []
        self.go_on = threading.Event()
        self.go_on.set()

    def handle_error(self, *words: object) -> None:
        """Say nothing: clients that hang up are what is tested."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Canned

    def log_message(self, *words: object) -> None:
        pass

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["content-length"])).decode()
        self.server.asked.append(dict(parse_qsl(asked)))
        self.server.go_on.wait(10)
        status, headers, body = self.server.answers.pop(0)
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def server() -> Iterator[Canned]:
    with Canned() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.go_on.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The addresses that sockets of this process connect to; the environment names a proxy."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.3:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.3:9")
    found: list[object] = []

    def hook(event: str, values: tuple[object, ...]) -> None:
        if event == "socket.connect":
            found.append(values[1])

    sys.addaudithook(hook)
    return found


@pytest.fixture
def remote(server: Canned, example: Release) -> Iterator[Settings]:
    """The settings to ask the server for the release of the example city."""
    home = example.path.parents[1]
    address = f"http://127.0.0.1:{server.server_address[1]}/query"
    state = State(address, merge_in=MERGE, release=example.id)
    (home / "published").mkdir(exist_ok=True)
    write_state(home, state)
    yield Settings(home=home, endpoint=address, query_timeout=1, query_rows=2, query_bytes=1)


def ask(settings: Settings, *queries: str) -> list[Answer | QueryError]:
    """Put questions to a pool, one after another."""

    async def run() -> list[Answer | QueryError]:
        pool = RemotePool(settings)
        await pool.start()
        found: list[Answer | QueryError] = []
        for query in queries:
            try:
                found.append(await pool.ask(Question(query, BOTH)))
            except QueryError as error:
                found.append(error)
        await pool.close()
        return found

    return asyncio.run(run())


def test_an_answer_and_its_repetition(server: Canned, remote: Settings, example: Release) -> None:
    server.answers = [(200, {}, ROW)]
    query = "SELECT ?x { ?x ?p ?o }"
    first, second = ask(remote, query, query)
    assert isinstance(first, Answer)
    assert first.release == example.id
    assert first == second
    assert server.asked == [{"query": query, D: MERGE}]


def test_what_is_refused_is_never_sent(server: Canned, remote: Settings) -> None:
    queries = ["SELECT * { SERVICE <http://x> {} }", "SELECT (bif:now() AS ?x) {}", "hello", "DROP ALL"]
    assert all(isinstance(each, RefusedQuery) for each in ask(remote, *queries))
    assert server.asked == []


def test_nobody_else_is_connected_to(server: Canned, remote: Settings, connections: list[object]) -> None:
    server.answers = [(200, {}, ROW), (302, {"Location": "http://127.0.0.2:9/query"}, b"")]
    ask(remote, "SELECT ?x { ?x ?p ?o }", "SELECT * FROM NAMED <http://127.0.0.2:9/> { ?x ?p ?o }", "ASK {}")
    assert connections
    assert set(connections) == {server.server_address}


def test_a_redirect_is_not_followed(server: Canned, remote: Settings) -> None:
    server.answers = [(302, {"Location": remote.endpoint}, b"")]
    (found,) = ask(remote, "ASK {}")
    assert isinstance(found, Unavailable)
    assert found.headers["Retry-After"]
    assert len(server.asked) == 1


def test_a_server_that_hangs_up_in_the_middle(server: Canned, remote: Settings) -> None:
    server.answers = [(200, {"Content-Length": "1000", "Connection": "close"}, ROW)]
    (found,) = ask(remote, "SELECT ?x { ?x ?p ?o }")
    assert isinstance(found, TooSlow)


def test_a_server_that_takes_too_long(server: Canned, remote: Settings) -> None:
    server.go_on.clear()
    server.answers = [(200, {}, ROW)]
    (found,) = ask(remote, "SELECT ?x { ?x ?p ?o }")
    assert isinstance(found, TooSlow)


def test_a_body_without_end(server: Canned, remote: Settings) -> None:
    server.answers = [(200, {}, b" " * (2 * 1024 * 1024))]
    (found,) = ask(remote, "SELECT ?x { ?x ?p ?o }")
    assert isinstance(found, AnswerTooLarge)


VIRTUOSO = {"Server": "Virtuoso/07.20.3229 (Linux)"}
TRIPLES = b"<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> <urn:d> .\n"
GRAPH = "CONSTRUCT { ?x ?p ?o } WHERE { ?x ?p ?o }"


def test_a_graph_that_may_be_cut_is_sent_once_it_is_known_to_be_whole(
    server: Canned, remote: Settings
) -> None:
    server.answers = [(200, VIRTUOSO, TRIPLES), (200, VIRTUOSO, b"x\n1\n1\n")]
    (found,) = ask(remote, GRAPH)
    assert isinstance(found, Answer)
    assert server.asked[1] == {"query": rows_query(2)}


def test_a_graph_that_was_cut_without_a_word_is_an_error(server: Canned, remote: Settings) -> None:
    server.answers = [(200, VIRTUOSO, TRIPLES), (200, VIRTUOSO | {"X-SPARQL-MaxRows": "1"}, b"x\n1\n")]
    (found,) = ask(remote, GRAPH)
    assert isinstance(found, AnswerTooLarge)
    assert found.values["limit"] == "1"


def test_only_graphs_of_servers_that_cut_are_asked_about(server: Canned, remote: Settings) -> None:
    server.answers = [(200, {}, TRIPLES), (200, VIRTUOSO, ROW), (200, VIRTUOSO, TRIPLES)]
    queries = [GRAPH, "SELECT ?x { ?x ?p ?o }", "DESCRIBE <urn:a>"]
    assert all(isinstance(each, Answer) for each in ask(remote, *queries))
    assert len(server.asked) == len(queries)


def test_nobody_there(remote: Settings, example: Release, tmp_path: Path) -> None:
    gone = remote.model_copy(update={"endpoint": "http://127.0.0.1:9/query"})
    write_state(gone.home, State(gone.endpoint, merge_in="", release=example.id))
    (found,) = ask(gone, "ASK {}")
    assert isinstance(found, Unavailable)
    assert found.key == "endpoint-down"


def test_while_it_is_published_nobody_gets_half(server: Canned, remote: Settings) -> None:
    write_state(remote.home, State(remote.endpoint, merge_in=MERGE))
    (found,) = ask(remote, "ASK {}")
    assert isinstance(found, Unavailable)
    assert found.key == "endpoint-publishing"
    assert server.asked == []
