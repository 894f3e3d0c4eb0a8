"""`/def`: every term of the vocabulary is told of, on a page and in every format."""

import csv
import io
import json
import re
from collections import Counter
from html import unescape

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from api.labels import shorten
from api.linked.forms import FORMS
from api.vocabulary import rules_of
from ontology.changes import version
from ontology.described import terms
from ontology.terms import TNG

RDF = (RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.N_QUADS, RdfFormat.RDF_XML, RdfFormat.JSON_LD)


@pytest.mark.parametrize("form", [each.name for each in FORMS])
def test_the_vocabulary_is_there_in_every_format(client: httpx.Client, form: str) -> None:
    media = next(each.media_types[0] for each in FORMS if each.name == form)
    answer = client.get("/def", headers={"Accept": media})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media
    assert form == "html" or client.get(f"/def.{form}").content == answer.content
    mark = {"Accept": media, "If-None-Match": answer.headers["etag"]}
    assert client.get("/def", headers=mark).status_code == 304


def test_all_formats_of_rdf_say_the_same(client: httpx.Client) -> None:
    said = [
        {str(quad.triple) for quad in parse(client.get(f"/def.{form.file_extension}").content, form)}
        for form in RDF
    ]
    assert len(said[0]) > 500
    assert said[1:] == [said[0]] * 4


@pytest.mark.parametrize(("address", "label"), [("/def.html", "当年度目標"), ("/en/def.html", "Goal")])
def test_each_term_has_a_place_on_the_page(client: httpx.Client, address: str, label: str) -> None:
    page = client.get(address).text
    for name in TNG.terms():
        assert f'id="{name}"' in page, name
    assert label in page


def test_the_table_has_every_term_with_both_languages(client: httpx.Client) -> None:
    rows = {row["name"]: row for row in csv.DictReader(io.StringIO(client.get("/def.csv").text))}
    assert set(TNG.terms()) <= set(rows)
    assert all(row["label_ja"] and row["label_en"] for row in rows.values())
    assert {each["name"] for each in client.get("/def.json").json()} == set(rows)


def test_the_table_tells_what_is_known_of_a_term(client: httpx.Client) -> None:
    rows = {row["name"]: row for row in client.get("/def.json").json()}
    goal, number = rows["Goal"], rows["number"]
    assert goal["source"] == ["tng:SourceNarrative", "tng:SourceRatings"]
    assert goal["broader"] == ["tng:Objective"]
    assert "goal-plan" in goal["rules"]
    assert (number["domain"], number["range"]) == (["tng:Objective"], ["xsd:integer"])
    assert number["example"][0].startswith("<lg/992011/")
    assert "closeMatch schema:GovernmentService" in rows["Program"]["near"]


@pytest.mark.parametrize(
    ("address", "said"), [("/def.html", "検証規則"), ("/en/def.html", "Rules of validation")]
)
def test_the_page_tells_what_is_known_of_a_term(client: httpx.Client, address: str, said: str) -> None:
    page = client.get(address).text
    goal = page.partition('id="Goal"')[2].partition("</article>")[0]
    for part in ("tng:SourceNarrative", "tng:Objective", "sheet/2024/", said, "goal-plan"):
        assert part in goal
    assert f"<td>{version()}</td>" in page
    ids = re.findall(r'id="([^"]+)"', page)
    assert [each for each, count in Counter(ids).items() if count > 1] == []


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_each_term_tells_what_it_means_its_example_its_rules_and_which_forms_fill_it(
    client: httpx.Client, prefix: str
) -> None:
    articles = unescape(client.get(f"{prefix}/def.html").text).split("<article ")[1:]
    for term, article in zip(terms(), articles, strict=True):
        assert f"tng:{term.name}</code>" in article
        assert (term.definition.en if prefix else term.definition.ja) in article, term.name
        assert term.examples and term.sources, term.name
        codes = (*term.examples, *(shorten(str(each)) for each in term.sources))
        told = (*codes, *(rule.name for rule in rules_of(term)))
        assert [each for each in told if f"<code>{each}</code>" not in article] == [], term.name


def test_a_list_has_the_rules_that_speak_of_all_its_values() -> None:
    found = {each.name: [rule.name for rule in rules_of(each)] for each in terms() if each.kind == "schemes"}
    assert found["changeTypes"] == ["action-change-type"]
    assert "mention-status" in found["statuses"] and "partnership-shortcut" not in found["roles"]


def test_the_version_in_force_has_an_address(client: httpx.Client) -> None:
    turtle = {"Accept": "text/turtle"}
    assert client.get(f"/def/{version()}", headers=turtle).content == client.get("/def.ttl").content
    assert client.get("/def/0.0.1").status_code == 404


def test_the_context_makes_statements_of_plain_json(client: httpx.Client) -> None:
    goal = "/doc/lg/992011/sheet/2024/midori-kankyo/goal/3"
    answer = client.get(f"{goal}.json")
    (place,) = re.findall(r'<([^>]+)>; rel="http://www.w3.org/ns/json-ld#context"', answer.headers["link"])
    context = client.get(place)
    assert context.headers["content-type"] == "application/ld+json"
    assert context.headers["access-control-allow-origin"] == "*"
    assert "json-ld#context" not in client.get(f"{goal}.jsonld").headers["link"]
    text = json.dumps(context.json() | answer.json())
    read = {quad.triple for quad in parse(text, format=RdfFormat.JSON_LD)}
    whole = {quad.triple for quad in parse(client.get(f"{goal}.nt").content, format=RdfFormat.N_TRIPLES)}
    subject = NamedNode(answer.json()["id"])
    assert read == {each for each in whole if each.subject == subject}
