"""The words around what was found, with the places to mark."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.search.folding import Term, folded

_LENGTH = 100
_BEFORE = 30
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a printed text; `marks` are the first and the following position of each match."""

    text: str
    marks: tuple[tuple[int, int], ...]

    def pieces(self) -> list[tuple[str, bool]]:
        """Return the text in pieces, each with whether it is marked.

        >>> Snippet("市の防災訓練", ((2, 4),)).pieces()
        [('市の', False), ('防災', True), ('訓練', False)]
        """
        edges = [0, *(edge for mark in self.marks for edge in mark), len(self.text)]
        cut = [self.text[begin:end] for begin, end in pairwise(edges)]
        return [(piece, number % 2 == 1) for number, piece in enumerate(cut) if piece]


def snippet(texts: Sequence[str], words: Sequence[Term]) -> Snippet:
    """Return the piece around the first match in the first text that has one; else the first begins.

    >>> snippet(["市の防災訓練"], [Term("防災")])
    Snippet(text='市の防災訓練', marks=((2, 4),))
    """
    found = ((text, marks) for text in texts for marks in [_marks(text, words)] if marks)
    text, marks = next(found, (next(filter(None, texts), ""), []))
    begin = max(0, marks[0][0] - _BEFORE) if marks and len(text) > _LENGTH else 0
    end = min(len(text), begin + _LENGTH)
    head = _CUT if begin else ""
    kept = [(first, min(last, end)) for first, last in marks if first < end]
    shift = len(head) - begin
    return Snippet(
        head + text[begin:end] + (_CUT if end < len(text) else ""),
        tuple((first + shift, last + shift) for first, last in kept),
    )


def _marks(text: str, words: Sequence[Term]) -> list[tuple[int, int]]:
    """Return where terms stand in a printed text, in order, none over another."""
    copy = folded(text)
    pattern = "|".join(sorted((word.pattern for word in words), key=len, reverse=True))
    spans = [
        (copy.starts[found.start()], copy.starts[found.end()])
        for found in re.finditer(pattern, copy.text)
        if found.end() > found.start()
    ]
    return [(first, last) for first, last in spans if last > first]
