"""Where a thing of a graph stands in its source, and what people call it."""

from collections.abc import Iterable, Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from ontology.terms import DCT, ORG, RDF, SKOS, TNG
from shapes.where import Place

LONGEST_LABEL = 40

_NAMES = (SKOS.prefLabel, DCT.title, TNG.text, TNG.surface, TNG.printed, TNG.quote)
_NUMBERS = (TNG.number, SKOS.notation)
NAMED_BY = (
    *(TNG.evidence, TNG.period, TNG.of, TNG.contributesTo, TNG.department, TNG.section),
    *(TNG.grade, TNG.indicator, TNG.unit, TNG.program),
    *(DCT.temporal, SKOS.inScheme, SKOS.broader, ORG.unitOf, ORG.subOrganizationOf),
)
"""By what a thing without a place of its own is named; it stands where these stand."""

LEADS_TO_PLACE = (TNG.objective, TNG.sheet, TNG.evidence, TNG.file)
"""What leads from a thing to the evidence of what it belongs to, and to the file."""


def label_of(graph: Graph, node: Node) -> str:
    """Return what people call a thing: its number and its name, cut where it is long."""
    name = next((text for each in _NAMES if (text := _japanese(graph, node, each))), "")
    number = next((text for each in _NUMBERS if (text := _japanese(graph, node, each))), "")
    if len(name) > LONGEST_LABEL:
        name = name[:LONGEST_LABEL] + "…"
    return f"{number} {name}".strip()


def place_of(graph: Graph, node: Node) -> Place:
    """Return where a thing stands: its first evidence, else that of what it belongs to."""
    places = (_first_place(graph, each) for each in _near(graph, node))
    return next((place for place in places if place is not None), Place())


def only_file(graph: Graph) -> str:
    """Return the name of the only file in a graph; empty where there are none or several."""
    names = {_text(graph, file, DCT.title) for file in graph.subjects(RDF.type, TNG.SourceFile)}
    return names.pop() if len(names) == 1 else ""


def _near(graph: Graph, node: Node) -> Iterator[Node]:
    """Yield the thing itself, then what names it, then the objectives and sheets of these."""
    those = [node, *(user for by in NAMED_BY for user in _sorted(graph.subjects(by, node)))]
    yield from those
    for belongs in (TNG.objective, TNG.sheet):
        yield from (owner for each in those for owner in _sorted(graph.objects(each, belongs)))


def _first_place(graph: Graph, node: Node) -> Place | None:
    """Return where a thing's own words are printed, else the first place of its evidence in reading order."""
    if (node, RDF.type, TNG.SourceFile) in graph:
        return Place(file=_text(graph, node, DCT.title))
    evidence = [node] if (node, RDF.type, TNG.Evidence) in graph else graph.objects(node, TNG.evidence)
    places = [_place(graph, each) for each in evidence]
    known = [place for place in places if place != Place(quote=place.quote)]
    printed = _text(graph, node, TNG.printed)
    return min(known, key=lambda place: (place.quote != printed, place.order(), place.quote), default=None)


def _place(graph: Graph, evidence: Node) -> Place:
    file = next(iter(_sorted(graph.objects(evidence, TNG.file))), None)
    return Place(
        file="" if file is None else _text(graph, file, DCT.title),
        line=_whole(graph, evidence, TNG.line),
        line_end=_whole(graph, evidence, TNG.lineEnd),
        quote=_text(graph, evidence, TNG.quote),
        cell=_text(graph, evidence, TNG.cell),
        page=_whole(graph, evidence, TNG.page),
    )


def _japanese(graph: Graph, node: Node, predicate: URIRef) -> str:
    """Return a text in Japanese, or in whatever language there is."""
    texts = [each for each in graph.objects(node, predicate) if isinstance(each, Literal)]
    return str(min(texts, key=lambda each: (each.language != "ja", str(each)), default=""))


def _text(graph: Graph, node: Node, predicate: URIRef) -> str:
    return min(map(str, graph.objects(node, predicate)), default="")


def _whole(graph: Graph, node: Node, predicate: URIRef) -> int | None:
    """Return a whole number; None where it is missing or not one, which a rule reports."""
    texts = sorted(map(str, graph.objects(node, predicate)))
    return int(texts[0]) if texts and texts[0].isdecimal() else None


def _sorted(nodes: Iterable[Node]) -> list[Node]:
    return sorted(nodes, key=str)
