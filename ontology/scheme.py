"""The concept schemes, each as a graph of its own, for those who need one and not the whole vocabulary."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from rdflib import Graph, URIRef
from rdflib.term import Node

from ontology.iris import folded
from ontology.terms import SKOS

Triple = tuple[Node, Node, Node]

_NAMES = (SKOS.notation, SKOS.prefLabel, SKOS.altLabel)


@cache
def scheme(name: str) -> Graph:
    """Return the scheme that stands in `schemes/{name}.ttl`."""
    text = files("ontology").joinpath("schemes", f"{name}.ttl").read_text(encoding="utf-8")
    return Graph(bind_namespaces="none").parse(data=text, format="turtle")


@cache
def named(name: str) -> dict[str, URIRef]:
    """Return the concepts of a scheme by all their names, in the form in which names are compared."""
    return {
        folded(str(text)): concept
        for predicate in _NAMES
        for concept, text in scheme(name).subject_objects(predicate)
        if isinstance(concept, URIRef) and any(scheme(name).objects(concept, SKOS.inScheme))
    }


def said(name: str, concept: URIRef, predicates: Iterable[URIRef]) -> Iterator[Triple]:
    """Yield what data says of a concept that it uses, so that an answer can name it."""
    for predicate in predicates:
        yield from ((concept, predicate, value) for value in scheme(name).objects(concept, predicate))
