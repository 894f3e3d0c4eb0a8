"""Width folding on copies, with the way back to the printed text.

NFKC makes ① into 1 and （１） into (1); printed text must not lose that difference, so folding
is only ever done on a copy (decision 0009). `Folded` keeps for each folded character the position of
the printed one. Characters that show nothing (zero-width spaces and joiners, soft hyphens, byte order
marks, variation selectors) are left out of the copy: nobody who reads the sheet can tell them.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

# Category Cf and the variation selectors, as first and last code points.
_HIDDEN_RANGES = (
    (0x00AD, 0x00AD),
    (0x061C, 0x061C),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x2064),
    (0x2066, 0x206F),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0xE0001, 0xE007F),
    (0xE0100, 0xE01EF),
)
HIDDEN = frozenset(chr(code) for first, last in _HIDDEN_RANGES for code in range(first, last + 1))
_MARKS = "\uff9e\uff9f\u3099\u309a"
_UNHIDE = dict.fromkeys(map(ord, HIDDEN))
# Characters that print a wave or a bar between two ends of a range.
_WAVES = str.maketrans({"〜": "~", "∼": "~", "˜": "~", "−": "-", "–": "-", "—": "-", "‐": "-"})


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded copy of `printed`; `starts[i]` is where folded character i begins in it.

    >>> folded = Folded.of("（７～２月）")
    >>> folded.text
    '(7~2月)'
    >>> folded.cut(1, 4)
    '７～２'
    """

    text: str
    printed: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, printed: str) -> "Folded":
        """Fold widths, half-width kana and waves; leave out what shows nothing."""
        # The rules look at a line many times, at a whole document once.
        return _remembered(printed) if len(printed) <= _LINE else _folded(printed)

    def cut(self, begin: int, end: int) -> str:
        """Return the printed text behind the folded characters `begin` to `end`."""
        return self.printed[self.starts[begin] : self.starts[end]]

    def without(self, begin: int, end: int) -> str:
        """Return the printed text with the folded characters `begin` to `end` taken out."""
        return self.printed[: self.starts[begin]] + self.printed[self.starts[end] :]


class _Single(dict[str, str | None]):
    """The folded form of each character that stands by itself, once asked for; None for all others."""

    def __missing__(self, char: str) -> str | None:
        joined = char in HIDDEN or char in _MARKS or unicodedata.combining(char)
        self[char] = None if joined else _fold(char)
        return self[char]


_SINGLE = _Single()


def _folded(printed: str) -> Folded:
    singles = [_SINGLE[char] for char in printed]
    if None in singles:
        return _folded_by_clusters(printed)
    pieces = [single or "" for single in singles]
    text = "".join(pieces)
    if len(text) == len(printed) and "" not in pieces:
        return Folded(text, printed, tuple(range(len(printed) + 1)))
    starts = (index for index, piece in enumerate(pieces) for _ in piece)
    return Folded(text, printed, (*starts, len(printed)))


def _folded_by_clusters(printed: str) -> Folded:
    text: list[str] = []
    starts: list[int] = []
    for begin, end in pairwise([*_clusters(printed), len(printed)]):
        piece = _fold(printed[begin:end])
        text.append(piece)
        starts.extend([begin] * len(piece))
    return Folded("".join(text), printed, (*starts, len(printed)))


_LINE = 400
_remembered = lru_cache(maxsize=8192)(_folded)


def _clusters(printed: str) -> list[int]:
    """Return where each character begins; a mark or a hidden one belongs to the one before it.

    Half-width ﾊ and its mark ﾞ are two characters that fold into one. Hidden characters at the very
    beginning belong to the first that shows.
    """
    begins: list[int] = []
    for index, char in enumerate(printed):
        if char in HIDDEN:
            continue
        if not begins:
            begins.append(0)
        elif char not in _MARKS and not unicodedata.combining(char):
            begins.append(index)
    return begins


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", visible(text)).translate(_WAVES)


def visible(text: str) -> str:
    """Return the text without the characters that show nothing.

    >>> visible("通\u200b年")
    '通年'
    """
    return text if text.isascii() else text.translate(_UNHIDE)


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Return a copy with widths and waves folded.

    >>> fold("ｼｰｽﾞ（１）　5-2-（１）")
    'シーズ(1) 5-2-(1)'
    """
    return _fold(text)


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """Return the form in which two texts are compared: folded, without white space.

    >>> key("ＬＧＢＴＱ　支援") == key("LGBTQ支援")
    True
    """
    return "".join(fold(text).split())


def cells(text: str) -> int:
    """Return the printed width in half-width cells; East Asian characters take two, hidden ones none.

    >>> cells("市民ABC①"), cells("市\u200b民")
    (9, 4)
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in visible(text))
