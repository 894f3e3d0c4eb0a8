"""Rows by columns: a number where there is something, an empty place where there is nothing."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from api.svg.elements import FAINT, PAPER, Picture, element, fitted, width_of, words
from api.svg.marks import COLOURS, DEPARTMENT, POLICY

_CELL, _ROW = 34.0, 22.0
_NAMES = 420.0
_HEADS = 170.0


def matrix(
    rows: Sequence[str],
    columns: Sequence[str],
    numbers: Mapping[tuple[int, int], int],
    says: tuple[str, str],
) -> Picture:
    """Draw the numbers by (row, column); the name of a row with none is in another colour."""
    tall = min(_HEADS, max(map(width_of, columns), default=0.0) + 20)
    drawn = [_head(name, place, tall) for place, name in enumerate(columns)]
    filled = {row for row, _ in numbers}
    for place, name in enumerate(rows):
        y = tall + place * _ROW
        colour = {} if place in filled else {"fill": COLOURS[POLICY], "class_": "v-label v-empty"}
        drawn.append(words(fitted(name, _NAMES - 24), _NAMES - 10, y + _ROW / 2, text_anchor="end", **colour))
        drawn += [_cell(column, y, numbers.get((place, column), 0)) for column in range(len(columns))]
    return Picture(*says, _NAMES + len(columns) * _CELL + 90, tall + len(rows) * _ROW + 16, drawn)


def _head(name: str, place: int, tall: float) -> Markup:
    x = _NAMES + (place + 0.5) * _CELL
    return words(fitted(name, _HEADS), x, tall - 12, transform=f"rotate(-60 {x} {tall - 8})")


def _cell(column: int, y: float, count: int) -> Markup:
    x = _NAMES + column * _CELL
    square = element(
        "rect",
        class_="v-cell v-department" if count else "v-cell v-none",
        x=x + 1,
        y=y + 1,
        width=_CELL - 2,
        height=_ROW - 2,
        fill=COLOURS[DEPARTMENT] if count else PAPER,
        stroke=FAINT,
    )
    if not count:
        return square
    label = words(
        str(count),
        x + _CELL / 2,
        y + _ROW / 2,
        text_anchor="middle",
        fill=PAPER,
        class_="v-inside",
        stroke="none",
    )
    return Markup().join([square, label])
