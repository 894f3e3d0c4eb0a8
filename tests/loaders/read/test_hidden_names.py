"""A name that stands only in a hidden row, column or worksheet is blacked out where text shows it.

`hidden/names.xls` and `.ods` are what LibreOffice makes of `workbook()` (`soffice --convert-to`).
"""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from loaders.document import Document
from loaders.extract import read_bytes, without_officials
from loaders.read.any import read_document
from loaders.read.wire import pack, unpack

HERE = Path(__file__).parent
NAMES = "架空太郎|仮名花子|見本一郎|例示次郎"


def workbook() -> bytes:
    """A head with a hidden value, a hidden row, and a hidden worksheet; visible text tells all names."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表"
    sheet.append(["部局", "みどり環境部", "氏名", "架空　太郎"])
    sheet.append(["責任者：仮名　花子"])
    sheet.append(["架空太郎と仮名花子、見本一郎、例示次郎が話した。"])
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[2].hidden = True
    other = book.create_sheet("名簿")
    for row in (["役職", "氏名"], ["部長", "見本　一郎"], ["課長", "例示　次郎"]):
        other.append(row)
    other.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "a.xlsx": workbook,
    "a.ods": (HERE / "hidden" / "names.ods").read_bytes,
    "a.xls": (HERE / "hidden" / "names.xls").read_bytes,
}


@pytest.mark.parametrize("name", FILES)
def test_names_of_hidden_cells_are_known_and_the_cells_are_not_read(name: str) -> None:
    document = read_document(FILES[name](), name)
    assert document.lines[-1] == "架空太郎と仮名花子、見本一郎、例示次郎が話した。"
    blacked, _ = without_officials(document)
    assert blacked.lines[-1] == "■■■■と■■■■、■■■■、■■■■が話した。"
    assert blacked.whole is None
    assert not any(name in repr((blacked, blacked.whole)) for name in NAMES.split("|"))
    # Excel 97's hidden rows and columns are not told by the library: they are read, and blacked out.
    shown = {"部局", "みどり環境部", "氏名"} | ({"■■　■■", "責任者：■■　■■"} if name == "a.xls" else set())
    assert set(blacked.lines[:-1]) == shown
    assert "remark-hidden-sheet" in [remark.key for remark in blacked.remarks]


def test_a_file_that_hides_nothing_is_kept_once() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "見える"
    out = io.BytesIO()
    book.save(out)
    assert read_document(out.getvalue(), "a.xlsx").whole is None


def test_hidden_cells_travel_from_the_child_process() -> None:
    document = read_document(workbook(), "a.xlsx")
    assert document.whole is not None
    assert len(document.whole.lines) > len(document.lines)
    assert unpack(pack(document)) == document


@pytest.mark.parametrize("names", [True, False])
def test_no_reading_holds_hidden_cells(root: Path, names: bool) -> None:
    path = root / "tests/fixtures/yuino/yuino-2024-midori-kankyo.xlsx"
    book = openpyxl.load_workbook(path)
    other = book.create_sheet("控え")
    other["A1"] = "秘密の控え"
    other.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    reading = read_bytes(out.getvalue(), "a.xlsx", names=names)
    assert reading.document.whole is None
    assert "秘密" not in repr(reading)


def test_an_ods_hides_columns_and_rows(make: Any) -> None:
    text = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = (
        '<table:table-column/><table:table-column table:number-columns-repeated="2" '
        'table:visibility="collapse"/><table:table-column table:visibility="collapse"/><table:table-column/>'
        f"<table:table-row>{''.join(map(text.format, '甲乙丙丁戊'))}</table:table-row>"
        '<table:table-row table:visibility="filter" table:number-rows-repeated="3">'
        f"{text.format('己')}</table:table-row>"
    )
    document: Document = read_document(make.ods(make.ods_table(rows)), "a.ods")
    assert document.lines == ("甲", "戊")
    assert [dict(remark.values)["count"] for remark in document.remarks] == ["6"]
    assert document.whole is not None
    assert document.whole.lines == tuple("甲乙丙丁戊己")
