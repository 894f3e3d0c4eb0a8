"""Run the rules over a graph and return what they find.

pySHACL writes into the graph of shapes that it is given, so each run gets a copy; it fetches
nothing, because imports, JavaScript and the loading of graphs by SPARQL are all off. It is not
made for threads: run sheets side by side in processes.

A rule in SPARQL runs once for its whole graph, on the sheet or on a class (`sh:targetNode
tng:Goal`), and `shapes.queries` asks it. The things that it finds are its values, and they are
what is reported.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby

import pyshacl
import rdflib.plugins.sparql
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from core.messages import Language, say
from ontology.terms import RDF, TNG
from shapes.places import label_of, only_file, place_of
from shapes.projection import Lines, projection, surroundings
from shapes.queries import asked
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
    file = only_file(graph)
    with _with(registers, graph):
        found = _findings(graph, rules("sheet"), file)
    return tuple(
        each for each in found if (URIRef(each.focus), None, None) in graph or each.focus.startswith(TNG.base)
    )


def validate_city(graph: Graph) -> tuple[Finding, ...]:
    """Return what does not hold in the merge of all sheets and registers of one city."""
    return tuple(_findings(graph, rules("city")))


def validate_city_lines(lines: Lines) -> tuple[Finding, ...]:
    """Return the same of a merge given as lines of N-Triples, of which little is in memory at once.

    A line may come more than once, and in any order.
    """
    using = rules("city")
    results = _results(projection(lines, using), using)
    found = {node for result in results for node in (result.focus, result.value) if node}
    return tuple(_described(results, surroundings(lines, found), using))


def validate_links(graph: Graph) -> tuple[Finding, ...]:
    """Return what does not hold in a city's links; the graph also tells of what they link."""
    return tuple(_findings(graph, rules("links")))


@contextmanager
def _with(registers: Graph, graph: Graph) -> Iterator[None]:
    """Let a sheet's graph hold the registers too for a while: a copy of both takes as long as many rules."""
    lent = [triple for triple in registers if triple not in graph]
    for triple in lent:
        graph.add(triple)
    try:
        yield
    finally:
        for triple in lent:
            graph.remove(triple)


@dataclass(frozen=True, slots=True)
class _Result:
    """A rule that does not hold: for which thing, which value of it is shown, what of SHACL says so."""

    rule: Node
    focus: Node
    value: Node | None = None
    component: Node = SH.SPARQLConstraintComponent


def _findings(graph: Graph, using: Rules, file: str = "") -> list[Finding]:
    """Run the rules; `file` is where a thing stands whose own place is not known."""
    return _described(_results(graph, using), graph, using, file)


def _described(results: Iterable[_Result], graph: Graph, using: Rules, file: str = "") -> list[Finding]:
    """Put results in words; `graph` tells what things are called and where they stand."""
    found = sorted((_finding(graph, using, result, file) for result in results), key=_order)
    # A rule with several parts says once what is wrong, whatever parts do not hold.
    return [first for _, (first, *_) in groupby(found, key=lambda each: replace(each, component=""))]


def _order(finding: Finding) -> tuple[object, ...]:
    return (*finding.order(), finding.message_ja, finding.component)


def _results(graph: Graph, using: Rules) -> list[_Result]:
    report = _run(graph, using)
    told = [_told(report, each) for each in report.subjects(RDF.type, SH.ValidationResult)]
    return told + [_Result(rule, focus) for rule, focus in asked(graph, using)]


def _run(graph: Graph, using: Rules) -> Graph:
    """Return pySHACL's report; what it could not do is an error and never "conforms"."""
    normalize = rdflib.NORMALIZE_LITERALS
    try:
        _, report, text = pyshacl.validate(
            graph,
            shacl_graph=using.declared(),
            inference="none",
            advanced=False,
            js=False,
            do_owl_imports=False,
        )
    finally:
        rdflib.NORMALIZE_LITERALS = normalize  # pySHACL sets it for the whole process
    if not isinstance(report, Graph):
        raise RuntimeError(text)
    return report


def _finding(graph: Graph, using: Rules, result: _Result, file: str) -> Finding:
    rule, focus, value = result.rule, result.focus, result.value
    severity = _SEVERITIES[_object(using.graph, rule, SH.severity)]
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
        component=str(result.component).removeprefix(str(SH)),
    )


def _told(report: Graph, result: Node) -> _Result:
    """Return what one result of pySHACL says."""
    focus, value = _object(report, result, SH.focusNode), report.value(result, SH.value)
    component = _object(report, result, SH.sourceConstraintComponent)
    told = value != focus and component != SH.EqualsConstraintComponent  # which tells both sides
    return _Result(_object(report, result, SH.sourceShape), focus, value if told else None, component)


def _languages() -> Iterator[Language]:
    yield "ja"
    yield "en"


def _next_step(severity: Severity, place: Place, label: str, language: Language) -> str:
    where = place.in_words(language) or label
    return say(f"finding-do-{severity}", language, place=where)


def _value(graph: Graph, value: Node) -> str:
    return str(value) if isinstance(value, Literal) else label_of(graph, value) or str(value)


def _object(graph: Graph, node: Node, predicate: Node) -> Node:
    found = graph.value(node, predicate)
    if found is None:
        raise RuntimeError(f"{node} lacks {predicate}")
    return found
