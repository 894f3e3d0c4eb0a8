"""The report as SHACL writes it."""

from dataclasses import replace

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH

from ontology.terms import DCT, TNG
from shapes.report import Finding
from shapes.rules import BASE, rules
from shapes.written.turtle import as_turtle

_ONCE = (SH.focusNode, SH.resultSeverity, SH.sourceShape, SH.sourceConstraintComponent)


def parsed(findings: list[Finding]) -> Graph:
    return Graph().parse(data=as_turtle(findings), format="turtle")


def test_every_finding_is_a_whole_result(findings: list[Finding]) -> None:
    graph = parsed(findings)
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(report, SH.conforms) == Literal(False)
    results = set(graph.objects(report, SH.result))
    assert len(results) == len(findings)
    for result in results:
        assert isinstance(result, URIRef)
        assert all(len(list(graph.objects(result, each))) == 1 for each in _ONCE)
        assert {str(each.language) for each in graph.objects(result, SH.resultMessage)} == {"ja", "en"}


def test_it_conforms_without_violations(findings: list[Finding]) -> None:
    mild = [each for each in findings if each.severity != "violation"]
    (conforms,) = parsed(mild).objects(None, SH.conforms)
    assert conforms == Literal(True)


def test_places_and_components_are_told(findings: list[Finding]) -> None:
    graph = parsed(findings)
    assert {str(each) for each in graph.objects(None, TNG.cell)} == {"シート!B12"}
    assert {str(each) for each in graph.objects(None, TNG.page)} == {"3"}
    assert Literal("まなび.xlsx") in set(graph.objects(None, DCT.source))
    (reading,) = graph.subjects(SH.sourceShape, URIRef(f"{BASE}note-a"))
    assert graph.value(reading, SH.sourceConstraintComponent) == URIRef(f"{BASE}Reading")


def test_a_path_is_that_of_the_shape(findings: list[Finding]) -> None:
    graph = parsed(findings[:1])
    (path,) = graph.objects(None, SH.resultPath)
    first, second = Collection(graph, path)
    assert graph.value(first, SH.inversePath) == TNG.objective
    assert second == RDF.type


def test_every_path_of_our_rules_can_be_written(findings: list[Finding]) -> None:
    using = rules("sheet")
    paths = {using.path(rule) for rule in using.graph.subjects(SH.path) if isinstance(rule, URIRef)}
    assert len(paths) > 5
    several = [
        replace(findings[0], path=path, shape=f"rule-{number}") for number, path in enumerate(sorted(paths))
    ]
    graph = parsed(several)
    assert len(set(graph.subjects(SH.resultPath))) == len(paths)


def test_the_same_findings_give_the_same_bytes(findings: list[Finding]) -> None:
    assert as_turtle(findings) == as_turtle(findings[::-1])
    assert not any(isinstance(each, BNode) for each in parsed(findings).subjects(SH.resultMessage))
