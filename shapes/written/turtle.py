"""Findings as a validation report of SHACL, in Turtle.

What a thing is called, where it stands and the value as people read it go beside the words of SHACL.
What was found by reading, and not by a shape, has `:Reading` as its component.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from itertools import count

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from ontology.terms import DCT, PREFIXES, RDFS, TNG
from shapes.report import Finding, Severity
from shapes.rules import BASE

_SEVERITIES: dict[Severity, URIRef] = {"violation": SH.Violation, "warning": SH.Warning, "info": SH.Info}
_STEP = re.compile(r"(\^?)([a-z][\w-]*):([\w-]+)")
_PATH = re.compile(rf"{_STEP.pattern}(?:[/|]{_STEP.pattern})*")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_USED = ("tng", "dct", "rdf", "rdfs", "sh", "xsd", "skos", "org", "prov")


def as_turtle(findings: Iterable[Finding]) -> str:
    """Return the report; it conforms where no finding is a violation."""
    ordered = sorted(findings, key=Finding.order)
    graph = Graph(bind_namespaces="none")
    for prefix in _USED:
        graph.bind(prefix, PREFIXES[prefix])
    graph.bind("shapes", BASE)
    report = URIRef("urn:tsunagu:findings")
    good = all(each.severity != "violation" for each in ordered)
    graph.add((report, RDF.type, SH.ValidationReport))
    graph.add((report, SH.conforms, Literal(good)))
    for each in ordered:
        result = URIRef(f"urn:tsunagu:finding:{_digest(each)}")
        graph.add((report, SH.result, result))
        _describe(graph, result, each)
    return graph.serialize(format="turtle").strip() + "\n"


def _describe(graph: Graph, result: URIRef, finding: Finding) -> None:
    graph.add((result, RDF.type, SH.ValidationResult))
    graph.add((result, SH.resultSeverity, _SEVERITIES[finding.severity]))
    graph.add((result, SH.focusNode, _node(finding.focus or finding.file)))
    graph.add((result, SH.sourceShape, _node(finding.shape, BASE)))
    component = SH[finding.component] if finding.component else URIRef(f"{BASE}Reading")
    graph.add((result, SH.sourceConstraintComponent, component))
    path = _path(graph, finding.path, result)
    if path is not None:
        graph.add((result, SH.resultPath, path))
    for prop, value, language in (
        (SH.resultMessage, finding.message_ja, "ja"),
        (SH.resultMessage, finding.message_en, "en"),
        (RDFS.comment, finding.suggestion, "ja"),
        (RDFS.comment, finding.suggestion_en, "en"),
        (RDFS.label, finding.label, None),
        (RDF.value, finding.value, None),
        (DCT.source, finding.file, None),
        (TNG.quote, finding.quote, None),
        (TNG.cell, finding.cell, None),
        (TNG.page, finding.page, None),
        (TNG.line, finding.line, None),
        (TNG.lineEnd, finding.line_end, None),
    ):
        if value not in ("", None):
            graph.add((result, prop, Literal(value, lang=language)))


def _node(words: str, base: str = "") -> Node:
    """Return an IRI where the words are one or are the end of one; else the words."""
    if _IRI.fullmatch(words):
        return URIRef(words)
    return URIRef(base + words) if base and words else Literal(words)


def _path(graph: Graph, words: str, result: URIRef) -> Node | None:
    """Return a path that `Rules.path` wrote as SHACL writes it; None for what is none."""
    if "://" in words and _IRI.fullmatch(words):
        return URIRef(words)
    if not _PATH.fullmatch(words) or not all(each[1] in PREFIXES for each in _STEP.findall(words)):
        return None
    names = (BNode(f"{str(result).rpartition(':')[2]}x{number}") for number in count())

    def step(text: str) -> Node:
        back, prefix, name = _STEP.findall(text)[0]
        forward = URIRef(PREFIXES[prefix] + name)
        if not back:
            return forward
        inverse = next(names)
        graph.add((inverse, SH.inversePath, forward))
        return inverse

    def several(nodes: list[Node]) -> Node:
        return nodes[0] if len(nodes) == 1 else _listed(graph, nodes, names)

    ways = [several([step(each) for each in way.split("/")]) for way in words.split("|")]
    if len(ways) == 1:
        return ways[0]
    either = next(names)
    graph.add((either, SH.alternativePath, _listed(graph, ways, names)))
    return either


def _listed(graph: Graph, nodes: list[Node], names: Iterable[BNode]) -> Node:
    """Return a list whose parts have names that do not change from run to run."""
    parts = [name for name, _ in zip(names, nodes, strict=False)]
    for part, node, rest in zip(parts, nodes, [*parts[1:], RDF.nil], strict=True):
        graph.add((part, RDF.first, node))
        graph.add((part, RDF.rest, rest))
    return parts[0]


def _digest(finding: Finding) -> str:
    words = json.dumps(asdict(finding), sort_keys=True)
    return hashlib.sha256(words.encode("ascii")).hexdigest()[:16]
