"""A register's file as rows of text: a CSV, or a sheet of a workbook.

A CSV is read strictly, since a forgotten quotation mark would swallow rows in silence. Its encoding
is found as that of any text; a workbook is opened in a child process like any other.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import RefusedFile, UsageError
from loaders.cities.entries import Remark, canonical
from loaders.document import Cell, Document
from loaders.read.any import read_document
from loaders.read.text import decoded, read_path

CSV = ".csv"
WORKBOOKS = (".xlsx", ".xls", ".ods")
SUFFIXES = (CSV, *WORKBOOKS)
"""What a register may be called behind its name."""
_LONGEST = 10_000  # of a cell of a register; the csv module's own limit belongs to whoever set it last


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells with their line (from 1), the head first; empty rows are left out."""

    rows: tuple[tuple[int, list[str]], ...]
    remarks: tuple[Remark, ...] = ()


def registers_in(folder: Path) -> dict[str, Path]:
    """Return the files of a folder that can be registers, by name. Two of one name are an error."""
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        # Programs leave locks beside a file that is open: ~$departments.xlsx.
        if path.suffix.lower() not in SUFFIXES or path.name.startswith(("~$", ".")):
            continue
        if path.stem in found:
            raise UsageError("city-two-files", one=found[path.stem], two=path)
        found[path.stem] = path
    return found


def read_grid(path: Path) -> Grid:
    """Return the rows of a register. A file without any text has none."""
    try:
        data = read_path(path)
        if not data.strip():
            return Grid(())
        if path.suffix.lower() == CSV:
            return Grid(tuple(_csv_rows(path, decoded(data, path.name)[0])))
        return _sheet(path, read_document(data, path.name))
    except RefusedFile as error:
        if error.key == "file-empty":
            return Grid(())
        raise UsageError(error.key, **{**error.values, "file": path}) from error


def _csv_rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begun = 1  # where a quote that is never closed was opened, or near it; the reader goes on to the end
    try:
        for cells in reader:
            if any(len(cell) > _LONGEST for cell in cells):
                raise csv.Error(f"a cell of more than {_LONGEST} characters")
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
            begun = reader.line_num + 1
    except csv.Error as error:
        raise UsageError("city-csv-broken", file=path, line=begun, reason=str(error)) from error


def _sheet(path: Path, document: Document) -> Grid:
    if document.encoding.reason != "workbook":
        raise UsageError("city-no-workbook", file=path)
    cells = _cells_of_register(path, [cell for cell in document.cells if cell.span])
    columns = sorted({cell.column for cell in cells})
    rows: dict[int, list[str]] = {}
    for cell in cells:
        if cell.rows > 1 or cell.columns > 1:
            raise UsageError("city-merged-cells", file=path, line=cell.row + 1, cell=cell.place.cell)
        row = rows.setdefault(cell.row + 1, [""] * len(columns))
        row[columns.index(cell.column)] = _text(document, cell)
    remarks = [Remark(each.key, path.name, None, each.values) for each in document.remarks]
    return Grid(tuple(sorted(rows.items())), tuple(remarks))


def _cells_of_register(path: Path, cells: list[Cell]) -> list[Cell]:
    """Return the cells of the one sheet that has any, or else of the one called as the file is."""
    names = {cell.table: cell.place.sheet or "" for cell in cells}
    if len(names) > 1:
        names = {table: name for table, name in names.items() if canonical(name).lower() == path.stem}
    if len(names) != 1:
        raise UsageError("city-many-sheets", file=path, sheet=path.stem)
    return [cell for cell in cells if cell.table in names]


def _text(document: Document, cell: Cell) -> str:
    lines = document.lines[cell.span.first - 1 : cell.span.last] if cell.span else ()
    return "\n".join(lines)
