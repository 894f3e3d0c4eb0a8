"""Short forms: 同センター by the nearest earlier name, the end of a name that the document has in full."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from loaders.entities.candidate import Candidate
from loaders.entities.edges import stands_free
from loaders.entities.passage import Passage
from loaders.entities.places import of_another_town
from loaders.entities.scope import Scope
from loaders.entities.segments import Segment, is_class_noun
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
        if match.start() not in passage.begins:  # 協同組合
            continue
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
    if folded.endswith(tuple(table("short")["never"].get(ending, ()))):
        return False
    if folded.endswith(ending) and folded != ending:
        return True
    if any(form in folded for form in table("short")["forms"].get(ending, ())):
        return True
    return len(ending) > 1 and ending in folded and ending in suffixes()


class Shortened:
    """The ends of the names of a document, each with the one name that ends so."""

    def __init__(self, names: Iterable[tuple[int, Candidate]], scope: Scope) -> None:
        """Take in the names of the first round, each with its block; none that is another town's."""
        self._known: dict[str, Candidate] = {}
        self._by_end: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for block, thing in names:
            name = key(thing.name)
            if thing.kind not in ("group", "place") and not of_another_town(name, scope):
                self._known.setdefault(name, thing)
                for ending in _endings(name):
                    self._by_end[ending][block].add(name)

    def candidates(self, passage: Passage, pieces: Iterable[Segment], block: int) -> Iterator[Candidate]:
        """Yield nouns that are the end of exactly one name of the block, else of the document.

        学びの森 stands for みどり学びの森 where no other name ends so.
        """
        for piece in pieces:
            text = piece.text
            full = self._one(text, block)
            if full is None or text in self._known or is_class_noun(text) or text in _program_words():
                continue
            if stands_free(passage, piece.begin, piece.end):
                thing = self._known[full]
                place = passage.place(piece.begin, piece.end)
                yield Candidate(*place, thing.kind, thing.name, METHOD, RANK, thing.key)

    def _one(self, text: str, block: int) -> str | None:
        ends = self._by_end.get(text, {})
        full = ends.get(block) or set[str]().union(*ends.values())
        return next(iter(full)) if len(full) == 1 else None


def _endings(name: str) -> Iterator[str]:
    """Yield the ends of a name that may stand for it."""
    for begin in range(1, len(name) - _LEAST + 1):
        yield name[begin:]
    if plain_name(name) != name:
        yield plain_name(name)


@cache
def _program_words() -> frozenset[str]:
    return words("programs", "sure") | words("programs", "plain") | words("programs", "weak")
