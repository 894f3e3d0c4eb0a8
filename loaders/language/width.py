"""Width folding on copies, with the way back to the printed text.

NFKC makes ① into 1 and （１） into (1); printed text must not lose that difference, so folding
is only ever done on a copy (decision 0009). `Folded` keeps for each folded character the position of
the printed one.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

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
        """Fold widths, half-width kana and waves."""
        text: list[str] = []
        starts: list[int] = []
        for begin, end in pairwise([*_clusters(printed), len(printed)]):
            piece = unicodedata.normalize("NFKC", printed[begin:end]).translate(_WAVES)
            text.append(piece)
            starts.extend([begin] * len(piece))
        return cls("".join(text), printed, (*starts, len(printed)))

    def cut(self, begin: int, end: int) -> str:
        """Return the printed text behind the folded characters `begin` to `end`."""
        return self.printed[self.starts[begin] : self.starts[end]]

    def without(self, begin: int, end: int) -> str:
        """Return the printed text with the folded characters `begin` to `end` taken out."""
        return self.printed[: self.starts[begin]] + self.printed[self.starts[end] :]


def _clusters(printed: str) -> list[int]:
    """Return where each character begins; a combining mark belongs to the one before it.

    Half-width ﾊ and its mark ﾞ are two characters that fold into one.
    """
    marks = "\uff9e\uff9f\u3099\u309a"
    return [
        index
        for index, char in enumerate(printed)
        if index == 0 or (char not in marks and not unicodedata.combining(char))
    ]


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Return a copy with widths and waves folded.

    >>> fold("ｼｰｽﾞ（１）　5-2-（１）")
    'シーズ(1) 5-2-(1)'
    """
    return unicodedata.normalize("NFKC", text).translate(_WAVES)


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """Return the form in which two texts are compared: folded, without white space.

    >>> key("ＬＧＢＴＱ　支援") == key("LGBTQ支援")
    True
    """
    return "".join(fold(text).split())


def cells(text: str) -> int:
    """Return the printed width in half-width cells; East Asian characters take two.

    >>> cells("市民ABC①")
    9
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
