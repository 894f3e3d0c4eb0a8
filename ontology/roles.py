"""The roles of partners, with what data says of one that it uses: its names in both languages."""

from collections.abc import Iterator

from rdflib import URIRef

from ontology.scheme import Triple, said, scheme
from ontology.terms import RDF, SKOS, TNG

_SCHEME = "roles"


def role(name: str) -> URIRef:
    """Return the concept of `tng:roles` with this local name; ValueError where there is none.

    >>> role("funds") == TNG.funds
    True
    """
    found = URIRef(TNG.base + name)
    if (found, SKOS.inScheme, TNG.roles) not in scheme(_SCHEME):
        raise ValueError(f"no role: {name!r}")
    return found


def described(known: URIRef) -> Iterator[Triple]:
    """Yield what data says of a role, so that an answer can name it without the vocabulary."""
    return said(_SCHEME, known, (RDF.type, SKOS.prefLabel))
