"""The tables as a workbook: a sheet for each, and one that says what they are. No text runs as a formula."""

import io
import re
import zipfile
from decimal import Decimal
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from pyoxigraph import Store

from core.errors import UsageError
from core.spreadsheet import harmless
from graph.export.archive import WRITTEN, explained
from graph.export.tables import Cell, Table, tables

MOST_ROWS = 1_048_576
"""Rows of a worksheet, its heading included; a release with more goes into CSV files."""

_MOST_CHARACTERS = 32_767
_README = "README"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DATES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def workbook(store: Store, out: BinaryIO, about: str) -> None:
    """Write a workbook of all tables. Raises `UsageError` where a table has more rows than a sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_README)
    for line in explained(about):
        sheet.append([_text(sheet, each) for each in line])
    for table in tables():
        _fill(book, table, store)
    stream = io.BytesIO()
    book.save(stream)
    _settle(stream, out)


def _fill(book: Workbook, table: Table, store: Store) -> None:
    sheet = book.create_sheet(table.name)
    sheet.freeze_panes = "A2"
    heads = [_text(sheet, name) for name in table.columns]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for count, row in enumerate(table.rows(store), 2):
        if count > MOST_ROWS:
            raise UsageError("export-too-many-rows", table=table.name, limit=MOST_ROWS)
        sheet.append([_value(sheet, cell) for cell in row])


def _value(sheet: Any, cell: Cell) -> Any:
    return Decimal(cell.text) if cell.number else _text(sheet, cell.text) if cell.text else None


def _text(sheet: Any, text: str) -> Any:
    """Return a cell that is text whatever it begins with."""
    cell = WriteOnlyCell(sheet)
    cell.value = harmless(_NOT_IN_XML.sub("", text))[:_MOST_CHARACTERS]
    cell.data_type = "s"
    return cell


def _settle(made: io.BytesIO, out: BinaryIO) -> None:
    """Copy a workbook without the time at which it was made: the same tables give the same bytes."""
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, WRITTEN)
            member.compress_type = zipfile.ZIP_DEFLATED
            data = old.read(name)
            new.writestr(member, _DATES.sub(b"", data) if name == "docProps/core.xml" else data)
