"""The Turtle files and `ontology.terms` say the same, and every own term is fully described."""

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef

from ontology.classes import SUPERCLASSES, types_of
from ontology.naming import Vocabulary
from ontology.terms import DCT, OWL, PREFIXES, RDF, RDFS, SKOS, TNG
from ontology.vocabulary import load

ONTOLOGY = URIRef("https://w3id.org/tsunagu/def")
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)
SCHEMES = ("changeTypes", "organisationKinds", "roles", "sources", "statuses", "units", "valueKinds")
ROLES = [
    "collaboratesWith",
    "commissionedTo",
    "designatedManager",
    "operates",
    "agreementWith",
    "sisterCity",
    "supports",
    "funds",
    "certifies",
    "recognises",
    "dispatchesTo",
    "coordinatesWith",
    "advisedBy",
    "guidedBy",
    "petitions",
    "surveys",
    "matches",
    "outreachTo",
    "usesFunctionOf",
    "venueOf",
    "refersTo",
]


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return load()


def own(graph: Graph, *kinds: URIRef) -> set[URIRef]:
    return {
        subject
        for kind in kinds
        for subject in graph.subjects(RDF.type, kind)
        if isinstance(subject, URIRef) and subject.startswith(TNG.base)
    }


def languages(graph: Graph, subject: URIRef, predicate: URIRef) -> list[str | None]:
    values = [value for value in graph.objects(subject, predicate) if isinstance(value, Literal)]
    return sorted(str(value.language) for value in values)


def test_turtle_and_python_agree(vocabulary: Graph) -> None:
    described = {subject for subject in vocabulary.subjects() if str(subject).startswith(TNG.base)}
    assert described == set(TNG.terms().values())


def test_every_own_term_that_turtle_uses_is_described(vocabulary: Graph) -> None:
    named = {term for triple in vocabulary for term in triple if isinstance(term, URIRef)}
    used = {term for term in named if term.startswith(TNG.base)}
    assert used == set(TNG.terms().values())


@pytest.mark.parametrize("name", sorted(TNG.terms()))
def test_every_own_term_has_label_and_definition_in_both_languages(vocabulary: Graph, name: str) -> None:
    term = TNG.terms()[name]
    kinds = set(vocabulary.objects(term, RDF.type))
    is_defined = kinds & {OWL.Class, *PROPERTIES}
    is_concept = kinds & {SKOS.Concept, SKOS.ConceptScheme}
    assert is_defined or is_concept
    if is_defined:
        assert languages(vocabulary, term, RDFS.label) == ["en", "ja"]
    if is_concept:
        assert languages(vocabulary, term, SKOS.prefLabel) == ["en", "ja"]
    assert languages(vocabulary, term, SKOS.definition) == ["en", "ja"]


def test_labels_of_classes_are_not_used_twice(vocabulary: Graph) -> None:
    classes = own(vocabulary, OWL.Class)
    labels = Counter(label for each in classes for label in vocabulary.objects(each, RDFS.label))
    assert [label for label, count in labels.items() if count > 1] == []


def test_the_table_of_superclasses_is_that_of_the_turtle(vocabulary: Graph) -> None:
    for kind in own(vocabulary, OWL.Class):
        assert set(vocabulary.objects(kind, RDFS.subClassOf)) == set(SUPERCLASSES[kind])
    assert set(SUPERCLASSES) == own(vocabulary, OWL.Class)


def test_every_class_stands_under_a_class_of_another_vocabulary(vocabulary: Graph) -> None:
    for kind in own(vocabulary, OWL.Class):
        assert any(not above.startswith(TNG.base) for above in types_of(kind)), kind


def test_every_concept_stands_in_one_own_scheme(vocabulary: Graph) -> None:
    schemes = own(vocabulary, SKOS.ConceptScheme)
    assert schemes == {TNG.terms()[name] for name in SCHEMES}
    for concept in own(vocabulary, SKOS.Concept):
        assert len(set(vocabulary.objects(concept, SKOS.inScheme)) & schemes) == 1, concept


def test_the_schemes_hold_what_the_contract_lists(vocabulary: Graph) -> None:
    def concepts(scheme: URIRef) -> set[str]:
        return {str(each).removeprefix(TNG.base) for each in vocabulary.subjects(SKOS.inScheme, scheme)}

    assert concepts(TNG.roles) == set(ROLES)
    assert {"New", "Expanded"} <= concepts(TNG.changeTypes)
    assert concepts(TNG.statuses) == {"Stated", "Proposed", "Confirmed"}
    assert concepts(TNG.valueKinds) == {"Target", "Actual"}
    notations = {
        str(each)
        for unit in concepts(TNG.units)
        for each in vocabulary.objects(TNG.terms()[unit], SKOS.notation)
    }
    assert {"人", "社", "件", "回", "円"} <= notations
    assert len(notations) == len(concepts(TNG.units))


def test_the_ontology_describes_itself(vocabulary: Graph) -> None:
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in vocabulary
    assert languages(vocabulary, ONTOLOGY, DCT.title) == ["en", "ja"]
    assert vocabulary.value(ONTOLOGY, DCT.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    version = str(vocabulary.value(ONTOLOGY, OWL.versionInfo))
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert version not in TNG.base


def test_own_iris_are_ascii_and_nothing_is_blank(vocabulary: Graph) -> None:
    for triple in vocabulary:
        for term in triple:
            assert not isinstance(term, BNode)
            assert not str(term).startswith(TNG.base) or str(term).isascii()


@pytest.mark.parametrize("prefix", ["org", "cv", "cpsv", "prov", "p-plan", "eli", "qb", "schema", "ic"])
def test_alignments_reach_every_named_vocabulary(prefix: str) -> None:
    bases = {**PREFIXES, "ic": "http://imi.go.jp/ns/core/rdf#"}
    graph = Graph().parse(
        data=files("ontology").joinpath("alignments.ttl").read_text(encoding="utf-8"), format="turtle"
    )
    assert all(str(subject).startswith(TNG.base) for subject in graph.subjects())
    assert any(str(value).startswith(bases[prefix]) for value in graph.objects())


def test_turtle_binds_prefixes_to_the_same_namespaces_as_python(root: Path) -> None:
    for path in (root / "ontology").rglob("*.ttl"):
        for prefix, base in re.findall(
            r"^@prefix ([\w-]+):\s+<([^>]+)>", path.read_text(encoding="utf-8"), re.MULTILINE
        ):
            assert PREFIXES.get(prefix, base) == base, path.name


def test_every_python_vocabulary_has_a_prefix() -> None:
    assert {each.base for each in Vocabulary.__subclasses__()} <= set(PREFIXES.values())
