"""A register may be a CSV or a workbook, and says the same."""

import pickle
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from core.errors import UsageError
from core.messages import Language
from loaders.cities.find import load_city
from loaders.cities.grids import SUFFIXES
from loaders.read.any import READABLE

WORKBOOKS = Path(__file__).parent / "workbooks"
LANGUAGES: tuple[Language, ...] = ("ja", "en")
HEADER = ["name", "level", "valid_from", "valid_to", "slug"]
ROWS = [HEADER, ["環境部", "部", "2014-04-01", "2022-03-31", "kankyo"], ["みどり部", "部", "", "", "midori"]]
TEXT = "\n".join(",".join(row) for row in ROWS) + "\n"


def refused(folder: Path) -> UsageError:
    with pytest.raises(UsageError) as caught:
        load_city(folder)
    error = caught.value
    assert all(str(folder) in error.text(language) for language in LANGUAGES)
    assert pickle.loads(pickle.dumps(error)).text("en") == error.text("en")
    return error


def test_a_workbook_says_what_a_csv_says(write_city: Any) -> None:
    one = load_city(write_city("a/yuino", departments=TEXT))
    other = load_city(write_city("b/yuino", departments={"Sheet1": ROWS}))
    assert one.departments == other.departments
    assert one.digest != other.digest


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_every_kind_of_workbook_says_the_same(write_city: Any, kind: str) -> None:
    """The workbooks are what LibreOffice makes of the CSV (`soffice --convert-to`)."""
    known = load_city(write_city("a/yuino", departments=TEXT))
    folder = write_city("b/yuino")
    shutil.copy(WORKBOOKS / f"departments.{kind}", folder)
    assert load_city(folder).departments == known.departments


@pytest.mark.parametrize("codec", ["cp932", "euc_jp", "utf-16", "utf-8-sig", "iso2022_jp"])
def test_the_encoding_of_a_csv_is_found(write_city: Any, codec: str) -> None:
    city = load_city(write_city(departments=TEXT.encode(codec)))
    assert [entry.name for entry in city.departments] == ["環境部", "みどり部"]


@pytest.mark.parametrize("shown", ["yyyy/m/d", "yyyy-mm-dd", 'yyyy"年"m"月"d"日"'])
def test_days_and_numbers_of_a_workbook_are_read_as_shown(write_city: Any, shown: str) -> None:
    rows = [HEADER, ["環境部", "部", datetime(2014, 4, 1), date(2022, 3, 31), 45]]
    folder = write_city(departments={"部局": rows})
    book = load_workbook(folder / "departments.xlsx")
    for cell in ("C2", "D2"):
        book.active[cell].number_format = shown
    book.save(folder / "departments.xlsx")
    entry = load_city(folder).departments[0]
    assert (entry.valid_from, entry.valid_to, entry.slug) == (date(2014, 4, 1), date(2022, 3, 31), "45")


def test_empty_columns_and_rows_around_a_register_do_not_matter(write_city: Any) -> None:
    rows = [[], [], ["", *HEADER, ""], [], *([None, *row] for row in ROWS[1:])]
    assert len(load_city(write_city(departments={"Sheet1": rows})).departments) == 2


def test_a_mistake_in_a_workbook_is_told_with_its_row(write_city: Any) -> None:
    rows = [[], HEADER, [], ["環境部", "部", "", "", "環境"]]
    error = refused(write_city(departments={"Sheet1": rows}))
    assert (error.key, error.values["line"]) == ("city-bad-slug", 4)


def test_of_several_sheets_the_one_called_like_the_register_is_read(write_city: Any) -> None:
    sheets = {"書き方": [["部局を書きます"]], "Departments": ROWS, "メモ": []}
    assert len(load_city(write_city(departments=sheets)).departments) == 2
    error = refused(write_city("two", departments={"Sheet1": ROWS, "Sheet2": ROWS}))
    assert (error.key, error.values["sheet"]) == ("city-many-sheets", "departments")


def test_a_merged_cell_is_told_with_its_address(write_city: Any) -> None:
    folder = write_city(departments={"Sheet1": ROWS})
    book = load_workbook(folder / "departments.xlsx")
    book.active.merge_cells("B2:B3")
    book.save(folder / "departments.xlsx")
    error = refused(folder)
    assert (error.key, error.values["line"], error.values["cell"]) == ("city-merged-cells", 2, "B2:B3")


def test_a_csv_beside_a_workbook_is_an_error_that_names_both(write_city: Any) -> None:
    folder = write_city(departments=TEXT)
    shutil.copy(write_city("other", departments={"Sheet1": ROWS}) / "departments.xlsx", folder)
    error = refused(folder)
    assert error.key == "city-two-files"
    assert all(f"departments.{kind}" in error.text("ja") for kind in ("csv", "xlsx"))


@pytest.mark.parametrize("name", ["~$departments.xlsx", ".departments.csv", "departments.pdf"])
def test_files_that_are_no_registers_are_passed_over(write_city: Any, name: str) -> None:
    folder = write_city(departments=TEXT)
    (folder / name).write_bytes(b"lock")
    assert len(load_city(folder).departments) == 2


def test_a_misspelt_workbook_is_an_error(write_city: Any) -> None:
    error = refused(write_city(departmnets={"Sheet1": ROWS}))
    assert error.key == "city-stray-register"
    assert "facilities" in error.text("en")


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"PK\x03\x04 but nothing more", "file-damaged"),
        (TEXT.encode(), "city-no-workbook"),
        (b"\x89PNG\r\n\x1a\n", "file-kind"),
        (b"name\x00slug", "file-binary"),
    ],
)
def test_a_workbook_that_is_none_is_told_with_its_whole_path(write_city: Any, data: bytes, key: str) -> None:
    folder = write_city()
    (folder / "departments.xlsx").write_bytes(data)
    assert refused(folder).key == key


@pytest.mark.parametrize("name", ["departments.csv", "departments.xlsx"])
def test_an_empty_file_is_an_empty_register(write_city: Any, name: str) -> None:
    folder = write_city()
    (folder / name).write_bytes(b"")
    assert load_city(folder).departments == ()


def test_an_empty_workbook_is_an_empty_register(write_city: Any) -> None:
    folder = write_city()
    Workbook().save(folder / "departments.xlsx")
    assert load_city(folder).departments == ()


def test_hidden_rows_are_left_out_and_told(write_city: Any) -> None:
    folder = write_city(departments={"Sheet1": ROWS})
    book = load_workbook(folder / "departments.xlsx")
    book.active.row_dimensions[3].hidden = True
    book.save(folder / "departments.xlsx")
    city = load_city(folder)
    assert [entry.slug for entry in city.departments] == ["kankyo"]
    assert [(each.key, each.file) for each in city.remarks] == [("remark-hidden-cells", "departments.xlsx")]
    assert "Sheet1" in city.remarks[0].sentence("en")


def test_registers_are_files_that_can_be_read() -> None:
    assert set(SUFFIXES) <= READABLE
