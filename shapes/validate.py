"""Run the rules over a graph and return what they find, in words, with the places where it stands."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from core.messages import LANGUAGES, Language, say
from ontology.terms import TNG
from shapes.engines import results
from shapes.places import label_of, only_file, place_of
from shapes.projection import Lines, projection, surroundings
from shapes.report import Finding, Severity
from shapes.results import Result, the
from shapes.rules import Rules, name_of, rules, short
from shapes.where import Place

_SEVERITIES: dict[Node, Severity] = {
    SH.Violation: "violation",
    SH.Warning: "warning",
    SH.Info: "info",
}


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
    told = results(projection(lines, using), using)
    found = {node for result in told for node in (result.focus, result.value) if node}
    return tuple(_described(told, surroundings(lines, found), using))


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


def _findings(graph: Graph, using: Rules, file: str = "") -> list[Finding]:
    """Run the rules; `file` is where a thing stands whose own place is not known."""
    return _described(results(graph, using), graph, using, file)


def _described(told: Iterable[Result], graph: Graph, using: Rules, file: str = "") -> list[Finding]:
    """Put in words what does not hold; `graph` tells what things are called and where they stand."""
    found = sorted((_finding(graph, using, result, file) for result in told), key=_order)
    # A rule with several parts says once what is wrong, whatever parts do not hold.
    return [first for _, (first, *_) in groupby(found, key=lambda each: replace(each, component=""))]


def _order(finding: Finding) -> tuple[object, ...]:
    return (*finding.order(), finding.message_ja, finding.component)


def _finding(graph: Graph, using: Rules, result: Result, file: str) -> Finding:
    rule, focus, value = result.rule, result.focus, result.value
    severity = _SEVERITIES[the(using.graph, rule, SH.severity)]
    label, place = label_of(graph, focus), place_of(graph, focus)
    place = place if place.file else replace(place, file=file)
    steps = {each: _next_step(severity, place, label or short(str(focus)), each) for each in LANGUAGES}
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


def _next_step(severity: Severity, place: Place, label: str, language: Language) -> str:
    where = place.in_words(language) or label
    return say(f"finding-do-{severity}", language, place=where)


def _value(graph: Graph, value: Node) -> str:
    return str(value) if isinstance(value, Literal) else label_of(graph, value) or str(value)
