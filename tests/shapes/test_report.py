"""Findings as text, as a table and as JSON."""

import csv
import io
import json
from dataclasses import replace

import pytest

from core.spreadsheet import BYTE_ORDER_MARK
from shapes.report import SEVERITIES, Finding, as_csv, as_json, as_text, count_in_words

FOUND = Finding(
    severity="warning",
    shape="goal-results",
    message_ja="実績がありません。",
    message_en="There is no result.",
    focus="https://w3id.org/tsunagu/id/lg/992011/sheet/2024/midori-kankyo/goal/1",
    label="1 花壇を増やす",
    file="midori.txt",
    line=12,
    line_end=13,
    quote="花壇を増やす",
    path="^tng:objective",
    value="",
    suggestion="midori.txt 12～13行目を確かめてください。",
    suggestion_en="Check midori.txt lines 12-13.",
)
WORSE = replace(FOUND, severity="violation", shape="goal-plan", line=40, line_end=40, value="＝1")
HOMELESS = replace(FOUND, severity="info", file="", line=None, line_end=None, quote="")


def test_text_says_it_in_japanese() -> None:
    assert as_text([FOUND], "ja") == (
        "midori.txt\n"
        "  警告  12～13行目  1 花壇を増やす\n"
        "      実績がありません。\n"
        "      → midori.txt 12～13行目を確かめてください。\n"
        "      原文：「花壇を増やす」\n"
        "      [goal-results] https://w3id.org/tsunagu/id/lg/992011/sheet/2024/midori-kankyo/goal/1\n"
        "\n違反 0件、警告 1件、参考 0件\n"
    )


def test_text_says_it_in_english() -> None:
    text = as_text([WORSE], "en")
    assert "violation  line 40  1 花壇を増やす" in text
    assert "There is no result." in text
    assert "value: ＝1" in text
    assert text.endswith("violations: 1, warnings: 0, infos: 0\n")


def test_text_takes_the_language_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUNAGU_LANG", "en")
    assert as_text([FOUND]) == as_text([FOUND], "en")
    assert FOUND.message() == "There is no result."
    assert FOUND.next_step() == "Check midori.txt lines 12-13."


def test_text_puts_the_gravest_first_in_each_file() -> None:
    text = as_text([HOMELESS, FOUND, WORSE], "ja")
    assert text.index("（ファイルに結び付かない指摘）") < text.index("midori.txt\n")
    assert text.index("goal-plan") < text.index("goal-results", text.index("midori.txt\n"))


def test_nothing_found_is_said() -> None:
    assert as_text([], "ja") == "指摘はありません。\n"
    assert count_in_words([], "en") == "Nothing was found."


def test_a_table_can_be_opened_in_a_spreadsheet() -> None:
    text = as_csv([FOUND, WORSE], "ja")
    assert text.startswith(BYTE_ORDER_MARK)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))
    assert [row["重大さ"] for row in rows] == ["違反", "警告"]
    assert (rows[1]["行"], rows[1]["終わりの行"], rows[1]["指摘"]) == ("12", "13", "実績がありません。")
    assert rows[0]["すること"] == FOUND.suggestion


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_table_holds_no_formula(text: str) -> None:
    (row,) = csv.DictReader(io.StringIO(as_csv([replace(FOUND, quote=text)], "en")[1:], newline=""))
    assert row["quote"] == f"'{text}"


def test_json_holds_every_field() -> None:
    rows = json.loads(as_json([FOUND, HOMELESS, WORSE]))
    assert [Finding(**row) for row in rows] == [WORSE, FOUND, HOMELESS]


@pytest.mark.parametrize(
    ("last", "ja", "en"),
    [
        (13, "midori.txt 12～13行目", "midori.txt lines 12-13"),
        (12, "midori.txt 12行目", "midori.txt line 12"),
    ],
)
def test_a_place_in_words(last: int, ja: str, en: str) -> None:
    found = replace(FOUND, line_end=last)
    assert (found.place("ja"), found.place("en")) == (ja, en)


IN_CELL = replace(FOUND, file="midori.xlsx", line=None, line_end=None, cell="シート!B12")
ON_PAGE = replace(FOUND, file="midori.pdf", line=None, line_end=None, page=3)


@pytest.mark.parametrize(
    ("found", "ja", "en"),
    [
        (IN_CELL, "midori.xlsx シート!B12", "midori.xlsx シート!B12"),
        (ON_PAGE, "midori.pdf 3ページ", "midori.pdf page 3"),
    ],
)
def test_a_place_may_be_a_cell_or_a_page(found: Finding, ja: str, en: str) -> None:
    assert (found.place("ja"), found.place("en")) == (ja, en)
    assert f"  警告  {ja.split(' ')[1]}  1 花壇を増やす\n" in as_text([found], "ja")
    (row,) = csv.DictReader(io.StringIO(as_csv([found], "ja")[1:], newline=""))
    assert (row["セル"], row["ページ"]) == (found.cell, str(found.page or ""))


def test_findings_of_cells_and_pages_stand_in_reading_order() -> None:
    cells = [replace(IN_CELL, cell=f"シート!{each}") for each in ("B2", "C2", "AA2", "A10", "A11:B11")]
    assert sorted([cells[3], cells[2], cells[0], cells[4], cells[1]], key=Finding.order) == cells
    late, early = (replace(ON_PAGE, page=each) for each in (10, 2))
    assert sorted([late, early], key=Finding.order) == [early, late]


def test_a_place_that_is_not_known_is_empty() -> None:
    assert HOMELESS.place("ja") == ""
    assert replace(HOMELESS, file="midori.txt").place("ja") == "midori.txt"


def test_the_order_is_that_of_the_severities() -> None:
    mixed = [replace(FOUND, severity=each) for each in reversed(SEVERITIES)]
    assert [each.severity for each in sorted(mixed, key=Finding.order)] == list(SEVERITIES)
