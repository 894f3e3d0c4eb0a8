"""Which rules speak of which own term: what the vocabulary tells of the shape of its data."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import get_args

from rdflib import BNode, Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from ontology.terms import TNG
from shapes.rules import Kind, Rules, name_of, rules

_TARGETS = (SH.targetClass, SH.targetNode)
_NAME = re.compile(r"(?<![\w-])tng:(\w+)")


@dataclass(frozen=True, slots=True, order=True)
class Constraint:
    """A rule: its name, its severity (violation, warning, info) and what it says where it does not hold."""

    name: str
    severity: str
    ja: str
    en: str


@cache
def constraints() -> dict[URIRef, tuple[Constraint, ...]]:
    """Return the rules that speak of each own term, by name.

    >>> [each.name for each in constraints()[TNG.baseUnit]]
    ['city-indicator-units', 'figure-pair-units', 'unit-base', 'unit-factor']
    """
    found: dict[URIRef, set[Constraint]] = {}
    for kind in get_args(Kind):
        for rule, using in _written(kind):
            for term in _terms(using.graph, rule):
                found.setdefault(term, set()).add(_constraint(using, rule))
    return {term: tuple(sorted(those)) for term, those in found.items()}


@cache
def targets() -> dict[URIRef, tuple[Constraint, ...]]:
    """Return the rules that are run on the things of each own class."""
    found: dict[URIRef, set[Constraint]] = {}
    for kind in get_args(Kind):
        for rule, using in _written(kind):
            for target in (each for by in _TARGETS for each in using.graph.objects(rule, by)):
                if isinstance(target, URIRef):
                    found.setdefault(target, set()).add(_constraint(using, rule))
    return {term: tuple(sorted(those)) for term, those in found.items()}


def _written(kind: Kind) -> Iterator[tuple[Node, Rules]]:
    using = rules(kind)
    return ((rule, using) for rule in using.graph.subjects(SH.severity))


def _constraint(using: Rules, rule: Node) -> Constraint:
    severity = str(using.graph.value(rule, SH.severity)).removeprefix(str(SH)).lower()
    return Constraint(name_of(str(rule)), severity, using.message(rule, "ja"), using.message(rule, "en"))


def _terms(graph: Graph, rule: Node) -> set[URIRef]:
    """Return the own terms in a rule, in what it is made of and in its queries."""
    seen, waiting, found = set[Node](), [rule], set[URIRef]()
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        for predicate, value in graph.predicate_objects(node):
            if isinstance(value, BNode):
                waiting.append(value)
            elif predicate == SH.select:
                found |= {URIRef(TNG.base + name) for name in _NAME.findall(str(value))}
            elif isinstance(value, URIRef) and value.startswith(TNG.base):
                found.add(value)
    return found
