"""The clause that a name stands in: its list, the particle behind it, and what follows up to the verb."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders.entities.passage import Passage

RULES = Path(__file__).parent / "rules" / "roles.toml"


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """Return the table of roles as it stands in `rules/roles.toml`."""
    return tomllib.loads(RULES.read_text(encoding="utf-8"))


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
    head, tail = passage.folded_at(begin), passage.folded_at(end)
    head = _list_begin(text, head, places)
    tail = _list_end(text, tail, closes, places)
    tail = _skipped(text, tail, closes)
    side, after_start = _particle(text, tail, closes)
    found = _pattern("clause", "end").search(text, after_start, closes)
    return Clause(
        before=text[opens:head],
        rest=text[tail:closes],
        after=text[after_start : found.start() + 1 if found else closes],
        side=side,
        start=tail,
        after_start=after_start,
    )


def _list_end(text: str, tail: int, closes: int, places: Sequence[tuple[int, int]]) -> int:
    """Return where the list ends that the name belongs to: names joined by 、や と 及び and the like."""
    moved = True
    while moved:
        moved = False
        reached = _skipped(text, tail, closes)
        for begin, end in places:
            if (
                tail < end
                and reached <= begin < closes
                and _pattern("between", "joint").fullmatch(text, reached, begin)
            ):
                tail, moved = end, True
                break
    return tail


def _list_begin(text: str, head: int, places: Sequence[tuple[int, int]]) -> int:
    """Return where the list begins that the name belongs to."""
    for begin, end in reversed(places):
        if end <= head and _pattern("between", "joint").fullmatch(text, end, head):
            head = begin
    return head


def _skipped(text: str, position: int, closes: int) -> int:
    found = _pattern("between", "words").match(text, position, closes)
    return found.end() if found else position


def _particle(text: str, position: int, closes: int) -> tuple[str | None, int]:
    for side in rules()["particles"]:
        found = _pattern("particles", side).match(text, position, closes)
        if found:
            return side, found.end()
    return None, position


@lru_cache(maxsize=64)
def _pattern(table: str, name: str) -> re.Pattern[str]:
    return re.compile(rules()[table][name])
