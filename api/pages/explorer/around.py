"""Which points are shown: those around the middle, some more of the expanded ones, pins, a way."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from starlette.requests import Request

from api.pages.cells import natural
from api.pages.explorer.kinds import KINDS
from api.pages.explorer.links import Links, Pair
from api.pages.explorer.points import Point, points
from api.pages.explorer.state import State
from api.rows import text
from api.site import rows

AT_FIRST = 60
"""Points of a picture before anything is expanded."""

STEP = 20
"""Neighbours that appear each time when a point is expanded."""

MOST = 300
"""Points that a picture can have at all."""

_DEPARTMENTS = 30
_WITH_SHEETS = f"""PREFIX tng: <https://w3id.org/tsunagu/def#>
SELECT DISTINCT ?department WHERE {{ ?sheet a tng:ManagementSheet ; tng:department ?department }}
ORDER BY ?department LIMIT {_DEPARTMENTS}"""


@dataclass(slots=True)
class Crowd:
    """The points that are shown so far, in the order in which they came."""

    points: dict[str, Point] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset(KINDS)

    def add(self, point: Point) -> None:
        """Show a point, whatever its kind."""
        self.points.setdefault(point.iri, point)

    def takes(self, point: Point) -> bool:
        """Tell whether a neighbour can be shown, and is not yet."""
        return point.kind in self.kinds and point.iri not in self.hidden and point.iri not in self.points


def crowd_of(state: State, hidden: set[str], start: Iterable[Point], keep: Point | None) -> Crowd:
    """Return what is shown before anybody's neighbours are; `keep`, the middle, cannot be hidden."""
    crowd = Crowd(hidden=frozenset(hidden), kinds=frozenset(state.types or KINDS))
    for point in start:
        if point is keep or point.iri not in hidden:
            crowd.add(point)
    return crowd


async def spread(request: Request, links: Links, crowd: Crowd, depth: int) -> None:
    """Add the neighbours of what is shown, then theirs, until the picture is full.

    Each step may fill its share of the picture, so that the last one is seen too.
    """
    edge = list(crowd.points)
    for step in range(1, depth + 1):
        room = AT_FIRST * step // depth - len(crowd.points)
        edge = await _neighbours(request, links, crowd, edge, room)


async def expand(request: Request, links: Links, crowd: Crowd, names: Sequence[str]) -> None:
    """Add `STEP` neighbours of a point for each time that it is named."""
    for iri, times in Counter(names).items():
        if iri in crowd.points:
            await _neighbours(request, links, crowd, [iri], min(STEP * times, MOST - len(crowd.points)))


async def departments(request: Request) -> list[Point]:
    """Return the departments that have a sheet."""
    found = [text(row, "department") for row in (await rows(request, _WITH_SHEETS)).rows]
    known = await points(request, found)
    return [known[iri] for iri in found if iri in known]


async def _neighbours(
    request: Request, links: Links, crowd: Crowd, nodes: Sequence[str], room: int
) -> list[str]:
    """Add at most `room` neighbours of points and return them."""
    if room <= 0 or not nodes:
        return []
    pairs = await links.pairs(nodes)
    known = await points(request, {pair.other for pair in pairs} - crowd.points.keys())
    free = {iri: point for iri, point in known.items() if crowd.takes(point)}
    chosen = list(_mixed(pairs, free))[:room]
    for point in chosen:
        crowd.add(point)
    return [point.iri for point in chosen]


def _mixed(pairs: Sequence[Pair], free: Mapping[str, Point]) -> Iterable[Point]:
    """Yield neighbours, one of each kind in turn: those with the most ties first, then the latest."""
    ties = Counter(pair.other for pair in pairs)
    latest = {iri: max(pair.latest for pair in pairs if pair.other == iri) for iri in free}
    queues: dict[str, list[Point]] = {kind: [] for kind in KINDS}
    for iri in sorted(free, key=lambda each: (-ties[each], -latest[each], natural(each))):
        queues[free[iri].kind].append(free[iri])
    for turn in zip_longest(*queues.values()):
        yield from (point for point in turn if point is not None)
