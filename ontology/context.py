"""The JSON-LD context of the vocabulary: prefixes, and what kind of value each own property has.

With it a document may say `"tng:number": 3` and `"tng:partner": "https://…"`. The plain JSON about
a thing reads as JSON-LD with it too: `facts` only groups, and what a reader can do without is
passed over. Documents in JSON-LD carry their prefixes themselves, so that whoever has a file can read
it without a network.
"""

from functools import cache

from rdflib import URIRef

from ontology.described import Term, terms
from ontology.terms import PREFIXES, RDF, XSD

ALIASES: dict[str, str | None] = {
    "id": "@id",
    "type": "@type",
    "types": "@type",
    "value": "@value",
    "language": "@language",
    "facts": "@nest",
    "label": None,
    "incoming": None,
    "parts": None,
    "more": None,
    "release": None,
}
"""The plain words of documents."""


@cache
def context() -> dict[str, object]:
    """Return the document `{"@context": …}`.

    >>> context()["@context"]["tng:number"]
    {'@id': 'tng:number', '@type': 'xsd:integer'}
    """
    typed = {f"tng:{each.name}": _typed(each) for each in terms() if each.kind == "properties"}
    return {"@context": {"@version": 1.1} | PREFIXES | ALIASES | typed}


def _typed(term: Term) -> dict[str, str]:
    named = {"@id": f"tng:{term.name}"}
    if term.range == (RDF.langString,):
        return named | {"@language": "ja"}
    datatypes = [each for each in term.range if each.startswith(XSD.base)]
    if not datatypes:
        return named | {"@type": "@id"}
    only = len(term.range) == 1 and datatypes[0] != XSD.string
    return named | ({"@type": _short(datatypes[0])} if only else {})


def _short(datatype: URIRef) -> str:
    return "xsd:" + datatype.removeprefix(XSD.base)
