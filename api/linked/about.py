"""What a document says of itself: of what it is about, from which data, on what terms, of when."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from api.addresses import Addresses
from api.linked.facts import MOST, Facts
from core.messages import LANGUAGES, say
from graph.manifest import Manifest
from ontology.iris import Iris
from ontology.terms import DCT, FOAF, RDF, RDFS, VOID, XSD


def about(facts: Facts, manifest: Manifest) -> Iterator[Quad]:
    """Yield statements on `{base}doc/…`, in the graph of the catalogue."""
    addresses = Addresses.of(manifest)
    path = addresses.short(facts.iri) or ""
    base = facts.iri.removesuffix(f"id/{path}")
    document, graph = NamedNode(f"{base}doc/{path}"), NamedNode(Iris(base, "").graph_catalog())
    said: list[tuple[str, NamedNode | Literal]] = [
        (RDF.type, NamedNode(FOAF.Document)),
        (FOAF.primaryTopic, NamedNode(facts.iri)),
        (VOID.inDataset, NamedNode(f"{addresses.catalog}#graph")),
        (DCT.modified, Literal(manifest.created, datatype=NamedNode(XSD.dateTime))),
    ]
    said += [(DCT.license, NamedNode(iri)) for iri in licences(manifest)]
    if facts.more:
        words = {language: say("linked-cut", language, count=MOST) for language in LANGUAGES}
        said += [(RDFS.comment, Literal(text, language=tongue)) for tongue, text in words.items()]
    for prop, value in said:
        yield Quad(document, NamedNode(prop), value, graph)


def licences(manifest: Manifest) -> list[str]:
    """Return the terms of use; none where a city states none, since they would not hold for all of it."""
    found = [city.face.licence for city in manifest.cities]
    return sorted(set(found)) if all(found) else []
