"""The keys that decisions about figures hold on to."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.document import Span
from loaders.figure_keys import FigureSaid, figure_key, indicator_label, pair_key, said_by, sheet_of
from loaders.mention import Quote
from loaders.sheet import Figure, Text

SHEET = "2025/kurashi-anshin"
SAID = FigureSaid("actual", 2025, Decimal(12), "12本", "花（本）", "花を12本植えました。")


def test_a_key_begins_with_its_sheet() -> None:
    key = figure_key(SHEET, SAID)
    assert key == "2025/kurashi-anshin/6fd8ab7e49b3ca86", (
        "keys stand in the files of cities and must not change"
    )
    assert sheet_of(key) == SHEET


def test_width_white_space_and_zeros_make_no_other_key() -> None:
    same = replace(SAID, printed="１２本", quote="花を 12本植えました。", value=Decimal("12.0"))
    assert figure_key(SHEET, same) == figure_key(SHEET, SAID)


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "target"},
        {"fiscal_year": 2024},
        {"value": Decimal(120)},
        {"printed": "12"},
        {"indicator": "木（本）"},
        {"quote": "花を今年も12本植えました。"},
    ],
)
def test_another_reading_has_another_key(other: dict[str, object]) -> None:
    assert figure_key(SHEET, replace(SAID, **other)) != figure_key(SHEET, SAID)


@given(st.text(), st.text())
def test_the_parts_of_a_pair_cannot_be_mistaken(one: str, two: str) -> None:
    first, second = replace(SAID, quote=one), replace(SAID, quote=two)
    if str(first) != str(second):
        assert pair_key(SHEET, first, second) != pair_key(SHEET, second, first)
    assert pair_key(SHEET, first, second) != figure_key(SHEET, first)


def test_a_figure_says_what_the_graph_says() -> None:
    line = Span(1, 1)
    figure = Figure(
        Text("花", line), "actual", 2025, Decimal(12), Text("12本", line), Text("本", line),
        quote=Quote("花を12本植えました。", line),
    )  # fmt: skip
    assert said_by(figure) == SAID
    assert indicator_label(replace(figure, quote=None)) == "花", "a matrix has a column for units"
