"""Workbooks of Excel 97-2003 (XLS), with python-calamine, which knows values and merged ranges only.

It does not tell number formats: 12.10 comes as 12.1, a date as ISO. Nor does it tell hidden rows
and columns: they are read as if they were shown.
"""

import io
from collections.abc import Iterator

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from core.errors import RefusedFile
from loaders.document import Document, Encoding, Place, Remark
from loaders.read.addresses import address
from loaders.read.drawn import MAX_CELLS, Drawn, as_document, source_file
from loaders.read.shown import shown

# Streams of a compound file, by the name under which its directory has them.
_ENCRYPTED = "EncryptedPackage"
_WORKBOOKS = ("Workbook", "Book")
_OTHERS = {"WordDocument": "DOC", "PowerPoint Document": "PPT"}


def read_compound(data: bytes, name: str) -> Document:
    """Return the cells of an XLS; other files of this kind (DOC, encrypted XLSX) are refused."""
    if _has(data, _ENCRYPTED):
        raise RefusedFile("file-encrypted", file=name)
    for stream, kind in _OTHERS.items():
        if _has(data, stream):
            raise RefusedFile("file-kind", file=name, kind=kind)
    if not any(_has(data, stream) for stream in _WORKBOOKS):
        raise RefusedFile("file-damaged", file=name, kind="OLE")
    return _read_xls(data, name)


def _has(data: bytes, stream: str) -> bool:
    return f"{stream}\x00".encode("utf-16-le") in data


def _read_xls(data: bytes, name: str) -> Document:
    cells: list[Drawn] = []
    hidden: list[Drawn] = []
    remarks: list[Remark] = []
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number, about in enumerate(workbook.sheets_metadata):
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            drawn = list(_cells(workbook.get_sheet_by_name(about.name), number, name))
            if about.visible == SheetVisibleEnum.Visible:
                cells += drawn
            elif drawn:
                values = (("sheet", about.name), ("count", str(len(drawn))))
                remarks.append(Remark("remark-hidden-sheet", values, Place(sheet=about.name)))
                hidden += drawn
    except PasswordError as error:
        raise RefusedFile("file-encrypted", file=name) from error
    except CalamineError as error:
        raise RefusedFile("file-damaged", file=name, kind=type(error).__name__) from error
    file = source_file(data, name, "application/vnd.ms-excel")
    return as_document(file, Encoding("xls", "workbook"), cells, remarks, hidden)


def _cells(sheet: CalamineSheet, number: int, name: str) -> Iterator[Drawn]:
    """Yield the cells that have a value or are merged."""
    sizes: dict[tuple[int, int], tuple[int, int]] = {
        (top, left): (bottom - top + 1, right - left + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    }
    if sheet.start is None:
        return
    first_row, first_column = sheet.start
    count = 0
    for row, values in enumerate(sheet.iter_rows(), first_row):
        for column, value in enumerate(values, first_column):
            if value == "" and (row, column) not in sizes:
                continue
            count += 1
            if count > MAX_CELLS:
                raise RefusedFile("table-too-many-cells", file=name, limit=MAX_CELLS)
            rows, columns = sizes.get((row, column), (1, 1))
            place = Place(sheet=sheet.name, cell=address(row, column, rows, columns))
            yield Drawn(number, row, column, rows, columns, shown(value), place)
