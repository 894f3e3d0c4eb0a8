"""`/def`: every term of the vocabulary is told of, on a page and in every format."""

import csv
import io

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from api.linked.forms import FORMS
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
