"""A view of a release as points and links, each link with its reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal, NamedTuple

from pyoxigraph import Store

from graph.network.known import rows
from graph.network.views import View
from ontology.terms import TNG

Status = Literal["confirmed", "stated", "proposed"]
STATUSES: dict[str, Status] = {
    str(TNG.Confirmed): "confirmed",
    str(TNG.Stated): "stated",
    str(TNG.Proposed): "proposed",
}
"""How far a mention is settled, the surest first."""

_RANKS = {status: rank for rank, status in enumerate(STATUSES.values())}


class Reason(NamedTuple):
    """A row of a view's query; what it does not tell is ""."""

    source: str
    target: str
    goal: str
    year: str
    department: str
    status: str


@dataclass(slots=True)
class Link:
    """Why two points are joined.

    `shared` are the things that both have (none in views of pairs), `told` the departments whose
    sheets tell of it, by year.
    """

    goals: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)
    told: dict[int, set[str]] = field(default_factory=dict)
    status: Status = "proposed"

    @property
    def weight(self) -> int:
        """How many things are shared, or how many goals say so."""
        return len(self.shared or self.goals)

    @property
    def years(self) -> list[int]:
        """The fiscal years in which it is told."""
        return sorted(self.told)

    def add(self, reason: Reason, status: Status) -> None:
        """Add a reason; the status of a link is that of its surest one."""
        self.goals.add(reason.goal)
        self.told.setdefault(int(reason.year), set()).add(reason.department)
        self.status = min(self.status, status, key=lambda each: _RANKS[each])


class Told(NamedTuple):
    """Whose goal it is, and of which year."""

    department: str
    year: int


@dataclass(frozen=True, slots=True)
class Projection:
    """Points with the goals that name them; links by their ends; the goals that were met."""

    points: Mapping[str, set[str]]
    links: Mapping[tuple[str, str], Link]
    goals: Mapping[str, Told]


def project(view: View, store: Store) -> Projection:
    """Return the network that a view declares, without measures and places."""
    reasons = [Reason(*row) for row in rows(store, view.text)]
    goals = {each.goal: Told(each.department, int(each.year)) for each in reasons if each.goal}
    links = _shared(reasons) if view.shared else _pairs(reasons)
    return Projection(_points(reasons, view), dict(sorted(links.items())), goals)


def _points(reasons: Iterable[Reason], view: View) -> dict[str, set[str]]:
    points: dict[str, set[str]] = {}
    for reason in reasons:
        for end in (reason.source, "" if view.shared else reason.target):
            if end:
                points.setdefault(end, set()).update({reason.goal} - {""})
    return dict(sorted(points.items()))


def _pairs(reasons: Iterable[Reason]) -> dict[tuple[str, str], Link]:
    links: dict[tuple[str, str], Link] = {}
    for reason in reasons:
        ends = (reason.source, reason.target)
        if all(ends) and reason.source != reason.target:
            key = ends[::-1] if ends[::-1] in links else ends
            links.setdefault(key, Link()).add(reason, _status(reason))
    return links


def _shared(reasons: Iterable[Reason]) -> dict[tuple[str, str], Link]:
    """Join the points that have the same thing in the same year.

    A thing that both have is as sure as the less sure of the two.
    """
    having: dict[tuple[str, str], dict[str, list[Reason]]] = {}
    for reason in reasons:
        if reason.source and reason.target:
            owners = having.setdefault((reason.target, reason.year), {})
            owners.setdefault(reason.source, []).append(reason)
    links: dict[tuple[str, str], Link] = {}
    for (thing, _), owners in having.items():
        surest = {owner: min(map(_status, those), key=_RANKS.__getitem__) for owner, those in owners.items()}
        for one, other in combinations(sorted(owners), 2):
            link = links.setdefault((one, other), Link())
            link.shared.add(thing)
            status = max(surest[one], surest[other], key=_RANKS.__getitem__)
            for reason in (*owners[one], *owners[other]):
                link.add(reason, status)
    return links


def _status(reason: Reason) -> Status:
    """Return the status of a reason; what the graph says without one is stated."""
    return STATUSES.get(reason.status, "stated")
