"""The words of a text, by SudachiPy's small dictionary; by kinds of characters where it is missing.

The dictionary tells where a noun ends and a particle begins. Without it a run of kanji, katakana
and Latin letters passes for a run of nouns, which costs little (`docs/quality.md` has both).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any, ClassVar, NamedTuple, Protocol

from loaders.entities.tables import suffixes, words

_KANJI = re.compile("[一-鿿]")
# Names of letters (アルファ, シグマ), which the dictionary takes for signs.
_KATAKANA = re.compile("[ァ-ヴー]{2,}")
_GOVERNED = ("を", "に", "が", "と", "へ", "で", "も", "は")
# Words in kana that are grammar, not the beginning of a name.
_GRAMMAR = re.compile(
    "に|と|が|は|を|へ|で|の|も|や|か|から|まで|より|など|また|さら|する|しま|した|して|でき|あり|なる|なり|こと|ため|よう|もの|うち|ほか|これ|それ|その|この|そして|だけ|のみ|ます|まし|です|られ|れる|せる|ない|いる|いた|いま"
)
_JOINED = "及び|並びに|又は|若しくは|または|および|ならびに|あるいは"
_PARTICLE = "[とがはをにへのやもで]"
_PLAIN = re.compile(
    rf"(?P<joint>{_JOINED})|(?P<noun>(?:(?!{_JOINED})[㐀-鿿々〆ヶァ-ヴー])+|[A-Za-z][A-Za-z&'.-]*)"
    rf"|(?P<number>[0-9][0-9,.]*)|(?P<dot>・)|(?P<kana>(?:(?!{_JOINED}|{_PARTICLE}(?![ぁ-ん]))[ぁ-ん])+|{_PARTICLE})"
    r"|(?P<other>\s+|.)",
    re.DOTALL,
)


class Word(NamedTuple):
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
    """Words by kinds of characters, cut at the words that the rules know."""

    method = "plain"
    _POS: ClassVar = {
        "joint": ("接続詞", ""),
        "noun": ("名詞", ""),
        "number": ("名詞", "数詞"),
        "dot": ("補助記号", "中点"),
        "kana": ("助詞", ""),
        "other": ("記号", ""),
    }

    def __call__(self, text: str) -> tuple[Word, ...]:
        """Return the words in order."""
        return tuple(self._words(text))

    def _words(self, text: str) -> Iterator[Word]:
        for found in _PLAIN.finditer(text):
            pos, detail = self._POS[found.lastgroup or "other"]
            if found.lastgroup == "noun":
                yield from self._cut(found[0], found.start())
            elif found.lastgroup == "kana" and len(found[0]) > 1 and not _GRAMMAR.match(found[0]):
                yield Word(found.start(), found.end(), found[0], "仮名", "")
            else:
                yield Word(found.start(), found.end(), found[0], pos, detail)

    def _cut(self, run: str, begin: int) -> Iterator[Word]:
        """Yield the known words of a run of nouns, and what stands between them."""
        pieces = (piece for piece in _known().split(run) if piece)
        for piece in pieces:
            yield Word(begin, begin + len(piece), piece, "名詞", "")
            begin += len(piece)


@lru_cache(maxsize=1)
def _known() -> re.Pattern[str]:
    """Return a pattern of the words of the tables, at which a run of nouns is cut."""
    edges = [
        word
        for key in ("general", "leading", "trailing", "members", "parting")
        for word in words("edges", key)
    ]
    every = {
        *edges,
        *suffixes(),
        *words("groups", "heads"),
        *words("forms", "forms"),
        *words("forms", "openers"),
    }
    cut = sorted((word for word in every if len(word) > 1), key=lambda word: (-len(word), word))
    return re.compile("(" + "|".join(map(re.escape, cut)) + "|等)")


# A part of speech: its two names, whether する makes a verb of it, whether the form joins nouns.
_Kind = tuple[str, str, bool, bool]


class Dictionary:
    """Words by SudachiPy, in its middle units (B): not every suffix is parted, not every name is one."""

    method = "sudachi"

    def __init__(self) -> None:
        from sudachipy import Dictionary as Sudachi
        from sudachipy import SplitMode

        self._tokenizer = Sudachi(dict="small").tokenizer(SplitMode.B)
        self._kinds: dict[int, _Kind] = {}  # by the number that the dictionary gives each

    def __call__(self, text: str) -> tuple[Word, ...]:
        """Return the words in order."""
        return tuple(map(self._word, self._tokenizer.tokenize(text)))

    def _word(self, token: Any) -> Word:
        kind = token.part_of_speech_id()
        known = self._kinds.get(kind)
        if known is None:
            known = self._kinds[kind] = _kind(*token.part_of_speech())
        pos, detail, verbal, joining = known
        text = token.surface()
        if pos == "記号" and _KATAKANA.fullmatch(text):
            pos, detail = "名詞", "普通名詞"
        stem = joining and (len(text) > 2 or _KANJI.search(text) is not None)
        return Word(token.begin(), token.end(), text, pos, detail, verbal, stem)


def _kind(pos: str, detail: str, finer: str, _fourth: str, _type: str, form: str) -> _Kind:
    return pos, detail, finer == "サ変可能", pos == "動詞" and form.startswith("連用形")


@lru_cache(maxsize=1)
def splitter() -> Splitter:
    """Return the dictionary where it is installed, else the plain way."""
    try:
        return Dictionary()
    except ImportError:
        return Plain()


def merged(given: tuple[Word, ...], text: str, whole: tuple[str, ...]) -> tuple[Word, ...]:
    """Return the words with each of `whole` as one proper noun, wherever it stands in the text."""
    for name in whole:
        begin = text.find(name)
        while begin >= 0:
            end = begin + len(name)
            before = [word for word in given if word.end <= begin]
            after = [word for word in given if word.begin >= end]
            if (before[-1].end if before else 0) == begin and (after[0].begin if after else len(text)) == end:
                given = (*before, Word(begin, end, name, "名詞", "固有名詞"), *after)
            begin = text.find(name, end)
    return given


def runs(given: tuple[Word, ...]) -> tuple[tuple[Word, ...], ...]:
    """Return the runs of nouns that nothing parts, in order.

    >>> found = runs(Plain()("地域団体と協働"))
    >>> ["".join(word.text for word in run) for run in found]
    ['地域団体', '協働']
    """
    joining = {index for index, word in enumerate(given) if word.stem and joins(given, index)}
    grouped = groupby(enumerate(given), lambda pair: pair[1].nominal or pair[0] in joining)
    return tuple(tuple(word for _, word in group) for nominal, group in grouped if nominal)


def joins(given: tuple[Word, ...], index: int) -> bool:
    """Tell whether a verb's stem is a part of a compound (空き店舗): a noun follows, and it governs none.

    In 実情に合わせ団体を支援 it is the verb of a clause.
    """
    after = given[index + 1] if index + 1 < len(given) else None
    if not given[index].stem or after is None or not after.nominal or after.text == "・":
        return False
    return index == 0 or given[index - 1].text not in _GOVERNED
