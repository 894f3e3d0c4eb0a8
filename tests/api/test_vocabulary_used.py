"""The data of the example city uses the vocabulary as it says: its terms, of what they are, where from.

The release holds sheets of the narrative form as text; sheets of the other forms and a PDF come beside it.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from graph.release import Release
from loaders.cities.find import cities
from loaders.extract import extract
from loaders.triples import sheet_graph
from ontology.classes import types_of
from ontology.described import Term, terms
from ontology.terms import ORG, PREFIXES, RDF, SKOS, TNG
from ontology.vocabulary import load

EXAMPLE_BASE = "https://w3id.org/tsunagu/id/"
OTHERS = (
    "yuino-manifest-manabi-sodachi.xlsx",
    "yuino-manifest-midori-kankyo.xlsx",
    "yuino-programs-midori-kankyo.csv",
    "yuino-2024-kurashi-anshin.pdf",
)
FORMS = {
    "narrative": TNG.SourceNarrative,
    "ratings": TNG.SourceRatings,
    "programs": TNG.SourcePrograms,
}
NAMED = {"registers": TNG.SourceRegisters, "links": TNG.SourceLinks}


@dataclass
class Data:
    """All statements, the types of each thing, and where each term is used."""

    graph: Graph
    types: dict[Node, set[Node]] = field(default_factory=lambda: defaultdict(set))
    sources: dict[Node, set[URIRef]] = field(default_factory=lambda: defaultdict(set))

    def add(self, source: URIRef, part: Graph) -> None:
        for triple in part:
            self.graph.add(triple)
            for term in triple:
                self.sources[term].add(source)


@pytest.fixture(scope="module")
def data(example: Release, root: Path) -> Data:
    found = Data(Graph())
    for name, part in parts_of(example).items():
        form = next((str(each) for each in part.objects(None, TNG.form)), "")
        found.add(FORMS[form] if form else NAMED[name.rpartition("/")[2]], part)
    known = cities()
    for name in OTHERS:
        extraction = extract(root / "tests" / "fixtures" / "yuino" / name, known, "yuino")
        form = extraction.sheet.form
        found.add(FORMS[form], sheet_graph(extraction, known["yuino"]))
    for triple in load():
        found.graph.add(triple)
    for thing, kind in found.graph.subject_objects(RDF.type):
        found.types[thing].add(kind)
    return found


def parts_of(release: Release) -> dict[str, Graph]:
    """Return the named graphs of a release."""
    lines: dict[str, list[str]] = defaultdict(list)
    for line in (release.path / "dump.nq").read_text(encoding="utf-8").splitlines():
        statement, graph, _ = line.rsplit(" ", 2)
        lines[graph.strip("<>")].append(f"{statement} .\n")
    return {name: Graph().parse(data="".join(those), format="nt") for name, those in lines.items()}


def lacking(found: Iterator[Term]) -> list[str]:
    return sorted({each.name for each in found})


def test_every_class_and_property_is_used_or_says_why_not(data: Data) -> None:
    described = [each for each in terms() if each.kind in ("classes", "properties")]
    assert lacking(each for each in described if each.iri not in data.sources and not each.note.ja) == []
    assert lacking(each for each in described if each.iri in data.sources and each.note.ja) == []


def test_some_value_of_every_list_is_used(data: Data) -> None:
    for scheme in (each for each in terms() if each.kind == "schemes" and each.iri != TNG.sources):
        concepts = {each.iri for each in terms() if scheme.iri in each.above and each.kind == "concepts"}
        assert concepts & set(data.sources), scheme.name


def test_terms_come_from_where_the_vocabulary_says(data: Data) -> None:
    wrong = {
        each.name: sorted(data.sources[each.iri] - set(each.sources))
        for each in terms()
        if each.kind != "concepts" and each.iri in data.sources and data.sources[each.iri] - set(each.sources)
    }
    assert wrong == {}


def test_properties_stand_on_what_their_domain_names_and_have_values_of_their_range(data: Data) -> None:
    wrong = set()
    for term in (each for each in terms() if each.kind == "properties"):
        for subject, value in data.graph.subject_objects(term.iri):
            if not data.types[subject] & set(term.domain):
                wrong.add((term.name, "domain", *sorted(data.types[subject])))
            if not kinds_of(data, value) & set(term.range):
                wrong.add((term.name, "range", *sorted(kinds_of(data, value))))
    assert wrong == set()


def kinds_of(data: Data, value: Node) -> set[Node]:
    if isinstance(value, Literal):
        return {RDF.langString if value.language else value.datatype or URIRef(PREFIXES["xsd"] + "string")}
    return data.types[value]


def test_examples_of_what_the_example_city_has_are_true(data: Data) -> None:
    prefixes = "".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in PREFIXES.items())
    said = {plain(triple) for triple in data.graph}
    untrue = []
    for term in (each for each in terms() if each.iri in data.sources or each.kind == "schemes"):
        for example in term.examples:
            shown = Graph().parse(data=prefixes + example, format="turtle", publicID=EXAMPLE_BASE)
            untrue += [(term.name, *triple) for triple in shown if plain(triple) not in said]
    assert untrue == []


def plain(triple: tuple[Node, Node, Node]) -> tuple[object, ...]:
    """Return a statement in which 3 and 3.0 are one decimal."""
    subject, predicate, value = triple
    number = value.toPython() if isinstance(value, Literal) else None
    return subject, predicate, number if isinstance(number, Decimal) else value


def test_things_have_all_types_above_their_own(data: Data) -> None:
    for thing, kinds in data.types.items():
        for kind in (each for each in kinds if str(each).startswith(TNG.base)):
            assert set(types_of(URIRef(kind))) <= kinds, thing


def test_names_and_lists_keep_the_conditions_of_skos(data: Data) -> None:
    """S14: one name in a language. S13: the other names are others. S9: a list is no value."""
    named = set(data.graph.subject_objects(SKOS.prefLabel))
    of_language = [(thing, name.language) for thing, name in named if isinstance(name, Literal)]
    assert len(of_language) == len(set(of_language)) > 100
    assert named & set(data.graph.subject_objects(SKOS.altLabel)) == set()
    assert [thing for thing, kinds in data.types.items() if {SKOS.Concept, SKOS.ConceptScheme} <= kinds] == []


def test_a_concept_in_the_data_brings_its_names(example: Release) -> None:
    """Roles, units and kinds of organisations are told of where they are used; other lists are closed."""
    listed = {TNG.roles, TNG.units, TNG.organisationKinds}
    concepts = {each.iri for each in terms() if set(each.above) & listed and each.kind == "concepts"}
    for part in parts_of(example).values():
        used = {
            value for _, predicate, value in part if predicate in (TNG.role, TNG.unit, ORG.classification)
        }
        assert [each for each in used & concepts if (each, SKOS.prefLabel, None) not in part] == []
