"""What begins an item: 〇, （1）, ①, ・, and their broken or half-width relatives."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from loaders.language.width import Folded

MarkerKind = Literal["bullet", "paren", "circled", "dot"]

BULLETS = "〇○◯●◎■□◆◇•⚫⚪"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# An opening bracket may have been lost: １）. A year in brackets, （2024年度）, is no marker.
_PAREN = re.compile(r"\(?(\d{1,2})\)")
# Inside a line a circled number begins an item only after something that can end one, and not
# where it is spoken of: 「①～③の」.
_INNER = re.compile(rf"(?<=[\s　。｡）)\]］】～~])[{_CIRCLED}](?![～~〜、,・のとをはがに])")


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at the beginning of a line; `length` counts its printed characters."""

    kind: MarkerKind
    number: int
    length: int


def marker(line: str) -> Marker | None:
    """Return the marker at the start of a line that has no leading white space.

    >>> marker("１）条例の趣旨")
    Marker(kind='paren', number=1, length=2)
    >>> marker("・周知").kind, marker("③周知").number, marker("（2024年度）～")
    ('dot', 3, None)
    """
    if not line:
        return None
    if line[0] in BULLETS:
        return Marker("bullet", 0, 1)
    if line[0] in _CIRCLED:
        return Marker("circled", int(unicodedata.digit(line[0], 0) or _CIRCLED.index(line[0]) + 1), 1)
    if line[0] in "・･":
        return Marker("dot", 0, 1)
    folded = Folded.of(line[:5])
    if found := _PAREN.match(folded.text):
        return Marker("paren", int(found[1]), folded.starts[found.end()])
    return None


def inner_markers(line: str) -> list[tuple[int, int]]:
    """Return (position, number) of circled numbers that may begin an item inside a line.

    >>> inner_markers("　調整　令和6年度（2024年度～）③助成金")
    [(18, 3)]
    """
    return [(found.start(), _CIRCLED.index(found[0]) + 1) for found in _INNER.finditer(line)]
