"""What the service says of itself: SPARQL 1.1 Service Description, with VoID counts.

Everything has an address below that of the service, so that nothing is blank:

    <…/sparql>                  the service: formats, limits
    <…/sparql#dataset>          its graphs
    <…/sparql#default>          the merge of all, with what stands in it by class and property
    <…/sparql#graph-…>          one named graph and its size
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from api.sparql.dataset import MERGED_TRIPLES
from api.sparql.guard import NESTING, QUERY_BYTES
from core.messages import say
from core.settings import Settings
from ontology.terms import DCT, PREFIXES, RDF, SCHEMA, XSD

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FORMAT = "http://www.w3.org/ns/formats/"
_SIMPLE = "http://www.w3.org/ns/entailment/Simple"
_PREFIXES = {name: PREFIXES[name] for name in ("dct", "schema", "xsd")} | {
    "format": _FORMAT,
    "sd": _SD,
    "void": _VOID,
}
_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "N3", "N-Quads", "TriG"),
)
_MIB = 1024 * 1024

Value = str | int | NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Counts:
    """How many triples there are: in all, by named graph, by class of the subject, by property."""

    merged: int
    graphs: Mapping[str, int]
    classes: Mapping[str, int]
    properties: Mapping[str, int]


def described(address: str, counts: Counts, settings: Settings, format_name: str) -> bytes:
    """Return the description of the service at an address in a format of graphs."""
    triples = [
        Triple(NamedNode(subject), NamedNode(predicate), _term(value))
        for subject, predicate, value in (
            *_service(address),
            *_limits(address, settings),
            *_default(address, counts),
            *_named(address, counts.graphs),
        )
    ]
    format_ = RdfFormat.from_extension(format_name)
    return serialize(triples, format=format_, prefixes=_PREFIXES) or b""


def _service(address: str) -> Iterator[tuple[str, str, Value]]:
    yield address, RDF.type, NamedNode(_SD + "Service")
    for language in ("ja", "en"):
        yield address, DCT.title, Literal(say("service-title", language), language=language)
    yield address, _SD + "endpoint", NamedNode(address)
    yield address, _SD + "supportedLanguage", NamedNode(_SD + "SPARQL11Query")
    yield address, _SD + "feature", NamedNode(_SD + "UnionDefaultGraph")
    yield address, _SD + "defaultEntailmentRegime", NamedNode(_SIMPLE)
    for name in _FORMATS:
        yield address, _SD + "resultFormat", NamedNode(_FORMAT + name)
    yield address, _SD + "defaultDataset", NamedNode(address + "#dataset")


def _limits(address: str, settings: Settings) -> Iterator[tuple[str, str, Value]]:
    limits: tuple[tuple[str, str, int], ...] = (
        ("seconds", "SEC", round(settings.query_timeout)),
        ("rows", "C62", settings.query_rows),
        ("answer-bytes", "AD", settings.query_bytes * _MIB),
        ("query-bytes", "AD", QUERY_BYTES),
        ("nesting", "C62", NESTING),
        ("merged-triples", "C62", MERGED_TRIPLES),
    )
    for name, unit, value in limits:
        limit = f"{address}#limit-{name}"
        yield address, SCHEMA.base + "additionalProperty", NamedNode(limit)
        yield limit, RDF.type, NamedNode(SCHEMA.base + "PropertyValue")
        yield limit, SCHEMA.base + "propertyID", name
        for language in ("ja", "en"):
            words = say(f"service-limit-{name}", language)
            yield limit, SCHEMA.base + "name", Literal(words, language=language)
        yield limit, SCHEMA.base + "unitCode", unit
        yield limit, SCHEMA.base + "maxValue", value


def _default(address: str, counts: Counts) -> Iterator[tuple[str, str, Value]]:
    dataset, default = address + "#dataset", address + "#default"
    yield dataset, RDF.type, NamedNode(_SD + "Dataset")
    yield dataset, _SD + "defaultGraph", NamedNode(default)
    yield from _graph(default, counts.merged)
    yield default, _VOID + "sparqlEndpoint", NamedNode(address)
    yield default, _VOID + "classes", len(counts.classes)
    yield default, _VOID + "properties", len(counts.properties)
    for kind, count, parts in (
        ("class", "entities", counts.classes),
        ("property", "triples", counts.properties),
    ):
        for iri, number in sorted(parts.items()):
            part = f"{address}#{kind}-{quote(iri, safe='')}"
            yield default, f"{_VOID}{kind}Partition", NamedNode(part)
            yield part, _VOID + kind, NamedNode(iri)
            yield part, _VOID + count, number


def _named(address: str, graphs: Mapping[str, int]) -> Iterator[tuple[str, str, Value]]:
    for iri, number in sorted(graphs.items()):
        entry = f"{address}#graph-{quote(iri, safe='')}"
        yield address + "#dataset", _SD + "namedGraph", NamedNode(entry)
        yield entry, RDF.type, NamedNode(_SD + "NamedGraph")
        yield entry, _SD + "name", NamedNode(iri)
        yield entry, _SD + "graph", NamedNode(entry + "-content")
        yield from _graph(entry + "-content", number)


def _graph(name: str, triples: int) -> Iterable[tuple[str, str, Value]]:
    yield name, RDF.type, NamedNode(_SD + "Graph")
    yield name, RDF.type, NamedNode(_VOID + "Dataset")
    yield name, _VOID + "triples", triples


def _term(value: Value) -> NamedNode | Literal:
    if isinstance(value, int):
        return Literal(str(value), datatype=NamedNode(XSD.integer))
    return Literal(value) if isinstance(value, str) else value
