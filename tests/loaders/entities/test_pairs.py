"""Pairs: which actual answers which target, and what the quotient may say."""

from decimal import Decimal

import pytest

from loaders.document import Span
from loaders.entities.pairs import REASON, achievement, pairs_of
from loaders.sheet import Figure, FigureKind, Item, ItemKind, Objective, Text

LINE = Span(1, 1)


def figure(label: str, value: str, unit: str, kind: FigureKind, *qualifiers: str, year: int = 2024) -> Figure:
    """Return a figure."""
    return Figure(
        Text(label, LINE),
        kind,
        year,
        Decimal(value),
        Text(f"{value}{unit}", LINE),
        Text(unit, LINE),
        qualifiers=qualifiers,
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
