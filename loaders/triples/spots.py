"""Where words stand in a file: on lines, in cells of a workbook, or on pages of a PDF."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rdflib import Literal, URIRef

from loaders.document import Cell, Document, Span
from loaders.triples.literals import string, whole
from ontology.terms import RFC5147, RFC7111, RFC8118, TNG

_CSV = "text/csv"
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")


@dataclass(frozen=True, slots=True)
class Selector:
    """A selector of Web Annotation: its name under the evidence, its value, and its syntax if it has one."""

    name: str
    value: str
    conforms_to: URIRef | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file: what is said of it, and the selectors that lead to it."""

    properties: tuple[tuple[URIRef, Literal], ...]
    selectors: tuple[Selector, ...]

    @property
    def key(self) -> str:
        """What tells it from every other place in its file."""
        return ",".join(selector.value for selector in self.selectors)


class Spots:
    """The places of a document, found by the lines on which words stand."""

    def __init__(self, document: Document) -> None:
        self._media_type = document.file.media_type
        spans = ((cell.span, cell) for cell in document.cells if cell.span is not None)
        self._cells = sorted(spans, key=lambda each: each[0])

    def of(self, span: Span) -> Spot:
        """Return where a span stands. Words in several cells have one place that covers them all.

        The lines are those of the text as it was read, which the source page numbers and shows; for
        a table they stand beside the cell or page that a person looks for.
        """
        cells, lines = self._covered(span), _lines(span)
        if cells and all(cell.place.page is not None for cell in cells):
            spot = _pages(cells)
        elif cells and all(cell.place.cell is not None for cell in cells):
            spot = _cells(cells, self._media_type)
        else:
            return lines
        return Spot((*spot.properties, *lines.properties), spot.selectors)

    def _covered(self, span: Span) -> list[Cell]:
        start = max(bisect_right(self._cells, span.first, key=lambda each: each[0].first) - 1, 0)
        covered = []
        for lines, cell in self._cells[start:]:
            if lines.first > span.last:
                break
            if lines.last >= span.first:
                covered.append(cell)
        return covered


def line_selector(span: Span) -> str:
    """Return the RFC 5147 selector of whole lines, which counts the gaps between lines.

    >>> line_selector(Span(475, 476))
    'line=474,476'
    """
    return f"line={span.first - 1},{span.last}"


def _lines(span: Span) -> Spot:
    properties = ((TNG.line, whole(span.first)), (TNG.lineEnd, whole(span.last)))
    return Spot(properties, (Selector("lines", line_selector(span), RFC5147),))


def _cells(cells: Sequence[Cell], media_type: str) -> Spot:
    """Name the range of cells; RFC 7111 has a selector for CSV, workbooks take the name itself."""
    sheets = dict.fromkeys(cell.place.sheet for cell in cells)
    name = ",".join(_range(sheet, [cell for cell in cells if cell.place.sheet == sheet]) for sheet in sheets)
    properties = ((TNG.cell, string(name)),)
    if media_type == _CSV:
        return Spot(properties, (Selector("cells", _csv_selector(cells), RFC7111),))
    return Spot(properties, (Selector("cells", name),))


def _range(sheet: str | None, cells: Sequence[Cell]) -> str:
    """Return the range over some cells of a sheet, as one types it in a spreadsheet."""
    corners = _ADDRESS.findall(" ".join(cell.place.cell or "" for cell in cells))
    columns = sorted({column for column, _ in corners}, key=lambda column: (len(column), column))
    rows = sorted({int(row) for _, row in corners})
    first, last = f"{columns[0]}{rows[0]}", f"{columns[-1]}{rows[-1]}"
    area = first if first == last else f"{first}:{last}"
    if sheet is None:
        return area
    quoted = sheet if sheet.isidentifier() else "'" + sheet.replace("'", "''") + "'"
    return f"{quoted}!{area}"


def _csv_selector(cells: Sequence[Cell]) -> str:
    rows = min(cell.row for cell in cells), max(cell.row + cell.rows for cell in cells)
    columns = min(cell.column for cell in cells), max(cell.column + cell.columns for cell in cells)
    first, last = f"{rows[0] + 1},{columns[0] + 1}", f"{rows[1]},{columns[1]}"
    return f"cell={first}" if first == last else f"cell={first}-{last}"


def _pages(cells: Sequence[Cell]) -> Spot:
    """Name the first page, and point to a rectangle on each."""
    pages = sorted({cell.place.page for cell in cells if cell.place.page is not None})
    selectors = (
        Selector(f"page-{page}", _on_page(page, [cell for cell in cells if cell.place.page == page]), RFC8118)
        for page in pages
    )
    return Spot(((TNG.page, whole(pages[0])),), tuple(selectors))


def _on_page(page: int, cells: Sequence[Cell]) -> str:
    boxes = [cell.place.box for cell in cells if cell.place.box is not None]
    if not boxes:
        return f"page={page}"
    left, top = (min(box[side] for box in boxes) for side in (0, 1))
    right, bottom = (max(box[side] for box in boxes) for side in (2, 3))
    rectangle = (left, top, right - left, bottom - top)
    return f"page={page}&viewrect=" + ",".join(f"{edge:.2f}".rstrip("0").rstrip(".") for edge in rectangle)
