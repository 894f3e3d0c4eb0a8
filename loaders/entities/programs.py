"""Programs, schemes, services and events that a text names.

They are told by their last word with a modifier that says something, or stand in 「…」 beside a word
that says what they are. Merely descriptive names are left out: an invented program is worse than a
missing one.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from loaders.entities.candidate import Candidate
from loaders.entities.endings import Ending, endings
from loaders.entities.passage import Passage
from loaders.entities.tables import table

QUOTED = "quoted"
SUFFIX_RANK, QUOTED_RANK = 2, 3
_QUOTE = re.compile(r"[「『](?P<name>[^「」『』]{2,40})[」』]")
_FOREIGN = re.compile(r"[A-Za-z]{2,}|[ァ-ヴー]{3,}")


def program_candidates(passage: Passage) -> Iterator[Candidate]:
    """Yield the programs that a text names."""
    for found in endings(passage, "programs", ("sure", "plain", "weak")):
        name = found.text(passage)
        if _says_something(found, name):
            begin, end = passage.place(found.begin, found.end)
            yield Candidate(begin, end, "program", name, passage.by_suffix, SUFFIX_RANK)
    yield from _quoted(passage)


def _says_something(found: Ending, name: str) -> bool:
    rules = table("programs")
    if name in rules["none"] or any(word in name for word in rules["describing"]) or _enumerates(found):
        return False
    modifiers = [word for word in found.modifiers if word.text not in ("・", "等")]
    if found.word in rules["sure"]:
        return bool(modifiers)
    telling = [word for word in modifiers if word.text not in rules["general"]]
    if found.word in rules["plain"]:
        return bool(telling)
    proper = any(word.detail == "固有名詞" or _FOREIGN.search(word.text) for word in telling)
    return proper or len(telling) > 1


def _enumerates(found: Ending) -> bool:
    """Tell whether a name is a list of what is done (就労支援・若者支援事業): a heading, not a name."""
    return any(word.text == "・" and before.verbal for before, word in pairwise(found.modifiers))


def _quoted(passage: Passage) -> Iterator[Candidate]:
    text = passage.folded.text
    before, behind, other, sentence = _patterns()
    for found in _QUOTE.finditer(text):
        head, tail = text[: found.start()], text[found.end() :]
        if other.search(head) or sentence.search(found["name"]):
            continue
        if before.search(head) or behind.search(tail):
            begin, end = passage.place(found.start("name"), found.end("name"))
            yield Candidate(begin, end, "program", found["name"], QUOTED, QUOTED_RANK)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    quoted = table("programs")["quoted"]
    return tuple(re.compile(quoted[name]) for name in ("before", "behind", "other", "sentence"))
