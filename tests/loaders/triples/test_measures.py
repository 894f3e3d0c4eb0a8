"""A measure that a sheet prints without its code is that of the register, if one alone is so called."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from loaders.cities.city import City
from loaders.cities.entries import PolicyEntry, PolicyLevel
from loaders.cities.find import cities
from loaders.extract import Reading, extract, link
from loaders.sheet import Extraction, Measure
from loaders.triples import sheet_graph
from ontology.iris import Iris
from ontology.terms import SKOS, TNG

NAME = "公園の名前を決めます"
WithMeasures = Callable[..., City]


def entry(name: str, notation: str, slug: str, level: PolicyLevel = "measure") -> PolicyEntry:
    return PolicyEntry(notation, name, None, level, None, "", "", slug)


@pytest.fixture
def with_measures(city: City) -> WithMeasures:
    """Return the fictional city with further entries in its comprehensive plan."""

    def made(*entries: PolicyEntry) -> City:
        policies, plan = city.policy_lists
        plan = replace(plan, entries=(*plan.entries, *entries))
        return replace(city, policy_lists=(policies, plan))

    return made


def linked(extraction: Extraction, city: City) -> tuple[Extraction, Measure]:
    """Hold the small sheet against a city; its goal's second measure is printed without a code."""
    found = link(Reading(extraction.document, extraction.sheet), {city.key: city}, city.key)
    return found, found.sheet.goals[0].measures[1]


@pytest.mark.parametrize("name", [NAME, "公園の名前を 決めます。", "公園の名前を\u3000決めます"])
def test_the_code_of_the_same_name_is_taken(
    extraction: Extraction, with_measures: WithMeasures, name: str
) -> None:
    city = with_measures(entry(name, "2-1-(4)", "2-1-4"))
    found, measure = linked(extraction, city)
    assert (measure.notation, measure.code, measure.code_source) == ("2-1-(4)", None, "matched-by-text")
    graph = sheet_graph(found, city)
    policy = Iris(city.base, city.code).policy("sogo-1", "2-1-4")
    (reference,) = graph.subjects(TNG.of, policy)
    assert graph.value(reference, TNG.codeSource) == Literal("matched-by-text")
    assert graph.value(reference, TNG.method) == Literal("matched-by-register")
    quotes = [graph.value(each, TNG.quote) for each in graph.objects(reference, TNG.evidence)]
    assert quotes == [Literal(NAME)]
    assert (policy, SKOS.prefLabel, None) not in graph


@pytest.mark.parametrize(
    "entries",
    [
        [entry("公園の名前を決める", "2-1-(4)", "2-1-4")],
        [entry("公園の名前を決めました", "2-1-(4)", "2-1-4")],
        [entry(NAME, "2", "2", "chapter")],
        [entry(NAME, "2-1-(4)", "2-1-4"), entry(NAME, "2-1-(5)", "2-1-5")],
    ],
    ids=["other words", "other form", "a chapter", "two of one name"],
)
def test_nothing_is_guessed(
    extraction: Extraction, with_measures: WithMeasures, entries: list[PolicyEntry]
) -> None:
    city = with_measures(*entries)
    found, measure = linked(extraction, city)
    assert (measure.notation, measure.code_source) == (None, None)
    assert Literal("matched-by-register") not in set(sheet_graph(found, city).objects())


def test_an_entry_without_a_code_is_named_all_the_same(
    extraction: Extraction, with_measures: WithMeasures
) -> None:
    city = with_measures(entry(NAME, "", "names"))
    found, measure = linked(extraction, city)
    assert (measure.notation, measure.code_source) == (None, None)
    graph = sheet_graph(found, city)
    (reference,) = graph.subjects(TNG.of, Iris(city.base, city.code).policy("sogo-1", "names"))
    assert isinstance(reference, URIRef)
    assert graph.value(reference, TNG.method) == Literal("matched-by-register")
    assert (reference, TNG.codeSource, None) not in graph


def test_a_printed_code_stays_whatever_the_register_says(
    extraction: Extraction, with_measures: WithMeasures
) -> None:
    printed = extraction.sheet.goals[0].measures[0]
    _, plan = with_measures().policy_lists
    city = replace(
        with_measures(), policy_lists=(replace(plan, entries=(entry("公園を市民とつくります", "9", "9"),)),)
    )
    found, _ = linked(extraction, city)
    assert found.sheet.goals[0].measures[0] == printed


def test_the_example_city(root: Path) -> None:
    found = extract(root / "examples" / "yuino" / "yuino-2024-kurashi-anshin.txt", cities())
    bare = [each for each in found.sheet.goals[0].measures if each.code is None]
    assert [(each.notation, each.code_source) for each in bare] == [("2-1-(1)", "matched-by-text")]
