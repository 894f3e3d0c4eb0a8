"""Workbooks: values as shown, addresses, merged ranges, and what is hidden."""

import datetime
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.document import Document, Place
from loaders.read.any import read_document
from loaders.read.shown import shown


def saved(fill: Callable[[openpyxl.Workbook], None]) -> Document:
    book = openpyxl.Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return read_document(out.getvalue(), "a.xlsx")


def test_addresses_merged_ranges_and_order(words) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet.title = "目標"
        sheet["C3"] = "後"
        sheet["B2"] = "前\n二行目"
        sheet.merge_cells("B2:D2")
        book.create_sheet("次")["A1"] = "別の表"

    document = saved(fill)
    assert document.lines == ("前", "二行目", "後", "別の表")
    first, second, third = document.cells
    assert (first.row, first.column, first.rows, first.columns) == (1, 1, 1, 3)
    assert first.place == Place(sheet="目標", cell="B2:D2")
    assert (second.place.cell, third.table, third.place.sheet) == ("C3", 1, "次")
    assert document.encoding.codec == "xlsx"


def test_hidden_sheets_rows_and_columns_are_left_out_and_reported() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet.append(["見える", "隠れた列"])
        sheet.append(["隠れた行", None])
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        other = book.create_sheet("候補")
        other["A1"] = "選択肢"
        other.sheet_state = "hidden"

    document = saved(fill)
    assert document.lines == ("見える",)
    assert [(each.key, dict(each.values)["count"]) for each in document.remarks] == [
        ("remark-hidden-cells", "2"),
        ("remark-hidden-sheet", "1"),
    ]


def test_a_formula_without_value_is_reported() -> None:
    document = saved(lambda book: book.active.append(["合計", "=1+1"]))
    assert [(each.key, each.place.cell) for each in document.remarks] == [
        ("remark-formula-without-value", "B1")
    ]


DAY = datetime.date(2024, 4, 1)


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (12.1, "0.00", "12.10"),
        (1234.0, "General", "1234"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567, "#,##0", "1,234,567"),
        (1234567, '#,##0"円"', "1,234,567円"),
        (1234567, '#,##0,"千円"', "1,235千円"),
        (-1500, "#,##0;△#,##0", "△1,500"),
        (-1500, '#,##0;"▲"#,##0', "▲1,500"),
        (-1500, "#,##0_ ;[Red]-#,##0 ", "-1,500"),
        (0, '#,##0;-#,##0;"－"', "－"),
        (0.256, "0%", "26%"),
        (0.256, "0.0%", "25.6%"),
        (7, "000", "007"),
        (2.5, "0", "3"),
        (2.5, "0.##", "2.5"),
        (1500, "[$¥-411]#,##0", "¥1,500"),
        (1e21, "General", "1000000000000000000000"),
        (0.5, "# ?/?", "0.5"),
        (5, "@", "5"),
        (True, "General", "TRUE"),
        (None, "General", ""),
        ("007", "General", "007"),
        (DAY, '[$-411]ggge"年"m"月"d"日"', "令和6年4月1日"),
        (DAY, "[$-411]ge.m.d", "R6.4.1"),
        (DAY, 'yyyy"年"mm"月"dd"日"\\(aaa\\)', "2024年04月01日(月)"),
        (datetime.datetime(2024, 4, 1, 9, 5), "yyyy/m/d h:mm", "2024/4/1 9:05"),
        (datetime.datetime(2024, 4, 1), "General", "2024-04-01"),
        (DAY, "mmm-yy", "2024-04-01"),
        (datetime.time(9, 5), "h:mm", "9:05"),
        (datetime.timedelta(hours=30, minutes=5), "[h]:mm", "30:05:00"),
    ],
)
def test_values_are_shown_as_their_cells_show_them(value: object, number_format: str, expected: str) -> None:
    assert shown(value, number_format) == expected


@given(st.floats(allow_nan=False, allow_infinity=False), st.text('#0.,%;"\\[]_*-△年 ?E/', max_size=12))
def test_any_format_shows_something(value: float, number_format: str) -> None:
    assert isinstance(shown(value, number_format), str)


@given(st.integers(-(10**12), 10**12))
def test_grouped_integers_keep_their_value(value: int) -> None:
    assert int(shown(value, "#,##0").replace(",", "")) == value


def test_ods_shows_text_merges_and_repeats(make) -> None:
    rows = (
        '<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>一<text:s text:c="2"/>二'
        "</text:p><text:p>次<text:line-break/>三</text:p></table:table-cell><table:covered-table-cell/>"
        '<table:table-cell table:number-columns-repeated="2"><text:p>12.10</text:p></table:table-cell>'
        '</table:table-row><table:table-row table:number-rows-repeated="5"><table:table-cell/>'
        '</table:table-row><table:table-row table:visibility="collapse"><table:table-cell><text:p>隠</text:p>'
        "</table:table-cell></table:table-row><table:table-row><table:table-cell><office:annotation>"
        "<text:p>注</text:p></office:annotation><text:p>末</text:p></table:table-cell></table:table-row>"
    )
    document = read_document(make.ods(make.ods_table(rows)), "a.ods")
    assert document.lines == ("一  二", "次", "三", "12.10", "12.10", "末")
    assert [cell.place.cell for cell in document.cells] == ["A1:B1", "C1", "D1", "A8"]
    assert [each.key for each in document.remarks] == ["remark-hidden-cells"]


def test_every_workbook_of_the_forms_says_the_same(root: Path, words) -> None:
    folder = root / "tests/fixtures/yuino"
    books = sorted(folder.glob("*.ods"))
    assert len(books) >= 5
    for ods in books:
        grids = []
        for path in (ods, ods.with_suffix(".xls"), ods.with_suffix(".xlsx")):
            document = read_document(path.read_bytes(), path.name)
            grids.append(
                [
                    (cell.row, cell.column, cell.rows, cell.columns, words(document, cell))
                    for cell in document.cells
                    if cell.span
                ]
            )
        assert grids[0] == grids[1] == grids[2], ods.name
