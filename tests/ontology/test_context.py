"""The JSON-LD context: a document written with it says what it means to say."""

import json
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse, serialize
from rdflib import Graph, Literal, URIRef

from ontology.context import context
from ontology.terms import DCT, RDF, SKOS, TNG, XSD

GOAL = "https://data.example.jp/id/lg/000000/sheet/2024/midori/goal/3"
PARTNER = "https://data.example.jp/id/lg/000000/org/midori"


def read(document: dict[str, Any]) -> Graph:
    text = json.dumps(context() | document, ensure_ascii=False)
    triples = serialize(parse(text, format=RdfFormat.JSON_LD), format=RdfFormat.N_TRIPLES)
    return Graph().parse(data=triples, format="nt")


def test_a_document_may_be_written_without_types() -> None:
    graph = read(
        {"id": GOAL, "type": "tng:Goal", "tng:number": 3, "tng:partner": PARTNER, "tng:text": "花壇"}
    )
    assert set(graph) == {
        (URIRef(GOAL), RDF.type, TNG.Goal),
        (URIRef(GOAL), TNG.number, Literal("3", datatype=XSD.integer)),
        (URIRef(GOAL), TNG.partner, URIRef(PARTNER)),
        (URIRef(GOAL), TNG.text, Literal("花壇", lang="ja")),
    }


@pytest.mark.parametrize(
    ("prop", "value", "meant"),
    [
        ("tng:value", "12.50", Literal("12.50", datatype=XSD.decimal)),
        ("tng:isPriority", True, Literal("true", datatype=XSD.boolean)),
        ("tng:starts", "2024-04-01", Literal("2024-04-01", datatype=XSD.date)),
        ("tng:quote", "花壇", Literal("花壇")),
        ("tng:printed", "1,930人", Literal("1,930人")),
        ("tng:role", "tng:funds", TNG.funds),
    ],
)
def test_each_property_has_its_kind_of_value(prop: str, value: object, meant: object) -> None:
    ((_, _, found),) = read({"id": GOAL, prop: value})
    assert found == meant


def test_the_plain_json_of_a_thing_reads_as_statements() -> None:
    graph = read(
        {
            "id": GOAL,
            "types": ["tng:Goal"],
            "label": {"ja": "花壇を増やす"},
            "facts": {
                "dct:title": [{"value": "花壇を増やす", "language": "ja"}],
                "tng:number": [{"value": "3", "type": "xsd:integer"}],
                "tng:partner": [{"id": PARTNER, "label": {"ja": "緑の会"}}],
            },
            "parts": {"#lines": {"rdf:value": [{"value": "x"}]}},
            "incoming": {"tng:objective": [{"id": "https://data.example.jp/id/x"}]},
            "more": False,
            "release": "0001",
        }
    )
    assert set(graph) == {
        (URIRef(GOAL), RDF.type, TNG.Goal),
        (URIRef(GOAL), DCT.title, Literal("花壇を増やす", lang="ja")),
        (URIRef(GOAL), TNG.number, Literal("3", datatype=XSD.integer)),
        (URIRef(GOAL), TNG.partner, URIRef(PARTNER)),
    }
    assert (URIRef(PARTNER), SKOS.prefLabel, None) not in graph
