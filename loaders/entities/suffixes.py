"""Names by their last part: 結野商工会議所, 中央図書館, 産業政策課; and groups by their head: 市民団体.

In a run of nouns the suffix that stands last counts, if what follows it may follow a name
(商工会議所職員) and what stands before it makes a name of it (not 関係, 各, 市内). What is left is a group
where its head is one.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from loaders.entities.candidate import Candidate
from loaders.entities.edges import may_follow
from loaders.entities.needs import fits
from loaders.entities.nouns import Word
from loaders.entities.passage import Passage
from loaders.entities.places import is_place, of_a_body, outside
from loaders.entities.scope import Scope
from loaders.entities.segments import Segment
from loaders.entities.tables import Suffix, suffixes, table, words
from loaders.mention import MentionKind

RANK = 2
_LONGEST = 14
_WITHIN = re.compile("で|における|において|地内|周辺|一帯|付近")
_TOWNS = ("市", "町", "村")
_OF_TOWNS = ("組合", "広域連合", "企業団")
_DIGIT = re.compile("[0-9]")
_ADDRESS = re.compile(r"(?:本社|本店|所在地|在住)[:はが]?$")


def suffix_candidates(passage: Passage, pieces: Iterable[Segment], scope: Scope) -> Iterator[Candidate]:
    """Yield what the ends of these pieces of noun runs name."""
    method = passage.by_suffix
    text = passage.folded.text
    for segment in pieces:
        for begin, end, kind in _names(segment, scope):
            if scope.is_own(text[begin:end]):
                continue
            if kind == "group" and _counted(passage, begin):
                continue
            if kind == "partner" and _is_where(text, begin, end):
                kind = "place"
            yield Candidate(*passage.place(begin, end), kind, text[begin:end], method, RANK)


def _is_where(text: str, begin: int, end: int) -> bool:
    """Tell whether a town is only where something is: the seat of a company, a part of the city."""
    return bool(_ADDRESS.search(text[:begin]) or (text[end - 1] in "町村" and _WITHIN.match(text, end)))


def _counted(passage: Passage, begin: int) -> bool:
    """Tell whether a number stands right before (27事業者): so many of them, and no word for all."""
    printed = passage.folded.starts[begin]
    return printed > 0 and passage.printed[printed - 1].isdecimal()


def _names(segment: Segment, scope: Scope) -> Iterator[tuple[int, int, MentionKind]]:
    """Yield the names of a segment, cut at each ・ that joins two things (not みず・みどりセンター).

    A name after one that was found needs nothing before it: 結野市医師会・薬剤師会.
    """
    current: list[Word] = []
    listed = False
    for word in (*segment.words, None):
        if word is not None and (word.text != "・" or not current):
            if word.text != "・":
                current.append(word)
            continue
        part = Segment(tuple(current)) if current else None
        found = _named(part, scope, listed) if part else None
        if word is None or (part and _stands_alone(part, found, segment)):
            if found:
                yield found
                listed = found[2] == "partner"
            current = []
        elif word is not None:
            current.append(word)


def _stands_alone(part: Segment, found: tuple[int, int, MentionKind] | None, segment: Segment) -> bool:
    """Tell whether the ・ behind a part ends it (not in 月島市・結野市衛生組合)."""
    rest = segment.text[part.end - segment.begin :]
    if part.text.endswith(_TOWNS) and rest.endswith(_OF_TOWNS):
        return False
    if any(
        each.startswith(part.text + "・") and rest.startswith(each[len(part.text) :])
        for each in words("groups", "heads")
    ):
        return False
    return bool(found and found[1] == part.end) or part.text in words("edges", "general")


def _named(part: Segment, scope: Scope, listed: bool) -> tuple[int, int, MentionKind] | None:
    """Return the place and the kind of the name or group in a part, if there is one."""
    text = part.text
    for word in reversed(part.words):
        end = word.end - part.begin
        kind = _kind(part, text[:end], scope, listed) if may_follow(text[end:]) else None
        if kind:
            return part.begin, part.begin + end, kind
    return None


def _kind(part: Segment, name: str, scope: Scope, listed: bool) -> MentionKind | None:
    """Return what kind of thing this text names as a whole, None where it names nothing."""
    if name in words("groups", "heads") and _is_group(name, name):
        return "group"
    suffix = _longest(name, suffixes())
    if suffix and not _points(part, name) and (listed or fits(suffixes()[suffix], name, part, scope)):
        return _told(suffixes()[suffix], name, part, scope)
    head = _longest(name, words("groups", "heads"))
    return "group" if head and _is_group(name, head) else None


def _points(part: Segment, name: str) -> bool:
    """Tell whether the text points at something (同協議会, 両館) or only ends like a name (来館)."""
    pointing = words("edges", "pointing")
    return part.words[0].text in pointing or name[0] == "同" or name.endswith(tuple(words("edges", "never")))


def _told(suffix: Suffix, name: str, part: Segment, scope: Scope) -> MentionKind:
    """Return the kind of a named thing; what another body runs is a part of that body."""
    if suffix.own and name.startswith(scope.city_name):
        return suffix.own
    if suffix.elsewhere and is_place(part.words, scope) and not name.startswith(scope.city_stem):
        return suffix.elsewhere
    if not suffix.outside:
        return suffix.kind
    others = outside(name, scope) or of_a_body(name.removesuffix(suffix.word))
    return suffix.outside if others else suffix.kind


def _longest(text: str, known: Collection[str]) -> str | None:
    """Return the longest known word that a text ends in."""
    if text[-1:] not in _last_characters():
        return None
    begins = range(max(0, len(text) - _LONGEST), len(text))
    return next((text[at:] for at in begins if text[at:] in known), None)


@lru_cache(maxsize=1)
def _last_characters() -> frozenset[str]:
    """Return what suffixes and heads of groups end in; few words do."""
    return frozenset(word[-1] for word in (*suffixes(), *words("groups", "heads")))


def _is_group(text: str, head: str) -> bool:
    before = text.removesuffix(head)
    if (
        len(before) > _LONGEST
        or _DIGIT.search(before)
        or before.startswith(tuple(words("groups", "never_after")))
    ):
        return False
    needed = table("groups")["only_with"].get(head)
    return needed is None or any(before and each in before for each in needed)
