"""What an engine of SHACL says, before it is put in words."""

from dataclasses import dataclass

from rdflib import Graph
from rdflib.namespace import RDF, SH
from rdflib.term import Node


@dataclass(frozen=True, slots=True)
class Result:
    """A rule that does not hold: for which thing, which value of it is shown, what of SHACL says so."""

    rule: Node
    focus: Node
    value: Node | None = None
    component: Node = SH.SPARQLConstraintComponent


def results_in(report: Graph) -> list[Result]:
    """Return what a report says, the graph that SHACL defines (`sh:ValidationReport`)."""
    return [_result(report, each) for each in report.subjects(RDF.type, SH.ValidationResult)]


def the(graph: Graph, node: Node, predicate: Node) -> Node:
    """Return what a node must have; without it the graph is not what it should be (`RuntimeError`)."""
    found = graph.value(node, predicate)
    if found is None:
        raise RuntimeError(f"{node} lacks {predicate}")
    return found


def _result(report: Graph, node: Node) -> Result:
    rule, component = the(report, node, SH.sourceShape), the(report, node, SH.sourceConstraintComponent)
    focus, value = the(report, node, SH.focusNode), report.value(node, SH.value)
    if component == SH.SPARQLConstraintComponent:
        return Result(rule, focus if value is None else value)  # its values are what is wrong
    told = value != focus and component != SH.EqualsConstraintComponent  # which tells both sides
    return Result(rule, focus, value if told else None, component)
