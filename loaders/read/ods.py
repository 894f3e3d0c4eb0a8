"""Workbooks of LibreOffice (ODS). The file itself holds the text that each cell shows.

Read from its XML: python-calamine knows neither that text nor the merged ranges of this format.
"""

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, iterparse

from core.errors import RefusedFile
from loaders.document import Document, Encoding, Place, Remark
from loaders.read.addresses import address
from loaders.read.drawn import MAX_CELLS, Drawn, as_document, source_file

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"

_URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TABLE, _TEXT, _OFFICE, _STYLE = (_URN % room for room in ("table", "text", "office", "style"))
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_NOT_SHOWN = (f"{_OFFICE}annotation", f"{_TEXT}ruby-text")
_BREAKS = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": "\t"}


def read_ods(data: bytes, name: str) -> Document:
    """Return the cells of the visible sheets.

    What is hidden is left out, and reported; only the blackout of names sees it.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if b"manifest:encryption-data" in package.read("META-INF/manifest.xml"):
            raise RefusedFile("file-encrypted", file=name)
        content = package.read("content.xml")
    reader = _Reader(name)
    try:
        # Parts that declare entities were refused before.
        for event, element in iterparse(io.BytesIO(content), ("start", "end")):  # noqa: S314
            reader.take(event, element)
    except ParseError as error:
        raise RefusedFile("file-damaged", file=name, kind="XML") from error
    file = source_file(data, name, MEDIA_TYPE)
    return as_document(file, Encoding("ods", "workbook"), reader.cells, reader.remarks, reader.hidden)


class _Reader:
    """Takes the tables of a content.xml, one row at a time."""

    def __init__(self, name: str) -> None:
        self.cells: list[Drawn] = []
        self.hidden: list[Drawn] = []
        self.remarks: list[Remark] = []
        self._name = name
        self._hidden_styles: set[str] = set()
        self._table = -1
        self._row = 0
        self._sheet = ""
        self._columns = 0
        self._hidden_columns: list[range] = []
        self._hidden_sheet = False
        self._hidden_cells = 0

    def take(self, event: str, element: Element) -> None:
        """Take one event of the parser."""
        if event == "end" and element.tag == f"{_STYLE}style":
            self._learn(element)
        elif event == "start" and element.tag == f"{_TABLE}table":
            self._open(element)
        elif event == "end" and element.tag == f"{_TABLE}table-column":
            self._take_columns(element)
        elif event == "end" and element.tag == f"{_TABLE}table-row":
            self._take_row(element)
            element.clear()
        elif event == "end" and element.tag == f"{_TABLE}table":
            self._close()
            element.clear()

    def _learn(self, style: Element) -> None:
        properties = style.find(f"{_STYLE}table-properties")
        if properties is not None and properties.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(style.get(f"{_STYLE}name", ""))

    def _open(self, table: Element) -> None:
        self._table += 1
        self._row = self._columns = self._hidden_cells = 0
        self._hidden_columns = []
        self._sheet = table.get(f"{_TABLE}name", "")
        self._hidden_sheet = table.get(f"{_TABLE}style-name") in self._hidden_styles

    def _take_columns(self, column: Element) -> None:
        first = self._columns
        self._columns += _count(column, "number-columns-repeated")
        if _is_visible(column):
            return
        if self._hidden_columns and self._hidden_columns[-1].stop == first:
            first = self._hidden_columns.pop().start
        self._hidden_columns.append(range(first, self._columns))

    def _take_row(self, row: Element) -> None:
        repeated = _count(row, "number-rows-repeated")
        cells = [self._drawn(self._row, *cell) for cell in self._cells_of(row)]
        all_hidden = self._hidden_sheet or not _is_visible(row)
        hidden = [cell for cell in cells if all_hidden or self._in_hidden_column(cell)]
        self._hidden_cells += sum(bool(cell.text) for cell in hidden) * min(repeated, MAX_CELLS)
        # What a hidden row repeats tells no more than the row itself.
        self.hidden += hidden
        shown = [] if all_hidden else [cell for cell in cells if not self._in_hidden_column(cell)]
        if len(self.cells) + len(self.hidden) + len(shown) * repeated > MAX_CELLS:
            raise RefusedFile("table-too-many-cells", file=self._name, limit=MAX_CELLS)
        for step in range(repeated if shown else 0):
            self.cells += (self._below(cell, step) for cell in shown)
        self._row += repeated

    def _in_hidden_column(self, cell: Drawn) -> bool:
        last = cell.column + cell.columns - 1
        return any(cell.column in hidden and last in hidden for hidden in self._hidden_columns)

    def _cells_of(self, row: Element) -> Iterator[tuple[int, int, int, str]]:
        """Yield column, size and text of the cells that have text or are merged."""
        column = 0
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            repeated = _count(cell, "number-columns-repeated")
            rows, columns = (_count(cell, f"number-{axis}-spanned") for axis in ("rows", "columns"))
            text = "\n".join(_shown(part) for part in cell if part.tag == f"{_TEXT}p")
            if text or rows * columns > 1:
                if repeated > MAX_CELLS:
                    raise RefusedFile("table-too-many-cells", file=self._name, limit=MAX_CELLS)
                for step in range(repeated):
                    yield column + step, rows, columns, text
            column += repeated

    def _below(self, cell: Drawn, step: int) -> Drawn:
        """Return the same cell so many rows further down."""
        row = cell.row + step
        return self._drawn(row, cell.column, cell.rows, cell.columns, cell.text) if step else cell

    def _drawn(self, row: int, column: int, rows: int, columns: int, text: str) -> Drawn:
        place = Place(sheet=self._sheet, cell=address(row, column, rows, columns))
        return Drawn(self._table, row, column, rows, columns, text, place)

    def _close(self) -> None:
        if self._hidden_cells:
            key = "remark-hidden-sheet" if self._hidden_sheet else "remark-hidden-cells"
            values = (("sheet", self._sheet), ("count", str(self._hidden_cells)))
            self.remarks.append(Remark(key, values, Place(sheet=self._sheet)))


def _is_visible(element: Element) -> bool:
    return element.get(f"{_TABLE}visibility", "visible") == "visible"


def _count(element: Element, attribute: str) -> int:
    return max(int(element.get(f"{_TABLE}{attribute}", "1")), 1)


def _shown(element: Element) -> str:
    """Return the text of a paragraph: several spaces, tabs and line breaks are elements of their own."""
    if element.tag in _NOT_SHOWN:
        return ""
    if element.tag == f"{_TEXT}s":
        return " " * min(int(element.get(f"{_TEXT}c", "1")), 1000)
    inner = "".join(f"{_shown(part)}{part.tail or ''}" for part in element)
    return f"{_BREAKS.get(element.tag, '')}{element.text or ''}{inner}"
