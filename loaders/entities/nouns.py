"""The words of a text, by SudachiPy's small dictionary; by kinds of characters where it is missing.

The dictionary tells where a noun ends and a particle begins. Without it a run of kanji, katakana
and Latin letters passes for a run of nouns, which costs little (`docs/quality.md` has both).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, ClassVar, Protocol

_KANJI = re.compile("[一-鿿]")
_PLAIN = re.compile(
    r"(?P<noun>[㐀-鿿々〆ヶァ-ヴー]+|[A-Za-z][A-Za-z&'.-]*|[0-9][0-9,.]*)"
    r"|(?P<joint>・)|(?P<kana>[ぁ-ん]+)|(?P<other>\s+|.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word at folded positions `begin` to `end`.

    `pos` is its part of speech (名詞, 助詞, …), `detail` the next finer one, `verbal` tells of a noun
    that する makes a verb of (実施, 連携), `stem` of a verb in the form that joins nouns (見守り活動).
    """

    begin: int
    end: int
    text: str
    pos: str
    detail: str
    verbal: bool = False
    stem: bool = False

    @property
    def nominal(self) -> bool:
        """Tell whether it can be a part of a name: nouns, their prefixes and suffixes, ・ between them."""
        return self.pos in ("名詞", "接頭辞", "接尾辞", "形状詞") or self.text == "・"


class Splitter(Protocol):
    """What splits a folded text into words."""

    method: str

    def __call__(self, text: str) -> tuple[Word, ...]:
        """Return the words in order."""


class Plain:
    """Words by kinds of characters alone."""

    method = "plain"
    _POS: ClassVar = {
        "noun": ("名詞", ""),
        "joint": ("補助記号", "中点"),
        "kana": ("助詞", ""),
        "other": ("記号", ""),
    }

    def __call__(self, text: str) -> tuple[Word, ...]:
        """Return the words in order."""
        found = ((each, self._POS[each.lastgroup or "other"]) for each in _PLAIN.finditer(text))
        return tuple(Word(each.start(), each.end(), each[0], *pos) for each, pos in found)


class Dictionary:
    """Words by SudachiPy, in its middle units (B): not every suffix is parted, not every name is one."""

    method = "sudachi"

    def __init__(self) -> None:
        from sudachipy import Dictionary as Sudachi
        from sudachipy import SplitMode

        self._tokenizer = Sudachi(dict="small").tokenizer(SplitMode.B)

    def __call__(self, text: str) -> tuple[Word, ...]:
        """Return the words in order."""
        return tuple(_word(each) for each in self._tokenizer.tokenize(text))


def _word(token: Any) -> Word:
    pos, detail, finer, _, _, form = token.part_of_speech()
    text = token.surface()
    stem = pos == "動詞" and form.startswith("連用形") and _KANJI.search(text) is not None
    return Word(token.begin(), token.end(), text, pos, detail, finer == "サ変可能", stem)


@lru_cache(maxsize=1)
def splitter() -> Splitter:
    """Return the dictionary where it is installed, else the plain way."""
    try:
        return Dictionary()
    except ImportError:
        return Plain()


def merged(words: tuple[Word, ...], text: str, whole: tuple[str, ...]) -> tuple[Word, ...]:
    """Return the words with each of `whole` as one proper noun, wherever it stands in the text."""
    for name in whole:
        begin = text.find(name)
        while begin >= 0:
            end = begin + len(name)
            before = [word for word in words if word.end <= begin]
            after = [word for word in words if word.begin >= end]
            if (before[-1].end if before else 0) == begin and (after[0].begin if after else len(text)) == end:
                words = (*before, Word(begin, end, name, "名詞", "固有名詞"), *after)
            begin = text.find(name, end)
    return words


def runs(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], ...]:
    """Return the runs of nouns that nothing parts, in order.

    >>> words = Plain()("地域団体と協働")
    >>> ["".join(word.text for word in run) for run in runs(words)]
    ['地域団体', '協働']
    """
    following = (*words[1:], None)
    joining = {id(word) for word, after in zip(words, following, strict=False) if _joins(word, after)}
    grouped = groupby(words, lambda word: word.nominal or id(word) in joining)
    return tuple(tuple(group) for nominal, group in grouped if nominal)


def _joins(word: Word, after: Word | None) -> bool:
    """Tell whether a verb's stem is a part of a compound (空き店舗): a noun follows at once."""
    return word.stem and after is not None and after.pos == "名詞"
