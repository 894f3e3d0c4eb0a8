"""Known names that are only a part of a longer name: 瑞江県 in 瑞江県医師会, 花瀬商店 in 花瀬商店通り."""

from collections.abc import Sequence

from loaders.entities.candidate import Candidate
from loaders.entities.edges import adds_nothing
from loaders.entities.passage import Passage

_KNOWN = ("register", "decision")


def outgrown(passage: Passage, found: Sequence[Candidate]) -> list[Candidate]:
    """Leave out registered and decided names that a longer name holds.

    The longer one stands as what it is: a proposal under its own name. Words that lead to a name or
    may follow one make no longer name of the same kind.
    """
    longer = [each for each in found if each.kind not in (None, "group", "place")]
    return [each for each in found if not any(_outgrows(passage, one, each) for one in longer)]


def _outgrows(passage: Passage, longer: Candidate, known: Candidate) -> bool:
    covers = longer.begin <= known.begin and known.end <= longer.end
    if known.method not in _KNOWN or not covers or longer.end - longer.begin <= known.end - known.begin:
        return False
    begin, end = passage.folded_at(known.begin), passage.folded_at(known.end)
    before = passage.folded.text[passage.folded_at(longer.begin) : begin]
    behind = passage.folded.text[end : passage.folded_at(longer.end)]
    return longer.kind != known.kind or not adds_nothing(before, behind)
