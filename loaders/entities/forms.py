"""Names with a legal form, before or behind: 株式会社本の森ネットワーク, 東雲ガス株式会社."""

import re
from collections.abc import Iterator
from functools import lru_cache

from loaders.entities.bodies import name_end
from loaders.entities.candidate import Candidate
from loaders.entities.nouns import Word
from loaders.entities.passage import Passage
from loaders.entities.segments import behind_amounts, is_noun, made_of, trimmed_left
from loaders.entities.tables import either, words

RANK = 2
METHOD = "legal-form"


def form_candidates(passage: Passage) -> Iterator[Candidate]:
    """Yield the names that stand beside a legal form."""
    text = passage.folded.text
    done = 0
    for found in _forms().finditer(text):
        opener = found["opener"] is not None
        before = () if opener or _opens(passage, found) else _before(passage.words, found.start())
        begin = before[0].begin if before else found.start()
        end = name_end(passage, found.end(), open_name=not before and not opener)
        if begin < done or _is_bare(text[begin : found.start()], text[found.end() : end]):
            continue
        done = end
        yield Candidate(*passage.place(begin, end), "partner", text[begin:end], METHOD, RANK)


def _opens(passage: Passage, found: re.Match[str]) -> bool:
    """Tell whether a name follows a form that never stands behind one (月島NPO法人にじいろ)."""
    end = found.end()
    return found[0].endswith(tuple(words("forms", "before"))) and name_end(passage, end, open_name=True) > end


def _is_bare(before: str, behind: str) -> bool:
    """Tell whether nothing around a form makes a name of it: 民間株式会社, 同法人."""
    general = made_of("edges", "general").fullmatch(before) is not None
    return before in words("forms", "none") or (general and not behind)


@lru_cache(maxsize=1)
def _forms() -> re.Pattern[str]:
    openers = either("forms", "openers")
    return re.compile(f"(?:{either('forms', 'forms')})+|(?<![A-Za-z])(?P<opener>{openers})(?![A-Za-z])")


def _before(every: tuple[Word, ...], position: int) -> tuple[Word, ...]:
    """Return the noun run that ends right before a position, trimmed; empty where the form opens the name."""
    end = next((index for index, word in enumerate(every) if word.end >= position), len(every))
    if end == len(every) or every[end].end != position or every[end].text == "・":
        return ()
    start = end + 1
    while start and is_noun(every, start - 1):
        start -= 1
    return trimmed_left(behind_amounts(every[start : end + 1]))
