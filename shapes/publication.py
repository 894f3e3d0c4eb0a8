"""Does a graph hold only what its city publishes? Asked of every graph before it goes out."""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

import pyshacl
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from ontology.terms import RDF, TNG, XSD
from shapes.rules import BASE

STATUSES: dict[str, tuple[URIRef, ...]] = {
    "all": (TNG.Confirmed, TNG.Stated, TNG.Proposed),
    "stated": (TNG.Confirmed, TNG.Stated),
    "confirmed": (TNG.Confirmed,),
}
"""The statuses that go out, by the smallest one."""

_CLASSES = (TNG.Mention, TNG.Continuation, TNG.Figure, TNG.ManagementSheet)
_TYPES = tuple(f" <{each}> ".encode() for each in _CLASSES)
_TYPE = f"<{RDF.type}>".encode()
_NAME = f"<{TNG.headName}>".encode()
_TOLD = frozenset(
    f"<{each}>".encode()
    for each in (
        *(RDF.type, TNG.status, TNG.method, TNG.proposedPartner, TNG.department, TNG.fiscalYear),
        TNG.headName,
    )
)


def unpublishable(
    lines: Iterable[bytes],
    smallest: str,
    departments: Sequence[str] = (),
    years: Sequence[int] = (),
    *,
    names: bool = True,
) -> tuple[str, ...]:
    """Return the IRIs of what must not go out of a graph, given as lines of N-Triples.

    `smallest` is a key of `STATUSES`; `departments` (IRIs) and `years` are held back, and personal names
    unless `names`.
    """
    names_alone = smallest == "all" and not departments and not years
    asked = _names_somebody if names_alone else _matters
    told = [line for line in lines if asked(line)]
    if not told:
        return ()
    graph = Graph(bind_namespaces="none").parse(data=b"\n".join(told), format="nt")
    shapes = _shapes(smallest, departments, years, names=names)
    _, report, text = pyshacl.validate(
        graph, shacl_graph=shapes, inference="none", advanced=False, js=False, do_owl_imports=False
    )
    if not isinstance(report, Graph):
        raise RuntimeError(text)
    return tuple(sorted(set(map(str, report.objects(None, SH.focusNode)))))


def _matters(line: bytes) -> bool:
    prop = line.split(b" ", 2)[1]
    return prop in _TOLD and (prop != _TYPE or any(kind in line for kind in _TYPES))


def _names_somebody(line: bytes) -> bool:
    return line.split(b" ", 2)[1] == _NAME


@cache
def _fixed() -> str:
    return (files("shapes") / "publication.ttl").read_text("utf-8")


def _shapes(smallest: str, departments: Sequence[str], years: Sequence[int], *, names: bool) -> Graph:
    graph = Graph(bind_namespaces="none").parse(data=_fixed(), format="turtle")
    statuses: list[Node] = list(STATUSES[smallest])
    graph.add((URIRef(f"{BASE}published-status"), SH["in"], Collection(graph, BNode(), statuses).uri))
    if smallest == "all":
        graph.remove((URIRef(f"{BASE}published-proposal"), None, None))
    if names:
        graph.remove((URIRef(f"{BASE}published-name"), None, None))
    for path, values in (
        (TNG.department, map(URIRef, departments)),
        (TNG.fiscalYear, (Literal(year, datatype=XSD.integer) for year in years)),
    ):
        for value in values:
            _forbid(graph, path, value)
    return graph


def _forbid(graph: Graph, path: URIRef, value: Node) -> None:
    """Let no sheet have this value."""
    has, unwanted = BNode(), BNode()
    graph.add((URIRef(f"{BASE}published-sheet"), SH["not"], has))
    graph.add((has, SH.property, unwanted))
    graph.add((unwanted, SH.path, path))
    graph.add((unwanted, SH.hasValue, value))
