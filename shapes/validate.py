"""Run the rules over a graph with pySHACL and return what they find.

pySHACL writes into the graph of shapes that it is given, so each run gets a copy; it fetches
nothing, because imports, JavaScript and the loading of graphs by SPARQL are all off. It is not
made for threads: run sheets side by side in processes.

A rule in SPARQL runs once for its whole graph, on the sheet or on a class (`sh:targetNode
tng:Goal`), as rdflib parses a query anew each time. The things that it finds are its values, and
they are what is reported.
"""

from collections.abc import Iterator
from dataclasses import replace

import pyshacl
import rdflib.plugins.sparql
from rdflib import Graph, Literal
from rdflib.namespace import SH
from rdflib.term import Node

from core.messages import Language, say
from ontology.terms import RDF, TNG
from shapes.places import label_of, only_file, place_of
from shapes.projection import Lines, projection, surroundings
from shapes.report import Finding, Severity
from shapes.rules import Rules, name_of, rules, short
from shapes.where import Place

_SEVERITIES: dict[Node, Severity] = {
    SH.Violation: "violation",
    SH.Warning: "warning",
    SH.Info: "info",
}

rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False


def validate_sheet(graph: Graph, registers: Graph) -> tuple[Finding, ...]:
    """Return what does not hold in the graph of one sheet, the gravest first.

    The registers are there so that what the sheet refers to is found; what is wrong in them is
    not the sheet's fault and is left to `validate_city`.
    """
    whole = Graph(bind_namespaces="none")
    for part in (graph, registers):
        for triple in part:
            whole.add(triple)
    own = set(map(str, graph.subjects()))
    found = _findings(whole, rules("sheet"), only_file(graph))
    return tuple(each for each in found if each.focus in own or each.focus.startswith(TNG.base))


def validate_city(graph: Graph) -> tuple[Finding, ...]:
    """Return what does not hold in the merge of all sheets and registers of one city."""
    return tuple(_findings(graph, rules("city")))


def validate_city_lines(lines: Lines) -> tuple[Finding, ...]:
    """Return the same of a merge given as lines of N-Triples, of which little is in memory at once.

    A line may come more than once, and in any order.
    """
    using = rules("city")
    report = _run(projection(lines, using), using)
    found = {node for result in _results(report) for node in _focus_and_value(report, result) if node}
    return tuple(_described(report, surroundings(lines, found), using))


def validate_links(graph: Graph) -> tuple[Finding, ...]:
    """Return what does not hold in a city's links; the graph also tells of what they link."""
    return tuple(_findings(graph, rules("links")))


def _findings(graph: Graph, using: Rules, file: str = "") -> list[Finding]:
    """Run the rules; `file` is where a thing stands whose own place is not known."""
    return _described(_run(graph, using), graph, using, file)


def _described(report: Graph, graph: Graph, using: Rules, file: str = "") -> list[Finding]:
    """Put a report of pySHACL in words; `graph` tells what things are called and where they stand."""
    found = {_finding(graph, using, report, result, file) for result in _results(report)}
    return sorted(found, key=Finding.order)


def _results(report: Graph) -> Iterator[Node]:
    return report.subjects(RDF.type, SH.ValidationResult)


def _run(graph: Graph, using: Rules) -> Graph:
    """Return pySHACL's report; what it could not do is an error and never "conforms"."""
    normalize = rdflib.NORMALIZE_LITERALS
    try:
        _, report, text = pyshacl.validate(
            graph, shacl_graph=using.copy(), inference="none", advanced=False, js=False, do_owl_imports=False
        )
    finally:
        rdflib.NORMALIZE_LITERALS = normalize  # pySHACL sets it for the whole process
    if not isinstance(report, Graph):
        raise RuntimeError(text)
    return report


def _finding(graph: Graph, using: Rules, report: Graph, result: Node, file: str) -> Finding:
    rule = _object(report, result, SH.sourceShape)
    focus, value = _focus_and_value(report, result)
    severity = _SEVERITIES[_object(report, result, SH.resultSeverity)]
    label, place = label_of(graph, focus), place_of(graph, focus)
    place = place if place.file else replace(place, file=file)
    steps = {each: _next_step(severity, place, label or short(str(focus)), each) for each in _languages()}
    return Finding(
        severity=severity,
        shape=name_of(str(rule)),
        message_ja=using.message(rule, "ja"),
        message_en=using.message(rule, "en"),
        focus=str(focus),
        label=label,
        file=place.file,
        line=place.line,
        line_end=place.line_end,
        quote=place.quote,
        path=using.path(rule),
        value="" if value is None else _value(graph, value),
        suggestion=steps["ja"],
        suggestion_en=steps["en"],
        cell=place.cell,
        page=place.page,
    )


def _focus_and_value(report: Graph, result: Node) -> tuple[Node, Node | None]:
    """Return the thing that is wrong and its value that is, where there is one to show."""
    focus, value = _object(report, result, SH.focusNode), report.value(result, SH.value)
    if (result, SH.sourceConstraint, None) in report and value is not None:
        return value, None
    component = _object(report, result, SH.sourceConstraintComponent)
    told = value != focus and component != SH.EqualsConstraintComponent  # which tells both sides
    return focus, value if told else None


def _languages() -> Iterator[Language]:
    yield "ja"
    yield "en"


def _next_step(severity: Severity, place: Place, label: str, language: Language) -> str:
    where = place.in_words(language) or label
    return say(f"finding-do-{severity}", language, place=where)


def _value(graph: Graph, value: Node) -> str:
    return str(value) if isinstance(value, Literal) else label_of(graph, value) or str(value)


def _object(report: Graph, result: Node, predicate: Node) -> Node:
    found = report.value(result, predicate)
    if found is None:
        raise RuntimeError(f"a result of pySHACL lacks {predicate}")
    return found
