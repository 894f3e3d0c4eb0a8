"""Law and plans: ordinances, regulations, laws by name; plans, guidelines, outlines.

They are told by their last word, by what stands before it, and by the pattern …に関する条例.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from loaders.entities.candidate import Candidate
from loaders.entities.endings import Ending, endings
from loaders.entities.passage import Passage
from loaders.entities.scope import Scope
from loaders.entities.tables import table, words
from loaders.mention import MentionKind

RANK = 2
_ABOUT = re.compile(
    r"(?P<name>[^、。「」()\s]{2,40}?(?:に関する|についての|の保護等?に関する)(?:法律|条例|規則|要綱|要領|指針|協定書))"
)
_START = re.compile(r"^(?:[\(（]?[0-9①-⑳]+[\)）]?|・|○|〇|◯)+")


def document_candidates(passage: Passage, scope: Scope) -> Iterator[Candidate]:
    """Yield the law and the plans that a text names."""
    yield from _about(passage)
    for found in endings(passage, "documents", ("plan", "ordinance")):
        name = found.text(passage)
        if not _says_something(found, name, scope):
            continue
        end = found.end
        behind = _behind().match(passage.folded.text, end)
        if behind is not None:
            end = behind.end()
        kind: MentionKind = "plan" if found.word in words("documents", "plan") else "ordinance"
        yield _candidate(passage, found.begin, end, kind, name)


def _about(passage: Passage) -> Iterator[Candidate]:
    for found in _ABOUT.finditer(passage.folded.text):
        begin = found.start() + len((_START.match(found["name"]) or [""])[0])
        name = passage.folded.text[begin : found.end()]
        kind: MentionKind = "ordinance" if name.endswith(("法律", "条例", "規則")) else "plan"
        yield _candidate(passage, begin, found.end(), kind, name)


def _candidate(passage: Passage, begin: int, end: int, kind: MentionKind, name: str) -> Candidate:
    return Candidate(*passage.place(begin, end), kind, name, passage.by_suffix, RANK)


def _says_something(found: Ending, name: str, scope: Scope) -> bool:
    rules = table("documents")
    if any(name.endswith(word) for word in rules["not_law"]):
        return False
    modifiers = [word.text for word in found.modifiers if word.text not in ("・", "等")]
    telling = [text for text in modifiers if text not in rules["general"] and not scope.is_own(text)]
    own = "".join(modifiers) in (scope.city_name, scope.city_stem)
    return bool(telling) and not own and len("".join(modifiers)) > 1


@lru_cache(maxsize=1)
def _behind() -> re.Pattern[str]:
    return re.compile(table("documents")["behind"])
