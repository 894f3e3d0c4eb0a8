"""The graph of registers while it is being written, and what all entries have in common."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from rdflib import Graph, URIRef
from rdflib.term import Node

from loaders.cities.city import City
from loaders.cities.things import OrganisationEntry
from loaders.triples.literals import day, en, ja, kana, string
from loaders.triples.organisations import organisation_iri
from ontology.classes import types_of
from ontology.iris import Iris
from ontology.scheme import Triple
from ontology.terms import DCT, RDF, SKOS, TNG


class Named(Protocol):
    """Whatever has names and remarks; most entries do."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def name_en(self) -> str | None:
        """Its name in English."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its other names."""

    @property
    def aliases_en(self) -> tuple[str, ...]:
        """Its other names in English."""

    @property
    def note(self) -> str:
        """What else is known."""

    @property
    def source(self) -> str:
        """Where it is known from."""


class Entries:
    """The graph of the registers of one city, with what is needed to write it."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.iris = Iris(city.base, city.code)
        self.graph = Graph(bind_namespaces="none")

    def add(self, subject: URIRef, predicate: URIRef, *values: Node) -> None:
        """Add one triple for each value."""
        for value in values:
            self.graph.add((subject, predicate, value))

    def named(self, node: URIRef, kind: URIRef, name: str, name_en: str | None) -> None:
        """Give a node its class, all classes above it, and its name."""
        self.add(node, RDF.type, *types_of(kind))
        self.add(node, SKOS.prefLabel, ja(name))
        if name_en:
            self.add(node, SKOS.prefLabel, en(name_en))

    def described(self, node: URIRef, kind: URIRef, entry: Named) -> None:
        """Write all names of an entry, and what is remarked of it."""
        self.named(node, kind, entry.name, entry.name_en)
        self.add(node, SKOS.altLabel, *map(ja, entry.aliases), *map(en, entry.aliases_en))
        self.remarked(node, entry.note, entry.source)

    def read(self, node: URIRef, reading: str) -> None:
        """Write how the name is read, where that is known."""
        if reading:
            self.add(node, TNG.reading, kana(reading))

    def remarked(self, node: URIRef, note: str, source: str) -> None:
        """Write what else is known, and where it is known from."""
        if note:
            self.add(node, SKOS.editorialNote, ja(note))
        if source:
            self.add(node, DCT.bibliographicCitation, string(source))

    def concept(self, node: URIRef, predicate: URIRef, known: URIRef, said: Iterable[Triple]) -> None:
        """Write a concept of the vocabulary, with what data says of one that it uses."""
        self.add(node, predicate, known)
        for triple in said:
            self.graph.add(triple)

    def lasted(self, node: URIRef, days: Iterable[tuple[URIRef, date | None]]) -> None:
        """Write first and last days, where they are known."""
        for predicate, value in days:
            if value is not None:
                self.add(node, predicate, day(value))

    def organisation(self, entry: OrganisationEntry) -> URIRef:
        """Return the IRI of a partner."""
        return organisation_iri(self.city, entry)
