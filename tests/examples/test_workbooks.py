"""The example city's workbooks and CSV files: their layout, and that they hold what the answers say."""

import csv
import io
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from loaders.cities.find import cities

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures" / "yuino"
GOLDEN = ROOT / "tests" / "golden"
STEMS = sorted(path.stem for path in (ROOT / "examples" / "yuino").glob("*.txt"))
RATINGS = sorted(path.stem for path in GOLDEN.glob("yuino-manifest-*.json"))
PROGRAMS = "yuino-programs-midori-kankyo"
CP932 = {"yuino-manifest-manabi-sodachi", PROGRAMS}
# The first cells of the narrative boxes of a goal (section 3) and of a mid-term goal (section 4).
BOXES = {3: {"plan": "B", "result": "E", "issue": "G"}, 4: {"aim": "B", "schedule": "E"}}

Table = list[list[str]]


def golden(stem: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((GOLDEN / f"{stem}.json").read_text(encoding="utf-8"))
    return found


def worksheet(name: str) -> Worksheet:
    return load_workbook(FIXTURES / f"{name}.xlsx").worksheets[0]


def table(name: str, encoding: str) -> Table:
    text = (FIXTURES / f"{name}.csv").read_bytes().decode(encoding)
    return list(csv.reader(io.StringIO(text, newline="")))


def values(sheet: Worksheet) -> Table:
    return [["" if each is None else str(each) for each in row] for row in sheet.iter_rows(values_only=True)]


def items(cell: str | None) -> list[str]:
    """The items of a box; a line that begins with a full-width space and no marker goes on."""
    found: list[str] = []
    for line in (cell or "").split("\n"):
        if re.match("\u3000(?![①-⑳・])", line):
            found[-1] += line.strip()
        elif line:
            found.append(line.strip())
    return found


def first_rows(sheet: Worksheet) -> list[int]:
    """The first row of every goal: a number, merged over the rows of the goal."""
    return [
        cells.min_row
        for cells in sorted(sheet.merged_cells.ranges, key=lambda each: each.min_row)
        if cells.min_col == cells.max_col == 1 and isinstance(sheet.cell(cells.min_row, 1).value, int)
    ]


def slots(sheet: Worksheet, row: int) -> list[tuple[Any, Any]]:
    pairs = [
        (sheet[f"{a}{r}"].value, sheet[f"{b}{r}"].value) for r in (row, row + 1) for a, b in ("CD", "EF")
    ]
    return [pair for pair in pairs if pair[1]]


def printed(statements: list[dict[str, Any]], kind: str) -> list[str]:
    return [each["marker"] + each["text_full"] for each in statements if each["kind"] == kind]


def test_workbooks_csv_files_and_answers_come_from_the_sources() -> None:
    tool = subprocess.run(
        [sys.executable, str(ROOT / "examples" / "workbooks.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (tool.stdout, tool.stderr, tool.returncode) == ("", "", 0)


@pytest.mark.parametrize("stem", STEMS)
def test_the_head_of_a_workbook_says_what_the_answer_says(stem: str) -> None:
    sheet, found = worksheet(stem), golden(stem)
    assert sheet["A1"].value == f"({found['sheet']['fiscal_year']}年度) 部局マネジメントシート"
    head = [sheet[cell].value for cell in ("A2", "C2", "E2", "F2", "G2", "H2")]
    names = [found["sheet"][key] for key in ("department", "head_title", "head_name")]
    assert head == ["部　局", names[0], "補　職", names[1], "氏　名", names[2]]
    statements = found["sheet_statements"]
    assert items(sheet["A5"].value) == printed(statements, "mission")
    assert items(sheet["A9"].value) == printed(statements, "direction")
    assert items(sheet["E9"].value) == printed(statements, "summary")


@pytest.mark.parametrize("stem", STEMS)
def test_a_workbook_holds_every_goal_of_the_answer(stem: str) -> None:
    sheet, goals = worksheet(stem), golden(stem)["goals"]
    for row, goal in zip(first_rows(sheet), goals, strict=True):
        assert sheet[f"A{row}"].value == goal["no"]
        assert sheet[f"B{row}"].value == goal["title"] + ("　【重点】" if goal["priority"] else "")
        measures = [(each["code"], each["text"]) for each in goal["measures"]]
        assert slots(sheet, row + 1) == measures
        assert slots(sheet, row + 3) == list(zip(goal["policies"], goal["policy_names"], strict=True))
        for kind, column in BOXES[goal["section"]].items():
            found = [re.sub(r"\s", "", each) for each in items(sheet[f"{column}{row + 5}"].value)]
            assert found == [re.sub(r"\s", "", each) for each in printed(goal["statements"], kind)]


@pytest.mark.parametrize("stem", STEMS)
def test_csv_xls_and_ods_hold_the_same_cells(stem: str) -> None:
    cells = values(worksheet(stem))
    assert (FIXTURES / f"{stem}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert table(stem, "utf-8-sig") == table(f"{stem}.cp932", "cp932") == cells
    for ending in ("xls", "ods"):
        book = CalamineWorkbook.from_path(FIXTURES / f"{stem}.{ending}")
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
        shown = [[f"{each:g}" if isinstance(each, float) else str(each) for each in row] for row in rows]
        assert shown == cells


def test_the_edition_of_spring_has_the_plan_and_no_results() -> None:
    spring, full = worksheet("yuino-2025-kurashi-anshin.initial"), worksheet("yuino-2025-kurashi-anshin")
    differing = {
        cell.coordinate
        for row in full.iter_rows()
        for cell in row
        if cell.value != spring[cell.coordinate].value
    }
    assert differing == {"E9"} | {f"{column}{row}" for column in "EG" for row in (19, 25, 31)}
    assert all(spring[coordinate].value is None for coordinate in differing)


def test_next_years_form_has_one_heading_renamed_and_one_column_moved() -> None:
    old, new = worksheet("yuino-2025-midori-kankyo"), worksheet("yuino-2025-midori-kankyo.changed")
    assert [old[cell].value for cell in ("E13", "G13")] == ["取組みを行った内容・成果", "課題・今後の方向性"]
    assert [new[cell].value for cell in ("E13", "G13")] == [
        "残された課題と次の一歩",
        "取組みを行った内容・成果",
    ]
    for row in (19, 25, 31):
        assert (old[f"E{row}"].value, old[f"G{row}"].value) == (new[f"G{row}"].value, new[f"E{row}"].value)
    moved = {f"{column}{row}" for column in "EG" for row in (13, 19, 25, 31)}
    for cell in (cell for row in old.iter_rows() for cell in row):
        assert cell.coordinate in moved or cell.value == new[cell.coordinate].value


def test_a_form_of_merged_rows_repeats_its_column_headings_above_each_goal() -> None:
    usual, merged = worksheet("yuino-2024-midori-kankyo"), worksheet("yuino-2024-midori-kankyo.merged")
    assert {"A9:D12", "B22:D25", "E22:F25", "G22:H25"} <= {str(each) for each in merged.merged_cells.ranges}
    texts, more = ([text for row in values(sheet) for text in row if text] for sheet in (usual, merged))
    repeated = Counter(more) - Counter(texts)
    assert Counter(texts) - Counter(more) == Counter()
    assert (repeated["課題・今後の方向性"], repeated["スケジュール（工程）"]) == (2, 1)  # of 3 and 2 goals
    assert len(first_rows(merged)) == len(first_rows(usual))


@pytest.mark.parametrize("stem", RATINGS)
def test_a_list_with_ratings_holds_what_the_answer_says(stem: str) -> None:
    found, cells = golden(stem), values(worksheet(stem))
    assert cells == table(stem, "cp932" if stem in CP932 else "utf-8-sig")
    assert cells[1][1] == found["department"]
    assert cells[2][1] == found["direction"]
    scale = [each["rating"] for each in found["scale"]]
    for row, item in zip(cells[5:], found["ratings"], strict=False):
        texts = [str(item["no"]), item["title"], item["target"], item["result"] or ""]
        assert row[:4] == texts
        assert row[4].translate(str.maketrans("ＡＢＣＤＥ", "ABCDE")) == (item["rating"] or "－")
        assert item["rating"] in {None, *scale}
        assert [line.split(" ", 1)[0] for line in row[5].split("\n")] == item["policies"]
    assert not any(cells[5 + len(found["ratings"])])


@pytest.mark.parametrize("stem", RATINGS)
def test_a_list_with_ratings_agrees_with_the_registers(stem: str) -> None:
    city, found = cities()["yuino"], golden(stem)
    policies = city.policy_list("基本政策", found["fiscal_year"])
    assert city.department(found["department"], found["fiscal_year"])
    assert policies
    printed_names = dict(
        line.split(" ", 1)
        for row in values(worksheet(stem))[5 : 5 + len(found["ratings"])]
        for line in row[5].split("\n")
    )
    for number, name in printed_names.items():
        entry = policies.find(number)
        assert entry
        assert entry.name == name


def test_a_matrix_holds_what_the_answer_says() -> None:
    found, rows = golden(PROGRAMS), table(PROGRAMS, "cp932")
    starts = [number for number, row in enumerate(rows) if row[0] == "事業名"]
    for start, program in zip(starts, found["programs"], strict=True):
        assert rows[start][2] == program["program"]
        assert rows[start][6] == program["department"]
        assert rows[start + 1][2] == program["purpose"]
        years = [2018 + int(text[2:-2]) for text in rows[start + 2][3:8]]
        row = start + 3
        for indicator in program["indicators"]:
            assert rows[row][:2] == [indicator["name"], indicator["unit"]]
            assert rows[row][8] == (indicator["note"] or "")
            for label, kind in (("目標値", "target"), ("実績値", "actual")):
                assert rows[row][2] == label
                points = [each for each in indicator["values"] if each["kind"] == kind]
                assert shown_values(years, rows[row]) == [(each["year"], each["value"]) for each in points]
                row += 1
        for cost in program["costs"]:
            assert rows[row][0] == f"{cost['name']}（{cost['unit']}）"
            points = [(each["year"], each["value"]) for each in cost["values"]]
            assert shown_values(years, rows[row]) == points
            row += 1


def shown_values(years: list[int], row: list[str]) -> list[tuple[int, str]]:
    """Year and decimal of each cell that shows a number."""
    cells = zip(years, row[3:8], strict=True)
    return [(year, re.sub("[,%]", "", text)) for year, text in cells if text not in {"", "－"}]


def test_a_matrix_shows_its_numbers_by_their_formats() -> None:
    formats = {cell.number_format for row in worksheet(PROGRAMS).iter_rows(min_col=4) for cell in row}
    assert {"#,##0", "0.0", "0.00", "0.0%"} <= formats
    texts = {text for row in table(PROGRAMS, "cp932") for text in row}
    assert {"1,480", "2.40", "2.0", "68.4%", "－"} <= texts
