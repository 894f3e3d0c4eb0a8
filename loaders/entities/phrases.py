"""Noun phrases of a text: what ends or begins at a place, as far as nothing that counts stands in it."""

from functools import cached_property
from itertools import pairwise

from loaders.entities.blanks import NAME, TIME
from loaders.entities.measures import Measured
from loaders.entities.nouns import Word
from loaders.entities.passage import Passage
from loaders.entities.patterns import pattern
from loaders.entities.tables import table

Phrase = tuple[int, int]
"""Folded positions of a noun phrase."""

LONGEST = 48
"""How many characters a phrase may have."""

_JOINTS = ("の", "や", "及び", "および", "・")
# とのワークショップ, への派遣: particles that stand in a phrase before の alone.
_BEFORE_NO = ("と", "へ", "で", "から")
_LAST = ("等", "など")
_QUOTES = {"」": "「", "』": "『"}
# A verb in a name (磨き上げ支援, 打ち替え) ends in one of these; し and て end a clause.
_IN_NAMES = tuple("えけげせねべめれいきぎちびみり")


class Phrases:
    """The noun phrases of one text."""

    def __init__(self, passage: Passage, measured: Measured) -> None:
        self.passage, self.measured = passage, measured
        self.text = measured.text

    def words_of(self, phrase: Phrase) -> str:
        """Return the folded words of a phrase."""
        return self.passage.folded.text[slice(*phrase)]

    def starting(self, begin: int) -> Phrase | None:
        """Return the phrase that begins at a position."""
        words: list[Word] = []
        for word, after in pairwise((*self.passage.words, None)):
            if word is None or word.begin < begin:
                continue
            joins = bool(words) and after is not None and word.text in _BEFORE_NO and after.text == "の"
            # 見守り隊員
            joins |= word.stem and after is not None and after.nominal
            if word.begin != (words[-1].end if words else begin) or not (joins or self._belongs(word, words)):
                break
            words.append(word)
        return self._trimmed(words)

    def ending(self, end: int) -> Phrase | None:
        """Return the phrase that ends at a position; of 「…」 what is inside, of a bracket its head."""
        if self.text[end - 1 : end] == ")":
            begin = self.text.rfind("(", 0, end)
            counts = any(begin < each.begin < end for each in self.measured.measures)
            return None if begin < 0 or counts else self.ending(begin)
        last = self.passage.folded.text[end - 1 : end]
        if last in _QUOTES:
            begin = self.passage.folded.text.rfind(_QUOTES[last], 0, end)
            return (begin + 1, end - 1) if 0 <= begin < end - 2 else None
        words: list[Word] = []
        known = [word for word in self.passage.words if word.end <= end]
        for position in range(len(known) - 1, -1, -1):
            word, before = known[position], known[position - 1] if position else None
            if word.end != (words[0].begin if words else end) or end - word.begin > LONGEST:
                break
            joins = bool(words) and words[0].text == "の" and word.text in _BEFORE_NO
            joins |= bool(words) and (word.text, word.pos) == ("な", "助動詞")  # 危険な箇所
            if not joins and not self._belongs(word, words) and not _in_a_name(word, before, words):
                break
            words.insert(0, word)
        return self._widened(self._trimmed(words))

    def _widened(self, phrase: Phrase | None) -> Phrase | None:
        """Return a phrase with what belongs to it before its first word (`labels.joined`)."""
        if phrase is None:
            return None
        begin, end = phrase
        first, printed = self.text[begin:end], self.passage.folded.text
        fitting = [
            ("joined", self.text),
            ("range", printed if first.startswith(NAME) else ""),
            ("dated", self.text if pattern("labels", "dating").match(first) else ""),
            ("clause", self.text if pattern("labels", "heads").match(first) else ""),
        ]
        for words, text in fitting:
            while found := pattern("labels", words).search(text, max(0, end - LONGEST), begin):
                begin = found.start()
        counted = any(each.begin < phrase[0] and begin < each.end for each in self.measured.measures)
        return phrase if counted else (begin, end)

    @cached_property
    def _stops(self) -> frozenset[int]:
        """Positions that no phrase holds: of measures and of times."""
        times = (index for index, char in enumerate(self.text) if char == TIME)
        counted = (index for each in self.measured.measures for index in range(each.begin, each.end))
        return frozenset((*times, *counted))

    def _belongs(self, word: Word, words: list[Word]) -> bool:
        if not self._stops.isdisjoint(range(word.begin, word.end)):
            return False
        noun = word.nominal or word.pos == "形状詞" or word.text in _LAST
        return noun or (word.text in _JOINTS and bool(words))

    def _trimmed(self, words: list[Word]) -> Phrase | None:
        """Cut off joints at both ends, and words that lead to a phrase."""
        leading = (*_JOINTS, *_BEFORE_NO, *_LAST, *table("figures")["labels"]["leading"])
        while words and words[0].text in leading:
            words = words[1:]
        while words and (words[-1].text in (*_JOINTS, *_BEFORE_NO, "など") or words[-1].stem):
            words = words[:-1]
        return (words[0].begin, words[-1].end) if words else None


def _in_a_name(word: Word, before: Word | None, words: list[Word]) -> bool:
    """Tell whether a verb stands inside a name (磨き上げ支援, 待ち時間): no particle but の before it."""
    if not words or word.pos != "動詞" or len(word.text) < 2 or not word.text.endswith(_IN_NAMES):
        return False
    return before is None or before.nominal or before.text == "の" or before.pos == "補助記号"
