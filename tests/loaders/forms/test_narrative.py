"""The sheets of the example city and the real one, as they are and after every change."""

import re

import pytest

from core.errors import RefusedFile
from loaders.extract import read_bytes
from loaders.read.text import read_text

LABELS = ("基本政策", "総合計画")


def test_everything_is_read(case):
    sheet = case.read()
    assert case.facts(sheet) == case.answer
    assert sheet.unread() == ()
    assert set(sheet.lines) <= {"used", "furniture", "blank"}


def test_a_change_of_form_changes_nothing(case, change):
    sheet = case.read(change(case.text))
    assert case.facts(sheet) == case.answer
    assert sheet.unread() == ()


@pytest.mark.parametrize("label", LABELS)
def test_a_missing_block_is_said_and_the_rest_is_read(case, label):
    """The label and its list are cut out of one row after the other."""
    for text in _without_block(case.text, label):
        sheet = case.read(text)
        said = [note for note in sheet.notes if note.key == "note-head-incomplete"]
        assert any(dict(note.values)["missing"] == label for note in said)
        found = case.facts(sheet)
        assert found.rows == case.answer.rows
        assert found.statements == case.answer.statements
        assert found.lists < case.answer.lists


def _without_block(text, label):
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if line.strip() != label:
            continue
        end = index + 1
        while end < len(lines) and _in_block(lines[end], label):
            end += 1
        yield "\n".join([*lines[:index], "", *lines[end:]])


def _in_block(line, label):
    if not line.strip():
        return True
    if label == "基本政策":
        return re.match(r"\s*\d{1,2} \S", line) is not None
    return line.strip() != "基本政策" and not re.match(r"\s*[〇○◯●（(]", line)


def test_results_and_issues_are_never_swapped_silently(case):
    """Take one line out after the other: what is loaded under a row has its right kind, or a note."""
    kinds = {}
    for section, number, kind, _, text, _, _ in case.answer.statements:
        kinds.setdefault(text, set()).add((section, number, kind))
    lines = case.text.split("\n")
    for index in range(0, len(lines), 3):
        if not lines[index].strip():
            continue
        try:
            sheet = case.read("\n".join([*lines[:index], *lines[index + 1 :]]))
        except RefusedFile:
            continue
        wrong = [
            statement
            for statement in case.facts(sheet).statements
            if statement[2] in ("result", "issue")
            and statement[4] in kinds
            and (statement[0], statement[1], statement[2]) not in kinds[statement[4]]
        ]
        assert not wrong or any(note.severity == "warning" for note in sheet.notes), lines[index]


def test_codes_come_by_text_only_from_the_same_measure(case):
    sheet = case.read()
    measures = [measure for row in sheet.objectives for measure in row.measures]
    printed = {
        measure.text.value: measure.notation for measure in measures if measure.code_source == "printed"
    }
    for measure in measures:
        if measure.code_source == "matched-by-text":
            assert measure.notation == printed[measure.text.value]
        if measure.code is None:
            assert measure.text.value not in printed


def test_every_text_stands_on_its_lines(case):
    reading = read_bytes(case.text.encode(), "sheet.txt")
    sheet = reading.sheet
    items = [*sheet.missions, *sheet.directions, *sheet.summaries]
    items += [item for row in sheet.objectives for item in row.items]
    assert items
    for item in items:
        assert reading.document.quote_stands(item.printed, item.span)
    for row in sheet.objectives:
        for text in (row.title, *(measure.text for measure in row.measures), *(p.name for p in row.policies)):
            assert reading.document.quote_stands(text.value, text.span)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "file-empty"),
        (b" \r\n \n", "file-empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "file-kind"),
        ("会議の記録です。\n議題は三つありました。\n".encode(), "form-unknown"),
        ("いろはに".encode() + b"\xff\xfe\xfd" + "ほへと".encode(), "file-encoding"),
    ],
)
def test_what_is_no_sheet_is_refused(data, key):
    with pytest.raises(RefusedFile) as error:
        read_bytes(data, "x.txt")
    assert error.value.key == key
    assert "x.txt" in error.value.text("ja")
    assert "x.txt" in error.value.text("en")


def _first_lines(path, count):
    return "\n".join(read_text(path.read_bytes(), path.name).lines[:count])


def test_a_text_of_two_departments_is_refused_with_both_and_their_lines(root):
    first, second = sorted((root / "examples").glob("*/yuino-2024-*.txt"))[:2]
    text = _first_lines(first, 10_000)
    with pytest.raises(RefusedFile) as error:
        read_bytes(f"{text}\n{_first_lines(second, 10_000)}".encode(), "x.txt")
    assert error.value.key == "form-several-sheets"
    lines = [2, text.count("\n") + 1 + 2]
    assert re.findall(r"（L(\d+)）", error.value.values["found"]) == [str(line) for line in lines]


def test_a_head_that_every_page_repeats_is_one(root):
    path = root / "examples" / "yuino" / "yuino-2024-kurashi-anshin.txt"
    text = path.read_text(encoding="utf-8")
    head = _first_lines(path, 2).strip()
    sheet = read_bytes(f"{text}\n{head}\n".encode(), "x.txt").sheet
    assert sheet.department.value == "くらし安心部"


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("(2023年度) 部局マネジメントシート 2024年度", 2023),
        ("令和6年度（2025年度）部局マネジメントシート", 2024),
    ],
)
def test_a_title_that_contradicts_itself_is_reported(root, title, year):
    text = (root / "examples" / "yuino" / "yuino-2024-kurashi-anshin.txt").read_text(encoding="utf-8")
    changed = re.sub(r"(?m)^\(2024年度\) 部局マネジメントシート.*$", title, text)
    sheet = read_bytes(changed.encode(), "x.txt").sheet
    assert sheet.fiscal_year == year
    notes = {note.key: dict(note.values) for note in sheet.notes if note.severity == "warning"}
    assert title in notes["note-title-years"]["text"]
