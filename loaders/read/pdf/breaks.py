"""Rows that a page break cut in two are joined: one cell, the lines of both, the place of the first.

Cells at the lowest edge of one page go on at the highest edge of the next where their columns have
the same borders and one of these holds:

- the cut has no border on either page: Excel prints it so;
- the row is not whole without its other half: its first cell has text on one page only, and another
  cell has several lines; or its text runs to the border of the cell on the first page and goes on,
  without a new beginning, on the next.

A border that is missing on one page alone says nothing: LibreOffice leaves it out between whole rows.
A row of headings that the next page repeats is passed over.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from loaders.read.pdf.layout import Placed

_SAME_BORDER = 2.5  # points
_TOP, _BOTTOM = 1, 3  # where the edges stand in a box
_SENTENCE_ENDS = ("。", "．", "）", ")", "」", "】")
_BEGINNING = re.compile(r"\s*[（(\[［【〇○◯●◎■□◆◇・①-⑳0-9０-９※]")

Pages = Sequence[Sequence[Placed]]
Pair = tuple[Placed, Placed]
_Heading = tuple[tuple[str, ...], int]  # what a cell says, and where it begins


def join_page_breaks(pages: Pages) -> list[list[Placed]]:
    """Return the pages with the other parts of every cut cell moved to its first."""
    goes_on: dict[Placed, Placed] = {}
    moved: set[Placed] = set()
    seen: set[_Heading] = set()
    for upper, lower in pairwise(pages):
        seen.update(_heading(cell) for cell in upper if cell.boxed)
        goes_on.update(_continued(upper, lower, seen, moved))
        moved = set(goes_on.values())
    return [[_joined(cell, goes_on) for cell in page if cell not in moved] for page in pages]


def _joined(cell: Placed, goes_on: Mapping[Placed, Placed]) -> Placed:
    lines, part = cell.lines, cell
    while part in goes_on:
        part = goes_on[part]
        lines += part.lines
    return replace(cell, lines=lines)


def _continued(
    upper: Sequence[Placed], lower: Sequence[Placed], seen: Set[_Heading], moved: Set[Placed]
) -> list[Pair]:
    """Return which cells of one page go on in which of the next. `moved` go on from a page before."""
    last = _at_edge(upper, _BOTTOM)
    first = _at_edge(_without_headings(lower, seen), _TOP)
    if len(last) != len(first) or not all(map(_same_columns, last, first)):
        return []
    pairs = list(zip(last, first, strict=True))
    if cut := [(one, two) for one, two in pairs if one.open_bottom and two.open_top]:
        return cut
    merged = [(one, two) for one, two in pairs if _is_taller(one, last) or _is_taller(two, first)]
    simple = [pair for pair in pairs if pair not in merged]
    whole_merged = [(one, two) for one, two in merged if not two.lines]
    return whole_merged + (simple if simple and _is_one_row(simple, moved) else [])


def _is_taller(cell: Placed, row: list[Placed]) -> bool:
    """Tell whether a cell is merged over more rows than others at the same edge."""
    return cell.rows > min(other.rows for other in row)


def _at_edge(cells: Sequence[Placed], side: int) -> list[Placed]:
    """Return the cells at the top or bottom edge of the page's tables, from the left."""
    boxed = [cell for cell in cells if cell.boxed]
    if not boxed:
        return []
    edges = [cell.box[side] for cell in boxed]
    edge = min(edges) if side == _TOP else max(edges)
    return sorted(
        (cell for cell in boxed if abs(cell.box[side] - edge) <= _SAME_BORDER), key=lambda cell: cell.box[0]
    )


def _without_headings(cells: Sequence[Placed], seen: Set[_Heading]) -> list[Placed]:
    """Leave out the highest rows of a page that repeat what stood on a page before."""
    left = list(cells)
    while True:
        row = _at_edge(left, _TOP)
        repeats = len(row) > 1 and any(cell.lines for cell in row)
        if not repeats or not all(_heading(cell) in seen for cell in row):
            return left
        left = [cell for cell in left if cell not in row]


def _heading(cell: Placed) -> _Heading:
    return cell.lines, round(cell.box[0])


def _same_columns(one: Placed, two: Placed) -> bool:
    return abs(one.box[0] - two.box[0]) <= _SAME_BORDER and abs(one.box[2] - two.box[2]) <= _SAME_BORDER


def _is_one_row(pairs: list[Pair], moved: Set[Placed]) -> bool:
    above, below = pairs[0]
    begun = bool(above.lines) or above in moved or above.open_top
    if len(pairs) > 1 and begun != bool(below.lines) and any(_is_prose(*pair) for pair in pairs):
        return True
    return _goes_on(above, below) or (not above.lines and any(_goes_on(one, two) for one, two in pairs))


def _is_prose(one: Placed, two: Placed) -> bool:
    """Tell whether a cell may be cut: rows of single figures may lack their first cell by nature."""
    return _goes_on(one, two) or bool(one.lines and two.lines and len(one.lines + two.lines) > 2)


def _goes_on(one: Placed, two: Placed) -> bool:
    if not one.full or not two.lines:
        return False
    return not one.lines[-1].endswith(_SENTENCE_ENDS) and not _BEGINNING.match(two.lines[0])
