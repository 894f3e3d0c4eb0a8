"""The graph of links as triples."""

import tomllib
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from importlib.resources import files

from rdflib import Graph, URIRef
from rdflib.term import Node

from core.messages import say
from graph.years.facts import Thing
from graph.years.match import Link
from graph.years.programs import Renaming
from graph.years.status import Overall
from loaders.triples.literals import decimal, en, ja, string
from ontology.classes import types_of
from ontology.iris import Iris
from ontology.terms import RDF, SKOS, TNG

DECISION = "decision"
SAME_NAME = "same-name"
SIMILAR_NAME = "similar-name"


@cache
def measured() -> dict[str, Decimal]:
    """Return the measured precision of each method; one that was never measured is missing."""
    table = tomllib.loads((files("graph.years") / "confidence.toml").read_text("utf-8"))
    rows = table.items()
    return {method: round(Decimal(row["right"]) / Decimal(row["found"]), 2) for method, row in rows}


class Links:
    """The graph of links of one city while it is being written."""

    def __init__(self, iris: Iris) -> None:
        self.iris = iris
        self.graph = Graph(bind_namespaces="none")

    def follow(self, earlier: str, later: str) -> None:
        """Say which sheet follows which."""
        self._add(URIRef(later), TNG.follows, URIRef(earlier))

    def goal(self, link: Link) -> None:
        """Write the continuation of a goal."""
        pair = link.pair
        node = self._continuation(pair.earlier.iri, pair.later.iri, link.kind, pair.method)
        self._labelled(node, link.kind, pair.earlier.title, pair.later.title)
        self._add(node, TNG.signs, string("；".join(pair.signs)))
        self._cite(node, (*pair.earlier.evidence, *pair.later.evidence))

    def program(self, renaming: Renaming, labels: dict[str, Thing]) -> None:
        """Write that a program may have been renamed."""
        earlier, later = renaming.earlier, renaming.later
        node = self._continuation(earlier, later, "renamed", SIMILAR_NAME)
        self._labelled(node, "renamed", labels[earlier].label, labels[later].label)
        self._add(node, TNG.signs, string(say("sign-name", "ja", alike=f"{renaming.alike:.2f}")))
        self._cite(node, renaming.evidence)

    def status(self, each: Overall) -> None:
        """Write how far a thing is settled."""
        self._add(URIRef(each.thing), TNG.status, URIRef(each.status))
        if each.same_name:
            self._add(URIRef(each.thing), TNG.method, string(SAME_NAME))

    def _continuation(self, earlier: str, later: str, kind: str, method: str) -> URIRef:
        before, after = URIRef(earlier), URIRef(later)
        node = self.iris.continuation(before, after)
        self._add(node, RDF.type, *types_of(TNG.Continuation))
        self._add(node, TNG.earlier, before)
        self._add(node, TNG.later, after)
        self._add(after, TNG.continues, before)
        self._add(node, TNG.changeKind, string(kind))
        self._add(node, TNG.status, TNG.Confirmed if method == DECISION else TNG.Proposed)
        self._add(node, TNG.method, string(method))
        if method in measured():
            self._add(node, TNG.confidence, decimal(measured()[method]))
        return node

    def _labelled(self, node: URIRef, kind: str, earlier: str, later: str) -> None:
        key = f"label-continuation-{kind}"
        self._add(node, SKOS.prefLabel, ja(say(key, "ja", earlier=earlier, later=later)))
        self._add(node, SKOS.prefLabel, en(say(key, "en", earlier=earlier, later=later)))

    def _cite(self, node: URIRef, evidence: Iterable[str]) -> None:
        self._add(node, TNG.evidence, *map(URIRef, evidence))

    def _add(self, subject: URIRef, predicate: URIRef, *values: Node) -> None:
        for value in values:
            self.graph.add((subject, predicate, value))
