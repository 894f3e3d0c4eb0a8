"""The forms as workbooks, tables and printouts: the same sheet comes out of every file."""

import io
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from core.errors import RefusedFile, UsageError
from loaders.document import Document, Span
from loaders.extract import read_bytes
from loaders.forms.parse import choose, parse
from loaders.forms.profile import PROFILE, load_profile, profiles
from loaders.language.width import key
from loaders.read.any import read_document

ROOT = Path(__file__).resolve().parents[3]
FIXTURES = ROOT / "tests" / "fixtures" / "yuino"
NARRATIVE = sorted(
    path for path in FIXTURES.glob("yuino-20*") if not {"initial", "changed"} & set(path.name.split("."))
)
CHANGED = FIXTURES / "yuino-2025-midori-kankyo.changed.xlsx"
INITIAL = FIXTURES / "yuino-2025-kurashi-anshin.initial.xlsx"
RATINGS = sorted(FIXTURES.glob("yuino-manifest-*"))
MATRIX = sorted(FIXTURES.glob("yuino-programs-*"))


def stem(path: Path) -> str:
    return path.name.partition(".")[0]


def answer(path: Path):
    return json.loads((ROOT / "tests" / "golden" / f"{stem(path)}.json").read_text(encoding="utf-8"))


def read(path: Path):
    return read_bytes(path.read_bytes(), path.name).sheet


def content(sheet):
    """Return everything a sheet says, without places, signs and notes."""
    blank = Span(0, 0)

    def text(value):
        return value and key(value.value)

    def item(each):
        # A wrapped line and a line break of the cell are the same text.
        return replace(
            each, span=blank, evidence=(), text=key(each.text), printed=key(each.printed), schedule=None
        ), each.schedule and (key(each.schedule.printed), each.schedule.periods)

    return (
        sheet.fiscal_year,
        text(sheet.department),
        text(sheet.head_title),
        sheet.edition,
        [item(each) for each in (*sheet.missions, *sheet.directions, *sheet.summaries)],
        [
            (
                row.section,
                row.number,
                text(row.title),
                row.priority,
                [(text(measure.text), measure.notation, measure.code_source) for measure in row.measures],
                [(policy.notation, text(policy.name)) for policy in row.policies],
                sorted(map(str, map(item, row.items))),
            )
            for row in sheet.objectives
        ],
    )


@pytest.mark.parametrize("path", NARRATIVE, ids=lambda path: path.name)
def test_every_file_of_a_sheet_says_what_its_text_says(path):
    text = ROOT / "examples" / "yuino" / f"{stem(path)}.txt"
    sheet = read(path)
    assert content(sheet) == content(read(text))
    assert sheet.unread() == ()


def test_the_first_edition_lacks_results_and_says_so():
    sheet = read(INITIAL)
    assert sheet.edition == "当初設定"
    assert not any(item.kind in ("result", "issue") for row in sheet.objectives for item in row.items)
    assert sheet.unread() == ()


def test_a_renamed_column_is_reported():
    sheet = read(CHANGED)
    lost = [key(text) for text in _texts(CHANGED, sheet.unread())]
    issues = [s for row in answer(CHANGED)["goals"] for s in row["statements"] if s["kind"] == "issue"]
    assert issues
    assert all(any(key(issue["text"])[:12] in text for text in lost) for issue in issues)
    assert any(note.severity == "warning" for note in sheet.notes)


def _texts(path: Path, numbers):
    document = read_document(path.read_bytes(), path.name)
    return [document.lines[number - 1] for number in numbers]


def test_a_renamed_and_moved_column_needs_a_profile_alone(tmp_path, monkeypatch):
    bundled = ROOT / "loaders" / "forms" / "profiles" / "narrative"
    shutil.copytree(bundled, tmp_path / "narrative")
    form = tmp_path / "narrative" / PROFILE
    old = 'columns.issue = ["課題・今後の方向性"]'
    text = form.read_text(encoding="utf-8")
    assert old in text
    form.write_text(text.replace(old, 'columns.issue = ["残された課題と次の一歩"]'), encoding="utf-8")
    monkeypatch.setenv("TSUNAGU_FORMS", str(tmp_path))
    profiles.cache_clear()
    try:
        sheet = read(CHANGED)
    finally:
        monkeypatch.delenv("TSUNAGU_FORMS")
        profiles.cache_clear()
    assert content(sheet) == content(read(ROOT / "examples" / "yuino" / f"{stem(CHANGED)}.txt"))
    assert sheet.unread() == ()


@pytest.mark.parametrize("path", RATINGS, ids=lambda path: path.name)
def test_a_list_with_ratings(path):
    expected, sheet = answer(path), read(path)
    assert (sheet.fiscal_year, sheet.department.value) == (expected["fiscal_year"], expected["department"])
    assert [item.text for item in sheet.directions] == [expected["direction"]]
    labels = {each["rating"]: each["label"] for each in expected["scale"]}
    for row, want in zip(sheet.objectives, expected["ratings"], strict=True):
        assert (row.number, row.title.value) == (want["no"], want["title"])
        assert [policy.notation for policy in row.policies] == want["policies"]
        assert [key(item.printed) for item in row.of("action")] == [key(want["target"])]
        results = [key(item.printed) for item in row.of("result")]
        assert results == ([key(want["result"])] if want["result"] else [])
        assert (row.rating and row.rating.grade) == want["rating"]
        assert row.rating is None or row.rating.label.value == labels[row.rating.grade]
    assert sheet.unread() == ()


@pytest.mark.parametrize("path", MATRIX, ids=lambda path: path.name)
def test_a_matrix_of_indicators_and_years(path):
    expected, sheet = answer(path), read(path)
    assert [row.title.value for row in sheet.programs] == [each["program"] for each in expected["programs"]]
    for row, want in zip(sheet.programs, expected["programs"], strict=True):
        assert row.unit_name.value == want["department"]
        assert [key(item.text) for item in row.items] == [key(want["purpose"])]
        found = {(f.indicator.value, f.unit.value, f.kind, f.fiscal_year): str(f.value) for f in row.figures}
        wanted = {
            (indicator["name"], indicator["unit"], value["kind"], value["year"]): value["value"]
            for indicator in want["indicators"]
            for value in indicator["values"]
        }
        wanted |= {
            (cost["name"], cost["unit"], "cost", value["year"]): value["value"]
            for cost in want["costs"]
            for value in cost["values"]
        }
        assert found == wanted
    assert sheet.unread() == ()


def test_names_are_blacked_out_in_cells():
    for path in (NARRATIVE[0], RATINGS[0]):
        name = answer(path).get("head_name") or answer(path)["sheet"]["head_name"]
        reading = read_bytes(path.read_bytes(), path.name)
        assert key(name) not in key("".join(reading.document.lines))


def test_two_forms_that_claim_one_file_are_named(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "loaders" / "forms" / "profiles" / "narrative", tmp_path / "copy")
    monkeypatch.setenv("TSUNAGU_FORMS", str(tmp_path))
    profiles.cache_clear()
    try:
        with pytest.raises(RefusedFile) as error:
            read(NARRATIVE[0])
    finally:
        monkeypatch.delenv("TSUNAGU_FORMS")
        profiles.cache_clear()
    assert error.value.key == "form-two"
    assert {error.value.values["first"], error.value.values["second"]} == {"narrative", "copy"}


def test_a_table_that_is_no_form_is_refused():
    data = "品名,数量\r\n紙,3\r\n鉛筆,12\r\n".encode()
    with pytest.raises(RefusedFile) as error:
        parse(read_document(data, "stock.csv"))
    assert error.value.key == "form-unknown"


@pytest.mark.parametrize("text", ["parser = ", 'label = { ja = "a", en = "b" }', "parser = 1"])
def test_a_broken_profile_names_its_file(tmp_path, text):
    path = tmp_path / "odd" / PROFILE
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as error:
        load_profile(path)
    assert str(path) in error.value.text("en")


def test_the_form_of_a_document_is_the_one_with_most_signs():
    for path, name in ((NARRATIVE[0], "narrative"), (RATINGS[0], "ratings"), (MATRIX[0], "matrix")):
        document: Document = read_document(path.read_bytes(), path.name)
        assert choose(document).name == name


def edited(edit) -> bytes:
    """Return a workbook of the narrative form after an officer's edit."""
    book = openpyxl.load_workbook(FIXTURES / "yuino-2024-midori-kankyo.xlsx")
    edit(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    "edit",
    [
        lambda book: book.active.__setitem__("A60", "問い合わせ先　企画の係"),
        lambda book: book.active.__setitem__("A47", "（注）数値は速報値"),
        lambda book: book.create_sheet("集計").__setitem__("A1", "集計の値"),
    ],
    ids=["below the table", "right below the last row", "on another worksheet"],
)
def test_what_stands_behind_the_last_table_costs_nothing_else(edit):
    sheet = read_bytes(edited(edit), "a.xlsx").sheet
    untouched = read(FIXTURES / "yuino-2024-midori-kankyo.xlsx")
    assert [row.items for row in sheet.objectives] == [row.items for row in untouched.objectives]
    assert len(sheet.unread()) == 1


def test_a_lost_number_costs_no_other_record():
    sheet = read_bytes(edited(lambda book: book.active.__setitem__("A20", None)), "a.xlsx").sheet
    untouched = read(FIXTURES / "yuino-2024-midori-kankyo.xlsx")

    def texts(row):
        return [(item.kind, item.notation, item.text) for item in row.items]

    assert [texts(row) for row in sheet.objectives] == [texts(row) for row in untouched.objectives]
    assert any(note.key == "note-number-missing" for note in sheet.notes)


def test_a_heading_is_no_department():
    with pytest.raises(RefusedFile) as error:
        read_bytes(edited(lambda book: book.active.__setitem__("C2", None)), "a.xlsx")
    assert error.value.key == "form-no-department"


def test_a_title_that_names_two_years_is_reported():
    def edit(book):
        book.active["G1"] = "令和5年度"

    sheet = read_bytes(edited(edit), "a.xlsx").sheet
    (note,) = [note for note in sheet.notes if note.key == "note-title-years"]
    assert sheet.fiscal_year == 2024
    assert note.severity == "warning"
    assert {"2024年度", "令和5年度"} <= set(re.findall("令和5年度|2024年度", dict(note.values)["text"]))
    assert sheet.unread() == ()


@pytest.mark.parametrize("path", [*NARRATIVE, *RATINGS, *MATRIX], ids=lambda path: path.name)
def test_a_title_that_says_one_year_twice_is_no_contradiction(path):
    assert "note-title-years" not in [note.key for note in read(path).notes]


def copied(edit):
    """Return an edit that copies the sheet to a second worksheet and changes that."""

    def copy(book):
        book.active.title = "みどり"
        other = book.copy_worksheet(book.active)
        other.title = "二枚目"
        edit(other)

    return copy


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (
            lambda sheet: sheet.__setitem__("C2", "くらし安心部"),
            "みどり環境部 2024（みどり!C2:D2）、くらし安心部 2024（二枚目!C2:D2）",
        ),
        (
            lambda sheet: sheet.__setitem__("A1", "(2023年度) 部局マネジメントシート"),
            "みどり環境部 2024（みどり!C2:D2）、みどり環境部 2023（二枚目!C2:D2）",
        ),
    ],
    ids=["departments", "years"],
)
def test_a_workbook_of_several_sheets_is_refused_and_they_are_named(edit, found):
    with pytest.raises(RefusedFile) as error:
        read_bytes(edited(copied(edit)), "a.xlsx")
    assert error.value.key == "form-several-sheets"
    assert error.value.values["found"] == found
    assert found in error.value.text("en")


def test_a_head_that_is_repeated_is_one():
    assert read_bytes(edited(copied(lambda sheet: None)), "a.xlsx").sheet.department.value == "みどり環境部"


def test_another_table_of_departments_is_no_head():
    def edit(book):
        other = book.create_sheet("一覧")
        other.append(["部局", "人数"])
        other.append(["くらし安心部", "12"])

    assert read_bytes(edited(edit), "a.xlsx").sheet.department.value == "みどり環境部"


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_two_departments_in_one_table_are_refused(ending):
    if ending == ".xlsx":

        def edit(book):
            for column, value in zip("ACEF", ["部　局", "くらし安心部", "補　職", "部長"], strict=True):
                book.active[f"{column}70"] = value

        data, found = edited(edit), "くらし安心部（シート!C70）"
    else:
        names = ("yuino-2024-midori-kankyo.csv", "yuino-2024-kurashi-anshin.csv")
        data = b"".join((FIXTURES / name).read_bytes().removeprefix(b"\xef\xbb\xbf") for name in names)
        found = "くらし安心部 2024（L"
    with pytest.raises(RefusedFile) as error:
        read_bytes(data, f"a{ending}")
    assert error.value.key == "form-several-sheets"
    assert found in error.value.values["found"]
