"""The own terms as people read of them: what each is called and means, where it stands, an example.

>>> goal = next(each for each in terms() if each.name == "Goal")
>>> goal.label.ja, goal.label.en, [each.name for each in goal.parents()]
('当年度目標', 'Goal of the year', ['Objective'])
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal as OneOf

from rdflib import Graph, Literal, URIRef

from ontology.terms import DCT, OWL, RDF, RDFS, SCHEMA, SKOS, TNG
from ontology.vocabulary import load

Kind = OneOf["classes", "properties", "schemes", "concepts"]

ONTOLOGY = URIRef(TNG.base.removesuffix("#"))

KINDS: dict[Kind, tuple[URIRef, ...]] = {
    "classes": (OWL.Class,),
    "properties": (OWL.ObjectProperty, OWL.DatatypeProperty),
    "schemes": (SKOS.ConceptScheme,),
    "concepts": (SKOS.Concept,),
}
"""The kinds of terms, in the order in which they are told of, with the classes of their terms."""

_NAMES = (RDFS.label, SKOS.prefLabel)
_CONCEPT_NAMES = (SKOS.prefLabel, RDFS.label)
_MEANINGS = (SKOS.definition,)
_ABOVE = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.inScheme)
_BESIDE = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch)


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages; empty where it is missing."""

    ja: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A term of another vocabulary, and how near it lies: the name of a property of SKOS."""

    how: str
    iri: URIRef


@dataclass(frozen=True, slots=True)
class Term:
    """An own term. A property that is a concept too is two of these, one of each kind.

    `above` are classes, properties or the scheme over it; `domain` and `range` are guidance;
    `sources` are concepts of `tng:sources`, for a concept those of its scheme; `examples` are Turtle
    with IRIs below the `id/` of the example city's base.
    """

    name: str
    iri: URIRef
    kind: Kind
    label: Words
    definition: Words
    note: Words
    notation: str
    above: tuple[URIRef, ...]
    domain: tuple[URIRef, ...]
    range: tuple[URIRef, ...]
    sources: tuple[URIRef, ...]
    examples: tuple[str, ...]
    matches: tuple[Match, ...]
    deprecated: bool
    replaced_by: tuple[URIRef, ...]

    def parents(self) -> "Iterator[Term]":
        """Yield the own terms that this one stands under, of the same kind."""
        return (each for each in terms() if each.kind == self.kind and each.iri in self.above)


@cache
def terms() -> tuple[Term, ...]:
    """Return all own terms: by kind, then by name, the concepts of a scheme together."""
    graph = load()
    found = [_term(graph, iri, kind) for kind in KINDS for iri in sorted(_own(graph, kind))]
    order = list(KINDS)
    return tuple(sorted(found, key=lambda each: (order.index(each.kind), *_place(each))))


def label_of(iri: URIRef) -> Words:
    """Return what an own term is called; empty for any other."""
    return next((each.label for each in terms() if each.iri == iri), Words())


@cache
def rule_of_change() -> Words:
    """Return how terms change, and how one goes out of use."""
    return _words(load(), ONTOLOGY, (SKOS.scopeNote,))


def _own(graph: Graph, kind: Kind) -> set[URIRef]:
    subjects = {each for type_ in KINDS[kind] for each in graph.subjects(RDF.type, type_)}
    return {each for each in subjects if isinstance(each, URIRef) and each.startswith(TNG.base)}


def _place(term: Term) -> tuple[str, str]:
    return ("".join(term.above) if term.kind == "concepts" else "", term.name)


def _term(graph: Graph, iri: URIRef, kind: Kind) -> Term:
    def values(*properties: URIRef, of: URIRef = iri) -> tuple[URIRef, ...]:
        found = {each for prop in properties for each in graph.objects(of, prop)}
        return tuple(sorted(each for each in found if isinstance(each, URIRef)))

    concept = kind == "concepts"
    above = values(SKOS.inScheme) if concept else values(*(each for each in _ABOVE if each != SKOS.inScheme))
    return Term(
        name=iri.removeprefix(TNG.base),
        iri=iri,
        kind=kind,
        label=_words(graph, iri, _CONCEPT_NAMES if concept else _NAMES),
        definition=_words(graph, iri, _MEANINGS),
        note=_words(graph, iri, (SKOS.editorialNote,)),
        notation=str(graph.value(iri, SKOS.notation) or ""),
        above=above,
        domain=values(RDFS.domain, SCHEMA.domainIncludes),
        range=values(RDFS.range, SCHEMA.rangeIncludes),
        sources=values(DCT.source) or values(DCT.source, of=next(iter(above), iri)),
        examples=tuple(sorted(map(str, graph.objects(iri, SKOS.example)))),
        matches=tuple(
            Match(each.removeprefix(SKOS.base), match) for each in _BESIDE for match in values(each)
        ),
        deprecated=any(graph.objects(iri, OWL.deprecated)),
        replaced_by=values(DCT.isReplacedBy),
    )


def _words(graph: Graph, iri: URIRef, properties: tuple[URIRef, ...]) -> Words:
    """Return what the first of these properties that says anything says in both languages."""
    for prop in properties:
        said = {each.language: str(each) for each in graph.objects(iri, prop) if isinstance(each, Literal)}
        if said:
            return Words(said.get("ja", ""), said.get("en", ""))
    return Words()
