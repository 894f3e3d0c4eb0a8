"""The SPARQL 1.1 Protocol over real HTTP."""

import csv
import io
import json
import threading
import time

import httpx
import pyoxigraph
import pytest

from api.bodies import BODY_BYTES

SELECT = "SELECT ?s { ?s ?p ?o } LIMIT 2"
HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
RUN_AWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) }"


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_three_ways_to_ask(client: httpx.Client, way: str) -> None:
    direct = {"Content-Type": "application/sparql-query; charset=UTF-8"}
    response = {
        "get": lambda: client.get("/sparql", params={"query": SELECT}),
        "form": lambda: client.post("/sparql", data={"query": SELECT}),
        "direct": lambda: client.post("/sparql", content=SELECT, headers=direct),
    }[way]()
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/sparql-results+json"
    assert response.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in response.headers
    assert len(response.json()["results"]["bindings"]) == 2


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_formats_of_rows_can_be_read_back(client: httpx.Client, name: str) -> None:
    response = client.get("/sparql", params={"query": SELECT, "format": name})
    if name == "csv":
        assert len(list(csv.DictReader(io.StringIO(response.text)))) == 2
        return
    format_ = pyoxigraph.QueryResultsFormat.from_media_type(response.headers["content-type"])
    assert format_ is not None
    assert len(list(pyoxigraph.parse_query_results(response.content, format=format_))) == 2


@pytest.mark.parametrize(
    "accept",
    ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json", "text/n3"],
)
def test_formats_of_graphs_can_be_read_back(client: httpx.Client, accept: str) -> None:
    query = "CONSTRUCT WHERE { ?s a ?type } LIMIT 7"
    response = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert response.headers["content-type"].partition(";")[0] == accept
    assert "Accept" in response.headers["vary"]
    format_ = pyoxigraph.RdfFormat.from_media_type(accept)
    assert format_ is not None
    assert len(list(pyoxigraph.parse(response.content, format=format_))) == 7


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (400, {"params": {"query": "SELECT * {"}}),
        (400, {"params": {"query": "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }"}}),
        (400, {"params": {"query": "SELECT * " + "{" * 5000}}),
        (400, {"params": {"query": "DROP ALL"}}),
        (400, {"params": [("query", "ASK {}"), ("query", "ASK {}")]}),
        (400, {"params": {"query": "ASK {}", "default-graph-uri": "no iri"}}),
        (400, {"method": "POST", "data": {"quer": "ASK {}"}}),
        (
            400,
            {"method": "POST", "content": b"\xff", "headers": {"Content-Type": "application/sparql-query"}},
        ),
        (405, {"method": "PUT", "content": b"x"}),
        (405, {"method": "DELETE"}),
        (406, {"params": {"query": "ASK {}"}, "headers": {"Accept": "image/png"}}),
        (406, {"params": {"query": "ASK {}"}, "headers": {"Accept": "text/turtle"}}),
        (406, {"params": {"query": "ASK {}", "format": "xlsx"}}),
        (413, {"method": "POST", "data": {"query": "#" * (BODY_BYTES + 1)}}),
        (415, {"method": "POST", "content": b"{}", "headers": {"Content-Type": "application/json"}}),
        (
            415,
            {
                "method": "POST",
                "data": {"update": "x"},
                "headers": {"Content-Type": "application/sparql-update"},
            },
        ),
        (422, {"params": {"query": "SELECT ?p { ?s ?p ?o } LIMIT 3001"}}),
        (504, {"params": {"query": RUN_AWAY}}),
    ],
)
def test_errors_are_told_in_both_languages(
    client: httpx.Client, status: int, request_: dict[str, object]
) -> None:
    response = client.request(**{"method": "GET", "url": "/sparql", **request_})  # type: ignore[arg-type]
    assert response.status_code == status
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    japanese, english = response.text.splitlines()
    assert any(character > "\u3000" for character in japanese)
    assert english[0].isascii()
    assert response.headers["access-control-allow-origin"] == "*"
    if status == 405:
        assert response.headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_a_syntax_error_names_its_place(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "SELECT * {\n  ?s ?p }"})
    assert "2行10列" in response.text
    assert "Line 2, column 10" in response.text


def test_head_has_no_body_and_the_same_headers(client: httpx.Client) -> None:
    asked = {"query": SELECT, "format": "csv"}
    head, get = client.head("/sparql", params=asked), client.get("/sparql", params=asked)
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == get.headers["content-length"]


def test_any_web_page_may_ask(client: httpx.Client) -> None:
    headers = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    response = client.options("/sparql", headers=headers)
    assert response.status_code == 204
    assert response.headers["access-control-allow-origin"] == "*"
    assert "POST" in response.headers["access-control-allow-methods"]


def test_a_program_that_just_looks_gets_a_description(client: httpx.Client) -> None:
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    triples = list(pyoxigraph.parse(response.content, format=pyoxigraph.RdfFormat.TURTLE))
    assert any(triple.predicate.value.endswith("#endpoint") for triple in triples)


def test_a_browser_gets_a_form_with_the_answer(client: httpx.Client) -> None:
    form = client.get("/sparql", headers=HTML)
    assert "<textarea" in form.text
    assert "/queries/priority-goals" in form.text
    answer = client.get("/sparql", headers=HTML, params={"query": 'SELECT ("<b>&" AS ?x) {}'})
    assert "&lt;b&gt;&amp;" in answer.text
    assert "<b>&" not in answer.text
    problem = client.get("/sparql", headers=HTML, params={"query": "SELECT * {"})
    assert problem.status_code == 400
    assert "1行11列" in problem.text
    assert "はい" in client.get("/sparql", headers=HTML, params={"query": "ASK {}"}).text
    graph = client.get("/sparql", headers=HTML, params={"query": "CONSTRUCT WHERE { ?s a ?t } LIMIT 1"})
    assert '<pre class="graph">' in graph.text


def test_a_look_up_answers_while_a_run_away_is_stopped(client: httpx.Client) -> None:
    ends: list[int] = []
    run_away = threading.Thread(
        target=lambda: ends.append(client.get("/sparql", params={"query": RUN_AWAY}).status_code)
    )
    run_away.start()
    time.sleep(0.2)
    started = time.monotonic()
    assert client.get("/sparql", params={"query": SELECT}).status_code == 200
    assert time.monotonic() - started < 1.5
    run_away.join()
    assert ends == [504]


def test_a_client_that_hangs_up_frees_its_place(client: httpx.Client) -> None:
    for _ in range(4):
        with pytest.raises(httpx.ReadTimeout):
            client.get("/sparql", params={"query": RUN_AWAY}, timeout=0.6)
    assert json.loads(client.get("/sparql", params={"query": "ASK {}"}).text)["boolean"] is True


@pytest.mark.parametrize("path", ["/quality/", "/sparql/", "/en"])
def test_no_answer_sends_anybody_to_another_host(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"Host": "evil.example"})
    assert answer.status_code in (308, 404)
    assert "evil" not in answer.headers.get("location", "")
