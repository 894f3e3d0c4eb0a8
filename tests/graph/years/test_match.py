"""Goals of two years: what is enough to link them, and what is not."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.years.alike import Rarity, pairs_in, texts_alike
from graph.years.facts import Goal
from graph.years.match import Link, matched


def goal(iri: str, title: str, *actions: str, policies: str = "", things: str = "") -> Goal:
    return Goal(iri, title, frozenset(policies.split()), frozenset(things.split()), actions, ())


Verdicts = dict[tuple[str, str], bool]


def linked(
    earlier: list[Goal], later: list[Goal], people: Verdicts | None = None
) -> set[tuple[str, str, str, str]]:
    found = matched(product(earlier, later), people or {})
    return {(link.pair.earlier.iri, link.pair.later.iri, link.kind, link.pair.method) for link in found}


def test_the_same_title_in_any_width() -> None:
    assert linked([goal("a", "ＩＣＴの活用")], [goal("x", "ICT の活用")]) == {
        ("a", "x", "continued", "same-title")
    }


def test_nearly_the_same_title() -> None:
    others = [goal("b", "里山の保全"), goal("c", "窓口の改善")]
    assert linked([goal("a", "火災の予防の推進"), *others], [goal("x", "火災予防の推進")]) == {
        ("a", "x", "renamed", "similar-title")
    }


def test_a_word_of_style_in_common_is_nothing() -> None:
    assert linked([goal("a", "子育ての支援の充実")], [goal("x", "商工業の支援の充実")]) == set()


def test_policies_alone_are_nothing() -> None:
    assert (
        linked([goal("a", "里山の保全", policies="p q")], [goal("x", "遊具の更新", policies="p q")]) == set()
    )


def test_one_planned_item_alone_is_a_commonplace() -> None:
    one, other = goal("a", "里山の保全", "意識調査の実施"), goal("x", "遊具の更新", "意識調査の実施")
    assert linked([one], [other]) == set()


@pytest.mark.parametrize("shared", [{"policies": "p"}, {"things": "t"}])
def test_a_planned_item_and_something_else_in_common(shared: dict[str, str]) -> None:
    one, other = (
        goal("a", "里山の保全", "間伐の体験", **shared),
        goal("x", "森に親しむ", "間伐の体験会", **shared),
    )
    assert linked([one], [other]) == {("a", "x", "renamed", "shared-content")}


def test_one_goal_is_continued_once_where_no_split_is_clear() -> None:
    later = [goal("x", "里山の保全", "間伐の体験"), goal("y", "里山の保全の推進", "間伐の体験")]
    assert linked([goal("a", "里山の保全", "間伐の体験")], later) == {("a", "x", "continued", "same-title")}


def test_a_split_and_a_merger_need_planned_items_of_their_own() -> None:
    whole = goal("w", "里山と水辺の保全", "間伐の体験会", "竹の伐採", "ため池の清掃", "水草の除去")
    wood = goal("1", "里山の手入れ", "間伐の体験会", "竹の伐採")
    water = goal("2", "水辺の手入れ", "ため池の清掃", "水草の除去")
    split = linked([whole], [wood, water])
    assert {(one, other, kind) for one, other, kind, _ in split} == {("w", "1", "split"), ("w", "2", "split")}
    merged = linked([wood, water], [whole])
    assert {(one, other, kind) for one, other, kind, _ in merged} == {
        ("1", "w", "merged"),
        ("2", "w", "merged"),
    }


WOOD, WATER = ("間伐の体験会", "竹の伐採"), ("ため池の清掃", "水草の除去")


def test_what_fits_two_wholes_is_part_of_neither() -> None:
    earlier = [goal("a", "里山の保全", *WOOD), goal("b", "水辺の保全", *WATER)]
    later = [
        goal("x", "里山の保全"),
        goal("y", "水辺の保全"),
        goal("z", "自然に親しむ", *WOOD, *WATER),
    ]
    assert {pair[:2] for pair in linked(earlier, later)} == {("a", "x"), ("b", "y")}


def test_what_would_be_split_and_merged_at_once_is_neither() -> None:
    bird, fish = ("巣箱の設置", "野鳥の観察"), ("稚魚の放流", "魚道の整備")
    earlier = [goal("a", "里山の保全", *WOOD, *WATER), goal("b", "渓流に学ぶ", *bird)]
    later = [goal("x", "里山の保全", *WOOD, *bird, *fish), goal("y", "池に遊ぶ", *WATER)]
    assert linked(earlier, later) == {("a", "x", "continued", "same-title")}


def test_what_people_rejected_never_comes_back() -> None:
    plan = ("間伐の体験会", "ため池の清掃")
    others = [goal("x", "里山の保全", *plan), goal("y", "里山の保全の推進", plan[0])]
    one = goal("a", "里山の保全", *plan)
    assert linked([one], others) == {("a", "x", "continued", "same-title")}
    assert linked([one], others[:1], {("a", "x"): False}) == set()


def test_what_people_confirmed_needs_nothing_in_common_and_comes_first() -> None:
    earlier = [goal("a", "里山の保全"), goal("b", "遊具の更新")]
    later = [goal("x", "里山の保全"), goal("y", "水辺の清掃")]
    assert linked(earlier, later, {("b", "x"): True}) == {("b", "x", "renamed", "decision")}
    assert linked(earlier, later, {("a", "y"): True, ("a", "x"): True}) == {
        ("a", "x", "split", "decision"),
        ("a", "y", "split", "decision"),
    }


def test_what_nearly_all_goals_have_weighs_nothing() -> None:
    year = [frozenset({"common", str(number)}) for number in range(6)]
    rarity = Rarity.of(year, year)
    assert rarity.alike(year[0], year[1]) == 0
    assert rarity.alike(year[0], year[0]) == 1


def test_what_two_goals_of_a_year_have_weighs_half() -> None:
    one, other, third = frozenset({"shared", "a"}), frozenset({"shared", "b"}), frozenset({"c"})
    assert Rarity.of([one, other, third], [one]).alike(one, other) == pytest.approx(2 * 0.5 / (1.5 + 1.5))


TITLES = st.text("里山水辺の保全推進ごみ窓口", min_size=1, max_size=8)
GOALS = st.lists(st.tuples(TITLES, st.lists(TITLES, max_size=3)), max_size=4)


@given(GOALS, GOALS)
def test_links_are_one_to_one_or_say_so_whatever_the_order(
    before: list[tuple[str, list[str]]], after: list[tuple[str, list[str]]]
) -> None:
    earlier = [goal(f"e{place}", title, *actions) for place, (title, actions) in enumerate(before)]
    later = [goal(f"l{place}", title, *actions) for place, (title, actions) in enumerate(after)]
    links = matched(product(earlier, later), {})
    assert matched(product(reversed(earlier), reversed(later)), {}) == links
    assert all(_fits(link, links) for link in links)


def _fits(link: Link, links: list[Link]) -> bool:
    same_from = sum(each.pair.earlier is link.pair.earlier for each in links)
    same_into = sum(each.pair.later is link.pair.later for each in links)
    if link.kind == "split":
        return same_from > 1 and same_into == 1
    if link.kind == "merged":
        return same_into > 1 and same_from == 1
    same = "".join(link.pair.earlier.title.split()) == "".join(link.pair.later.title.split())
    return same_from == same_into == 1 and (link.kind == "continued") == same


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_is_a_part_of_one_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= texts_alike(one, other) <= 1
    assert texts_alike(one, other) == texts_alike(other, one)
    assert texts_alike(one, one) == (1 if pairs_in(one) else 0)
