"""The roles of partners, with what data says of one that it uses: its names in both languages."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from rdflib import Graph, URIRef
from rdflib.term import Node

from ontology.terms import RDF, SKOS, TNG

Triple = tuple[Node, Node, Node]


def role(name: str) -> URIRef:
    """Return the concept of `tng:roles` with this local name; ValueError where there is none.

    >>> role("funds") == TNG.funds
    True
    """
    found = URIRef(TNG.base + name)
    if (found, SKOS.inScheme, TNG.roles) not in _scheme():
        raise ValueError(f"no role: {name!r}")
    return found


def described(known: URIRef) -> Iterator[Triple]:
    """Yield what data says of a role, so that an answer can name it without the vocabulary."""
    for predicate in (RDF.type, SKOS.prefLabel):
        yield from ((known, predicate, value) for value in _scheme().objects(known, predicate))


@cache
def _scheme() -> Graph:
    text = files("ontology").joinpath("schemes", "roles.ttl").read_text(encoding="utf-8")
    return Graph(bind_namespaces="none").parse(data=text, format="turtle")
