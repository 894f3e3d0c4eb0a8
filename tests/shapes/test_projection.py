"""What is found in the projection of a city's graph is what is found in the whole graph."""

import random
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef

from loaders.cities.city import City
from loaders.cities.find import cities
from loaders.extract import extract
from loaders.triples import nquads, register_graph, sheet_graph
from ontology.terms import RDF, SKOS, TNG, XSD
from shapes.projection import Lines, projection
from shapes.rules import rules
from shapes.validate import validate_city, validate_city_lines

HERE = Path(__file__).parent
EXAMPLES = sorted(HERE.glob("city/*/*.ttl"))
NAME = URIRef("urn:graph")


def lines_of(graph: Graph) -> list[bytes]:
    return [line.removesuffix(b" <urn:graph> .") + b" ." for line in nquads(graph, NAME).splitlines()]


def in_turn(lines: list[bytes]) -> Lines:
    """Give the lines in another order each time, some of them twice."""
    shuffle = random.Random(7)

    def read() -> Iterable[bytes]:
        return shuffle.sample([*lines, *lines[::5]], len(lines) + len(lines[::5]))

    return read


@pytest.fixture(scope="module")
def city() -> City:
    return cities()["yuino"]


@pytest.fixture(scope="module")
def whole(root: Path, city: City) -> Graph:
    """The sheets and registers of the example city."""
    merge = register_graph(city)
    for path in sorted((root / "examples" / "yuino").glob("*.txt")):
        merge += sheet_graph(extract(path, cities()), city)
    return merge


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: str(path.relative_to(HERE).with_suffix("")))
def test_each_example_of_a_rule_has_the_same_findings(path: Path, example_at: Callable[[Path], Any]) -> None:
    merge = example_at(path).whole()
    assert validate_city_lines(in_turn(lines_of(merge))) == validate_city(merge)


def only_sheets(merge: Graph, city: City) -> None:
    for triple in register_graph(city):
        merge.remove(triple)


def one_number(merge: Graph, city: City) -> None:
    for row in set(merge.subjects(TNG.number)):
        merge.set((row, TNG.number, Literal("1", datatype=XSD.integer)))


def another_term(merge: Graph, city: City) -> None:
    for row in set(merge.subjects(TNG.fiscalYear)):
        merge.set((row, TNG.fiscalYear, Literal("1999", datatype=XSD.integer)))


def further_names(merge: Graph, city: City) -> None:
    for policy in set(merge.subjects(RDF.type, TNG.Policy)):
        merge.add((policy, SKOS.prefLabel, Literal("もう一つの名前", lang="ja")))


def one_notation(merge: Graph, city: City) -> None:
    for policy in set(merge.subjects(RDF.type, TNG.Policy)):
        merge.set((policy, SKOS.notation, Literal("1")))


def one_department(merge: Graph, city: City) -> None:
    sheets = sorted(merge.subjects(RDF.type, TNG.ManagementSheet), key=str)
    for predicate in (TNG.department, TNG.fiscalYear, TNG.edition):
        said = merge.value(sheets[0], predicate)
        assert said is not None
        for sheet in sheets:
            merge.set((sheet, predicate, said))


def no_departments(merge: Graph, city: City) -> None:
    for department in set(merge.objects(None, TNG.department)):
        merge.remove((department, None, None))


ERRORS = {
    "city-reference-exists": only_sheets,
    "city-numbers-unique": one_number,
    "city-policy-term": another_term,
    "city-policy-one-name": further_names,
    "city-policy-number-unique": one_notation,
    "city-sheet-unique": one_department,
    "city-reference-exists ": no_departments,
}


@pytest.mark.parametrize("shape", ERRORS)
def test_errors_all_over_a_city_have_the_same_findings(shape: str, whole: Graph, city: City) -> None:
    merge = Graph()
    for triple in whole:
        merge.add(triple)
    ERRORS[shape](merge, city)
    found = validate_city_lines(in_turn(lines_of(merge)))
    assert shape.strip() in {each.shape for each in found}
    assert any(each.file for each in found), "the place of none is known"
    assert found == validate_city(merge)


def test_a_city_in_which_all_holds(whole: Graph) -> None:
    assert validate_city_lines(in_turn(lines_of(whole))) == validate_city(whole) == ()


def test_a_sheet_adds_little(root: Path, city: City) -> None:
    """The rules look at rows, policies and figures, and at no text, schedule or quote."""
    sheet = sheet_graph(extract(root / "examples" / "yuino" / "yuino-2024-midori-kankyo.txt", cities()), city)
    small = projection(in_turn(lines_of(sheet)), rules("city"))
    assert 0 < len(small) < len(sheet) / 4
    assert set(small) <= set(sheet)
    assert not set(small.predicates()) & {TNG.text, TNG.printed, TNG.evidence, TNG.quote, TNG.period}
