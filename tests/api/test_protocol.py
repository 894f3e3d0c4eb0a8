"""The SPARQL 1.1 Protocol and the Graph Store Protocol, case by case as `protocol.toml` lists them.

Each case runs over a socket against the running server. What holds for all of them is tested for
each: HEAD says what GET says, without a body; an error has a sentence and its headers; and the
connection can be used again.
"""

import csv
import http.client
import io
import json
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pyoxigraph
import pytest

from graph.release import Release

TABLE = tomllib.loads(Path(__file__).with_name("protocol.toml").read_text("utf-8"))
QUERIES: dict[str, str] = TABLE["queries"]
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
PAGE = "text/html; charset=utf-8"
JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Credentials": None}

Pairs = Sequence[Sequence[str]]
Graphs = tuple[str, str]


@dataclass(frozen=True)
class Case:
    """One request, and the status, type and headers (None: absent) of what must come back."""

    name: str
    status: int
    type: str
    method: str = ""
    path: str = "/sparql"
    params: Pairs = ()
    target: str = ""
    accept: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    form: Pairs = ()
    direct: bool = False
    body: str = ""
    hex: str = ""
    repeat: dict[str, tuple[str, str, int, str]] = field(default_factory=dict)
    expected: dict[str, str] = field(default_factory=dict)

    @property
    def verb(self) -> str:
        posted = self.form or self.direct or self.content_type or self.content(("", "")) is not None
        return self.method or ("POST" if posted else "GET")

    @property
    def content_type(self) -> str:
        return FORM if self.form else DIRECT if self.direct else self.headers.get("Content-Type", "")

    def all_headers(self) -> dict[str, str]:
        named = {"Accept": self.accept, "Content-Type": self.content_type}
        return self.headers | {name: value for name, value in named.items() if value}

    def address(self, graphs: Graphs) -> str:
        if self.target:
            return self.target
        if "target" in self.repeat:
            return repeated(*self.repeat["target"])
        return self.path + (f"?{encoded(self.params, graphs)}" if self.params else "")

    def content(self, graphs: Graphs) -> bytes | None:
        if self.hex:
            return bytes.fromhex(self.hex)
        if "body" in self.repeat:
            return repeated(*self.repeat["body"]).encode()
        if self.form:
            return encoded(self.form, graphs).encode()
        return QUERIES.get(self.body, self.body).encode() if self.body else b"" if self.direct else None


def repeated(before: str, piece: str, count: int, behind: str) -> str:
    return before + piece * count + behind


def encoded(pairs: Pairs, graphs: Graphs) -> str:
    one, other = graphs
    values = ((name, QUERIES.get(value, value)) for name, value in pairs)
    return urlencode(
        [(name, value.replace("{graph}", one).replace("{other}", other)) for name, value in values]
    )


CASES = [Case(**case) for group in TABLE["cases"].values() for case in group]


@dataclass(frozen=True)
class Got:
    """A response."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


AGAIN = Case("again", 200, JSON, params=[["query", "ASK"]])
ANY_CASE = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.status} {case.name}")


@pytest.fixture(scope="module")
def graphs(example: Release) -> Graphs:
    """Two graphs of the release, small enough for one answer."""
    sizes = example.manifest.graphs
    one, other = sorted(graph for graph in sizes if sizes[graph] <= 2000)[:2]
    return one, other


@contextmanager
def connected(client: httpx.Client) -> Iterator[http.client.HTTPConnection]:
    """Give one connection that never opens a second one by itself."""
    host, port = client.base_url.host, client.base_url.port
    connection = http.client.HTTPConnection(host, port, timeout=20)
    connection.connect()
    connection.auto_open = 0
    try:
        yield connection
    finally:
        connection.close()


def send(
    connection: http.client.HTTPConnection, case: Case, graphs: Graphs, method: str | None = None
) -> Got:
    target, content = case.address(graphs), case.content(graphs)
    connection.request(method or case.verb, target, content, case.all_headers())
    response = connection.getresponse()
    return Got(response.status, response.headers, response.read())


def size(media_type: str, body: bytes) -> int:
    """Read an answer with a parser that did not write it, where there is one; return its rows or triples."""
    kind = media_type.partition(";")[0]
    if kind == "text/csv":
        return len(list(csv.DictReader(io.StringIO(body.decode()))))
    if kind == "text/plain":
        kind = "application/n-triples"
    if kind == "application/x-turtle":
        kind = "text/turtle"
    rows = {JSON, "application/json", XML, "application/xml", "text/xml", "text/tab-separated-values"}
    graph = pyoxigraph.RdfFormat.from_media_type(kind)
    looks_like_rows = (
        b'"head"' in body[:100] or b"<sparql" in body[:200] or kind == "text/tab-separated-values"
    )
    if kind in rows and looks_like_rows:
        results = pyoxigraph.QueryResultsFormat.from_media_type(kind)
        assert results is not None
        found = pyoxigraph.parse_query_results(body, format=results)
        return 1 if isinstance(found, pyoxigraph.QueryBoolean) else len(list(found))
    assert graph is not None, kind
    return len(list(pyoxigraph.parse(body, format=graph)))


@ANY_CASE
def test_the_answer_has_status_type_and_headers(client: httpx.Client, graphs: Graphs, case: Case) -> None:
    with connected(client) as connection:
        got = send(connection, case, graphs)
    assert (got.status, got.headers["Content-Type"]) == (case.status, case.type), got.body[:300]
    assert int(got.headers["Content-Length"]) == len(got.body)
    assert "Accept" in got.headers["Vary"]
    for name, value in (OPEN | case.expected).items():
        assert got.headers[name] == value, name
    if case.status == 200 and case.type != PAGE:
        assert got.headers["Cache-Control"] == "public, no-cache"
        assert (got.headers["ETag"] is None) == (case.verb == "POST")
        if not any(value.startswith("ASK") for _, value in (*case.params, *case.form)):
            assert size(got.headers["Content-Type"], got.body) > 0
    if case.status >= 400 and case.type != PAGE:
        assert got.headers["Cache-Control"] == "no-store"
        assert got.headers["ETag"] is None
        assert got.body.decode().strip()


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.verb == "GET"],
    ids=lambda case: f"{case.status} {case.name}",
)
def test_head_says_what_get_says_without_a_body(client: httpx.Client, graphs: Graphs, case: Case) -> None:
    with connected(client) as connection:
        got, head = (send(connection, case, graphs, method) for method in ("GET", "HEAD"))
    assert head.status == got.status == case.status
    assert head.body == b""
    ours = {name: value for name, value in got.headers.items() if name.lower() != "date"}
    assert {name: value for name, value in head.headers.items() if name.lower() != "date"} == ours


@ANY_CASE
def test_the_connection_can_be_used_again(client: httpx.Client, graphs: Graphs, case: Case) -> None:
    with connected(client) as connection:
        send(connection, case, graphs)
        again = send(connection, AGAIN, graphs)
    assert again.status == 200
    assert json.loads(again.body)["boolean"] is True
