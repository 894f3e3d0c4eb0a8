"""The little of a city's graph that its rules ask about, and what stands around the things they find.

All sheets of a city together are more than should be in memory at once. The rules of a city look at
few things: what is of a class that some rule names, what they lead to from there, and what others
refer to. Of these the projection holds the properties that some rule names, a small part of all
triples; it is made from the rules, so that nothing has to be told twice. A rule must therefore name
the class of what it begins with.

A graph is given as lines of N-Triples that can be read again and again, in any order.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from ontology.terms import RDF
from shapes.places import LEADS_TO_PLACE, NAMED_BY
from shapes.rules import Rules, named_in

Lines = Callable[[], Iterable[bytes]]
"""Gives the lines from the beginning, each without its end."""

Triple = tuple[bytes, bytes, bytes]

_TYPE = f"<{RDF.type}>".encode()


def projection(lines: Lines, using: Rules) -> Graph:
    """Return the part of a graph that these rules ask about."""
    asked = _Asked.by(using)
    of_interest = _of_interest(lines, asked)
    told: set[tuple[bytes, bytes]] = set()

    def wanted(triple: Triple) -> bool:
        subject, predicate, thing = triple
        if predicate not in asked.names:
            return False
        if subject in of_interest:
            return True
        # That something refers to a thing is asked once, whoever does.
        known = (predicate, thing) in told
        told.add((predicate, thing))
        return predicate in asked.to and not known

    return _graph(triple for triple in _triples(lines) if wanted(triple))


def surroundings(lines: Lines, things: Collection[Node]) -> Graph:
    """Return what a graph says of some things, and of all that leads to where they stand in a source."""
    new = {_written(thing) for thing in things if isinstance(thing, URIRef)}
    names = set(map(_written, NAMED_BY))
    leads = set(map(_written, LEADS_TO_PLACE))
    new |= {subject for subject, predicate, thing in _triples(lines) if predicate in names and thing in new}
    found: set[Triple] = set()
    known: set[bytes] = set()
    while new:
        told = {triple for triple in _triples(lines) if triple[0] in new}
        found |= told
        known |= new
        new = {thing for _, predicate, thing in told if predicate in leads} - known
    return _graph(found)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What rules name, as N-Triples writes it.

    `names` are all IRIs, `leading` those of them that may lead from one thing to another, `to` and
    `of` the properties that point to targets and from them, `nodes` the targets by name.
    """

    names: frozenset[bytes]
    leading: frozenset[bytes]
    to: frozenset[bytes]
    of: frozenset[bytes]
    nodes: frozenset[bytes]

    @classmethod
    def by(cls, using: Rules) -> "_Asked":
        def objects(*predicates: Node) -> frozenset[bytes]:
            found = (thing for each in predicates for thing in using.graph.objects(None, each))
            return frozenset(map(_written, found))

        names = frozenset(map(_written, _names(using.graph)))
        return cls(
            names=names,
            leading=names - {_TYPE},
            to=objects(SH.targetObjectsOf),
            of=objects(SH.targetSubjectsOf),
            nodes=objects(SH.targetNode),
        )


def _names(rules: Graph) -> Iterator[Node]:
    """Yield every IRI that rules name, in SHACL or in SPARQL."""
    yield RDF.type
    yield from (thing for thing in rules.objects() if isinstance(thing, URIRef))
    for query in map(str, rules.objects(None, SH.select)):
        yield from named_in(query)


def _of_interest(lines: Lines, asked: _Asked) -> set[bytes]:
    """Return what is of a class that the rules name, what they have as targets, and all that these name."""
    found, before = set(asked.nodes), -1
    while before < len(found):
        before = len(found)
        for subject, predicate, thing in _triples(lines):
            if predicate in asked.of or (predicate == _TYPE and thing in asked.names):
                found.add(subject)
            if predicate in asked.to or (
                predicate in asked.leading and subject in found and thing.startswith(b"<")
            ):
                found.add(thing)
    return found


def _triples(lines: Lines) -> Iterator[Triple]:
    for line in lines():
        subject, predicate, rest = line.split(b" ", 2)
        yield subject, predicate, rest.removesuffix(b" .")


def _graph(triples: Iterable[Triple]) -> Graph:
    data = b"".join(b" ".join(triple) + b" .\n" for triple in triples)
    return Graph(bind_namespaces="none").parse(data=data, format="nt")


def _written(node: Node) -> bytes:
    return f"<{node}>".encode()
