"""Where the head of a row begins: its number and title, before the label 総合計画 or 基本政策.

A stray page number is told from a row number by what follows it, and by the sequence.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.forms.lines import Line
from loaders.language.width import Folded
from loaders.language.wrap import ends_sentence, is_finished

_MAX_TITLE_LINES = 4
_LOOK_AHEAD = 12
_LABELS = ("measures", "policies")


@dataclass(frozen=True, slots=True)
class Opening:
    """Number, title and stray code lines of a head, as indices; `label` is where its lists begin."""

    numbers: tuple[int, ...]
    title: tuple[int, ...]
    label: int
    codes: tuple[int, ...] = ()


def opening(lines: Sequence[Line], index: int, floor: int, expected: int) -> Opening | None:
    """Return the opening that begins with the line `index`, if one does.

    Lines up to `floor` belong to the head before; `expected` is the next row number.
    """
    if lines[index].kind == "number":
        return _numbered(lines, index, floor, expected)
    if lines[index].kind in _LABELS:
        title = _title_before(lines, index, floor)
        return Opening((), title, index) if title else None
    return None


def _numbered(lines: Sequence[Line], index: int, floor: int, expected: int) -> Opening | None:
    numbers: list[int] = []
    title: list[int] = []
    codes: list[int] = []
    stop = index
    while stop < len(lines) and len(title) <= _MAX_TITLE_LINES:
        kind = lines[stop].kind
        if kind == "number":
            # Text between two numbers is no title, unless the second is a page number.
            if title and not _label_next(lines, stop):
                return None
            numbers.append(stop)
        elif kind == "text":
            title.append(stop)
        elif kind == "codes" and title:
            codes.append(stop)
        elif kind != "furniture":
            break
        stop += 1
    if stop == len(lines):
        return None
    found = Opening(tuple(numbers), tuple(title), stop, tuple(codes))
    if lines[stop].kind in _LABELS:
        return found if title else Opening(found.numbers, _title_before(lines, index, floor), stop)
    return found if _is_bare(lines, found, expected) else None


def _label_next(lines: Sequence[Line], index: int) -> bool:
    ahead = lines[index + 1 : index + _LOOK_AHEAD]
    rest = (line.kind for line in ahead if line.kind not in ("number", "furniture", "codes"))
    return next(rest, None) in _LABELS


def _is_bare(lines: Sequence[Line], found: Opening, expected: int) -> bool:
    """Tell whether number and title are a head without labels, not a page number inside an item."""
    if lines[found.label].kind != "item" or not 1 <= len(found.title) <= 2:
        return False
    if not any(lines[number].value == expected for number in found.numbers):
        return False
    first = found.numbers[0]
    before = lines[first - 1] if first else None
    inside = before is not None and before.kind in ("item", "text") and not lines[found.title[0]].gap
    goes_on = inside and before is not None and not ends_sentence(before.text)
    return not goes_on and not ends_sentence(lines[found.title[-1]].text)


def _title_before(lines: Sequence[Line], end: int, floor: int) -> tuple[int, ...]:
    """Return the title lines right before `end`, where no number announced them.

    Without a blank line or a number to begin it, only the nearest line is surely the title.
    """
    first = end
    while first - 1 > floor and lines[first - 1].kind == "text" and end - first < _MAX_TITLE_LINES:
        first -= 1
        if lines[first].gap or starts_with_number(lines[first].text):
            return tuple(range(first, end))
    nearest = max(first, end - 1)
    before = lines[nearest - 1] if nearest else None
    inside = before is not None and before.kind in ("item", "text") and not is_finished(before.text)
    return () if inside else tuple(range(nearest, end))


def starts_with_number(text: str) -> bool:
    """Tell whether a title line begins with its row number: 「2 地域の活性化」."""
    head, _, rest = Folded.of(text).text.partition(" ")
    return head.isdigit() and len(head) <= 2 and bool(rest.strip())
