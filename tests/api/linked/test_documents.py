"""Documents about things: formats, headers, what they say, and what is said where there is none."""

import csv
import io
import json
import re
from typing import Any

import httpx
import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Dataset, Graph, URIRef

from api.linked.forms import DATA

GOAL = "lg/992011/sheet/2024/midori-kankyo/goal/1"
IRI = f"https://w3id.org/tsunagu/id/{GOAL}"
PARTNER = "lg/992011/org/naosute"


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("", "html"),
        ("*/*", "html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("text/turtle", "ttl"),
        ("application/n-triples", "nt"),
        ("application/n-quads", "nq"),
        ("application/ld+json", "jsonld"),
        ("application/rdf+xml", "rdf"),
        ("application/json", "json"),
        ("text/csv", "csv"),
        ("text/turtle;q=0.5, application/rdf+xml;q=0.9", "rdf"),
        ("text/html;q=0.1, text/turtle", "ttl"),
    ],
)
def test_the_client_chooses(client: httpx.Client, accept: str, suffix: str) -> None:
    sent = client.get(f"/id/{GOAL}", headers={"Accept": accept})
    assert sent.status_code == 303
    assert sent.headers["location"] == f"/doc/{GOAL}.{suffix}"
    assert "Accept" in sent.headers["vary"]
    bare = client.get(f"/doc/{GOAL}", headers={"Accept": accept})
    assert bare.status_code == 200
    assert bare.headers["content-location"] == f"/doc/{GOAL}.{suffix}"
    named = client.get(f"/doc/{GOAL}.{suffix}")
    assert suffix == "html" or bare.content == named.content
    assert bare.headers["content-type"] == named.headers["content-type"]


def test_a_suffix_behind_an_identifier_is_that_of_the_document(client: httpx.Client) -> None:
    sent = client.get(f"/id/{GOAL}.ttl", headers={"Accept": "text/html"})
    assert (sent.status_code, sent.headers["location"]) == (303, f"/doc/{GOAL}.ttl")


@pytest.mark.parametrize("place", ["/id/", "/doc/"])
def test_what_nobody_can_write_is_refused(client: httpx.Client, place: str) -> None:
    refused = client.get(place + GOAL, headers={"Accept": "image/png"})
    assert refused.status_code == 406
    assert "text/turtle" in refused.text


@pytest.mark.parametrize("path", [GOAL, PARTNER, "lg/992011", "lg/992011/fy/2024"])
def test_all_formats_of_rdf_say_the_same(client: httpx.Client, path: str) -> None:
    said = {
        form: {
            str(quad.triple) for quad in parse(client.get(f"/doc/{path}.{form.file_extension}").content, form)
        }
        for form in (
            *(RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.N_QUADS, RdfFormat.RDF_XML),
            RdfFormat.JSON_LD,
        )
    }
    (first, *others) = said.values()
    assert len(first) > 5
    assert all(other == first for other in others)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of itself
def test_other_libraries_read_it_too(client: httpx.Client) -> None:
    turtle = Graph().parse(data=client.get(f"/doc/{GOAL}.ttl").text, format="turtle")
    jsonld = Graph().parse(data=client.get(f"/doc/{GOAL}.jsonld").text, format="json-ld")
    quads = Dataset()
    quads.parse(data=client.get(f"/doc/{GOAL}.nq").text, format="nquads")
    assert set(turtle) == set(jsonld)
    assert len(turtle) > 50
    graphs = {str(graph.identifier).rpartition("/graph/")[2] for graph in quads.graphs() if len(graph)}
    assert {"sheet/2024/midori-kankyo", "registers"} <= graphs


def test_a_document_says_more_than_the_bare_facts(client: httpx.Client) -> None:
    said = Graph().parse(data=client.get(f"/doc/{GOAL}.ttl").text, format="turtle")
    document = URIRef(f"https://w3id.org/tsunagu/doc/{GOAL}")
    topic = URIRef("http://xmlns.com/foaf/0.1/primaryTopic")
    terms = URIRef("http://purl.org/dc/terms/license")
    label = URIRef("http://www.w3.org/2004/02/skos/core#prefLabel")
    assert said.value(document, topic) == URIRef(IRI)
    assert said.value(document, terms) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    partners = list(said.objects(URIRef(IRI), URIRef("https://w3id.org/tsunagu/def#partner")))
    assert partners
    assert all(said.value(partner, label) for partner in partners)
    assert any(said.subjects(URIRef("https://w3id.org/tsunagu/def#objective"), URIRef(IRI)))


def test_plain_json_needs_no_knowledge_of_rdf(client: httpx.Client) -> None:
    said = client.get(f"/doc/{GOAL}.json").json()
    assert said["id"] == IRI
    assert "tng:Goal" in said["types"]
    assert said["label"]["ja"]
    assert {"value": "2024", "type": "xsd:integer"} in said["facts"]["tng:fiscalYear"]
    partner = said["facts"]["tng:partner"][0]
    assert partner["label"]["ja"]
    assert said["more"] is False
    evidence = said["facts"]["tng:evidence"][0]["id"].partition("/id/")[2]
    proof = client.get(f"/doc/{evidence}.json").json()
    assert proof["facts"]["tng:quote"]
    assert any("oa:exact" in part for part in proof["parts"].values())
    assert {"#lines", "#quote"} == set(proof["parts"])


def test_the_table_has_a_row_for_each_fact_and_no_formula(client: httpx.Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"/doc/{GOAL}.csv").text)))
    assert {row["direction"] for row in rows} == {"out", "in"}
    assert all(row["subject"] == IRI for row in rows if row["direction"] == "out")
    assert any(row["property"] == "tng:partner" and row["label_ja"] for row in rows)
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@")]


@pytest.mark.parametrize("suffix", ["html", "ttl", "nt", "nq", "jsonld", "rdf", "json", "csv"])
def test_caches_and_robots_are_told_what_they_need(client: httpx.Client, suffix: str) -> None:
    address = f"/doc/{GOAL}.{suffix}"
    answer = client.get(address)
    headers = answer.headers
    assert re.fullmatch(r'"[0-9a-f]+(-gzip)?"', headers["etag"])
    assert headers["last-modified"].endswith("GMT")
    assert "Accept" in headers["vary"]
    assert f'<{IRI}>; rel="describes"' in headers["link"]
    assert 'rel="license"' in headers["link"]
    assert headers["link"].count('rel="alternate"') == 7
    assert f"/doc/{GOAL}.{suffix}>" not in headers["link"]
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    same = ("etag", "last-modified", "link", "content-type", "vary")
    assert [head.headers[name] for name in same] == [headers[name] for name in same]
    assert client.get(address, headers={"If-None-Match": headers["etag"]}).status_code == 304
    since = {"If-Modified-Since": headers["last-modified"]}
    assert client.get(address, headers=since).status_code == 304
    before = {"If-Modified-Since": "Wed, 01 Jan 2020 00:00:00 GMT"}
    assert client.get(address, headers=before).status_code == 200
    both = since | {"If-None-Match": '"other"'}
    assert client.get(address, headers=both).status_code == 200
    assert client.get(address, headers={"If-Modified-Since": "yesterday"}).status_code == 200


@pytest.mark.parametrize("suffix", ["", ".html", ".ttl", ".nt", ".nq", ".jsonld", ".rdf", ".json", ".csv"])
def test_what_never_was_is_not_found(client: httpx.Client, suffix: str) -> None:
    assert client.get(f"/doc/lg/992011/org/nobody{suffix}").status_code == 404
    assert client.get(f"/doc/x%3E%20%3Fp{suffix}").status_code == 404


def test_a_named_graph_leads_to_its_statements(client: httpx.Client) -> None:
    sent = client.get("/id/lg/992011/graph/registers", headers={"Accept": "application/n-triples"})
    assert sent.status_code == 303
    whole = client.get(sent.headers["location"], headers={"Accept": "application/n-triples"})
    assert whole.status_code == 200
    assert f"https://w3id.org/tsunagu/id/{PARTNER}" in whole.text


def test_what_points_to_a_thing_has_an_end_that_is_told(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = client.get(f"/doc/{PARTNER}.json").json()
    monkeypatch.setattr("api.linked.facts.MOST", 3)
    monkeypatch.setattr("api.linked.about.MOST", 3)
    cut = client.get(f"/doc/{PARTNER}.json").json()
    assert sum(map(len, whole["incoming"].values())) > 3
    assert sum(map(len, cut["incoming"].values())) == 3
    assert cut["more"] is True
    assert "最初の3件だけ" in client.get(f"/doc/{PARTNER}.ttl").text


def test_english_documents_stand_beside_the_japanese(client: httpx.Client) -> None:
    assert client.get(f"/en/doc/{GOAL}.ttl").content == client.get(f"/doc/{GOAL}.ttl").content
    page = client.get(f"/en/doc/{GOAL}", headers={"Accept": "text/html"})
    assert page.headers["content-location"] == f"/en/doc/{GOAL}.html"
    assert '<html lang="en">' in page.text


def blocks(page: str) -> list[dict[str, Any]]:
    """Return the structured data of a page."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return [json.loads(each) for each in found]


@pytest.mark.parametrize(
    ("path", "kind"),
    [(GOAL, "CreativeWork"), (PARTNER, "Organization"), ("lg/992011", "GovernmentOrganization")],
)
def test_pages_tell_search_engines_what_they_are_about(client: httpx.Client, path: str, kind: str) -> None:
    page = client.get(f"/doc/{path}.html").text
    (said,) = blocks(page)
    assert said["@context"] == "https://schema.org"
    assert said["@type"] == [kind]
    assert said["@id"] == f"https://w3id.org/tsunagu/id/{path}"
    assert said["name"]
    assert said["subjectOf"]["license"] == ["https://creativecommons.org/licenses/by/4.0/"]
    others = re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)">', page)
    assert [address.rpartition(".")[2] for _, address in others] == [each.name for each in DATA]
    for media, address in others:
        assert client.get(address).headers["content-type"].startswith(media)
