"""The units of the vocabulary, by every name that sheets print for them.

>>> unit("ヶ所") == unit("箇所") == TNG.UnitPlace, unit("人月")
(True, None)
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from rdflib import Graph, URIRef
from rdflib.term import Node

from ontology.iris import folded
from ontology.terms import RDF, SKOS, TNG

Triple = tuple[Node, Node, Node]

_NAMES = (SKOS.notation, SKOS.prefLabel, SKOS.altLabel)
_SAID = (RDF.type, SKOS.prefLabel, SKOS.notation, TNG.baseUnit, TNG.unitFactor)


def unit(name: str) -> URIRef | None:
    """Return the unit that is printed so (in any width of characters); None for none of ours."""
    return _units().get(folded(name))


def notation(name: str) -> str:
    """Return how the unit that is printed so is written everywhere; one that is none of ours stays as it is.

    >>> notation("名"), notation("か所"), notation("校　区")
    ('人', '箇所', '校区')
    """
    known = unit(name)
    written = None if known is None else _scheme().value(known, SKOS.notation)
    return folded(name) if written is None else str(written)


def described(known: URIRef) -> Iterator[Triple]:
    """Yield what data says of a unit of ours and of its base unit, so that 千円 can be made yen of."""
    for predicate in _SAID:
        yield from ((known, predicate, value) for value in _scheme().objects(known, predicate))
    for base in _scheme().objects(known, TNG.baseUnit):
        if isinstance(base, URIRef):
            yield from described(base)


@cache
def _scheme() -> Graph:
    text = files("ontology").joinpath("schemes", "units.ttl").read_text(encoding="utf-8")
    return Graph(bind_namespaces="none").parse(data=text, format="turtle")


@cache
def _units() -> dict[str, URIRef]:
    return {
        folded(str(name)): known
        for predicate in _NAMES
        for known, name in _scheme().subject_objects(predicate)
        if isinstance(known, URIRef) and known != TNG.units
    }
