"""Short forms: 同センター by the nearest earlier name, the end of a name that the document has in full."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from loaders.entities.candidate import Candidate
from loaders.entities.edges import stands_free
from loaders.entities.passage import Passage
from loaders.entities.segments import Segment, made_of
from loaders.entities.spellings import plain_name
from loaders.entities.tables import suffixes, table, words
from loaders.language.width import key

RANK = 3
SAME_RANK = 1
_LEAST = 3
METHOD = "short-form"
_SAME = re.compile("同(?P<end>[一-鿿々ァ-ヴーA-Za-z]{1,10})")
_AFTER_QUOTE = re.compile("[「『][^」』]*[」』]$")


def same_candidates(
    passage: Passage, earlier: Sequence[Candidate], found: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Yield what 同〜 stands for: the nearest name before it in the block that ends so.

    `earlier` are the names of the block before this text, `found` those of this text.
    """
    for match in _SAME.finditer(passage.folded.text):
        begin = passage.folded.starts[match.start()]
        before = [*earlier, *(each for each in found if each.end <= begin)]
        resolved = _resolved(passage, match, before)
        if resolved:
            thing, length = resolved
            place = passage.place(match.start(), match.start() + 1 + length)
            yield replace(
                thing, begin=place[0], end=place[1], method=METHOD, rank=SAME_RANK, status="proposed"
            )


def _resolved(
    passage: Passage, match: re.Match[str], before: Sequence[Candidate]
) -> tuple[Candidate, int] | None:
    """Return the thing and the length of the ending, the longest ending first."""
    ending = match["end"]
    for length in range(len(ending), 0, -1):
        end = match.start() + 1 + length
        if end not in passage.ends:
            continue
        for thing in reversed(before):
            if thing.kind in ("partner", "site", "department") and _ends_so(thing.name, ending[:length]):
                return thing, length
    return None


def _ends_so(name: str, ending: str) -> bool:
    folded = _AFTER_QUOTE.sub("", key(name))
    if folded.endswith(ending) and folded != ending:
        return True
    if any(form in folded for form in table("short")["forms"].get(ending, ())):
        return True
    return len(ending) > 1 and ending in folded and ending in suffixes()


class Shortened:
    """The ends of the names of a document, each with the one name that ends so."""

    def __init__(self, names: Iterable[Candidate]) -> None:
        """Take in the names of the first round."""
        self._known = {key(each.name): each for each in names if each.kind not in ("group", "place")}
        self._by_end: dict[str, set[str]] = defaultdict(set)
        for name in self._known:
            for begin in range(1, len(name) - _LEAST + 1):
                self._by_end[name[begin:]].add(name)
            if plain_name(name) != name:
                self._by_end[plain_name(name)].add(name)

    def candidates(self, passage: Passage, pieces: Iterable[Segment]) -> Iterator[Candidate]:
        """Yield nouns that are the end of exactly one name (創生塾 of みどり地域創生塾)."""
        for piece in pieces:
            text = piece.text
            full = self._by_end.get(text, set())
            if len(full) != 1 or text in self._known or not _says_something(text):
                continue
            if stands_free(passage, piece.begin, piece.end):
                thing = self._known[next(iter(full))]
                place = passage.place(piece.begin, piece.end)
                yield Candidate(*place, thing.kind, thing.name, METHOD, RANK, thing.key)


def _says_something(text: str) -> bool:
    """Tell whether a text is more than general words and one class noun."""
    programs = (words("programs", key) for key in ("sure", "plain", "weak"))
    if any(text in known for known in (suffixes(), words("groups", "heads"), *programs)):
        return False
    return made_of("edges", "general").fullmatch(text) is None
