"""The cells of a grid: regions that rules enclose, merged ones and single boxes too."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from loaders.read.pdf.page import Box
from loaders.read.pdf.rules import Grid

_SMALLEST = 3.0  # points; what is smaller lies between the two lines of a double border
_FRAME = 0.5  # a region that fills less than this share of its box is the space around tables

Square = tuple[int, int]
"""Row and column of the grid."""


@dataclass(frozen=True, slots=True)
class Boxed:
    """A cell of the page; `open_top` and `open_bottom` tell that no rule was drawn there."""

    box: Box
    open_top: bool
    open_bottom: bool


class Boxes:
    """The cells of one page, found by position."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._by_square: dict[Square, int] = {}
        self.found: list[Boxed] = []
        for region in _regions(grid):
            for first, last in _rectangles(region):
                self._add(first, last)

    def at(self, x: float, y: float) -> int | None:
        """Return the index of the cell at a point of the page."""
        square = bisect_right(self._grid.ys, y) - 1, bisect_right(self._grid.xs, x) - 1
        return self._by_square.get(square)

    def _add(self, first: Square, last: Square) -> None:
        grid = self._grid
        box = grid.xs[first[1]], grid.ys[first[0]], grid.xs[last[1] + 1], grid.ys[last[0] + 1]
        if min(box[2] - box[0], box[3] - box[1]) < _SMALLEST:
            return
        columns = range(first[1], last[1] + 1)
        open_top, open_bottom = (
            all((line, column) in grid.added for column in columns) for line in (first[0], last[0] + 1)
        )
        for row in range(first[0], last[0] + 1):
            self._by_square.update(dict.fromkeys(((row, column) for column in columns), len(self.found)))
        self.found.append(Boxed(box, open_top, open_bottom))


def _regions(grid: Grid) -> Iterator[set[Square]]:
    """Yield the groups of squares that no rule parts, except those that are open to the page."""
    seen: set[Square] = set()
    for square in product(range(len(grid.ys) - 1), range(len(grid.xs) - 1)):
        if square in seen:
            continue
        region, is_open = _flood(grid, square)
        seen |= region
        if not is_open and _fills(region) >= _FRAME:
            yield region


def _flood(grid: Grid, start: Square) -> tuple[set[Square], bool]:
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    region, waiting, is_open = {start}, [start], False
    while waiting:
        row, column = waiting.pop()
        ways = (
            ((row - 1, column), column in grid.level[row]),
            ((row + 1, column), column in grid.level[row + 1]),
            ((row, column - 1), row in grid.upright[column]),
            ((row, column + 1), row in grid.upright[column + 1]),
        )
        for square, closed in ways:
            if closed or square in region:
                continue
            if 0 <= square[0] < rows and 0 <= square[1] < columns:
                region.add(square)
                waiting.append(square)
            else:
                is_open = True
    return region, is_open


def _fills(region: set[Square]) -> float:
    rows, columns = ({square[axis] for square in region} for axis in (0, 1))
    return len(region) / ((max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1))


def _rectangles(region: set[Square]) -> Iterator[tuple[Square, Square]]:
    """Cut a region into rectangles, from the top left; nearly every region is one already."""
    left = set(region)
    while left:
        top, first = min(left)
        last = first
        while (top, last + 1) in left:
            last += 1
        bottom = top
        while all((bottom + 1, column) in left for column in range(first, last + 1)):
            bottom += 1
        left -= {(row, column) for row in range(top, bottom + 1) for column in range(first, last + 1)}
        yield (top, first), (bottom, last)
