"""Shapes as those of CPSV-AP are written, over services of a city that does not exist, and over our graph."""

from typing import Any

import pytest
from rdflib import Graph

from core.errors import RefusedFile
from shapes.foreign.parsing import parsed
from shapes.foreign.profile import profile_findings
from shapes.report import Finding

SHAPES = """
@prefix cpsv: <http://purl.org/vocab/cpsv#> .
@prefix cv: <http://data.europa.eu/m8g/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix shacl: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<urn:shapes#Service> a shacl:NodeShape ; shacl:closed false ; shacl:targetClass cpsv:PublicService ;
    shacl:property <urn:shapes#Service/title> , <urn:shapes#Service/text> , <urn:shapes#Service/type> ,
        <urn:shapes#Service/authority> .
<urn:shapes#Service/title> shacl:path dct:title ; shacl:minCount 1 ; shacl:name "name"@en .
<urn:shapes#Service/text> shacl:path dct:title ; shacl:datatype rdf:langString ; shacl:name "name"@en .
<urn:shapes#Service/type> shacl:path dct:type ; shacl:class skos:Concept ;
    shacl:name "functions of government"@en .
<urn:shapes#Service/authority> shacl:path cv:hasCompetentAuthority ; shacl:minCount 1 .
<urn:shapes#Participation> a shacl:NodeShape ; shacl:targetClass cv:Participation ;
    shacl:property <urn:shapes#Participation/role> .
<urn:shapes#Participation/role> shacl:path cv:role ; shacl:minCount 1 .
<urn:shapes#Organisation> a shacl:NodeShape ; shacl:targetClass cv:PublicOrganisation ;
    shacl:property <urn:shapes#Organisation/label> , <urn:shapes#Organisation/spatial> .
<urn:shapes#Organisation/label> shacl:path skos:prefLabel ; shacl:minCount 1 .
<urn:shapes#Organisation/spatial> shacl:path dct:spatial ; shacl:minCount 1 .
"""
DATA = """
@prefix cpsv: <http://purl.org/vocab/cpsv#> .
@prefix cv: <http://data.europa.eu/m8g/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix ex: <http://minato.example/> .

ex:nursery a cpsv:PublicService ;
    dct:title "保育の申込み"@ja ;
    dct:type ex:family ;
    cv:hasCompetentAuthority ex:city .
"""


def graph(text: str) -> Graph:
    return Graph(bind_namespaces="none").parse(data=text, format="turtle")


def found(data: str | Graph, shapes: str = SHAPES) -> list[Finding]:
    whole = graph(data) if isinstance(data, str) else data
    return sorted(profile_findings(whole, graph(shapes), ["cpsv.ttl"]), key=Finding.order)


def test_a_property_is_told_with_the_name_that_the_profile_has_for_it() -> None:
    (each,) = found(DATA)
    assert each.message_ja.startswith("dct:type（functions of government） の先が skos:Concept だと")
    assert "統制語彙" in each.message_ja and "controlled vocabulary" in each.message_en
    assert (each.focus, each.label, each.value) == (
        "http://minato.example/nursery",
        "保育の申込み",
        "http://minato.example/family",
    )


def test_a_text_without_a_language_is_told() -> None:
    messages = [each.message_ja for each in found(DATA.replace('"@ja', '"'))]
    assert (
        "dct:title（name） のデータ型が rdf:langString ではないか、その型の書き方ではありません。" in messages
    )


def test_a_class_that_is_misspelt_beside_others_is_told() -> None:
    data = DATA.replace("ex:city .", "ex:city . ex:city a cv:PublicOrganisation .")
    wrong = found(data.replace("a cpsv:PublicService ", "a cpsv:PublicServices "))
    assert [(each.severity, each.shape) for each in wrong] == [
        ("violation", "urn:shapes#Organisation/label"),
        ("violation", "urn:shapes#Organisation/spatial"),
        ("warning", "profile-class-misspelt"),
    ]
    assert "cpsv:PublicServices は、シェイプの対象 cpsv:PublicService と" in wrong[-1].message_ja


def test_a_constraint_that_shacl_does_not_have_is_told() -> None:
    (wrong, *_) = (each for each in found(DATA, SHAPES.replace("minCount", "minCont")) if not each.focus)
    assert (wrong.severity, wrong.shape) == ("warning", "profile-unknown-terms")
    assert "sh:minCont。" in wrong.message_ja and "cpsv.ttl" in wrong.message_en


def test_our_graph_keeps_to_the_classes_it_claims_but_for_what_is_documented(base: Any) -> None:
    """The exceptions of docs/validation.md: the facts are there, under properties of our own."""
    whole = base.sheet + base.registers
    paths = {(each.shape, each.path) for each in found(whole) if each.severity == "violation"}
    assert paths == {
        ("urn:shapes#Organisation/spatial", "dct:spatial"),
        ("urn:shapes#Participation/role", "cv:role"),
    }
    assert all(each.label for each in found(whole) if each.severity == "violation")


@pytest.mark.parametrize(
    ("data", "key", "line"),
    [
        (DATA.replace("@prefix cv:", "#"), "rdf-no-prefix", 10),
        (DATA.replace("ex:family ;", "ex:family"), "rdf-no-dot", 10),
        (DATA.rstrip("\n."), "rdf-cut", 10),
    ],
)
def test_mistakes_that_people_make_are_told_in_their_language(data: str, key: str, line: int) -> None:
    with pytest.raises(RefusedFile) as refused:
        parsed(data.encode(), "services.ttl")
    assert (refused.value.key, refused.value.values["line"]) == (key, line)
    assert f"services.ttl {line}行目" in refused.value.text("ja")


def test_encodings_of_windows_are_read_or_named() -> None:
    assert len(parsed(DATA.encode("utf-8-sig"), "services.ttl").graph) == 4
    for encoding in ("cp932", "utf-16"):
        with pytest.raises(RefusedFile) as refused:
            parsed(DATA.encode(encoding), "services.ttl")
        assert refused.value.key == "rdf-not-utf8"
