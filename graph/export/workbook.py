"""The tables as a workbook: a sheet for each, and one that says what they are. No text runs as a formula."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from core.errors import UsageError
from core.spreadsheet import harmless
from graph.export.answers import Answers
from graph.export.archive import WRITTEN, explained
from graph.export.spreadsheetml import SHEET_END, parts, row, sheet_name, sheet_start
from graph.export.tables import Cell, Row, Table, tables

MOST_ROWS = 1_048_576
"""Rows of a worksheet, its heading included; a release with more goes into CSV files."""

_README = "README"
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def write_workbook(answers: Answers, out: BinaryIO, about: str) -> None:
    """Write a workbook of all tables. Raises `UsageError` where a table has more rows than a sheet."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts([_README, *(table.name for table in tables())], about).items():
            _write(archive, name, [part])
        _write(archive, sheet_name(1), _readme(about))
        for number, table in enumerate(tables(), 2):
            _write(archive, sheet_name(number), _sheet(table, answers.rows(table)))


def _readme(about: str) -> Iterator[str]:
    yield sheet_start(frozen=False)
    for number, line in enumerate(explained(about), 1):
        yield row(number, ((harmless(each), False) for each in line))
    yield SHEET_END


def _sheet(table: Table, rows: Iterable[Row]) -> Iterator[str]:
    yield sheet_start(frozen=True)
    yield row(1, ((name, False) for name in table.columns), bold=True)
    for number, cells in enumerate(rows, 2):
        if number > MOST_ROWS:
            raise UsageError("export-too-many-rows", table=table.name, limit=MOST_ROWS)
        yield row(number, map(_value, cells))
    yield SHEET_END


def _value(cell: Cell) -> tuple[str, bool]:
    """Return a cell's text and whether it is a number; what only claims to be one is text."""
    if cell.number and _NUMBER.fullmatch(cell.text):
        return cell.text, True
    return harmless(cell.text), False


def _write(archive: zipfile.ZipFile, name: str, lines: Iterable[str]) -> None:
    """Write one part, without the time at which it was made: the same tables give the same bytes."""
    member = zipfile.ZipInfo(name, WRITTEN)
    member.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(member, "w") as part:
        for line in lines:
            part.write(line.encode())
