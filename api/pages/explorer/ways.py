"""The shortest ways between two points, searched from both ends.

The search ends after a number of steps, points and seconds, and says so.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from starlette.requests import Request

from api.pages.explorer.kinds import KINDS
from api.pages.explorer.links import Links
from api.pages.explorer.points import points
from api.pages.explorer.state import State

MOST_STEPS = 8
MOST_POINTS = 3000
SECONDS = 8.0
MOST_WAYS = 3

Outcome = Literal["found", "none", "far", "slow"]
"""`none`: there is no way; `far` and `slow`: none within the steps and points, or the seconds."""


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways, each from the first point to the last; none where `outcome` says why."""

    outcome: Outcome
    ways: Sequence[Sequence[str]] = ()


@dataclass(slots=True)
class _Side:
    """What was reached from one end: from which points each was reached first; `edge` were the last."""

    before: dict[str, list[str]]
    edge: list[str] = field(default_factory=list)

    @classmethod
    def at(cls, iri: str) -> "_Side":
        return cls({iri: []}, [iri])

    def back(self, iri: str) -> list[list[str]]:
        """Return the ways from a point back to the end of this side, at most `MOST_WAYS`."""
        ways = [[iri]]
        while self.before[ways[0][-1]]:
            ways = [[*way, point] for way in ways for point in self.before[way[-1]]][:MOST_WAYS]
        return ways


async def find(request: Request, links: Links, state: State, ends: tuple[str, str]) -> Ways:
    """Return the shortest ways between two points that keep to the filters of a state."""
    if ends[0] == ends[1]:
        return Ways("found", ((ends[0],),))
    sides = [_Side.at(end) for end in ends]
    until = asyncio.get_running_loop().time() + SECONDS
    for _ in range(MOST_STEPS):
        side, other = sorted(sides, key=lambda each: len(each.edge))
        if asyncio.get_running_loop().time() > until:
            return Ways("slow")
        await _step(request, links, side, state, {*ends})
        meeting = sorted(set(side.edge) & other.before.keys())
        if meeting:
            return Ways("found", _joined(sides, meeting))
        if not side.edge:
            return Ways("none")
        if sum(len(each.before) for each in sides) > MOST_POINTS:
            return Ways("far")
    return Ways("far")


async def _step(request: Request, links: Links, side: _Side, state: State, ends: set[str]) -> None:
    """Go one step further on a side."""
    reached: dict[str, list[str]] = {}
    for pair in await links.pairs(side.edge):
        if pair.other not in side.before:
            reached.setdefault(pair.other, []).append(pair.node)
    allowed = await _allowed(request, reached, state, ends)
    side.edge = sorted(iri for iri in reached if iri in allowed)
    side.before |= {iri: sorted(set(reached[iri])) for iri in side.edge}


async def _allowed(request: Request, reached: Iterable[str], state: State, ends: set[str]) -> set[str]:
    """Return those that may be passed: points of the chosen kinds that are not hidden."""
    known = await points(request, reached)
    kinds, hidden = set(state.types or KINDS), set(state.hide)
    free = {iri for iri, point in known.items() if point.kind in kinds and point.name not in hidden}
    return free | (ends & known.keys())


def _joined(sides: Sequence[_Side], meeting: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Put the halves together where the sides have met; at most `MOST_WAYS`, in the order of their points."""
    ways = {
        (*reversed(one), *other[1:])
        for point in meeting
        for one in sides[0].back(point)
        for other in sides[1].back(point)
    }
    shortest = min(map(len, ways))
    return tuple(sorted(way for way in ways if len(way) == shortest)[:MOST_WAYS])
