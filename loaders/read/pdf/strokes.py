"""Painted paths become rules: lines, the edges of boxes, and boxes so thin that they are lines."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pdfminer.layout import LTCurve

from loaders.read.pdf.page import Box, Rule

_THIN = 2.5  # the thickest border that is drawn as a filled box
_WHITE = 0.99
_CMYK = 4


def strokes(curve: LTCurve, seen: Box, points: Sequence[tuple[float, float]]) -> Iterator[Rule]:
    """Yield the rules of one painted path. `seen` is the part of its box that is not clipped away."""
    left, top, right, bottom = seen
    if right < left - _THIN or bottom < top - _THIN or _is_white(curve):
        return
    if bottom - top <= _THIN:
        yield Rule(True, (top + bottom) / 2, left, right)
    if right - left <= _THIN:
        yield Rule(False, (left + right) / 2, top, bottom)
    if curve.stroke and bottom - top > _THIN and right - left > _THIN:
        yield from _edges(seen, points)


def _edges(seen: Box, points: Sequence[tuple[float, float]]) -> Iterator[Rule]:
    """Yield the sides of a box or polygon that run level or upright."""
    left, top, right, bottom = seen
    for (x, y), (x2, y2) in pairwise((*points, points[0])):
        if abs(y - y2) < 1 <= abs(x - x2) and top - 1 <= y <= bottom + 1:
            yield Rule(True, y, max(min(x, x2), left), min(max(x, x2), right))
        if abs(x - x2) < 1 <= abs(y - y2) and left - 1 <= x <= right + 1:
            yield Rule(False, x, max(min(y, y2), top), min(max(y, y2), bottom))


def _is_white(curve: LTCurve) -> bool:
    """Tell whether it is painted in white (grey 1, RGB 1 1 1 or CMYK 0 0 0 0), and so unseen."""
    color: object = curve.stroking_color if curve.stroke else curve.non_stroking_color
    parts = color if isinstance(color, tuple | list) else (color,)
    numbers = [part for part in parts if isinstance(part, int | float)]
    if not numbers or len(numbers) < len(parts):
        return False
    return not any(numbers) if len(numbers) == _CMYK else min(numbers) >= _WHITE
