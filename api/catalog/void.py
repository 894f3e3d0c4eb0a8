"""`/.well-known/void`: what the graph holds by class and property, and where it can be had (VoID)."""

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from api.catalog.listed import Catalogue
from api.sparql.describe import Counts
from ontology.iris import Iris
from ontology.terms import DCT, FOAF, PREFIXES, RDF, TNG, VOID, XSD

PLACE = "/.well-known/void"

_FORMATS = "http://www.w3.org/ns/formats/"
_WRITTEN_IN = ("Turtle", "N-Triples", "N-Quads", "JSON-LD", "RDF_XML")
_RDF = ("nq", "ttl", "trig", "jsonld")

Value = str | int | NamedNode | Literal


def described(catalogue: Catalogue, counts: Counts, bases: tuple[str, ...], example: str) -> list[Quad]:
    """Return the description; `example` is the IRI of a thing with which a reader can begin."""
    graph = NamedNode(Iris(catalogue.iri.removesuffix("catalog"), "").graph_catalog())
    said = dict.fromkeys((*_document(catalogue), *_dataset(catalogue, counts, bases, example)))
    return [Quad(NamedNode(subject), NamedNode(prop), _term(value), graph) for subject, prop, value in said]


def _document(catalogue: Catalogue) -> Iterator[tuple[str, str, Value]]:
    iri = _iri(catalogue)
    yield iri, RDF.type, NamedNode(VOID.DatasetDescription)
    for language, text in (("ja", catalogue.title.ja), ("en", catalogue.title.en)):
        yield iri, DCT.title, Literal(text, language=language)
    yield iri, DCT.modified, _time(catalogue)
    yield iri, FOAF.primaryTopic, NamedNode(catalogue.named("graph"))


def _dataset(
    catalogue: Catalogue, counts: Counts, bases: tuple[str, ...], example: str
) -> Iterator[tuple[str, str, Value]]:
    iri = catalogue.named("graph")
    (whole, *_) = catalogue.datasets
    yield iri, RDF.type, NamedNode(VOID.Dataset)
    for language, title, text in (
        ("ja", whole.title.ja, whole.description.ja),
        ("en", whole.title.en, whole.description.en),
    ):
        yield iri, DCT.title, Literal(title, language=language)
        yield iri, DCT.description, Literal(text, language=language)
    yield iri, DCT.modified, _time(catalogue)
    yield iri, DCT.publisher, NamedNode(catalogue.named("publisher"))
    yield from ((iri, DCT.license, NamedNode(licence)) for licence, _ in catalogue.licences)
    yield iri, FOAF.homepage, NamedNode(f"{catalogue.address}/")
    yield iri, VOID.sparqlEndpoint, NamedNode(f"{catalogue.address}/sparql")
    yield from (
        (iri, VOID.dataDump, NamedNode(each.address)) for each in whole.distributions if each.format in _RDF
    )
    yield from ((iri, VOID.feature, NamedNode(_FORMATS + name)) for name in _WRITTEN_IN)
    yield from ((iri, VOID.uriSpace, f"{base}id/") for base in bases)
    yield iri, VOID.exampleResource, NamedNode(example)
    yield from ((iri, VOID.vocabulary, NamedNode(base)) for base in _vocabularies(counts))
    yield iri, VOID.triples, counts.merged
    yield iri, VOID.classes, len(counts.classes)
    yield iri, VOID.properties, len(counts.properties)
    yield from _parts(catalogue, "class", VOID.entities, counts.classes)
    yield from _parts(catalogue, "property", VOID.triples, counts.properties)
    for name, number in sorted(counts.graphs.items()):
        part = f"{_iri(catalogue)}#graph-{quote(name, safe='')}"
        yield iri, VOID.subset, NamedNode(part)
        yield part, RDF.type, NamedNode(VOID.Dataset)
        yield part, DCT.identifier, name
        yield part, VOID.triples, number


def _parts(
    catalogue: Catalogue, kind: str, counted: str, parts: Mapping[str, int]
) -> Iterator[tuple[str, str, Value]]:
    for name, number in sorted(parts.items()):
        part = f"{_iri(catalogue)}#{kind}-{quote(name, safe='')}"
        yield catalogue.named("graph"), f"{VOID.base}{kind}Partition", NamedNode(part)
        yield part, RDF.type, NamedNode(VOID.Dataset)
        yield part, VOID.base + kind, NamedNode(name)
        yield part, counted, number


def _vocabularies(counts: Counts) -> list[str]:
    used = (*counts.classes, *counts.properties)
    known = {base for base in PREFIXES.values() if any(iri.startswith(base) for iri in used)}
    return sorted(known | {TNG.base})


def _iri(catalogue: Catalogue) -> str:
    return catalogue.iri.removesuffix("/catalog") + PLACE


def _time(catalogue: Catalogue) -> Literal:
    return Literal(catalogue.created, datatype=NamedNode(XSD.dateTime))


def _term(value: Value) -> NamedNode | Literal:
    if isinstance(value, int):
        return Literal(str(value), datatype=NamedNode(XSD.integer))
    return Literal(value) if isinstance(value, str) else value
