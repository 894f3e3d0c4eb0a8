"""`tsunagu query --endpoint` and `queries run --endpoint`: another server answers, or says why not."""

import contextlib
import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from graph.build import build
from graph.release import Release
from graph.remote.engines import MERGE
from graph.remote.state import State, write_state
from loaders.cities.find import cities

JSON = "application/sparql-results+json"
VALUE = '{"x":{"type":"literal","value":"防災"}}'
ROWS = f'{{"head":{{"vars":["x"]}},"results":{{"bindings":[{VALUE}]}}}}'.encode()
TRIPLES = b"<urn:a> <urn:b> <urn:c> .\n"
QUERY = "SELECT ?x { ?s ?p ?x }"


@dataclass
class Given:
    """One answer of the server."""

    body: bytes = ROWS
    kind: str = JSON
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drips: bool = False


class Server(ThreadingHTTPServer):
    """Gives `answers`, one after another, and remembers what it was asked and by whom."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[Given] = []
        self.asked: list[dict[str, list[str]]] = []
        self.logins: list[str] = []
        self.address = f"http://127.0.0.1:{self.server_address[1]}/sparql"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *words: object) -> None:
        pass

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        self.server.asked.append(parse_qs(body))
        self.server.logins.append(self.headers.get("authorization", ""))
        given = self.server.answers.pop(0)
        self.send_response(given.status)
        for name, value in {"Content-Type": given.kind, **given.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            self.wfile.write(given.body)
            while given.drips:
                self.wfile.write(b" ")
                time.sleep(0.1)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        ([QUERY, "--format", "csv"], Given(), "x\n防災\n"),
        ([QUERY], Given(), "防災"),
        (["ASK {}"], Given(b'{"head":{},"boolean":true}'), "true\n"),
        (["CONSTRUCT WHERE { ?s ?p ?o }", "--format", "nt"], Given(TRIPLES, "text/plain"), TRIPLES.decode()),
    ],
)
def test_another_server_answers(
    tsunagu: Callable[..., Any], server: Server, words: list[str], given: Given, said: str
) -> None:
    server.answers = [given]
    ended = tsunagu("query", *words, "--endpoint", server.address)
    assert ended.status == 0, ended.err
    assert said in ended.out.replace("\r\n", "\n")
    assert server.asked == [{"query": [words[0]]}]


def test_a_saved_query_goes_there_without_places_of_nobody(
    tsunagu: Callable[..., Any], server: Server
) -> None:
    server.answers = [Given(b'{"head":{"vars":["year"]},"results":{"bindings":[]}}')]
    words = ["priority-goals", "--param", "year=2024", "--json", "--endpoint", server.address]
    ended = tsunagu("queries", "run", *words)
    assert json.loads(ended.out)["results"]["bindings"] == []
    ((query,),) = [asked["query"] for asked in server.asked]
    assert "2024" in query
    assert "UNDEF" not in query


def test_the_password_goes_to_who_asks_for_it(
    tsunagu: Callable[..., Any], server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSUNAGU_ENDPOINT", server.address)
    monkeypatch.setenv("TSUNAGU_ENDPOINT_USER", "dba")
    monkeypatch.setenv("TSUNAGU_ENDPOINT_PASSWORD", "geheim")
    server.answers = [Given(b"", status=401, headers={"WWW-Authenticate": 'Basic realm="x"'}), Given()]
    assert "防災" in tsunagu("query", QUERY, "--format", "csv").out
    first, second = server.logins
    assert first == ""
    assert second.startswith("Basic ")


CUT = {"Server": "Virtuoso/07.20", "X-SPARQL-MaxRows": "1"}


@pytest.mark.parametrize(
    ("query", "given", "said"),
    [
        (QUERY, [Given(b"line 1: syntax error", "text/plain", 400)], "line 1: syntax error"),
        (
            QUERY,
            [Given(b'{"detail":"line 1: syntax error"}', "application/problem+json", 400)],
            ": line 1: sy",
        ),
        (QUERY, [Given(b'{"detail":null}', "application/problem+json", 400)], '{"detail":null}'),
        (QUERY, [Given(b"[" * 100_000, "application/json", 500)], "500: [[["),
        (QUERY, [Given(b"", "text/plain", 404)], "404"),
        (QUERY, [Given(b"", "text/plain", 302, {"Location": "http://127.0.0.2:9/"})], "302"),
        (QUERY, [Given(b"", "text/plain", 403)], "TSUNAGU_ENDPOINT_PASSWORD"),
        (QUERY, [Given(b"<!doctype html>", "text/html; charset=utf-8")], "no result of SPARQL (text/html)"),
        (QUERY, [Given(ROWS[:-3])], "stopped in the middle"),
        (QUERY, [Given(headers=CUT)], "ResultSetMaxRows"),
        (
            "CONSTRUCT WHERE { ?s ?p ?o }",
            [
                Given(TRIPLES, "application/n-triples", headers={"Server": "Virtuoso/07.20"}),
                Given(headers=CUT),
            ],
            "ResultSetMaxRows",
        ),
    ],
)
def test_why_there_is_no_answer(
    tsunagu: Callable[..., Any], server: Server, query: str, given: list[Given], said: str
) -> None:
    server.answers = [*given]
    ended = tsunagu("query", query, "--format", "json", "--endpoint", server.address)
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err.replace("\n", " ")
    assert server.answers == []


def test_a_server_that_never_ends_is_left(
    tsunagu: Callable[..., Any], server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSUNAGU_QUERY_TIMEOUT", "1")
    server.answers = [Given(ROWS, drips=True)]
    begun = time.monotonic()
    ended = tsunagu("query", QUERY, "--endpoint", server.address)
    assert (ended.status, ended.out) == (2, "")
    assert "within 1 seconds" in ended.err.replace("\n", " ")
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_without_end_is_given_up(
    tsunagu: Callable[..., Any], server: Server, monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    monkeypatch.setenv("TSUNAGU_QUERY_BYTES", "1")
    body = b" " * 2_000_000
    given = Given(gzip.compress(body), headers={"Content-Encoding": "gzip"}) if packed else Given(body)
    server.answers = [given]
    ended = tsunagu("query", QUERY, "--endpoint", server.address)
    assert (ended.status, ended.out) == (2, "")
    assert "larger than 1 MiB" in ended.err.replace("\n", " ")


def test_nobody_else_steers_the_terminal(tsunagu: Callable[..., Any], server: Server) -> None:
    value = '{"x":{"type":"literal","value":"\\u001b]0;owned\\u0007\\u001b[31m\\u202ered"}}'
    rows = f'{{"head":{{"vars":["x"]}},"results":{{"bindings":[{value}]}}}}'
    server.answers = [Given(rows.encode()), Given(b"\x1b]0;x\x07 wrong", "text/plain", 400)]
    shown = tsunagu("query", QUERY, "--endpoint", server.address)
    refused = tsunagu("query", QUERY, "--endpoint", server.address)
    assert "]0;owned" in shown.out
    assert "wrong" in refused.err
    assert not set("\x1b\x07\u202e") & set(shown.out + refused.err)


@pytest.mark.parametrize(
    ("query", "address", "said"),
    [
        (QUERY, "http://127.0.0.1:9/sparql", "cannot be reached"),
        (QUERY, "127.0.0.1:9", "no address"),
        (QUERY, "http://u:geheim@127.0.0.1:9/sparql", "TSUNAGU_ENDPOINT_PASSWORD"),
        ("DROP ALL", "http://127.0.0.1:9/sparql", "nothing can be changed"),
        ("hello", "http://127.0.0.1:9/sparql", "SELECT"),
    ],
)
def test_what_is_never_sent(tsunagu: Callable[..., Any], query: str, address: str, said: str) -> None:
    ended = tsunagu("query", query, "--endpoint", address)
    assert ended.status == 2
    assert said in ended.err.replace("\n", " ")
    assert "geheim" not in ended.err


@pytest.fixture(scope="module")
def release(sheets: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Release:
    """One sheet in a home."""
    release = build(sheets[:1], tmp_path_factory.mktemp("elsewhere") / "home", cities(), jobs=1).release
    assert release is not None
    return release


def test_what_was_published_there_is_asked_in_its_merge_and_searched(
    tsunagu: Callable[..., Any], server: Server, release: Release
) -> None:
    home = release.path.parents[1]
    (home / "published").mkdir()
    write_state(home, State(server.address, merge_in=MERGE, release=release.id))
    server.answers = [Given()]
    query = 'SELECT ?x { ?x <https://w3id.org/tsunagu/fn#search> "目標" }'
    assert tsunagu("query", query, "--endpoint", server.address, "--home", home).status == 0
    (asked,) = server.asked
    assert asked["default-graph-uri"] == [MERGE]
    assert "VALUES ?x {" in asked["query"][0]
    assert "fn#search" not in asked["query"][0]
