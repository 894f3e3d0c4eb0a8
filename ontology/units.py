"""The units of the vocabulary, by every name that sheets print for them.

>>> unit("ヶ所") == unit("箇所") == TNG.UnitPlace, unit("人月")
(True, None)
"""

from collections.abc import Iterator

from rdflib import URIRef

from ontology.iris import folded
from ontology.scheme import Triple, named, said, scheme
from ontology.terms import RDF, SKOS, TNG

_SCHEME = "units"
_SAID = (RDF.type, SKOS.prefLabel, SKOS.notation, TNG.baseUnit, TNG.unitFactor)


def unit(name: str) -> URIRef | None:
    """Return the unit that is printed so (in any width of characters); None for none of ours."""
    return named(_SCHEME).get(folded(name))


def notation(name: str) -> str:
    """Return how the unit that is printed so is written everywhere; one that is none of ours stays as it is.

    >>> notation("名"), notation("か所"), notation("校　区")
    ('人', '箇所', '校区')
    """
    known = unit(name)
    written = None if known is None else scheme(_SCHEME).value(known, SKOS.notation)
    return folded(name) if written is None else str(written)


def described(known: URIRef) -> Iterator[Triple]:
    """Yield what data says of a unit of ours and of its base unit, so that 千円 can be made yen of."""
    yield from said(_SCHEME, known, _SAID)
    for base in scheme(_SCHEME).objects(known, TNG.baseUnit):
        if isinstance(base, URIRef):
            yield from described(base)
