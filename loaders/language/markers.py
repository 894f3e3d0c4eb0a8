"""What begins an item: 〇, （1）, ①, ❶, ・, （ア）, ア　, and their broken or half-width relatives.

Lists below ① are read as one level, whatever they print: ・, （ア）, ア　, ㋐ and - are all "dot"
and are counted, since the letters begin anew under each other. What ※, → or ⇒ begins is a remark on the
item above, which goes on.
"""

import re
from dataclasses import dataclass
from typing import Literal

from loaders.language.width import HIDDEN, Folded

MarkerKind = Literal["bullet", "paren", "circled", "dot"]

# The last eight stand for bullets of symbol fonts, which tools pass on as private characters.
BULLETS = "〇○◯●◎■□◆◇•⚫⚪⬤◉▪▫▲△▼▽▶▷►▸‣★☆➢➤❖✓✔☑\uf0b7\uf06c\uf06e\uf0a7\uf0d8\uf0fc\uf075\uf076"
# First character, first number, how many: ①, ㉑, ㊱, ❶, ⓫, ➀, ➊, ⓵.
_ROWS = (
    *((0x2460, 1, 20), (0x3251, 21, 15), (0x32B1, 36, 15)),
    *((0x2776, 1, 10), (0x24EB, 11, 10), (0x2780, 1, 10), (0x278A, 1, 10), (0x24F5, 1, 10)),
)
_CIRCLED = {chr(first + step): number + step for first, number, count in _ROWS for step in range(count)}
_CIRCLED_KANA = frozenset(map(chr, range(0x32D0, 0x32FF)))
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
# An opening bracket may have been lost: １）. A year in brackets, （2024年度）, is no marker.
# ⑴ folds to (1): it is （１） in one character.
_PAREN = re.compile(r"\(?(\d{1,2})\)")
# A lone letter may also be the end of a word that was wrapped (ネットワー/ク　令和6年度): it needs
# brackets, or a stop or space and no year behind it. 「（ア）～（ウ）」 speaks of items.
_LETTER = re.compile(
    rf"\([{_KANA}]\)(?![~、,・を])|[{_KANA[:10]}](?:\.|\s++(?!\d|令和|平成|昭和))|-(?=\s?[ぁ-ゖァ-ヺ一-鿿々])"
)
# 前年度比/▲5％: a wrapped negative number.
_NEGATIVE = re.compile(r"[▲△]\s?\d")
# Inside a line a circled number begins an item only after something that can end one, and not
# where it is spoken of: 「①～③の」.
_INNER = re.compile(rf"(?<=[\s　。｡）)\]］】～~])[{''.join(_CIRCLED)}](?![～~〜、,・のとをはがに])")
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at the beginning of a line; `length` counts its printed characters.

    `number` is 0 for kinds that are counted: bullets and dots.
    """

    kind: MarkerKind
    number: int
    length: int


def marker(line: str) -> Marker | None:
    """Return the marker at the start of a line that has no leading white space.

    >>> marker("１）条例の趣旨")
    Marker(kind='paren', number=1, length=2)
    >>> marker("・周知").kind, marker("③周知").number, marker("（2024年度）～")
    ('dot', 3, None)
    >>> marker("（ア）周知"), marker("※雨天中止")
    (Marker(kind='dot', number=0, length=3), None)
    """
    start = _shown(line, 0)
    sign = line[start : start + 1]
    length = _shown(line, start + 1)
    if not sign or _NEGATIVE.match(line, start):
        return None
    if sign in BULLETS:
        return Marker("bullet", 0, length)
    if sign in _CIRCLED:
        return Marker("circled", _CIRCLED[sign], length)
    if sign in "・･" or sign in _CIRCLED_KANA:
        return Marker("dot", 0, length)
    folded = Folded.of(line[: start + _LONGEST])
    if found := _PAREN.match(folded.text):
        return Marker("paren", int(found[1]), folded.starts[found.end()])
    if (found := _LETTER.match(folded.text)) and not (found[0] == "-" and _is_subtitle(line)):
        return Marker("dot", 0, folded.starts[found.end()])
    return None


def inner_markers(line: str) -> list[tuple[int, int]]:
    """Return (position, number) of circled numbers that may begin an item inside a line.

    >>> inner_markers("　調整　令和6年度（2024年度～）③助成金")
    [(18, 3)]
    """
    return [(found.start(), _CIRCLED[found[0]]) for found in _INNER.finditer(line)]


def _shown(line: str, position: int) -> int:
    """Return the first position from here on whose character shows."""
    while position < len(line) and line[position] in HIDDEN:
        position += 1
    return position


def _is_subtitle(line: str) -> bool:
    """Tell whether dashes stand on both sides: －ともに生きる－."""
    return Folded.of(line[-1:]).text == "-"
