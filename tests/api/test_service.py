"""What the service says of itself, and what the Graph Store Protocol gives."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pyoxigraph
import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from api.errors import TooManyRequests, Unavailable
from api.sparql.guard import QUERY_BYTES
from core.settings import Settings
from graph.release import Release

Serve = Callable[[Settings], AbstractContextManager[httpx.Client]]
SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
PREFIXES = f"PREFIX sd: <{SD}> PREFIX void: <{VOID}> PREFIX schema: <https://schema.org/>\n"
FORMATS = [
    ("text/turtle", RdfFormat.TURTLE),
    ("application/n-triples", RdfFormat.N_TRIPLES),
    ("application/rdf+xml", RdfFormat.RDF_XML),
    ("application/ld+json", RdfFormat.JSON_LD),
    ("application/n-quads", RdfFormat.N_QUADS),
    ("application/trig", RdfFormat.TRIG),
]


@pytest.fixture(scope="module")
def description(client: httpx.Client) -> Store:
    store = Store()
    store.load(client.get("/sparql", headers={"Accept": "text/turtle"}).content, format=RdfFormat.TURTLE)
    return store


def values(store: Store, pattern: str) -> list[str]:
    found = store.query(f"{PREFIXES}SELECT ?x {{ {pattern} }} ORDER BY ?x")
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return [row["x"].value for row in found]


@pytest.mark.parametrize(("media_type", "format_"), FORMATS)
def test_every_format_says_the_same(
    client: httpx.Client, description: Store, media_type: str, format_: RdfFormat
) -> None:
    response = client.get("/sparql", headers={"Accept": media_type})
    read = {quad.triple for quad in pyoxigraph.parse(response.content, format=format_)}
    assert read == {quad.triple for quad in description}
    blank = [term for triple in read for term in triple if isinstance(term, pyoxigraph.BlankNode)]
    assert blank == []


def test_the_address_is_the_one_that_was_asked(client: httpx.Client, description: Store) -> None:
    address = f"{client.base_url}/sparql"
    assert values(description, f"<{address}> a sd:Service ; sd:endpoint ?x") == [address]
    assert values(description, "?s sd:supportedLanguage ?x") == [SD + "SPARQL11Query"]
    assert values(description, "?s sd:feature ?x") == [SD + "UnionDefaultGraph"]
    assert len(values(description, "?s sd:resultFormat ?x")) == 11


@pytest.mark.parametrize("host", ["<script>", "a b", "t.example/../..", 'x"y', "evil\\@t.example"])
def test_a_host_that_is_none_does_not_get_in(client: httpx.Client, host: str) -> None:
    response = client.get("/sparql", headers={"Accept": "text/turtle", "Host": host})
    assert response.status_code in (200, 400)
    assert host not in response.text


def test_the_counts_are_those_of_the_release(
    client: httpx.Client, description: Store, example: Release
) -> None:
    manifest = example.manifest
    merged = values(description, "?d sd:defaultGraph/void:triples ?x")
    assert merged == [str(manifest.merged)]
    found = description.query(
        PREFIXES + "SELECT ?g ?n { ?e a sd:NamedGraph ; sd:name ?g ; sd:graph/void:triples ?n }"
    )
    assert isinstance(found, pyoxigraph.QuerySolutions)
    assert {row["g"].value: int(row["n"].value) for row in found} == manifest.graphs
    by_property = values(
        description, "{ SELECT (SUM(?n) AS ?x) { ?d void:propertyPartition/void:triples ?n } }"
    )
    assert by_property == merged
    goals = values(
        description,
        "?d void:classPartition [ void:class <https://w3id.org/tsunagu/def#Goal> ; void:entities ?x ]",
    )
    query = "SELECT (COUNT(?goal) AS ?n) { ?goal a <https://w3id.org/tsunagu/def#Goal> }"
    counted = client.get("/sparql", params={"query": query, "format": "csv"}).text.split()[1]
    assert goals == [counted]


def test_the_limits_are_those_of_the_settings(description: Store, settings: Settings) -> None:
    def limit(name: str) -> list[str]:
        return values(description, f"?limit schema:propertyID '{name}' ; schema:maxValue ?x")

    assert limit("seconds") == [str(round(settings.query_timeout))]
    assert limit("rows") == [str(settings.query_rows)]
    assert limit("answer-bytes") == [str(settings.query_bytes * 1024 * 1024)]
    assert limit("query-bytes") == [str(QUERY_BYTES)]


@pytest.mark.parametrize(("media_type", "format_"), FORMATS)
def test_a_graph_comes_whole(
    client: httpx.Client, example: Release, media_type: str, format_: RdfFormat
) -> None:
    sheet = min(example.manifest.sheets, key=lambda each: each.facts)
    response = client.get("/rdf-graph-store", params={"graph": sheet.graph}, headers={"Accept": media_type})
    read = {quad.triple for quad in pyoxigraph.parse(response.content, format=format_)}
    store = Store.read_only(str(example.store_path))
    kept = {quad.triple for quad in store.quads_for_pattern(None, None, None, NamedNode(sheet.graph))}
    assert read == kept
    assert len(read) == sheet.facts


def test_the_default_graph_comes_whole(settings: Settings, serve: Serve, example: Release) -> None:
    with serve(settings.model_copy(update={"query_rows": 100_000, "query_bytes": 64})) as client:
        response = client.get("/rdf-graph-store?default", headers={"Accept": "application/n-triples"})
    assert response.status_code == 200
    assert response.text.count("\n") == example.manifest.merged


def test_problem_details_can_be_acted_on(client: httpx.Client) -> None:
    query = {"query": "SELECT * {\n  ?s ?p }"}
    response = client.get(
        "/sparql", params=query, headers={"Accept": "application/json", "Accept-Language": "en"}
    )
    details = response.json()
    assert (details["status"], details["title"], details["key"]) == (400, "Bad Request", "query-syntax-place")
    assert (details["line"], details["column"]) == (2, 10)
    assert details["detail"] == details["messages"]["en"]
    assert "2行10列" in details["messages"]["ja"]
    assert response.headers["content-language"] == "en"


def test_a_text_is_in_the_language_of_its_reader(client: httpx.Client) -> None:
    def said(path: str, language: str) -> str:
        return client.get(path, params={"query": "{"}, headers={"Accept-Language": language}).text

    assert said("/sparql", "ja").count("\n") == 1
    assert "Line 1" not in said("/sparql", "ja")
    assert "1行" not in said("/sparql", "en-US,en;q=0.5")
    assert said("/en/sparql", "ja") == said("/sparql", "en")
    assert said("/sparql", "") == said("/sparql", "ja") + said("/sparql", "en")


def test_a_busy_server_says_when_to_come_again() -> None:
    for error in (TooManyRequests("query-busy", retry=5), Unavailable("query-busy", retry=5)):
        assert error.headers == {"Retry-After": "5"}
    assert (TooManyRequests.status, Unavailable.status) == (429, 503)


def test_without_a_release_everything_says_so(settings: Settings, serve: Serve, tmp_path: Path) -> None:
    with serve(settings.model_copy(update={"home": tmp_path / "home"})) as client:
        for path in ("/sparql?query=ASK%7B%7D", "/sparql", "/rdf-graph-store?default"):
            response = client.get(path, headers={"Accept": "application/json"})
            assert response.status_code == 503
            assert json.loads(response.text)["key"] == "no-release"
