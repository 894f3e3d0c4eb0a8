"""How words are compared: full and half width, katakana and hiragana, large and small letters alike.

Japanese has no spaces, so a text is cut into overlapping pairs of characters; a word of two
characters then is one token, and a longer one a phrase of them. Latin words and numbers stay whole.

    防災訓練 2024  →  防災 災訓 訓練 練 2024

The last character stands once by itself, so that a single character is found wherever it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.language.width import Folded

_HIRAGANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
_NUMBER = "[0-9]+"
_WORD = "[a-z\u00df-\u024f\u0370-\u03ff\u0400-\u052f]+"
_RUN = re.compile(rf"{_NUMBER}|{_WORD}|(?:(?!{_NUMBER}|{_WORD})[^\W_])+")
_WHOLE = re.compile(f"{_NUMBER}|{_WORD}")


def folded(printed: str) -> Folded:
    """Return a folded copy that knows the way back to the printed text.

    >>> folded("ボウサイ　ＩＣＴ").text
    'ぼうさい ict'
    """
    copy = Folded.of(printed)
    kana = copy.text.translate(_HIRAGANA)
    small = kana.lower()
    return Folded(small if len(small) == len(kana) else kana, copy.printed, copy.starts)


def tokens(text: str) -> Iterator[str]:
    """Yield the tokens of a folded text that is put into the index.

    >>> list(tokens("防災訓練、ict"))
    ['防災', '災訓', '訓練', '練', 'ict']
    """
    for run in _RUN.findall(text):
        if _WHOLE.fullmatch(run):
            yield run
        else:
            yield from (run[begin : begin + 2] for begin in range(len(run)))


@dataclass(frozen=True, slots=True)
class Term:
    """One of the words that are looked for, folded."""

    text: str

    @property
    def phrase(self) -> str:
        """The term in the language of SQLite's FTS5: its tokens side by side.

        >>> Term("防災訓練").phrase, Term("緑").phrase, Term("ict").phrase
        ('"防災 災訓 訓練"', '"緑" *', '"ict" *')
        """
        found = list(tokens(self.text))
        last = _RUN.findall(self.text)[-1]
        if re.fullmatch(_NUMBER, last):
            return _quoted(found)
        if re.fullmatch(_WORD, last) or len(last) == 1:
            return f"{_quoted(found)} *"
        return _quoted(found[:-1])  # in a text the word may go on

    @property
    def pattern(self) -> str:
        """A regular expression that finds the term in a folded text, whatever signs part its runs."""
        runs = _RUN.findall(self.text)
        begin = r"(?<![a-z])" if re.fullmatch(_WORD, runs[0]) else ""
        return begin + r"\W*".join(map(re.escape, runs))


def terms(words: str) -> tuple[Term, ...]:
    """Return the terms of what someone typed; each has to be found.

    >>> terms("ボウサイ　ＩＣＴ ！")
    (Term(text='ぼうさい'), Term(text='ict'))
    """
    parts = dict.fromkeys(folded(words).text.split())
    return tuple(Term(part) for part in parts if _RUN.search(part))


def bare(text: str) -> str:
    """Return a folded text without spaces and signs, to compare whole names.

    >>> bare(folded("第３次　みどりの基本計画（案）").text)
    '第3次みどりの基本計画案'
    """
    return "".join(_RUN.findall(text))


def _quoted(found: list[str]) -> str:
    return f'"{" ".join(found)}"'
