"""Characters become lines of text, by their baselines."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from loaders.read.pdf.page import Box, Char

_GAP = 0.6  # of the character size: a wider gap between two characters is a space
_SAME_LINE = 0.35  # of the character size: baselines of one line differ by less
_SAME_PLACE = 0.3  # of the character size: the same character twice this close is one, made bold


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text and where it stands."""

    text: str
    box: Box


def without_doubles(chars: Iterable[Char]) -> list[Char]:
    """Leave out characters that are printed over themselves, as some programs do for bold type."""
    kept: list[Char] = []
    last: dict[tuple[str, int], list[Char]] = {}
    for char in chars:
        near = last.setdefault((char.text, char.turn), [])
        limit = char.size * _SAME_PLACE
        if any(
            abs(char.start - other.start) <= limit and abs(char.across - other.across) <= limit
            for other in near
        ):
            continue
        near.append(char)
        del near[:-4]
        kept.append(char)
    return kept


def lines_of(chars: Iterable[Char]) -> list[Line]:
    """Return the lines that the characters make, each direction of writing by itself."""
    turns: dict[int, list[Char]] = {}
    for char in chars:
        turns.setdefault(char.turn, []).append(char)
    return [
        line
        for turn in sorted(turns)
        for row in _rows(turns[turn])
        if (line := _line(sorted(row, key=lambda char: (char.start, char.end)))).text
    ]


def _rows(chars: list[Char]) -> list[list[Char]]:
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char.across):
        if rows and char.across - rows[-1][-1].across <= max(char.size, rows[-1][-1].size) * _SAME_LINE:
            rows[-1].append(char)
        else:
            rows.append([char])
    return rows


def _line(chars: list[Char]) -> Line:
    parts = [chars[0].text]
    for before, char in pairwise(chars):
        if char.start - before.end > _GAP * min(before.size, char.size):
            parts.append(" ")
        parts.append(char.text)
    lefts, tops, rights, bottoms = zip(*(char.box for char in chars), strict=True)
    return Line(_plain("".join(parts)), (min(lefts), min(tops), max(rights), max(bottoms)))


def _plain(text: str) -> str:
    """Drop line ends that fonts map glyphs to, and write 部 for ⼓: some fonts name only the radical.

    Only the two blocks of radicals are replaced; every other character stays as it is printed.
    """
    text = "".join(" " if char in "\r\n\x0b\x0c\x85\u2028\u2029" else char for char in text)
    return "".join(_letter(char) for char in text).rstrip()


def _letter(char: str) -> str:
    return unicodedata.normalize("NFKC", char) if "\u2e80" <= char <= "\u2fdf" else char
