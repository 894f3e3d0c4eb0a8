"""Workbooks of Excel (XLSX, XLSM): values as shown, merged ranges, and what is hidden or not calculated."""

import io
import warnings
from collections.abc import Iterator
from itertools import chain
from typing import Any

import openpyxl

from loaders.document import Document, Encoding, Place, Remark
from loaders.read.addresses import address
from loaders.read.drawn import Drawn, as_document, source_file
from loaders.read.shown import shown
from loaders.read.xlsxscan import scan

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read_xlsx(data: bytes, name: str) -> Document:
    """Return the cells of the visible sheets.

    An empty cell is kept where it is drawn: merged or with a border. What is hidden is left out, and
    reported; only the blackout of names sees it.
    """
    has_unfilled = scan(data, name)
    cells: list[Drawn] = []
    hidden: list[Drawn] = []
    remarks: list[Remark] = []
    workbook = _load(data, values=True)
    for number, sheet in enumerate(workbook.worksheets):
        drawn = list(_cells(sheet, number))
        if sheet.sheet_state != "visible":
            remarks += _hidden("remark-hidden-sheet", sheet.title, drawn)
            hidden += drawn
            continue
        rows, columns = _hidden_rows(sheet), _hidden_columns(sheet)
        unseen = [cell for cell in drawn if _is_hidden(cell, rows, columns)]
        remarks += _hidden("remark-hidden-cells", sheet.title, unseen)
        hidden += unseen
        cells += [cell for cell in drawn if not _is_hidden(cell, rows, columns)]
    if has_unfilled:
        remarks += _unfilled(workbook, _load(data, values=False))
    file = source_file(data, name, MEDIA_TYPE)
    return as_document(file, Encoding("xlsx", "workbook"), cells, remarks, hidden)


def _load(data: bytes, *, values: bool) -> Any:
    with warnings.catch_warnings(action="ignore"):  # of features that hold no cells
        return openpyxl.load_workbook(io.BytesIO(data), data_only=values, keep_links=False)


def _cells(sheet: Any, number: int) -> Iterator[Drawn]:
    """Yield the cells that are really in the file; the sheet's declared size is not believed."""
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    for (row, column), cell in sorted(sheet._cells.items()):
        area = merged.get((row, column))
        if cell.value is None and (area is None and not _has_border(cell)):
            continue
        rows, columns = (area.size["rows"], area.size["columns"]) if area else (1, 1)
        place = Place(sheet=sheet.title, cell=address(row - 1, column - 1, rows, columns))
        text = shown(cell.value, cell.number_format)
        yield Drawn(number, row - 1, column - 1, rows, columns, text, place)


def _has_border(cell: Any) -> bool:
    if type(cell).__name__ == "MergedCell" or not cell.has_style:
        return False
    border = cell.border
    return any(side.style for side in (border.left, border.right, border.top, border.bottom) if side)


def _hidden_rows(sheet: Any) -> set[int]:
    return {row - 1 for row, dimension in sheet.row_dimensions.items() if dimension.hidden}


def _hidden_columns(sheet: Any) -> set[int]:
    hidden = (each for each in sheet.column_dimensions.values() if each.hidden)
    return set(chain.from_iterable(range(each.min - 1, each.max) for each in hidden))


def _is_hidden(cell: Drawn, rows: set[int], columns: set[int]) -> bool:
    return rows.issuperset(range(cell.row, cell.row + cell.rows)) or columns.issuperset(
        range(cell.column, cell.column + cell.columns)
    )


def _hidden(key: str, sheet: str, cells: list[Drawn]) -> list[Remark]:
    count = sum(bool(cell.text.strip()) for cell in cells)
    return [Remark(key, (("sheet", sheet), ("count", str(count))), Place(sheet=sheet))] if count else []


def _unfilled(values: Any, formulas: Any) -> Iterator[Remark]:
    """Report formulas without a stored result: the file was never calculated by a program."""
    for filled, sheet in zip(values.worksheets, formulas.worksheets, strict=True):
        for (row, column), cell in sorted(sheet._cells.items()):
            if cell.data_type == "f" and filled.cell(row, column).value is None:
                where = address(row - 1, column - 1)
                yield Remark(
                    "remark-formula-without-value",
                    (("sheet", sheet.title), ("cell", where)),
                    Place(sheet=sheet.title, cell=where),
                )
