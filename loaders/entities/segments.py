"""Pieces of noun runs in which a name may stand: trimmed of what is no part of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from loaders.entities.nouns import Word, joins
from loaders.entities.passage import Passage
from loaders.entities.tables import either, suffixes, words

_NUMBER = re.compile(r"[0-9][0-9,.]*")
_KANA = re.compile("[ぁ-んー]{2,6}")
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True)
class Segment:
    """Words in a row that may be, or end in, a name; positions are folded ones."""

    words: tuple[Word, ...]

    @property
    def begin(self) -> int:
        """Where it begins."""
        return self.words[0].begin

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1].end

    @cached_property
    def text(self) -> str:
        """Its text, folded."""
        return "".join(word.text for word in self.words)


def segments(passage: Passage) -> Iterator[Segment]:
    """Yield the trimmed pieces of the noun runs, in order."""
    for run in _runs(passage.words):
        trimmed = trimmed_left(run)
        if trimmed:
            yield Segment(trimmed)


def _runs(all_words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """Yield runs of words that may stand in a name.

    The dictionary takes the beginning of a name in kana for an interjection or a pronoun.
    """
    run: list[Word] = []
    for index, word in enumerate(all_words):
        if is_noun(all_words, index):
            run.append(word)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def is_noun(all_words: tuple[Word, ...], index: int) -> bool:
    """Tell whether a word may stand in a name that is one run of nouns."""
    word = all_words[index]
    if word.text in words("edges", "parting"):
        return word.text == "等" and index + 1 < len(all_words) and _is_purpose(all_words[index + 1])
    if word.text == "の":
        # ゆいの信用金庫: a name in kana that ends in の and begins the run.
        between = 0 < index < len(all_words) - 1
        opens = index == 1 or not (all_words[index - 2].nominal and all_words[index - 2].text != "・")
        return between and opens and all_words[index + 1].nominal and _is_kana_name(all_words[index - 1])
    if word.stem:
        return joins(all_words, index)
    return word.nominal or word.pos in ("感動詞", "代名詞")


def _is_purpose(word: Word) -> bool:
    """Tell whether a word goes on after 等 (空家等対策協議会), where a thing would begin anew."""
    return word.verbal or word.text in words("edges", "purposes")


def _is_kana_name(word: Word) -> bool:
    return word.detail == "固有名詞" and _KANA.fullmatch(word.text) is not None


def trimmed_left(run: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the run without amounts, numbers, times and words that only stand before a name."""
    run = behind_amounts(run) or run
    start = 0
    while start < len(run):
        rest = run[start:]
        step = _leading(rest)
        if not step:
            break
        start += step
    return run[start:]


def behind_amounts(run: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return what follows the last amount of a run (年間11回月島信用金庫), the run where there is none."""
    text = "".join(word.text for word in run)
    if _DIGITS.isdisjoint(text):  # an amount begins with one, wherever in a word it stands
        return run
    over = max((found.end() for found in _amounts().finditer(text)), default=0)
    starts = accumulate((len(word.text) for word in run), initial=0)
    return tuple(word for word, start in zip(run, starts, strict=False) if start >= over)


@lru_cache(maxsize=1)
def _amounts() -> re.Pattern[str]:
    return re.compile(f"[0-9][0-9,.]*(?:{either('edges', 'amounts')})")


def _leading(rest: tuple[Word, ...]) -> int:
    """Return how many words at the beginning are no part of a name."""
    if rest[0].text == "・":
        return 1
    if _nth(rest):
        return 3
    if _NUMBER.fullmatch(rest[0].text):
        return 2 if len(rest) > 1 and rest[1].text in words("edges", "counted") else 1
    text = ""
    for count, word in enumerate(rest, 1):
        text += word.text
        if text == "新" and count < len(rest) and rest[count].detail == "固有名詞":
            return 0  # 新月島 is a place
        if text in words("edges", "leading"):
            longer = text + rest[count].text if count < len(rest) else ""
            if longer not in words("edges", "leading"):
                return count
        if count == 4:
            break
    return 0


def _nth(rest: tuple[Word, ...]) -> bool:
    """Tell whether the words begin with a count of times (第2回)."""
    return [word.text for word in rest[:3:2]] == ["第", "回"] and _NUMBER.fullmatch(rest[1].text) is not None


@lru_cache(maxsize=8)
def made_of(name: str, key: str) -> re.Pattern[str]:
    """Return a pattern for texts that are nothing but words of a list."""
    return re.compile(f"(?:{either(name, key)}|・)*")


def is_class_noun(name: str) -> bool:
    """Tell whether a folded name is nothing but general words, class nouns and legal forms (国際交流協会)."""
    return _class_nouns().fullmatch(name) is not None


@lru_cache(maxsize=1)
def _class_nouns() -> re.Pattern[str]:
    every = sorted(map(re.escape, suffixes()), key=lambda word: (-len(word), word))
    known = (either("edges", "general"), either("forms", "forms"), either("groups", "heads"), *every)
    return re.compile(f"(?:{'|'.join(known)}|・)*")
