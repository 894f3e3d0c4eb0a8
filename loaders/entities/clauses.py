"""The clause that a name stands in: its list, the particle behind it, and what follows up to the verb."""

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.entities.lists import BodyList
from loaders.entities.passage import Passage
from loaders.entities.role_patterns import pattern
from loaders.entities.tables import table


@dataclass(frozen=True, slots=True)
class Clause:
    """What surrounds a name in its sentence, in folded positions.

    `before` is the text up to the name's list, `after` the text behind the particle up to the end of
    the clause, `rest` the text behind the names up to the end of the sentence. `side` is the name of
    the particle's row in the table, None where no particle follows; `start` is where `rest` begins.
    """

    before: str
    rest: str
    after: str
    side: str | None
    start: int
    after_start: int


def clause_of(passage: Passage, begin: int, end: int, names: Sequence[tuple[int, int]] = ()) -> Clause:
    """Return the clause of the name at printed positions `begin` to `end`.

    `names` are the places of all names of the passage, so that a list of them is seen as one.
    """
    text = passage.folded.text
    first, last = passage.sentence_at(begin)
    opens, closes = passage.folded_at(first), passage.folded_at(last)
    places = sorted((passage.folded_at(one), passage.folded_at(other)) for one, other in names)
    name = (passage.folded_at(begin), passage.folded_at(end))
    bodies = BodyList(passage, name, (opens, closes), places)
    tail = bodies.skipped(bodies.end)
    side, after_start = _particle(text, tail, closes)
    return Clause(
        before=text[opens : bodies.begin],
        rest=text[tail:closes],
        after=text[after_start : _clause_end(text, after_start, closes)],
        side=side,
        start=tail,
        after_start=after_start,
    )


def one_clause(passage: Passage, begin: int, end: int) -> bool:
    """Tell whether no clause ends between two printed positions."""
    first, last = passage.folded_at(begin), passage.folded_at(end)
    return pattern("clause", "end").search(passage.folded.text, first, last) is None


def _clause_end(text: str, begin: int, closes: int) -> int:
    found = pattern("clause", "end").search(text, begin, closes)
    return found.end() if found else closes


def _particle(text: str, position: int, closes: int) -> tuple[str | None, int]:
    for side in table("roles")["particles"]:
        found = pattern("particles", side).match(text, position, closes)
        if found:
            return side, found.end()
    return None, position
