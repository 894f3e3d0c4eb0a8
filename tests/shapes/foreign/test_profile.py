"""Shapes given as files, over data in other vocabularies."""

from collections.abc import Iterable

import pytest
from rdflib import Graph
from rdflib.namespace import SH

from core.errors import RefusedFile
from core.messages import catalogue
from shapes.foreign.profile import profile_findings
from shapes.report import Finding

PREFIXES = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix ex: <http://example.org/shapes#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_SHORT = {
    "DATASET": "ex:D a sh:NodeShape ; sh:targetClass dcat:Dataset",
    "CONTACT": "ex:K a sh:NodeShape ; sh:targetClass vcard:Kind",
}
_MISSPELT = "ex:D a sh:NodeShape ; sh:targetClass dcat:DataSet"
DATA = """
<http://example.org/d> a dcat:Dataset ; rdfs:label "例" ; dct:issued "きのう" ;
    dcat:contactPoint [ a vcard:Kind ; vcard:hasEmail "x" ] .
"""


def graph(text: str) -> Graph:
    for word, shape in _SHORT.items():
        text = text.replace(word, shape)
    return Graph().parse(data=PREFIXES + text, format="turtle")


def found(shape: str, data: str = DATA) -> list[Finding]:
    return sorted(profile_findings(graph(data), graph(shape), ["shapes.ttl"]), key=Finding.order)


def only(findings: Iterable[Finding]) -> Finding:
    (one,) = findings
    return one


def test_a_shape_without_words_is_given_ours() -> None:
    each = only(found("DATASET ; sh:property [ sh:path dct:title ; sh:minCount 1 ] ."))
    assert each.message_ja == "dct:title が足りません（1 以上が必要です）。"
    assert each.message_en == "dct:title is missing: at least 1 needed."
    assert (each.shape, each.path, each.label) == ("http://example.org/shapes#D", "dct:title", "例")
    assert each.severity == "violation"
    assert "例" in each.suggestion


def test_a_shape_says_what_it_says_of_itself() -> None:
    each = only(
        found(
            "DATASET ; sh:property [ sh:path dct:title ; sh:minCount 1 ;"
            ' sh:severity sh:Warning ; sh:message "題名を入れてください。"@ja ] .'
        )
    )
    assert (each.message_ja, each.severity) == ("題名を入れてください。", "warning")
    assert each.message_en == "dct:title is missing: at least 1 needed."


def test_a_message_may_tell_the_value() -> None:
    each = only(
        found(
            'DATASET ; sh:sparql [ sh:message "日付でない：{?value}"@ja , "No day: {?value}"@en ; sh:select'
            ' "SELECT $this ?value WHERE { $this <http://purl.org/dc/terms/issued> ?value }" ] .'
        )
    )
    assert (each.message_ja, each.message_en) == ("日付でない：きのう", "No day: きのう")
    assert each.value == "きのう"


def test_a_node_without_a_name_is_told_by_the_way_to_it() -> None:
    each = only(found("CONTACT ; sh:property [ sh:path vcard:fn ; sh:minCount 1 ] ."))
    assert (each.focus, each.path) == ("http://example.org/d", "dcat:contactPoint/vcard:fn")


def test_a_thing_is_called_by_its_japanese_name() -> None:
    data = DATA.replace('rdfs:label "例"', 'rdfs:label "A sample"@en , "例"@ja')
    assert only(found("DATASET ; sh:property [ sh:path dct:title ; sh:minCount 1 ] .", data)).label == "例"


def test_a_class_that_is_misspelt_is_told() -> None:
    each = only(
        found("DATASET ; sh:property [ sh:path dct:title ; sh:minCount 1 ] .".replace("DATASET", _MISSPELT))
    )
    assert (each.shape, each.severity) == ("profile-nothing-checked", "warning")


def test_a_class_may_be_below_the_target() -> None:
    shape = (
        "ex:D a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property [ sh:path dct:title ; sh:minCount 1 ] ."
    )
    assert only(found(shape)).shape == "profile-nothing-checked"
    assert only(found(shape, DATA + " dcat:Dataset rdfs:subClassOf ex:Thing .")).path == "dct:title"


@pytest.mark.parametrize(
    ("shape", "key"),
    [
        ("ex:D dct:title 'no shape' .", "profile-empty"),
        (
            "DATASET ; sh:property [ sh:path dct:title ; sh:minCount 1 , 2 ] .",
            "profile-broken",
        ),
        (
            'DATASET ; sh:sparql [ sh:message "x" ; sh:select'
            ' "SELECT $this WHERE { SERVICE <http://127.0.0.1:9/> { $this ?p ?o } }" ] .',
            "profile-broken",
        ),
    ],
)
def test_shapes_that_are_none_are_refused(shape: str, key: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        found(shape)
    assert refused.value.key == key
    assert refused.value.text("ja") and refused.value.text("en")


CONSTRAINTS = [
    ("sh:datatype xsd:date", "xsd:date"),
    ('sh:pattern "^[0-9]"', "^[0-9]"),
    ("sh:nodeKind sh:IRI", "sh:IRI"),
    ("sh:in ( 1 2 )", "1 2"),
    ("sh:class ex:C", "http://example.org/shapes#C"),
    ("sh:maxLength 2", "2"),
    ("sh:hasValue 1", "1"),
    ("sh:equals dct:modified", "dct:modified"),
]


@pytest.mark.parametrize(("constraint", "limit"), CONSTRAINTS)
def test_constraints_tell_what_is_asked(constraint: str, limit: str) -> None:
    those = found(f"DATASET ; sh:property [ sh:path dct:issued ; {constraint} ] .")
    assert all(limit in each.message_ja and limit in each.message_en for each in those)
    assert all("dct:issued" in each.message_ja for each in those)
    assert those


def test_a_property_that_is_not_allowed_is_named() -> None:
    each = only(found("CONTACT ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ."))
    assert "vcard:hasEmail" in each.message_ja


def test_there_is_a_sentence_for_every_constraint_of_the_core() -> None:
    ours = {
        key.removeprefix("constraint-").replace("-", "")
        for key in catalogue()
        if key.startswith("constraint-")
    }
    names = {each for each in dir(SH) if each.endswith("ConstraintComponent")}
    others = {"JS", "SPARQL", "Expression", "ReifierShape", "ReificationRequired", "Property"}
    others |= {"", "source"}
    core = {each.removeprefix(str(SH)).removesuffix("ConstraintComponent") for each in names} - others
    assert len(core) > 20
    assert {each.lower() for each in core} <= ours
