"""The points with the lines between them, each line with its years, its status and the words that say so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request

from api.pages.explorer.evidence import Quote, quotes
from api.pages.explorer.kinds import CONTINUES, SETS, STATUSES, Tie
from api.pages.explorer.links import Links, Reason
from api.pages.explorer.points import Point
from api.site import site_of
from graph.network import Words

_QUOTED = 2
"""Mentions of a line whose words are shown."""

_RANKS = {status: rank for rank, status in enumerate(STATUSES)}


@dataclass(frozen=True, slots=True)
class Line:
    """Two points and why they are joined. `told` counts the mentions, of which `quotes` has a few."""

    source: str
    target: str
    tie: str
    words: Words
    years: tuple[int, ...]
    status: str
    told: int
    vias: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()

    @property
    def id(self) -> str:
        """What it is called in the picture and in its table."""
        return f"{self.source} {self.tie} {self.target}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture; `more` counts for each point the neighbours that are not in it."""

    points: Mapping[str, Point]
    lines: Sequence[Line]
    more: Mapping[str, int]

    def degree(self, iri: str) -> int:
        """Return how many lines a point has."""
        return sum(iri in (line.source, line.target) for line in self.lines)


async def draw(
    request: Request, links: Links, points: Mapping[str, Point], *, keep: Iterable[str] = ()
) -> Drawn:
    """Return the lines between points; a point without any is left out where it is not to be kept."""
    found = await links.reasons(list(points))
    lines = _lines(request, found, points)
    said = await quotes(request, (via for line in lines for via in line.vias))
    lines = [replace(line, quotes=tuple(q for via in line.vias for q in said.get(via, ()))) for line in lines]
    joined = {end for line in lines for end in (line.source, line.target)} | set(keep)
    shown = {iri: point for iri, point in points.items() if iri in joined}
    counts = await links.counts(list(shown))
    return Drawn(shown, lines, _more(lines, shown, counts))


def _more(lines: Iterable[Line], shown: Iterable[str], counts: Mapping[str, int]) -> dict[str, int]:
    beside: dict[str, set[str]] = {iri: set() for iri in shown}
    for line in lines:
        beside[line.source].add(line.target)
        beside[line.target].add(line.source)
    return {iri: max(counts.get(iri, 0) - len(others), 0) for iri, others in beside.items()}


def _lines(request: Request, found: Iterable[Reason], points: Mapping[str, Point]) -> list[Line]:
    grouped: dict[tuple[str, str, str], list[Reason]] = {}
    for reason in found:
        grouped.setdefault((reason.node, reason.other, _tie(reason, points)), []).append(reason)
    return [_line(request, key, reasons) for key, reasons in grouped.items()]


def _tie(reason: Reason, points: Mapping[str, Point]) -> str:
    """Return what a line is: a goal that its department has set, one of the year before, or what is named."""
    if reason.via == reason.other:
        return SETS
    kinds = points[reason.node].kind, points[reason.other].kind
    return CONTINUES if kinds[0] == kinds[1] else kinds[1]


def _line(request: Request, key: tuple[str, str, str], reasons: Sequence[Reason]) -> Line:
    source, target, name = key
    tie = Tie(name, tuple(sorted({reason.role for reason in reasons if reason.role})))
    surest = sorted(reasons, key=lambda each: (_RANKS[each.status], -each.year, each.via))
    vias = tuple(dict.fromkeys(each.via for each in surest))
    return Line(
        source=source,
        target=target,
        tie=name,
        words=tie.words(site_of(request).labels),
        years=tuple(sorted({each.year for each in reasons if each.year})),
        status=surest[0].status,
        told=len(vias),
        vias=vias[:_QUOTED],
    )
