"""Networks for other programs: GEXF (Gephi), GraphML (Cytoscape, yEd), node-link JSON, CSV.

Attributes there are single values: the label in both languages, years and IRIs in lists with spaces.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from xml.sax.saxutils import escape, quoteattr

from core.spreadsheet import harmless
from graph.network.model import Edge, Network, Node

T = TypeVar("T", Node, Edge)
Value = str | int | float | bool

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_GRAPHML_KINDS = {"integer": "int"}
"""What GraphML calls otherwise than GEXF."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """An attribute: its kind as GEXF calls it, and its value for a point or edge."""

    kind: str
    value: Callable[[T], Value]


NODE_COLUMNS: Mapping[str, Column[Node]] = {
    "label": Column("string", lambda node: node.label.ja),
    "label_en": Column("string", lambda node: node.label.en),
    "type": Column("string", lambda node: node.type),
    "notation": Column("string", lambda node: node.notation),
    "x": Column("double", lambda node: node.x),
    "y": Column("double", lambda node: node.y),
    "degree": Column("integer", lambda node: node.degree),
    "strength": Column("integer", lambda node: node.strength),
    "betweenness": Column("double", lambda node: node.betweenness),
    "cut": Column("boolean", lambda node: node.cut),
    "component": Column("integer", lambda node: node.component),
    "community": Column("integer", lambda node: -1 if node.community is None else node.community),
    "goals": Column("integer", lambda node: node.goals),
    "years": Column("string", lambda node: _listed(node.years)),
}
"""The attributes of a point; one of no community has the community -1."""

EDGE_COLUMNS: Mapping[str, Column[Edge]] = {
    "weight": Column("integer", lambda edge: edge.weight),
    "years": Column("string", lambda edge: _listed(edge.years)),
    "status": Column("string", lambda edge: edge.status),
    "cuts_off": Column("integer", lambda edge: edge.cuts_off),
    "goals": Column("string", lambda edge: _listed(edge.goals)),
    "shared": Column("string", lambda edge: _listed(edge.shared)),
}
"""The attributes of an edge."""


def gexf(network: Network) -> bytes:
    """Return GEXF 1.2, with the places as Gephi has them."""
    about = network.graph
    parts = [
        f'{_XML}<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"'
        ' xmlns:viz="http://www.gexf.net/1.2draft/viz">\n',
        f"<meta><description>{_text(about.title.ja)} / {_text(about.title.en)}</description></meta>\n",
        '<graph mode="static" defaultedgetype="undirected">\n',
        *_gexf_attributes("node", NODE_COLUMNS),
        *_gexf_attributes("edge", EDGE_COLUMNS),
        "<nodes>\n",
    ]
    for node in network.nodes:
        parts += [f"<node id={_quoted(node.id)} label={_quoted(node.label.ja)}>"]
        parts += _gexf_values(NODE_COLUMNS, node)
        parts += [f'<viz:position x="{node.x * _CANVAS}" y="{node.y * _CANVAS}" z="0.0"/></node>\n']
    parts += ["</nodes>\n<edges>\n"]
    for number, edge in enumerate(network.edges):
        ends = f"source={_quoted(edge.source)} target={_quoted(edge.target)}"
        parts += [f'<edge id="{number}" {ends} weight="{edge.weight}">']
        parts += [*_gexf_values(EDGE_COLUMNS, edge), "</edge>\n"]
    return "".join([*parts, "</edges>\n</graph>\n</gexf>\n"]).encode()


def graphml(network: Network) -> bytes:
    """Return GraphML."""
    parts = [
        f'{_XML}<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n',
        *_graphml_keys("node", NODE_COLUMNS),
        *_graphml_keys("edge", EDGE_COLUMNS),
        '<graph edgedefault="undirected">\n',
    ]
    for node in network.nodes:
        parts += [f"<node id={_quoted(node.id)}>", *_graphml_values("node", NODE_COLUMNS, node), "</node>\n"]
    for edge in network.edges:
        parts += [f"<edge source={_quoted(edge.source)} target={_quoted(edge.target)}>"]
        parts += [*_graphml_values("edge", EDGE_COLUMNS, edge), "</edge>\n"]
    return "".join([*parts, "</graph>\n</graphml>\n"]).encode()


def csv_nodes(network: Network) -> bytes:
    """Return the points as a table; `Id` is what Gephi looks for."""
    rows = ([node.id, *_cells(NODE_COLUMNS, node)] for node in network.nodes)
    return _table(["Id", *NODE_COLUMNS], rows)


def csv_edges(network: Network) -> bytes:
    """Return the edges as a table; `Source` and `Target` are what Gephi looks for."""
    rows = ([edge.source, edge.target, *_cells(EDGE_COLUMNS, edge)] for edge in network.edges)
    return _table(["Source", "Target", *EDGE_COLUMNS], rows)


@dataclass(frozen=True, slots=True)
class Export:
    """A format: its media type, the ending of its files, and what writes it."""

    media_type: str
    ending: str
    write: Callable[[Network], bytes]


EXPORTS: Mapping[str, Export] = {
    "json": Export("application/json", ".json", Network.as_json),
    "gexf": Export("application/gexf+xml", ".gexf", gexf),
    "graphml": Export("application/graphml+xml", ".graphml", graphml),
    "csv-nodes": Export("text/csv", "-nodes.csv", csv_nodes),
    "csv-edges": Export("text/csv", "-edges.csv", csv_edges),
}
"""All formats by the names that people ask for them with."""

_CANVAS = 1000
"""The width of the drawing in a program that draws in pixels."""


def _gexf_attributes(kind: str, columns: Mapping[str, Column[T]]) -> Iterator[str]:
    yield f'<attributes class="{kind}" mode="static">\n'
    for name, column in columns.items():
        yield f'<attribute id="{name}" title="{name}" type="{column.kind}"/>\n'
    yield "</attributes>\n"


def _gexf_values(columns: Mapping[str, Column[T]], of: T) -> Iterator[str]:
    yield "<attvalues>"
    for name, value in zip(columns, _values(columns, of), strict=True):
        yield f'<attvalue for="{name}" value={_quoted(value)}/>'
    yield "</attvalues>"


def _graphml_keys(kind: str, columns: Mapping[str, Column[T]]) -> Iterator[str]:
    for name, column in columns.items():
        called = _GRAPHML_KINDS.get(column.kind, column.kind)
        yield f'<key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{called}"/>\n'


def _graphml_values(kind: str, columns: Mapping[str, Column[T]], of: T) -> Iterator[str]:
    for name, value in zip(columns, _values(columns, of), strict=True):
        yield f'<data key="{kind}-{name}">{_text(value)}</data>'


def _values(columns: Mapping[str, Column[T]], of: T) -> list[str]:
    """Return the values as texts; truth is a small word everywhere."""
    values = (column.value(of) for column in columns.values())
    return [str(value).lower() if isinstance(value, bool) else str(value) for value in values]


def _cells(columns: Mapping[str, Column[T]], of: T) -> list[str]:
    """Return the values for a table that a spreadsheet may open; numbers are no formulas."""
    pairs = zip(columns.values(), _values(columns, of), strict=True)
    return [harmless(value) if column.kind == "string" else value for column, value in pairs]


def _listed(values: Sequence[object]) -> str:
    return " ".join(map(str, values))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([head, *rows])
    return text.getvalue().encode()


def _quoted(text: str) -> str:
    return quoteattr(_NOT_IN_XML.sub("", text))


def _text(text: str) -> str:
    return escape(_NOT_IN_XML.sub("", text))
