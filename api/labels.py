"""Names of classes and properties for people, from the ontology and, for others' terms, from our words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rdflib import Literal, URIRef

from core.messages import Language, catalogue, say
from ontology.classes import SUPERCLASSES
from ontology.terms import PREFIXES, RDFS, SKOS, TNG
from ontology.vocabulary import load

_KINDS = {str(TNG.Objective): "kind-evaluated", str(TNG.ManagementSheet): "kind-sheet"}
"""Classes that say more or less than their name: a row that is an objective and neither of its kinds
is an evaluated program, and sheets of other forms are not called management sheets."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Label of each term by IRI and language."""

    known: dict[tuple[str, str], str]

    @classmethod
    def load(cls) -> "Labels":
        """Read the labels of the vocabulary."""
        graph = load()
        return cls(
            {
                (str(term), label.language): str(label)
                for predicate in (RDFS.label, SKOS.prefLabel)
                for term, label in graph.subject_objects(predicate)
                if isinstance(label, Literal) and label.language
            }
        )

    def name(self, iri: str, language: Language) -> str:
        """Return the name of a term; its short form where it has none."""
        short = shorten(iri)
        key = "term-" + short.replace(":", "-").lower()
        if key in catalogue():
            return say(key, language)
        return self.known.get((iri, language)) or self.known.get((iri, "ja")) or short

    def kind(self, iri: str, language: Language) -> str:
        """Return the name of a class (or property) as it stands over, or beside, the things of it."""
        return say(_KINDS[iri], language) if iri in _KINDS else self.name(iri, language)

    def short(self, name: str, language: Language) -> str:
        """Return the name of an own class given in short form (`tng:Goal`)."""
        return self.kind(TNG.base + name.removeprefix("tng:"), language)


def shorten(iri: str) -> str:
    """Return an IRI as prefix and local name where the prefix is customary.

    >>> shorten("https://w3id.org/tsunagu/def#Goal")
    'tng:Goal'
    """
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri


@cache
def branch_classes() -> tuple[URIRef, ...]:
    """Return the own classes that have own classes below them; a thing has one of them at most, or a leaf."""
    return tuple(sorted(set(SUPERCLASSES) - set(leaf_classes())))


@cache
def leaf_classes() -> tuple[URIRef, ...]:
    """Return the own classes that have no own class below them: one of them says best what a thing is."""
    above = {higher for classes in SUPERCLASSES.values() for higher in classes}
    own = {each for each in SUPERCLASSES if each.startswith(TNG.base)}
    return tuple(sorted(own - above))


def narrowest(types: Iterable[str]) -> str:
    """Return the own class that says best what a thing is; "" where it has none.

    >>> narrowest([TNG.base + "Objective", TNG.base + "Goal"])
    'https://w3id.org/tsunagu/def#Goal'
    """
    leaves, branches = _known()
    return min(leaves.intersection(types) or branches.intersection(types), default="")


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(map(str, leaf_classes())), frozenset(map(str, branch_classes()))
