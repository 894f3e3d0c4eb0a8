"""The kinds of organisations, by the words that registers have for them.

>>> print(kind("NPO法人"), kind("商店会"))
https://w3id.org/tsunagu/def#KindNonProfit None
"""

from collections.abc import Iterator

from rdflib import URIRef

from ontology.iris import folded
from ontology.scheme import Triple, named, said
from ontology.terms import RDF, SKOS

_SCHEME = "organisation-kinds"


def kind(name: str) -> URIRef | None:
    """Return the kind that is called so; None for none of ours."""
    return named(_SCHEME).get(folded(name))


def described(known: URIRef) -> Iterator[Triple]:
    """Yield what data says of a kind that it uses: its names in both languages."""
    return said(_SCHEME, known, (RDF.type, SKOS.prefLabel))
