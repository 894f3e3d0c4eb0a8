"""Whether a name that was found in a text stands there by itself, and is no part of a longer word or name."""

import re
from bisect import bisect_left
from collections.abc import Collection
from functools import lru_cache

from loaders.entities.nouns import Word
from loaders.entities.passage import Passage
from loaders.entities.segments import is_class_noun, is_noun, made_of, trimmed_left
from loaders.entities.tables import either

_ASCII = re.compile("[A-Za-z0-9]{2}")
_HIRAGANA = re.compile("[ぁ-んー]+")
# The last kana of a verb that stands before a noun (連携する団体).
_BEFORE_NOUNS = "うくぐすつぬぶむる"
_SHORT = 3
# The dictionary takes まるで in つきまるで for one word.
_KANA_END = re.compile("[ぁ-ん][とがはをにへのやもで]")


def stands_free(passage: Passage, begin: int, end: int) -> bool:
    """Tell whether folded positions `begin` to `end` are no part of a longer word (国 in 国際, 市 in 市民).

    The end must be the end of a word, or a particle must follow a long name in kana. The beginning of
    a long name may stand inside what the dictionary takes for a word; that of a short one may not.
    """
    text = passage.unmarked
    if _ASCII.fullmatch(text[max(0, begin - 1) : begin + 1]) or _ASCII.fullmatch(text[end - 1 : end + 1]):
        return False
    long = end - begin > _SHORT
    kana = long and _KANA_END.fullmatch(text[end - 1 : end + 1])
    if end < len(text) and end not in passage.ends and not kana:
        return False
    return long or begin in passage.begins


def stands_whole(passage: Passage, begin: int, end: int, before: Collection[str] = ()) -> bool:
    """Tell whether a known name that stands free is no part of a longer name either.

    It begins where a run of nouns does (医師会 is no name in 花瀬市医師会), or behind words that only
    lead to a name, behind its legal form, or behind one of the texts `before`; it ends where the run
    does (no 図書館 in 図書館友の会), or before words that may follow a name.
    """
    if is_class_noun(passage.folded.text[begin:end]) and _kana_before(passage, begin):
        return False
    return _begins(passage, begin, before) and _ends(passage, end)


def may_follow(rest: str) -> bool:
    """Tell whether nouns may follow a name in the same run: what it has, does or is at (職員, 主催)."""
    return _following().fullmatch(rest) is not None


def adds_nothing(before: str, behind: str, also: Collection[str] = ()) -> bool:
    """Tell whether a text around a name, before it and behind it, makes no other name of it."""
    return (before in also or _leads(before)) and may_follow(behind)


def _kana_before(passage: Passage, begin: int) -> bool:
    """Tell whether kana stand before that can be no verb before a noun: a name (はなせ医師会)."""
    before = next((word for word in passage.words if word.end == begin), None)
    kana = before is not None and _HIRAGANA.fullmatch(before.text) is not None
    return kana and before is not None and before.pos == "動詞" and before.text[-1] not in _BEFORE_NOUNS


def _begins(passage: Passage, begin: int, before: Collection[str]) -> bool:
    rest = trimmed_left(_nouns_before(passage, begin))
    text = "".join(word.text for word in rest)
    return not rest or text in before or _leads(text)


def _leads(text: str) -> bool:
    return any(made_of(*words).fullmatch(text) for words in (("edges", "leading"), ("forms", "forms")))


def _nouns_before(passage: Passage, begin: int) -> tuple[Word, ...]:
    """Return the nouns in a row right before a position, behind the last ・; a word across is cut there."""
    every = passage.words
    stop = bisect_left(every, begin, key=lambda word: word.begin)
    start = stop
    while start and every[start - 1].text != "・" and is_noun(every, start - 1):
        start -= 1
    if start == stop or every[stop - 1].end <= begin:
        return every[start:stop]
    torn = every[stop - 1]
    head = torn.text[: begin - torn.begin]
    # つなどゆいの: the dictionary took the particle before a name in kana for a part of it.
    if _HIRAGANA.fullmatch(head):
        return ()
    return (*every[start : stop - 1], torn._replace(end=begin, text=head))


def _ends(passage: Passage, end: int) -> bool:
    every = passage.words
    start = bisect_left(every, end, key=lambda word: word.begin)
    stop = start
    while stop < len(every) and every[stop].text != "・" and is_noun(every, stop):
        stop += 1
    rest = every[start:stop]
    # What is done with a thing (連携, 利用) follows its name as 等 does.
    return not rest or rest[0].detail == "数詞" or may_follow("".join(_plain(word) for word in rest))


def _plain(word: Word) -> str:
    return "等" if word.verbal else word.text


@lru_cache(maxsize=1)
def _following() -> re.Pattern[str]:
    every = either("edges", "trailing", "members", "rooms")
    return re.compile(f"(?:[0-9,]+(?:{either('edges', 'counted')}))?(?:{every}|・)*")
