"""Other names that a document gives to a thing itself: （以下「機構」という。）, （通称：ゆいプラ）."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loaders.entities.candidate import Candidate
from loaders.entities.edges import stands_free
from loaders.entities.passage import Passage
from loaders.entities.tables import words

RANK = 1
METHOD = "alias"
_DEFINES = re.compile(
    r"\((?:以下[、,:]?)?(?:単に)?(?:通称|略称|愛称|以下)?[:、]?\s*"
    r"(?:[「『](?P<quoted>[^」』]{1,30})[」』](?:とい[うい]ます?|という|とする|と略す|と呼ぶ|。|\s)*"
    r"|(?<=以下)(?P<bare>[^()「」]{1,20}?)(?:という|とする)。?"
    r"|(?<=[通略愛]称)[:、]?(?P<called>[^()「」:]{1,20}))\)"
)
_OPENS = ("(", "「", "『", "以下", "通称", "略称", "愛称", ":", "、")
_CLOSES = (")", "」", "』", "という", "とする")
_LATIN = re.compile(r"\((?P<name>[A-Z][A-Za-z&-]{2,11})\)")


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name, folded, and the candidate that it stands for."""

    text: str
    of: Candidate


def aliases(passage: Passage, found: Iterable[Candidate]) -> Iterator[Alias]:
    """Yield the names that the text gives in brackets right behind a thing that was found."""
    by_end = {each.end: each for each in found}
    for given in _DEFINES.finditer(passage.folded.text):
        thing = by_end.get(passage.folded.starts[given.start()])
        name = given["quoted"] or given["bare"] or given["called"]
        if thing and name:
            yield Alias(name, thing)
    for given in _LATIN.finditer(passage.folded.text):
        thing = by_end.get(passage.folded.starts[given.start()])
        if thing and thing.kind == "partner":
            yield Alias(given["name"], thing)


def alias_candidates(passage: Passage, known: Iterable[Alias]) -> Iterator[Candidate]:
    """Yield the places where one of the known other names stands by itself.

    Where the document gives the name it names nothing more: the thing stands right before it.
    """
    text = passage.folded.text
    for alias in known:
        thing = alias.of
        for match in re.finditer(re.escape(alias.text), text):
            if _alone(passage, *match.span()):
                given = text[: match.start()].endswith(_OPENS) and text.startswith(_CLOSES, match.end())
                place = passage.place(*match.span())
                kind = None if given else thing.kind
                yield Candidate(*place, kind, thing.name, METHOD, RANK, thing.key, thing.status)


def _alone(passage: Passage, begin: int, end: int) -> bool:
    """Tell whether no other nouns make a longer name of it (推進機構 is not the 機構 of an alias)."""
    if not stands_free(passage, begin, end):
        return False
    before = next((word for word in passage.words if word.end == begin), None)
    after = next((word for word in passage.words if word.begin == end), None)
    free = before is None or not before.nominal or before.text == "・"
    followed = after is not None and after.nominal and after.text not in _may_follow()
    return free and not followed


def _may_follow() -> frozenset[str]:
    return words("edges", "members") | words("edges", "trailing") | {"・"}
