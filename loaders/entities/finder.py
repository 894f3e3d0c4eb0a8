"""All rules over the texts of one document, twice: first each text by itself, then with what is known.

What the first round found tells the second the names of the document: short forms of them, other
names that it gives in brackets, and what 同〜 stands for, by the names before it in its block.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.document import Span
from loaders.entities.candidate import Candidate, taken
from loaders.entities.cues import cue_candidates
from loaders.entities.decided import decided_candidates, in_force, rejected
from loaders.entities.documents import document_candidates
from loaders.entities.forms import form_candidates
from loaders.entities.lexicon import Lexicon
from loaders.entities.naming import fullest, renamed
from loaders.entities.outgrown import outgrown
from loaders.entities.passage import Passage
from loaders.entities.programs import program_candidates
from loaders.entities.quoted import Alias, alias_candidates, aliases
from loaders.entities.same import settled
from loaders.entities.scope import Scope
from loaders.entities.segments import Segment, segments
from loaders.entities.short import Shortened, same_candidates
from loaders.entities.suffixes import suffix_candidates
from loaders.entities.tagger import tagged_candidates


@dataclass(frozen=True, slots=True)
class Looked:
    """A text of the sheet, its lines, and the number of the block (row) that it stands in."""

    passage: Passage
    span: Span
    block: int


@dataclass(frozen=True, slots=True)
class _Round:
    """A text after the first round: its pieces, and what was proposed."""

    looked: Looked
    pieces: tuple[Segment, ...]
    proposed: list[Candidate]

    def with_more(self, more: Iterator[Candidate]) -> "_Round":
        return replace(self, proposed=[*self.proposed, *more])


class Finder:
    """The rules, and what they know of the city and of the department."""

    def __init__(self, scope: Scope) -> None:
        """Take in the registers and the decisions of the city."""
        self._scope = scope
        self._lexicon = Lexicon(scope)
        self._decisions = in_force(scope)

    def found_in(self, texts: Sequence[Looked]) -> list[tuple[Candidate, ...]]:
        """Return what each text names, in printed order."""
        rounds = [self._first(text) for text in texts]
        found = [taken(each.proposed) for each in rounds]
        names = [name for each in found for name in each]
        called = fullest(names, self._scope)
        known = [
            one
            for each, chosen in zip(rounds, found, strict=True)
            for one in aliases(each.looked.passage, chosen)
        ]
        blocks = [
            (each.looked.block, name) for each, chosen in zip(rounds, found, strict=True) for name in chosen
        ]
        shortened = Shortened(blocks, self._scope)
        second = [self._second(each, known, shortened, called) for each in rounds]
        found = list(_with_same(second))
        whole = settled([(each.looked.passage, chosen) for each, chosen in zip(rounds, found, strict=True)])
        return [tuple(self._members(chosen)) for _, chosen in whole]

    def _first(self, looked: Looked) -> _Round:
        """Let all rules propose that look at one text alone."""
        passage = looked.passage
        pieces = tuple(segments(passage))
        found = [
            *decided_candidates(passage, self._decisions, self._lexicon),
            *self._lexicon.candidates(passage),
            *form_candidates(passage),
            *suffix_candidates(passage, pieces, self._scope),
            *cue_candidates(passage, self._scope),
            *program_candidates(passage),
            *document_candidates(passage, self._scope),
            *tagged_candidates(passage),
        ]
        return _Round(looked, pieces, outgrown(passage, [*self._allowed(passage, found)]))

    def _second(
        self, given: _Round, known: Sequence[Alias], shortened: Shortened, called: dict[str, str]
    ) -> _Round:
        """Add what the document calls its things, and call them by their fullest name."""
        passage = given.looked.passage
        more = [
            *alias_candidates(passage, known),
            *shortened.candidates(passage, given.pieces, given.looked.block),
        ]
        every = [*given.proposed, *self._allowed(passage, more)]
        return replace(given, proposed=[renamed(each, called) for each in every])

    def _allowed(self, passage: Passage, found: Sequence[Candidate]) -> Iterator[Candidate]:
        """Yield what nobody rejected; what a register knows under a name gets its key."""
        for each in found:
            if not rejected(each, passage.printed, self._decisions):
                yield self._lexicon.resolved(each)

    def _members(self, chosen: Sequence[Candidate]) -> Iterator[Candidate]:
        """Yield the candidates, a word for several registered things (両館) as each of these."""
        for each in chosen:
            members = self._lexicon.members(each)
            yield from members or (each,)


def _with_same(rounds: Sequence[_Round]) -> Iterator[tuple[Candidate, ...]]:
    """Yield what stands in each text with its 同〜, resolved by what stands before it in the block."""
    earlier: dict[int, list[Candidate]] = {}
    for each in rounds:
        before = earlier.setdefault(each.looked.block, [])
        passage = each.looked.passage
        same = same_candidates(passage, before, taken(each.proposed))
        chosen = taken(each.with_more(same).proposed)
        before.extend(chosen)
        yield chosen
