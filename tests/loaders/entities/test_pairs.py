"""Pairs: which actual answers which target, and what the quotient may say."""

import time
from decimal import Decimal
from typing import get_args

import pytest

from loaders.document import Span
from loaders.entities.pairs import REASON, achievement, pairs_of
from loaders.mention import Quote
from loaders.sheet import Figure, FigureKind, Item, ItemKind, Objective, Text

LINE = Span(1, 1)


def figure(
    label: str,
    value: str,
    unit: str,
    kind: FigureKind,
    *qualifiers: str,
    year: int = 2024,
    quote: str | None = None,
) -> Figure:
    """Return a figure."""
    return Figure(
        Text(label, LINE),
        kind,
        year,
        Decimal(value),
        Text(f"{value}{unit}", LINE),
        Text(unit, LINE),
        qualifiers=qualifiers,
        quote=Quote(quote, LINE) if quote else None,
    )


def row(*figures: Figure, title: str = "題") -> Objective:
    """Return a row whose targets stand in an action and whose actuals in a result."""
    kinds: dict[FigureKind, ItemKind] = {"target": "action", "actual": "result"}
    items = tuple(
        Item(item_kind, "1", "", "", LINE, figures=tuple(each for each in figures if each.kind == kind))
        for kind, item_kind in kinds.items()
    )
    return Objective("goal", 1, Text(title, LINE), False, LINE, items=items)


def test_the_same_label_and_unit_are_a_pair() -> None:
    (pair,) = pairs_of(
        row(figure("講座参加者数", "3000", "人", "target"), figure("講座参加者数", "2500", "人", "actual"))
    )
    assert (pair.target.kind, pair.actual.kind, pair.target.position) == ("action", "result", 1)
    assert (pair.achievement, pair.reason) == (Decimal("0.8333"), REASON)


@pytest.mark.parametrize(
    ("target", "actual"),
    [("郷土資料室入場者数", "郷土資料室"), ("体験教室の開催", "体験教室"), ("登録店", "登録店数")],
)
def test_words_that_every_label_has_do_not_matter(target: str, actual: str) -> None:
    assert pairs_of(row(figure(target, "10", "人", "target"), figure(actual, "12", "名", "actual")))


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        (("登録店", "10", "店"), ("相談", "17", "店")),
        (("体験教室", "10", "回"), ("体験教室", "120", "人")),
        (("店主勉強会", "150", "人"), ("音楽会", "231", "人")),
        (("参加者数", "150", "人"), ("参加者", "231", "人")),
        (("第1回体験教室", "150", "人"), ("第2回体験教室", "231", "人")),
    ],
)
def test_other_things_and_other_units_are_none(
    target: tuple[str, str, str], actual: tuple[str, str, str]
) -> None:
    assert not pairs_of(row(figure(*target, "target"), figure(*actual, "actual")))


def test_another_year_is_none() -> None:
    later = figure("講座", "5", "回", "target", year=2025)
    assert not pairs_of(row(later, figure("講座", "4", "回", "actual")))


def test_two_that_fit_equally_leave_it_open() -> None:
    actuals = (figure("講座", "4", "回", "actual"), figure("講座", "7", "回", "actual"))
    assert not pairs_of(row(figure("講座", "5", "回", "target"), *actuals))


def test_the_better_label_wins() -> None:
    actuals = (figure("夏の講座と教室", "4", "回", "actual"), figure("夏の講座", "7", "回", "actual"))
    (pair,) = pairs_of(row(figure("夏の講座", "5", "回", "target"), *actuals))
    assert pair.actual.position == 2


def test_a_target_that_a_result_repeats_is_one_target() -> None:
    repeated = Item(
        "result",
        "1",
        "",
        "",
        LINE,
        figures=(figure("登録者", "2140", "人", "actual"), figure("登録者", "2000", "人", "target")),
    )
    planned = Item("action", "1", "", "", LINE, figures=(figure("登録者", "2000", "人", "target"),))
    (pair,) = pairs_of(Objective("goal", 1, Text("題", LINE), False, LINE, items=(repeated, planned)))
    assert (pair.target.kind, pair.achievement) == ("action", Decimal("1.07"))


def one_item(kind: ItemKind, *figures: Figure) -> Objective:
    """Return a row of one item."""
    item = Item(kind, "1", "", "", LINE, figures=figures)
    return Objective("goal", 1, Text("題", LINE), False, LINE, items=(item,))


SAID = "18回の開催にとどまり、目標の20回に届きませんでした。"


def test_a_result_that_names_its_target_pairs_with_it_whatever_the_label() -> None:
    figures = (
        figure("開催", "18", "回", "actual", quote=SAID),
        figure("講座", "20", "回", "target", quote=SAID),
    )
    (pair,) = pairs_of(one_item("result", *figures))
    assert pair.achievement == Decimal("0.9")


def test_two_actuals_beside_a_named_target_leave_it_open() -> None:
    actuals = [figure("開催", value, "回", "actual", quote=SAID) for value in ("18", "5")]
    assert not pairs_of(one_item("result", *actuals, figure("開催", "20", "回", "target", quote=SAID)))


@pytest.mark.parametrize("kind", ["action", "issue", "schedule", "aim"])
def test_how_it_is_and_how_it_will_be_are_no_pair(kind: ItemKind) -> None:
    quote = "研修を年2回から年4回に増やします。"
    figures = (
        figure("研修", "2", "回", "actual", quote=quote),
        figure("研修", "4", "回", "target", quote=quote),
    )
    assert not pairs_of(one_item(kind, *figures))


@pytest.mark.parametrize(
    ("planned", "done", "paired"),
    [
        ("講習（3,000人）", "みどりスポーツセンターを会場に講習を行い、98人が受けました。", False),
        ("みどりスポーツセンターでの講習（100人）", "みどりスポーツセンターで98人が講習を受けました。", True),
        ("講習（3,000人）", "講習を受けた方は2,874人でした。", True),
        ("講習（10校）", "講習を9校で行いました。", True),
        ("講習（10校）", "講習を各小学校で行い、9校となりました。", True),
    ],
)
def test_what_was_done_in_one_place_answers_no_target_of_all(planned: str, done: str, paired: bool) -> None:
    target = figure("講習", "100", "人", "target", quote=planned)
    assert bool(pairs_of(row(target, figure("講習", "98", "人", "actual", quote=done)))) == paired


@pytest.mark.parametrize("label", ["講座", "講座その{}"])
def test_many_figures_are_compared_in_a_bounded_time(label: str) -> None:
    figures = [
        figure(label.format(number), "100", "人", kind)
        for number in range(300)
        for kind in get_args(FigureKind)[:2]
    ]
    begin = time.process_time()
    assert len(pairs_of(row(*figures))) == (300 if "{}" in label else 0)
    assert time.process_time() - begin < 10


def test_a_target_without_an_actual_has_no_pair() -> None:
    assert pairs_of(row(figure("委員会", "2", "回", "target"))) == ()


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ((), (), Decimal("1.2")),
        (("/年",), (), Decimal("1.2")),
        (("以上",), ("約",), Decimal("1.2")),
        (("延べ",), ("延べ",), Decimal("1.2")),
        ((), ("延べ",), None),
        (("/月",), (), None),
        (("/人", "/日"), (), None),
        (("以下",), (), None),
        ((), ("増",), None),
    ],
)
def test_a_quotient_only_on_one_basis(
    target: tuple[str, ...], actual: tuple[str, ...], expected: Decimal | None
) -> None:
    made = achievement(figure("x", "10", "人", "target", *target), figure("x", "12", "人", "actual", *actual))
    assert made == expected


def test_nothing_is_divided_by_zero() -> None:
    assert achievement(figure("x", "0", "件", "target"), figure("x", "3", "件", "actual")) is None


def test_a_title_alone_pairs_only_where_a_row_has_one_text_of_each_kind() -> None:
    figures = (figure("題", "20", "社", "target"), figure("題", "21", "社", "actual"))
    assert pairs_of(row(*figures))
    several = row(*figures)
    more = Item("result", "2", "", "", LINE)
    assert not pairs_of(Objective("goal", 1, several.title, False, LINE, items=(*several.items, more)))
