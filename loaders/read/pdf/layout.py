"""A page becomes cells: what is inside the rules, and each text line outside them.

Rows and columns are counted on the page. A row begins where a cell or a text line begins, a column
where a cell begins; a text line outside every cell belongs to the column that it begins in.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.read.pdf.boxes import Boxes
from loaders.read.pdf.page import Box, Char, Page
from loaders.read.pdf.rules import snap
from loaders.read.pdf.writing import Line, lines_of

_SAME = 1.5  # points between two beginnings that count as one


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell of one page (from 1). `boxed` is False for a text line outside every cell."""

    page: int
    box: Box
    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[str, ...]
    boxed: bool = False
    open_top: bool = False
    open_bottom: bool = False
    full: bool = False  # the last line reaches the right border, so it may go on elsewhere


def lay_out(page: Page, number: int) -> list[Placed]:
    """Return the cells of one page."""
    boxes = Boxes(snap(page.rules))
    inside: list[list[Char]] = [[] for _ in boxes.found]
    outside: list[Char] = []
    for char in page.chars:
        left, top, right, bottom = char.box
        cell = boxes.at((left + right) / 2, (top + bottom) / 2)
        (outside if cell is None else inside[cell]).append(char)
    cells: list[Placed] = []
    for boxed, chars in zip(boxes.found, inside, strict=True):
        lines = lines_of(chars)
        cells.append(
            Placed(
                number,
                boxed.box,
                *(0, 0, 1, 1),
                tuple(line.text for line in lines),
                True,
                boxed.open_top,
                boxed.open_bottom,
                _is_full(lines, chars, boxed.box),
            )
        )
    cells += (Placed(number, line.box, *(0, 0, 1, 1), (line.text,)) for line in lines_of(outside))
    return _numbered(cells)


def _is_full(lines: list[Line], chars: list[Char], box: Box) -> bool:
    return bool(lines) and box[2] - lines[-1].box[2] < 1.6 * max(char.size for char in chars)


def _numbered(cells: list[Placed]) -> list[Placed]:
    rows = _starts([cell.box[1] for cell in cells])
    columns = _starts([cell.box[0] for cell in cells if cell.boxed])
    return sorted(
        (_number(cell, rows, columns) for cell in cells), key=lambda cell: (cell.row, cell.column, cell.box)
    )


def _number(cell: Placed, rows: Sequence[float], columns: Sequence[float]) -> Placed:
    left, top, right, bottom = cell.box
    row = bisect_right(rows, top + _SAME) - 1
    column = max(bisect_right(columns, left + _SAME) - 1, 0)
    if not cell.boxed:
        return replace(cell, row=row, column=column)
    return replace(
        cell,
        row=row,
        column=column,
        rows=max(bisect_left(rows, bottom - _SAME) - row, 1),
        columns=max(bisect_left(columns, right - _SAME) - column, 1),
    )


def _starts(positions: Sequence[float]) -> list[float]:
    starts: list[float] = []
    for position in sorted(positions):
        if not starts or position - starts[-1] > _SAME:
            starts.append(position)
    return starts
