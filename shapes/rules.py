"""The rules, read from the Turtle files of this folder: one shape is one rule.

A rule has an IRI, its own target, one severity, and one message in each language. It stands by
itself and is not nested in a shape of its class: pySHACL then runs it once over all nodes of its
target and not once for each node, which is five times faster.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal as OneOf

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from core.messages import Language
from ontology.terms import PREFIXES

BASE = "https://w3id.org/tsunagu/shapes#"

_PREFIXED = re.compile(r"\b([a-z][\w-]*):(\w+)")
_WRITTEN_OUT = re.compile(r"<([^<>\s]+)>")

Kind = OneOf["sheet", "city", "links"]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for one kind of graph."""

    graph: Graph

    def copy(self) -> Graph:
        """Return a graph that pySHACL may write into, as it does."""
        copied = Graph(bind_namespaces="none")
        for triple in self.graph:
            copied.add(triple)
        return copied

    def declared(self) -> Graph:
        """Return a copy without the queries of the rules in SPARQL."""
        copied = self.copy()
        copied.remove((None, SH.sparql, None))
        return copied

    def queries(self) -> list[tuple[Node, str]]:
        """Return the rules in SPARQL with their queries, by name."""
        found = [
            (rule, str(query))
            for rule, owner in self.graph.subject_objects(SH.sparql)
            for query in self.graph.objects(owner, SH.select)
        ]
        return sorted(found, key=str)

    def message(self, rule: Node, language: Language) -> str:
        """Return what a rule says. A rule in SPARQL has its message beside the query."""
        for owner in (rule, *self.graph.objects(rule, SH.sparql)):
            for message in self.graph.objects(owner, SH.message):
                if isinstance(message, Literal) and message.language == language:
                    return str(message)
        return ""

    def path(self, rule: Node) -> str:
        """Return the property that a rule is about, as SPARQL writes it; empty where there is none."""
        path = self.graph.value(rule, SH.path)
        return "" if path is None else self._path(path)

    def _path(self, path: Node) -> str:
        inverse = self.graph.value(path, SH.inversePath)
        if inverse is not None:
            return f"^{self._path(inverse)}"
        either = self.graph.value(path, SH.alternativePath)
        if either is not None:
            return "|".join(map(self._path, Collection(self.graph, either)))
        if self.graph.value(path, RDF.first) is not None:
            return "/".join(map(self._path, Collection(self.graph, path)))
        return short(str(path))


@cache
def rules(kind: Kind) -> Rules:
    """Return the rules for the graph of a sheet, for that of a whole city or for that of its links."""
    here = files("shapes")
    sources = [here.joinpath("prefixes.ttl")]
    sources += sorted(here.joinpath(kind).iterdir(), key=lambda path: path.name)
    graph = Graph(bind_namespaces="none")
    for source in sources:
        graph.parse(data=source.read_text(encoding="utf-8"), format="turtle")
    return Rules(graph)


def named_in(query: str) -> set[URIRef]:
    """Return every IRI that a query names, `a` as well.

    >>> sorted(map(short, named_in("SELECT $this ?value WHERE { ?value a tng:Goal ; tng:sheet $this }")))
    ['rdf:type', 'tng:Goal', 'tng:sheet']
    """
    found = {URIRef(PREFIXES[prefix] + name) for prefix, name in _PREFIXED.findall(query)}
    return {RDF.type, *found, *map(URIRef, _WRITTEN_OUT.findall(query))}


def name_of(iri: str) -> str:
    """Return the name of a rule: the part after `#` of its IRI.

    >>> name_of("https://w3id.org/tsunagu/shapes#sheet-year")
    'sheet-year'
    """
    return iri.removeprefix(BASE)


def short(iri: str) -> str:
    """Return an IRI with its customary prefix.

    >>> short("http://www.w3.org/2004/02/skos/core#notation")
    'skos:notation'
    """
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri
