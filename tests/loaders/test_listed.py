"""Policies and measures held against the lists of the city: what is known, what differs, what is missing."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from loaders.cities.city import City
from loaders.cities.entries import PolicyEntry, PolicyLevel, PolicyList
from loaders.cities.find import cities
from loaders.document import Span
from loaders.listed import held_against_lists, lists_missing
from loaders.sheet import Measure, Note, Objective, PolicyNumber, Text

LINE = Span(3, 3)


def listed(
    scheme: str, label: str, level: PolicyLevel, years: tuple[int, int | None], **names: str
) -> PolicyList:
    """Return a list whose entries are given as number=name ("_" before the number)."""
    entries = tuple(
        PolicyEntry(number.strip("_"), name, None, level, None, "", "", number.strip("_"))
        for number, name in names.items()
    )
    return PolicyList(scheme, label, f"一覧 {scheme}", scheme, *years, entries)


@pytest.fixture(scope="module")
def city() -> City:
    """A city with two generations of policies and of measures."""
    lists = (
        listed("kihon-2018", "基本政策", "policy", (2018, 2022), _1="公園づくり", _2="まちづくり"),
        listed("kihon-2023", "基本政策", "policy", (2023, None), _1="緑づくり", _2="まちづくり"),
        listed("sogo-2", "総合計画", "measure", (2018, 2022), _11="古い文です"),
        listed("sogo-3", "総合計画", "measure", (2023, 2030), _11="新しい文です。"),
    )
    return replace(cities()["yuino"], policy_lists=lists)


def row(
    policies: Sequence[tuple[str, str]] = (), measures: Sequence[tuple[str | None, str]] = ()
) -> Objective:
    return Objective(
        section="goal",
        number=1,
        title=Text("目標", LINE),
        priority=False,
        span=LINE,
        measures=tuple(Measure(Text(text, LINE), notation=code) for code, text in measures),
        policies=tuple(PolicyNumber(number, Text(name, LINE)) for number, name in policies),
    )


def keys(notes: Sequence[Note]) -> list[str]:
    return [note.key for note in notes]


@pytest.mark.parametrize(
    ("number", "name", "known", "said"),
    [
        ("1", "緑づくり", True, []),
        ("2", "まちづくり", True, []),
        ("1", "公園づくり", True, ["note-policy-generation"]),
        ("1", "海づくり", True, ["note-policy-renamed"]),
        ("9", "海づくり", False, ["note-policy-learnt"]),
    ],
)
def test_a_policy_is_known_or_what_differs_is_said(
    number: str, name: str, known: bool, said: list[str], city: City
) -> None:
    held, notes = held_against_lists(row([(number, name)]), 2024, city)
    assert held.policies[0].known is known
    assert keys(notes) == said
    assert all(note.span == LINE for note in notes)


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        ("11", "新しい文です", []),
        ("11", "新しい文です。", []),
        ("11", "古い文です", ["note-measure-generation"]),
        ("11", "別の文です", ["note-measure-renamed"]),
        ("12", "別の文です", []),
        (None, "別の文です", []),
    ],
)
def test_a_code_with_another_sentence_is_said(
    code: str | None, text: str, said: list[str], city: City
) -> None:
    _, notes = held_against_lists(row(measures=[(code, text)]), 2024, city)
    assert keys(notes) == said


def test_a_name_gives_a_measure_its_code(city: City) -> None:
    held, notes = held_against_lists(row(measures=[(None, "新しい文です")]), 2024, city)
    assert (held.measures[0].notation, held.measures[0].code_source) == ("11", "matched-by-text")
    assert notes == []


def test_the_note_names_both_generations(city: City) -> None:
    _, (note,) = held_against_lists(row([("1", "公園づくり")]), 2024, city)
    values = dict(note.values)
    assert (values["other"], values["current"], values["year"]) == (
        "一覧 kihon-2018",
        "一覧 kihon-2023",
        "2024",
    )


def test_one_number_twice_in_a_row_is_said_once(city: City) -> None:
    twice = [("2", "まちづくり"), ("2", "まちづくり"), ("1", "緑づくり")]
    _, notes = held_against_lists(row(twice), 2024, city)
    assert keys(notes) == ["note-policy-twice"]


def test_a_year_without_a_list_is_said_once_for_each_kind(city: City) -> None:
    rows = [row([("1", "緑づくり")], [("11", "文")]), row([("2", "まちづくり")])]
    assert keys(tuple(lists_missing(rows, 2024, city))) == []
    notes = tuple(lists_missing(rows, 2010, city))
    assert [dict(note.values)["label"] for note in notes] == ["総合計画", "基本政策"]
    assert tuple(lists_missing([row()], 2010, city)) == ()


def test_a_city_without_lists_learns_and_misses_none(city: City) -> None:
    bare = replace(city, policy_lists=())
    held, notes = held_against_lists(row([("1", "緑づくり")]), 2024, bare)
    assert (held.policies[0].known, keys(notes)) == (False, ["note-policy-learnt"])
    assert tuple(lists_missing([held], 2024, bare)) == ()
