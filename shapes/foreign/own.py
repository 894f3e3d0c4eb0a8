"""A graph in our vocabulary from elsewhere, under our own rules."""

from collections.abc import Iterable, Iterator

from rdflib import Graph, Literal
from rdflib.term import Node

from core.errors import RefusedFile
from ontology.terms import RDF, TNG
from shapes.report import Finding
from shapes.validate import validate_city, validate_links, validate_sheet

_ONE_SHEET = "sheet-one"
"""The rule that a file holds one sheet; a graph may hold many."""

_REGISTER = Literal("register")
"""The method of what stands in a register alone."""


def own_findings(graph: Graph, registers: Graph, name: str) -> list[Finding]:
    """Return what does not hold, by the rules of sheets, then by those of each city and its links.

    `registers` tell what the graph refers to and does not describe itself. Raises `RefusedFile` for a
    graph without any sheet.
    """
    if (None, RDF.type, TNG.ManagementSheet) not in graph:
        raise RefusedFile("rdf-no-sheet", file=name)
    described = set(graph.subjects())
    known = _graph(triple for triple in registers if triple[0] not in described)
    registered = set(map(str, graph.subjects(TNG.method, _REGISTER)))  # no sheet tells of these
    found = [
        each
        for each in validate_sheet(_without_overall(graph), known)
        if each.shape != _ONE_SHEET and each.focus not in registered
    ]
    for part in _cities(graph + known):
        found += (*validate_city(part), *validate_links(part))
    return found


def _without_overall(graph: Graph) -> Graph:
    """Leave out the status of things over all sheets, which no sheet tells and none has evidence for."""
    return _graph(
        triple
        for triple in graph
        if triple[1] != TNG.status
        or any((triple[0], each, None) in graph for each in (TNG.sheet, TNG.evidence))
    )


def _cities(whole: Graph) -> Iterator[Graph]:
    """Yield for each city what is not another one's: its own IRIs begin with that of the city."""
    cities = sorted(str(city) for city in whole.subjects(RDF.type, TNG.City))
    for city in cities:
        others = [other for other in cities if other != city]
        yield _graph(triple for triple in whole if not _belongs(triple[0], others))


def _belongs(thing: Node, cities: Iterable[str]) -> bool:
    return any(f"{thing}/".startswith(f"{city}/") for city in cities)


def _graph(triples: Iterable[tuple[Node, Node, Node]]) -> Graph:
    made = Graph(bind_namespaces="none")
    for triple in triples:
        made.add(triple)
    return made
