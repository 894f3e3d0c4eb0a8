"""What the explorer shows, for other programs: CSV for spreadsheets, GraphML and GEXF with attributes."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from api.pages.explorer.drawn import Drawn, Line
from api.pages.explorer.points import Point
from core.messages import Language, say
from core.spreadsheet import harmless

Values = Mapping[str, str]

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BOM = "\ufeff"
"""By which Excel knows UTF-8."""


@dataclass(frozen=True, slots=True)
class File:
    """A format: its media type, the end of its files' names, and what writes it."""

    media_type: str
    ending: str
    write: Callable[[Drawn, Language], bytes]


def points_csv(drawn: Drawn, language: Language) -> bytes:
    """Return the points as a table."""
    head = [say(f"explorer-column-{each}", language) for each in ("point", "type", "years", "links")]
    rows = (
        [
            called(point, language),
            say(f"explorer-type-{point.kind}", language),
            str(point.year or ""),
            str(drawn.degree(point.iri)),
            point.iri,
        ]
        for point in drawn.points.values()
    )
    return _table([*head, "IRI"], rows)


def lines_csv(drawn: Drawn, language: Language) -> bytes:
    """Return the lines as a table, a row for each quote."""
    columns = ("source", "tie", "target", "years", "status", "told", "evidence", "place")
    head = [say(f"explorer-column-{each}", language) for each in columns]
    rows = (
        [
            called(drawn.points[line.source], language),
            line.words.say(language),
            called(drawn.points[line.target], language),
            " ".join(map(str, line.years)),
            say(f"explorer-status-{line.status}", language),
            str(line.told),
            quote.words if quote else "",
            quote.place.say(language) if quote else "",
        ]
        for line in drawn.lines
        for quote in line.quotes or (None,)
    )
    return _table(head, rows)


def called(point: Point, language: Language) -> str:
    """Return what a point is called, its printed number before it and its year behind it."""
    name = point.label.say(language)
    name = name if name.startswith(point.notation) else f"{point.notation} {name}"
    return say("explorer-of-year", language, name=name, year=point.year) if point.year else name


def graphml(drawn: Drawn, _: Language) -> bytes:
    """Return GraphML, which Cytoscape and yEd read."""
    root = Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for kind, names in (("node", _POINT), ("edge", _LINE)):
        for name in names:
            key = {"id": f"{kind}-{name}", "for": kind, "attr.name": name, "attr.type": "string"}
            SubElement(root, "key", key)
    graph = SubElement(root, "graph", edgedefault="directed")
    for point in drawn.points.values():
        _data(SubElement(graph, "node", id=point.iri), "node", _of_point(point))
    for line in drawn.lines:
        ends = {"source": line.source, "target": line.target}
        _data(SubElement(graph, "edge", ends), "edge", _of_line(line))
    return _written(root)


def gexf(drawn: Drawn, _: Language) -> bytes:
    """Return GEXF 1.2, which Gephi reads."""
    root = Element("gexf", xmlns="http://www.gexf.net/1.2draft", version="1.2")
    graph = SubElement(root, "graph", mode="static", defaultedgetype="directed")
    for kind, names in (("node", _POINT), ("edge", _LINE)):
        attributes = SubElement(graph, "attributes", {"class": kind, "mode": "static"})
        for name in names:
            SubElement(attributes, "attribute", id=name, title=name, type="string")
    nodes, edges = SubElement(graph, "nodes"), SubElement(graph, "edges")
    for point in drawn.points.values():
        node = SubElement(nodes, "node", id=point.iri, label=_clean(point.label.ja))
        _attvalues(node, _of_point(point))
    for number, line in enumerate(drawn.lines):
        edge = SubElement(edges, "edge", id=str(number), source=line.source, target=line.target)
        _attvalues(edge, _of_line(line))
    return _written(root)


FILES: Mapping[str, File] = {
    "csv-points": File("text/csv; charset=utf-8", "-points.csv", points_csv),
    "csv-lines": File("text/csv; charset=utf-8", "-lines.csv", lines_csv),
    "graphml": File("application/graphml+xml", ".graphml", graphml),
    "gexf": File("application/gexf+xml", ".gexf", gexf),
}
"""All formats by the names that addresses have for them."""

_POINT = ("label", "label_en", "type", "notation", "year")
_LINE = ("type", "words", "words_en", "years", "status", "told", "quote", "source_text")


def _of_point(point: Point) -> Values:
    values = (point.label.ja, point.label.en, point.kind, point.notation, str(point.year or ""))
    return dict(zip(_POINT, values, strict=True))


def _of_line(line: Line) -> Values:
    quote, source = (line.quotes[0].words, line.quotes[0].source) if line.quotes else ("", "")
    years = " ".join(map(str, line.years))
    words = (line.tie, line.words.ja, line.words.en)
    return dict(zip(_LINE, (*words, years, line.status, str(line.told), quote, source), strict=True))


def _data(of: Element, kind: str, values: Values) -> None:
    for name, value in values.items():
        SubElement(of, "data", key=f"{kind}-{name}").text = _clean(value)


def _attvalues(of: Element, values: Values) -> None:
    inside = SubElement(of, "attvalues")
    for name, value in values.items():
        SubElement(inside, "attvalue", {"for": name, "value": _clean(value)})


def _written(root: Element) -> bytes:
    written: bytes = tostring(root, "utf-8", xml_declaration=True)
    return written


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([head, *([harmless(each) for each in row] for row in rows)])
    return (_BOM + text.getvalue()).encode()
