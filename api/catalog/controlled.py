"""Terms that all portals share (EU Publications Office), told in full: a harvester looks nothing up."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from api.catalog.listed import Words
from ontology.terms import DCT, RDF, RDFS, SKOS, media_type

_EU = "http://publications.europa.eu/resource/authority/"
THEMES = f"{_EU}data-theme"

_FILE_TYPES = {
    "nq": "RDF_N_QUADS",
    "ttl": "RDF_TURTLE",
    "trig": "RDF_TRIG",
    "jsonld": "JSON_LD",
    "csv": "CSV",
    "csv-excel": "CSV",
    "xlsx": "XLSX",
    "package": "JSON",
    "sums": "TXT",
    "graphml": "XML",
    "gexf": "XML",
    "sparql": "SPARQLQRES",
    "parquet": "PARQUET",
}
SHORT = {
    "nq": "N-Quads",
    "ttl": "Turtle",
    "trig": "TriG",
    "jsonld": "JSON-LD",
    "csv": "CSV",
    "csv-excel": "CSV",
    "xlsx": "XLSX",
    "package": "JSON",
    "sums": "TXT",
    "graphml": "GraphML",
    "gexf": "GEXF",
    "sparql": "SPARQL",
    "parquet": "Parquet",
}
"""What people call the formats."""

Value = NamedNode | Literal
Statement = tuple[str, str, Value]


@dataclass(slots=True)
class Controlled:
    """Collects the terms that a catalogue uses, each with what must be said of it."""

    said: dict[Statement, None] = field(default_factory=dict)

    def theme(self, code: str) -> NamedNode:
        """Return a theme by its code."""
        taxonomy = self._term(THEMES, SKOS.ConceptScheme, Words.of("catalog-themes"), DCT.title)
        theme = self._term(f"{THEMES}/{code}", SKOS.Concept, Words.of(f"catalog-theme-{code.lower()}"))
        self._say(theme, SKOS.inScheme, taxonomy)
        return theme

    def language(self, code: str) -> NamedNode:
        """Return a language: JPN or ENG."""
        key = {"JPN": "catalog-japanese", "ENG": "catalog-english"}[code]
        return self._term(f"{_EU}language/{code}", DCT.LinguisticSystem, Words.of(key))

    def annual(self) -> NamedNode:
        """Return the frequency of what comes once a year."""
        return self._term(f"{_EU}frequency/ANNUAL", DCT.Frequency, Words.of("catalog-annual"))

    def public(self) -> NamedNode:
        """Return the right of access of what is open to everybody."""
        return self._term(f"{_EU}access-right/PUBLIC", DCT.RightsStatement, Words.of("catalog-public"))

    def available(self) -> NamedNode:
        """Return the availability of what shall stay for years."""
        return self._term(f"{_EU}planned-availability/AVAILABLE", SKOS.Concept, Words.of("catalog-available"))

    def file_type(self, name: str) -> NamedNode:
        """Return the format of a file by the name that `tsunagu export` gives it."""
        iri = f"{_EU}file-type/{_FILE_TYPES[name]}"
        kind = _FILE_TYPES[name].replace("RDF_", "").replace("_", "-")
        return self._term(iri, DCT.MediaTypeOrExtent, Words(kind, kind), RDFS.label)

    def media(self, name: str) -> NamedNode:
        """Return a media type."""
        return self._term(media_type(name), DCT.MediaType, Words(name, name), RDFS.label)

    def statements(self) -> Iterator[Statement]:
        """Yield what is said of the terms that were asked for until then."""
        yield from self.said

    def _term(self, iri: str, kind: str, words: Words, prop: str = SKOS.prefLabel) -> NamedNode:
        term = NamedNode(iri)
        self._say(term, RDF.type, NamedNode(kind))
        for label in labels(words):
            self._say(term, prop, label)
        return term

    def _say(self, term: NamedNode, prop: str, value: Value) -> None:
        self.said[str(term.value), str(prop), value] = None


def labels(words: Words) -> list[Literal]:
    """Return a text in both languages; one that is the same in both has none.

    >>> [str(each) for each in labels(Words("Turtle", "Turtle"))]
    ['"Turtle"']
    """
    if words.ja == words.en:
        return [Literal(words.ja)]
    return [Literal(words.ja, language="ja"), Literal(words.en, language="en")]
