"""Relations that ended, were refused or never came about (協定を結ばず), and those only intended."""

from collections.abc import Iterable

from loaders.entities.clauses import Clause
from loaders.entities.role_patterns import pattern


def is_ended(clause: Clause, reach: str, told: Iterable[int]) -> bool:
    """Tell whether a clause ends or denies what it tells of its names.

    `reach` is the part of it that speaks of no other name, `told` are the ends of cues in it.
    """
    ends = [found.end() for found in pattern("ended", "relation").finditer(reach)]
    return bool(
        pattern("ended", "before").search(clause.before)
        or pattern("ended", "directly").search(clause.rest)
        or (clause.side and any(pattern("ended", "behind").match(reach, end) for end in (*ends, *told)))
    )


def intended_from(clause: Clause, told: Iterable[tuple[int, int]]) -> int:
    """Return where the first cue begins that is only intended (連携を検討します).

    `told` are the places of cues behind the particle. Where none is, that is the end of the clause.
    """
    intended = (begin for begin, end in told if pattern("intended", "behind").match(clause.after, end))
    return min(intended, default=len(clause.after))
