"""Rules in SPARQL, asked of Oxigraph: rdflib parses each query anew and looks at each triple in Python.

Everything else of SHACL is pySHACL's. Both find the same; a test holds one against the other.
"""

from collections.abc import Collection, Iterator
from typing import cast

from pyoxigraph import BlankNode, NamedNode, Quad, QuerySolutions, Store, Variable
from pyoxigraph import Literal as OxigraphLiteral
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDFS, SH
from rdflib.term import Node

from ontology.terms import PREFIXES, RDF, XSD
from shapes.rules import Rules, named_in

_THIS = Variable("this")

_Subject = NamedNode | BlankNode
_Term = _Subject | OxigraphLiteral


def asked(graph: Graph, using: Rules) -> Iterator[tuple[Node, Node]]:
    """Yield each rule that does not hold, with the thing for which it does not.

    That is the query's `?value`, and the target where there is none.
    """
    queries = using.queries()
    store = _store(graph, {name for _, query in queries for name in named_in(query)})
    for rule, query in queries:
        for focus in _targets(graph, using.graph, rule):
            found = store.query(query, prefixes=PREFIXES, substitutions={_THIS: _term(focus)})
            if not isinstance(found, QuerySolutions):
                raise TypeError(f"not a SELECT query: {rule}")
            named = {variable.value for variable in found.variables}
            for solution in found:
                value = solution["value"] if "value" in named else None
                yield rule, focus if value is None else _node(value)


def _targets(graph: Graph, rules: Graph, rule: Node) -> set[Node]:
    """Return the things that a rule is about."""
    found = set(rules.objects(rule, SH.targetNode))
    for named in rules.objects(rule, SH.targetClass):
        for kind in graph.transitive_subjects(RDFS.subClassOf, named):
            found |= set(graph.subjects(RDF.type, kind))
    for named in rules.objects(rule, SH.targetSubjectsOf):
        found |= set(graph.subjects(named))
    for named in rules.objects(rule, SH.targetObjectsOf):
        found |= set(graph.objects(None, named))
    return found


def _store(graph: Graph, properties: Collection[Node]) -> Store:
    """Return what a graph says with some properties. No query asks for a property that it does not name."""
    terms: dict[Node, _Term] = {}

    def term(node: Node) -> _Term:
        known = terms.get(node)
        if known is None:
            known = terms[node] = _term(node)
        return known

    told = ((term(one), term(by), term(other)) for one, by, other in graph if by in properties)
    store = Store()
    store.bulk_extend(Quad(cast(_Subject, one), cast(NamedNode, by), other) for one, by, other in told)
    return store


def _term(node: Node) -> _Term:
    if isinstance(node, Literal):
        if node.language:
            return OxigraphLiteral(str(node), language=node.language)
        return OxigraphLiteral(str(node), datatype=NamedNode(node.datatype) if node.datatype else None)
    return BlankNode(str(node)) if isinstance(node, BNode) else NamedNode(str(node))


def _node(term: object) -> Node:
    if isinstance(term, OxigraphLiteral):
        plain = term.language or term.datatype.value == str(XSD.string)
        datatype = None if plain else URIRef(term.datatype.value)
        return Literal(term.value, lang=term.language, datatype=datatype)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    raise TypeError(f"no value of a triple: {term}")
