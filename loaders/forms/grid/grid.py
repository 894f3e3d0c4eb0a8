"""A document's cells as rows, with one measure for their left and right ends.

A workbook counts columns; a PDF measures in points, and the rules of one column are drawn a little
off from page to page. Both are brought to the same integers, so that a cell belongs to a heading
if it begins where the heading begins and does not reach beyond it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from loaders.document import Cell, Document, Span, unwrap
from loaders.forms.lines import Line
from loaders.forms.profile import form_key

_APART = 3.0
"""Points from which two rules are different ones."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with text: its row in the whole document, its ends, and its lines."""

    row: int
    left: int
    right: int
    span: Span
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its text with the line breaks removed."""
        return unwrap(self.lines)

    @property
    def key(self) -> str:
        """The form in which headings are compared."""
        return form_key(self.text)

    def numbers(self) -> range:
        """Return the numbers of its lines."""
        return range(self.span.first, self.span.last + 1)


Row = tuple[GridCell, ...]


def rows_of(document: Document) -> list[Row]:
    """Return the rows of all tables of the document, one under another; empty ones left out."""
    filled = [(cell, cell.span) for cell in document.cells if cell.span is not None]
    filled = [(cell, span) for cell, span in filled if "".join(_lines(document, span)).strip()]
    filled.sort(key=lambda each: (each[0].table, each[0].row, each[0].column))
    ends = _ends([cell for cell, _ in filled])
    return [
        tuple(GridCell(index, *_place(cell, ends), span, _lines(document, span)) for cell, span in group)
        for index, (_, group) in enumerate(groupby(filled, key=lambda each: (each[0].table, each[0].row)))
    ]


def _lines(document: Document, span: Span) -> tuple[str, ...]:
    return document.lines[span.first - 1 : span.last]


def _ends(cells: Iterable[Cell]) -> list[float]:
    """Return where on a page the rules of a document stand, each once."""
    found = sorted({x for cell in cells if cell.place.box for x in (cell.place.box[0], cell.place.box[2])})
    return found[:1] + [after for before, after in pairwise(found) if after - before > _APART]


def _place(cell: Cell, ends: Sequence[float]) -> tuple[int, int]:
    if cell.place.box is None:
        return cell.column, cell.column + cell.columns
    left, _, right, _ = cell.place.box
    return bisect_right(ends, left), bisect_right(ends, right)


def line(cells: Sequence[GridCell]) -> Line:
    """Return cells of one row as one line of text, parted by blanks."""
    text = " ".join(cell.text for cell in cells)
    return Line(cells[0].span.first, text, "text", gap=False, last=cells[-1].span.last)
