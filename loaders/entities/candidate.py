"""What a rule proposes in a text, and which of several that overlap is taken."""

from collections.abc import Iterable
from dataclasses import dataclass

from loaders.mention import MentionKind, Role, Status


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name at a place of a passage: printed positions `begin` to `end`.

    `name` is what the thing is called, `key` its slug in a register, None where none has it.
    `rank` orders the ways of finding, 0 first: decisions of people, registers, rules, patterns.
    With kind None the place is taken and names nothing: a person rejected it, or it is a word in
    which a rule would see a name (国際, 大学生). A `role` is what a person decided it to be.
    """

    begin: int
    end: int
    kind: MentionKind | None
    name: str
    method: str
    rank: int
    key: str | None = None
    status: Status = "proposed"
    role: Role | None = None


def taken(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates that stand, in printed order: stronger first, then longer, then earlier."""
    chosen: list[Candidate] = []
    for each in sorted(candidates, key=lambda each: (each.rank, each.begin - each.end, each.begin)):
        if all(each.end <= other.begin or other.end <= each.begin for other in chosen):
            chosen.append(each)
    return tuple(sorted((each for each in chosen if each.kind), key=lambda each: each.begin))
