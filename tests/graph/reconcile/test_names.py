"""What names in other people's tables mean: the table of variants and near misses, and its laws."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import HomeError
from graph.indexfile import TooLong
from graph.reconcile import NAMES, NamesIndex, Query, differs, write_names
from graph.reconcile.scoring import SURE
from graph.reconcile.spellings import plain_text, spellings
from ontology.terms import TNG


def test_every_variant_means_its_thing_and_nothing_else(names: Any, index: NamesIndex) -> None:
    asked = [(text, key) for key, row in names.table["things"].items() for text in row["written"]]
    assert len(asked) >= 50
    found = index.candidates([Query(text) for text, _ in asked])
    wrong = [
        (text, key, each[:1])
        for (text, key), each in zip(asked, found, strict=True)
        if not each or not each[0].match or each[0].iri != names.iris[key]
    ]
    assert wrong == []
    assert all(not each.match for candidates in found for each in candidates[1:])


def test_no_near_miss_is_a_match(names: Any, index: NamesIndex) -> None:
    misses = names.table["near"]["misses"]
    assert len(misses) >= 20
    found = index.candidates([Query(text) for text in misses])
    assert [text for text, each in zip(misses, found, strict=True) if any(one.match for one in each)] == []


def test_a_number_stands_above_the_name(names: Any, index: NamesIndex) -> None:
    number = next(
        value for feature, value in _features(names, "hon-no-mori") if feature == "corporate-number"
    )
    asked = Query("NPO法人ゆいのえんがわ", known=(("corporate-number", number),))
    first, second = index.candidates([asked])[0][:2]
    assert (first.iri, first.match) == (names.iris["hon-no-mori"], True)
    assert (second.iri, second.score, second.match) == (names.iris["engawa"], 50.0, False)


def test_a_feature_that_differs_leaves_nothing_sure(names: Any, index: NamesIndex) -> None:
    right, wrong, unknown = index.candidates(
        [Query("窓口手続きの簡素化", known=(("notation", code),)) for code in ("２０", "21", "")]
    )
    assert (right[0].score, right[0].features) == (100.0, {"name": 100.0, "notation": True})
    assert (wrong[0].match, wrong[0].features["notation"]) == (False, False)
    assert unknown[0].match
    inside = index.candidates([Query("地域つながり課", known=(("parent", "くらし安心部"),))])[0][0]
    assert inside.features == {"name": 100.0, "parent": True}


def test_an_iri_is_the_surest_name(names: Any, index: NamesIndex) -> None:
    found = index.candidates([Query(names.iris["app"])])[0]
    assert [(each.iri, each.match, each.features) for each in found] == [
        (names.iris["app"], True, {"identifier": True})
    ]
    assert index.thing(names.iris["app"]) is not None
    assert index.thing("https://elsewhere.example/") is None


def test_classes_narrow(names: Any, index: NamesIndex) -> None:
    kinds = (str(TNG.Program),)
    assert index.candidates([Query("くらし安心部", kinds)]) == [[]]
    assert [each.iri for each in index.begun("ゆいの", kinds, 5)] == [names.iris["app"]]
    assert [each.iri for each in index.begun("えんがわ", (), 5)] == [names.iris["engawa"]]
    assert index.begun("（", (), 5) == []


def test_two_things_of_one_name_are_no_match(index: NamesIndex) -> None:
    found = index.candidates([Query("ほたる研究所")])[0]
    assert [each.score for each in found] == [found[0].score] * 2
    assert found[0].score >= SURE
    assert not any(each.match for each in found)


def test_the_same_fragments_give_the_same_bytes(names: Any, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / NAMES
    assert write_names(one, [names.fragment], names.cities) == write_names(
        two, [names.fragment], names.cities
    )
    assert not differs(one, [names.fragment])
    assert differs(one, [])


def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    place = tmp_path / NAMES
    place.write_bytes(b"x" * 5000)
    with pytest.raises(HomeError) as error:
        NamesIndex(place).candidates([Query("x")])
    assert error.value.key == "reconcile-unreadable"


def test_a_search_ends_at_its_deadline(index: NamesIndex) -> None:
    with pytest.raises(TooLong):
        NamesIndex(index.place, seconds=0).candidates([Query("ゆいの" * 100)] * 500)


@pytest.mark.parametrize(
    ("name", "core", "form"),
    [
        ("㈱本の森", "本の森", "株式会社"),
        ("本の森（株）", "本の森", "株式会社"),
        ("株式会社", "株式会社", ""),
        ("認定ＮＰＯ法人　ﾎﾀﾙの里", "ほたるの里", "特定非営利活動法人"),
        ("NPO支援センター", "npo支援せんたー", ""),
        ("公益財団法人みどり財団法人会", "みどり財団法人会", "公益財団法人"),
    ],
)
def test_legal_forms_are_told_from_names(name: str, core: str, form: str) -> None:
    assert [(each.core, each.form) for each in spellings(name, {})] == [(core, form)]


@pytest.mark.parametrize(
    ("name", "core", "city"),
    [
        ("結野市立図書館", "図書館", "992011"),
        ("架空県結野市くらし安心部", "くらし安心部", "992011"),
        ("結野市", "結野市", ""),
        ("結野市と歩む会", "結野市と歩む会", ""),
        ("結野市長杯", "結野市長杯", ""),
        ("南結野市読書会", "南結野市読書会", ""),
    ],
)
def test_the_city_before_a_name_is_told_from_it(name: str, core: str, city: str) -> None:
    assert [(each.core, each.city) for each in spellings(name, {"結野市": "992011"})] == [(core, city)]


@given(st.text(max_size=40))
def test_any_text_can_be_compared(text: str) -> None:
    assert not any(char.isspace() for char in plain_text(text))
    assert all(each.core for each in spellings(text, {"結野市": "992011"}))


@given(st.text(max_size=30))
def test_any_text_can_be_asked(index: NamesIndex, text: str) -> None:
    for each in index.candidates([Query(text)])[0]:
        assert 0 <= each.score <= 100


def _features(names: Any, key: str) -> list[tuple[str, str]]:
    from graph.reconcile import things

    return next(list(thing.features) for thing in things([names.fragment]) if thing.iri == names.iris[key])
