"""What Oxigraph finds with the rules in SPARQL is what pySHACL finds with them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyshacl
import pytest
from rdflib import RDF, RDFS, BNode, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from loaders.cities.find import cities
from loaders.extract import extract
from loaders.triples import register_graph, sheet_graph
from ontology.terms import TNG, XSD
from shapes.queries import asked
from shapes.rules import BASE, Kind, Rules, name_of, rules

HERE = Path(__file__).parent
KINDS: tuple[Kind, ...] = ("sheet", "city", "links")
IN_SPARQL = [(kind, rule) for kind in KINDS for rule, _ in rules(kind).queries()]


def breaking(kind: Kind, rule: Node) -> Path:
    """Return the first example whose report names a rule."""
    named = f"[{name_of(str(rule))}]"
    reports = sorted(HERE.glob(f"{kind}/*/invalid-*.txt"))
    return next(each for each in reports if named in each.read_text("utf-8")).with_suffix(".ttl")


def by_pyshacl(graph: Graph, using: Rules, those: set[Node]) -> set[tuple[Node, Node]]:
    """Return what these rules find as pySHACL runs them."""
    shapes = using.copy()
    for other in set(shapes.subjects(SH.severity)) - those:
        shapes.add((other, SH.deactivated, Literal(True)))
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph)
    results = report.subjects(RDF.type, SH.ValidationResult)
    return {
        (rule, value)
        for each in results
        for rule in report.objects(each, SH.sourceShape)
        for value in report.objects(each, SH.value)
    }


def of(select: str, **targets: Node) -> Rules:
    """Return one rule in SPARQL."""
    graph, rule, query = Graph(), URIRef(f"{BASE}a-rule"), BNode()
    graph.add((rule, RDF.type, SH.NodeShape))
    graph.add((rule, SH.severity, SH.Violation))
    graph.add((rule, SH.sparql, query))
    graph.add((query, SH.select, Literal(select)))
    for name, target in targets.items():
        graph.add((rule, URIRef(f"{SH}{name}"), target))
    return Rules(graph)


def values(graph: Graph, using: Rules) -> list[Node]:
    return sorted((value for _, value in asked(graph, using)), key=str)


@pytest.mark.parametrize(("kind", "rule"), IN_SPARQL, ids=lambda each: name_of(str(each)))
def test_an_example_breaks_a_rule_either_way(
    kind: Kind, rule: Node, example_at: Callable[[Path], Any]
) -> None:
    whole, using = example_at(breaking(kind, rule)).whole(), rules(kind)
    found = {each for each in asked(whole, using) if each[0] == rule}
    assert found == by_pyshacl(whole, using, {rule}) != set()


def test_a_whole_sheet_is_told_the_same_either_way(root: Path) -> None:
    city = cities()["yuino"]
    path = root / "examples" / "yuino" / "yuino-2024-midori-kankyo.txt"
    whole = sheet_graph(extract(path, cities()), city) + register_graph(city)
    in_sparql = {rule for kind, rule in IN_SPARQL if kind == "sheet"}
    assert set(asked(whole, rules("sheet"))) == by_pyshacl(whole, rules("sheet"), in_sparql)


GOALS = "SELECT $this ?value WHERE { ?value a tng:Goal ; tng:sheet $this }"


def a_goal() -> tuple[Graph, URIRef, URIRef]:
    graph, goal, sheet = Graph(), URIRef("urn:goal"), URIRef("urn:sheet")
    graph.add((goal, RDF.type, TNG.Goal))
    graph.add((goal, TNG.sheet, sheet))
    graph.add((sheet, RDF.type, TNG.ManagementSheet))
    return graph, goal, sheet


def test_a_rule_is_asked_of_each_target_of_whatever_kind() -> None:
    graph, goal, sheet = a_goal()
    assert values(graph, of(GOALS, targetClass=TNG.ManagementSheet)) == [goal]
    assert values(graph, of(GOALS, targetNode=sheet)) == [goal]
    assert values(graph, of(GOALS, targetObjectsOf=TNG.sheet)) == [goal]
    assert values(graph, of(GOALS, targetSubjectsOf=TNG.sheet)) == []
    assert values(graph, of(GOALS, targetClass=TNG.Department)) == []


def test_a_target_may_be_of_a_class_below() -> None:
    graph, goal, sheet = a_goal()
    graph.remove((sheet, RDF.type, None))
    graph.add((sheet, RDF.type, URIRef("urn:below")))
    graph.add((URIRef("urn:below"), RDFS.subClassOf, TNG.ManagementSheet))
    assert values(graph, of(GOALS, targetClass=TNG.ManagementSheet)) == [goal]


def test_without_a_value_it_is_the_target_that_is_wrong() -> None:
    graph, goal, _ = a_goal()
    query = "SELECT $this WHERE { $this tng:sheet ?sheet . FILTER NOT EXISTS { $this tng:number ?number } }"
    assert values(graph, of(query, targetClass=TNG.Goal)) == [goal]
    graph.add((goal, TNG.number, Literal(1)))
    assert values(graph, of(query, targetClass=TNG.Goal)) == []


def test_values_keep_their_kind_language_and_type() -> None:
    graph, goal, _ = a_goal()
    those: list[Node] = [
        Literal("花壇", lang="ja"),
        Literal("7", datatype=URIRef(f"{XSD.base}gYear")),
        Literal("七"),
        BNode("x"),
    ]
    for value in those:
        graph.add((goal, TNG.text, value))
    query = "SELECT $this ?value WHERE { $this tng:text ?value }"
    found = values(graph, of(query, targetClass=TNG.Goal))
    assert found == sorted(those, key=str)


def test_what_is_no_select_is_an_error() -> None:
    graph, _, _ = a_goal()
    with pytest.raises(TypeError, match="a-rule"):
        values(graph, of("ASK { $this a tng:Goal }", targetClass=TNG.Goal))
