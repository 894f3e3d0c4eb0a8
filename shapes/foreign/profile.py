"""A graph under shapes that are given as files, such as those of DCAT-AP or CPSV-AP.

What a shape says of itself is said; where it says nothing in a language, a sentence of ours is.
"""

from collections.abc import Sequence

import pyshacl
import rdflib.plugins.sparql
from pyshacl.errors import ReportableRuntimeError
from rdflib import BNode, Graph, Literal
from rdflib.namespace import FOAF, RDF, RDFS, SH
from rdflib.term import Node

from core.errors import RefusedFile
from core.messages import LANGUAGES, say
from shapes.foreign.remarks import nothing_checked, remarks
from shapes.foreign.targets import has_shapes
from shapes.foreign.wording import shown, told, words_of
from shapes.places import label_of
from shapes.report import Finding, Severity
from shapes.rules import Rules, short

_SEVERITIES: dict[Node, Severity] = {SH.Warning: "warning", SH.Info: "info"}
_DEEPEST = 8
"""How far a node without a name is followed to one that has a name."""


def profile_findings(graph: Graph, shapes: Graph, names: Sequence[str]) -> list[Finding]:
    """Return what does not hold. Shapes that look at nothing in this graph are a warning.

    `names` are the files of the shapes. Raises `RefusedFile` for shapes that pySHACL cannot use.
    """
    if not has_shapes(shapes):
        raise RefusedFile("profile-empty", file=", ".join(names))
    if nothing := nothing_checked(graph, shapes, names):
        return nothing
    using = Rules(shapes)
    report = _run(graph, using, names)
    results = report.subjects(RDF.type, SH.ValidationResult)
    details = set(report.objects(None, SH.detail))  # they say why another result is one
    found = [_finding(graph, using, report, each) for each in results if each not in details]
    return [*found, *remarks(graph, shapes, names)]


def _run(graph: Graph, using: Rules, names: Sequence[str]) -> Graph:
    rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
    reason = ""
    try:
        _, report, reason = pyshacl.validate(
            graph, shacl_graph=using.copy(), inference="none", advanced=False, js=False, do_owl_imports=False
        )
    except ReportableRuntimeError as error:
        report, reason = None, str(error)
    if not isinstance(report, Graph):
        raise RefusedFile("profile-broken", file=", ".join(names), reason=" ".join(reason.split())[:300])
    return report


def _finding(graph: Graph, using: Rules, report: Graph, result: Node) -> Finding:
    shape, focus = told(report, result, SH.sourceShape), told(report, result, SH.focusNode)
    component = str(told(report, result, SH.sourceConstraintComponent)).removeprefix(str(SH))
    value = report.value(result, SH.value)
    about = report.value(result, SH.resultPath)
    path = using.path(shape) or ("" if about is None else short(str(about)))
    owner, way = _named(graph, focus)
    severity = _SEVERITIES.get(told(report, result, SH.resultSeverity), "violation")
    label = label_of(graph, owner) or _label(graph, owner)
    words = {each: words_of(using, report, result, component, path, each) for each in LANGUAGES}
    steps = {each: say("profile-do", each, what=label or short(str(owner))) for each in LANGUAGES}
    return Finding(
        severity=severity,
        shape=_name(using.graph, shape),
        message_ja=words["ja"],
        message_en=words["en"],
        focus=str(owner),
        label=label,
        file="",
        line=None,
        line_end=None,
        quote="",
        path="/".join(filter(None, (way, path))),
        value=shown(value) if value not in (None, focus) else "",
        suggestion=steps["ja"],
        suggestion_en=steps["en"],
        component=component,
    )


def _named(graph: Graph, node: Node) -> tuple[Node, str]:
    """Return the nearest thing with a name, and the way from it to the node."""
    way: list[str] = []
    while isinstance(node, BNode) and len(way) < _DEEPEST:
        owner, prop = min(graph.subject_predicates(node), default=(None, None), key=str)
        if owner is None or prop is None:
            break
        way.insert(0, short(str(prop)))
        node = owner
    return node, "/".join(way)


def _name(shapes: Graph, shape: Node) -> str:
    """Return the IRI of a shape, or of the shape in which it stands."""
    for _ in range(_DEEPEST):
        if not isinstance(shape, BNode):
            break
        outer = min((each for each, _ in shapes.subject_predicates(shape)), default=None, key=str)
        if outer is None:
            break
        shape = outer
    return "" if isinstance(shape, BNode) else str(shape)


def _label(graph: Graph, node: Node) -> str:
    """Return a name of a thing, in Japanese where it has one."""
    names = (each for prop in (RDFS.label, FOAF.name) for each in graph.objects(node, prop))
    found = ((each.language != "ja", str(each)) for each in names if isinstance(each, Literal))
    return min(found, default=(True, ""))[1]
