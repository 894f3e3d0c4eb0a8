"""Names of programs that may be spellings of one: pairs for people to decide, and no more. All invented."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.cities.city import City
from loaders.cities.decided import Decision
from loaders.document import Document, Encoding, SourceFile, Span
from loaders.entities.link import find_entities
from loaders.entities.variants import variants, variants_in
from loaders.sheet import Item, ManagementSheet, Objective, Text

KANA, KANJI = "ひきこもり相談応援事業", "引きこもり相談応援事業"
TEXTS = (f"{KANA}を開始", f"{KANJI}の周知", f"{KANJI}を拡充", "水辺環境学習事業を開始")


def pairs(names: list[str], settled: list[str] | None = None) -> list[tuple[str, str]]:
    return [(pair.name, pair.other) for pair in variants(names, settled or ())]


def decision(surface: str, verdict: str, name: str) -> Decision:
    who = ("", "係長", "2026-05-01", "")
    return Decision(surface, "program", verdict, name, None, "", *who, 2)


@pytest.fixture
def sheet(unknown_city: City) -> Callable[..., ManagementSheet]:
    """Return `sheet(decisions)`: a sheet of the texts, linked."""

    def link(*decisions: Decision) -> ManagementSheet:
        document = Document(SourceFile("sheet.txt", "", 0, "text/plain"), Encoding("utf-8", ""), TEXTS)
        items = tuple(
            Item("result", str(number), text, text, Span(number, number))
            for number, text in enumerate(TEXTS, 1)
        )
        row = Objective("goal", 1, Text("", Span(1, 1)), priority=False, span=Span(1, 1), items=items)
        city = replace(unknown_city, decisions=decisions)
        head = (city.code, 2025, Span(1, 1), Text("福祉部", Span(1, 1)), False, None, None, "e")
        return find_entities(ManagementSheet(*head, objectives=(row,)), document, city)

    return link


def test_names_that_look_alike_are_a_pair_the_more_frequent_one_last() -> None:
    assert pairs([KANA, KANJI, KANJI]) == [(KANA, KANJI)]
    assert pairs([KANA, KANA, KANJI]) == [(KANJI, KANA)]
    assert pairs(["水辺まつり", "読書フォーラム"]) == []


def test_what_is_settled_is_the_better_known_name_and_two_such_are_two_programs() -> None:
    assert pairs([KANA, KANJI, KANJI], [KANA]) == [(KANJI, KANA)]
    assert pairs([KANA, KANJI], [KANA, KANJI]) == []


@given(st.lists(st.text("相談応援事業", min_size=1, max_size=6), max_size=8))
def test_no_name_is_a_variant_of_itself_and_order_does_not_matter(names: list[str]) -> None:
    found = variants(names)
    assert found == variants(names[::-1])
    assert all(pair.name != pair.other and 0.75 <= pair.alike <= 1 for pair in found)


def test_a_sheet_proposes_what_it_names(sheet: Callable[..., ManagementSheet]) -> None:
    (pair,) = sheet().variants
    assert (pair.name, pair.other) == (KANA, KANJI)


@pytest.mark.parametrize("verdict", ["alias", "confirm"])
def test_a_decision_ends_the_question(sheet: Callable[..., ManagementSheet], verdict: str) -> None:
    decisions = [decision(KANJI, "confirm", KANJI)]
    decisions.append(decision(KANA, verdict, KANJI if verdict == "alias" else KANA))
    found = sheet(*decisions)
    assert found.variants == variants_in(found) == ()
    names = {each.name for each in found.mentions() if each.kind == "program"}
    assert (KANA in names) == (verdict == "confirm")
