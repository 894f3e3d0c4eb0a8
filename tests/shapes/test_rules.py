"""How the rules are written: known terms alone, both languages, one severity, a target."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.term import Node

from ontology import terms
from ontology.naming import Vocabulary
from shapes.rules import BASE, Rules, rules

KINDS: Any = pytest.mark.parametrize("kind", ["sheet", "city", "links"])
SEVERITIES = {SH.Violation, SH.Warning, SH.Info}
TARGETS = {SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf}

# What SHACL and SHACL-SPARQL define and pySHACL carries out. pySHACL passes over any other term
# without a word, so a misspelt constraint would hold everywhere.
PARAMETERS = """
    minCount maxCount datatype nodeKind class hasValue in languageIn uniqueLang pattern minLength
    maxLength minInclusive maxInclusive minExclusive maxExclusive lessThan lessThanOrEquals equals
    disjoint or and not xone node property qualifiedValueShape qualifiedMinCount qualifiedMaxCount
    sparql
"""
OTHERS = """
    NodeShape PropertyShape targetClass targetNode targetObjectsOf targetSubjectsOf path inversePath
    alternativePath severity message Violation Warning Info prefixes declare prefix namespace select
    IRI Literal
"""
SHACL = {URIRef(f"{SH}{name}") for name in (PARAMETERS + OTHERS).split()}


def vocabularies() -> Iterator[type[Vocabulary]]:
    for each in vars(terms).values():
        if isinstance(each, type) and issubclass(each, Vocabulary) and each is not Vocabulary:
            yield each


KNOWN = {term for each in vocabularies() for term in each.terms().values()}
KNOWN |= SHACL | {RDF.first, RDF.rest, RDF.nil, URIRef(f"{terms.XSD.base}anyURI"), URIRef(BASE.rstrip("#"))}
KNOWN |= {URIRef("http://www.w3.org/2002/07/owl#Ontology")}


def unknown_terms(graph: Graph) -> set[str]:
    """Return the IRIs that neither SHACL nor the vocabularies define; rules' own names aside."""
    nodes = {node for triple in graph for node in triple if isinstance(node, URIRef)}
    nodes |= {each.datatype for each in graph.objects() if isinstance(each, Literal) and each.datatype}
    return {str(node) for node in nodes - KNOWN if not node.startswith(BASE)}


def written(using: Rules) -> list[Node]:
    """Return the rules: what has a severity."""
    return sorted(using.graph.subjects(SH.severity), key=str)


def queries(using: Rules) -> list[str]:
    return [str(text) for text in using.graph.objects(None, SH.select)]


@KINDS
def test_only_known_terms_are_used(kind: Any) -> None:
    assert unknown_terms(rules(kind).graph) == set()


def test_what_checks_a_public_graph_uses_known_terms_alone(root: Path) -> None:
    shapes = Graph().parse(root / "shapes" / "publication.ttl", format="turtle")
    assert unknown_terms(shapes) == set()
    constraining = {node for node in shapes.subjects(RDF.type) if isinstance(node, URIRef)}
    assert all(set(shapes.predicates(node)) & (TARGETS | {SH.path}) for node in constraining)


@pytest.mark.parametrize(
    "wrong",
    [
        "[] sh:minCuont 1 .",
        "[] sh:targetClass tng:Gaol .",
        "[] sh:path tng:titel .",
        "[] sh:datatype xsd:integar .",
    ],
)
def test_a_misspelt_term_is_noticed(wrong: str) -> None:
    prefixes = f"@prefix sh: <{SH}> . @prefix tng: <{terms.TNG.base}> . @prefix xsd: <{terms.XSD.base}> ."
    assert unknown_terms(Graph().parse(data=prefixes + wrong, format="turtle")) != set()


@KINDS
def test_every_subject_that_constrains_is_a_rule_or_part_of_one(kind: Any) -> None:
    graph = rules(kind).graph
    named = {node for node in graph.subjects() if isinstance(node, URIRef)}
    assert named - set(written(rules(kind))) == {
        URIRef(BASE.rstrip("#")),
        *(URIRef(f"{BASE}prefix-{each}") for each in ("dct", "org", "schema", "skos", "tng", "xsd")),
    }


@KINDS
def test_every_rule_has_a_name_a_type_a_target_and_a_constraint(kind: Any) -> None:
    graph = rules(kind).graph
    for rule in written(rules(kind)):
        used = set(graph.predicates(rule))
        assert re.fullmatch(re.escape(BASE) + r"[a-z]+(-[a-z]+)*", str(rule)), rule
        assert set(graph.objects(rule, RDF.type)) <= {SH.NodeShape, SH.PropertyShape}, rule
        assert ((rule, RDF.type, SH.PropertyShape) in graph) == (SH.path in used), rule
        assert used & TARGETS, rule
        assert used & {URIRef(f"{SH}{name}") for name in PARAMETERS.split()}, rule


@KINDS
def test_every_rule_has_one_severity(kind: Any) -> None:
    graph = rules(kind).graph
    for rule in written(rules(kind)):
        (severity,) = graph.objects(rule, SH.severity)
        assert severity in SEVERITIES, rule


@KINDS
def test_every_rule_says_what_is_wrong_and_what_to_do_in_both_languages(kind: Any) -> None:
    using = rules(kind)
    for rule in written(using):
        ja, en = using.message(rule, "ja"), using.message(rule, "en")
        assert re.search("[ぁ-ん]", ja), rule
        assert ja.endswith("。") and ja.count("。") >= 2, rule
        assert en.endswith(".") and len(re.findall(r"[.:] |\.$", en)) >= 2, rule


@KINDS
def test_a_rule_has_one_message_in_each_language(kind: Any) -> None:
    graph = rules(kind).graph
    for owner in set(graph.subjects(SH.message)):
        languages = [each.language for each in graph.objects(owner, SH.message) if isinstance(each, Literal)]
        assert sorted(map(str, languages)) == ["en", "ja"], owner


@KINDS
def test_every_query_is_sparql_of_known_terms_that_shacl_allows(kind: Any) -> None:
    graph = rules(kind).graph
    declared = {
        str(graph.value(each, SH.prefix)): str(graph.value(each, SH.namespace))
        for each in graph.objects(None, SH.declare)
    }
    for text in queries(rules(kind)):
        prepareQuery(text, initNs=declared)
        assert not re.search(r"\b(VALUES|MINUS|SERVICE|FROM)\b", text), text
        for prefix, name in re.findall(r"\b([a-z]+):(\w+)", text):
            assert URIRef(declared[prefix] + name) in KNOWN, f"{prefix}:{name}"


@KINDS
def test_a_query_runs_once_for_a_graph(kind: Any) -> None:
    graph = rules(kind).graph
    for rule in graph.subjects(SH.sparql):
        once = (rule, SH.targetNode, None) in graph
        assert once or set(graph.objects(rule, SH.targetClass)) == {terms.TNG.ManagementSheet}


def test_names_are_used_once() -> None:
    names = [*written(rules("sheet")), *written(rules("city")), *written(rules("links"))]
    assert len(names) == len(set(names))


def test_a_copy_can_be_written_into() -> None:
    before = len(rules("sheet").graph)
    rules("sheet").copy().remove((None, None, None))
    assert len(rules("sheet").graph) == before


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ("objective-year", "tng:sheet/tng:fiscalYear"),
        ("goal-plan", "^tng:objective/rdf:type"),
        ("evidence-place", "tng:line|tng:cell|tng:page"),
        ("item-text", "tng:text"),
        ("policy-learnt", ""),
    ],
)
def test_the_path_of_a_rule_is_written_as_in_sparql(rule: str, path: str) -> None:
    assert rules("sheet").path(URIRef(BASE + rule)) == path


def test_change_types_statuses_and_roles_are_those_of_the_vocabulary() -> None:
    from ontology.vocabulary import load

    vocabulary, using = load(), rules("sheet")
    for rule, scheme in (
        ("action-change-type", terms.TNG.changeTypes),
        ("policy-reference-status", terms.TNG.statuses),
        ("partnership-role", terms.TNG.roles),
    ):
        (listed,) = using.graph.objects(URIRef(BASE + rule), SH["in"])
        assert set(Collection(using.graph, listed)) == set(
            vocabulary.subjects(terms.SKOS.inScheme, scheme)
        ), rule
