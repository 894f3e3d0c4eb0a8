"""The mentions of partners that four views look at, each with the words that say so."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request

from api.pages.cells import Cell
from api.pages.views.asking import Asked, asked, proposed
from api.rows import Row, text
from api.site import site_of
from api.svg.places import Place


@dataclass(frozen=True, slots=True)
class Tie:
    """One mention: which department works with which partner, for which goal, in which year."""

    partner: Cell
    partner_iri: str
    department: Cell
    department_iri: str
    objective: Cell
    objective_iri: str
    year: str
    role: str
    mention: Cell
    proposed: bool


@dataclass(frozen=True, slots=True)
class Ties:
    """All mentions, and what was asked for them."""

    asked: Asked
    all: tuple[Tie, ...]

    def by(self, key: Callable[[Tie], str]) -> dict[str, list[Tie]]:
        """Return the mentions in groups; what has no key (a mention outside of goals) is left out."""
        groups: dict[str, list[Tie]] = {}
        for tie in self.all:
            if key(tie):
                groups.setdefault(key(tie), []).append(tie)
        return groups

    def by_partner(self) -> dict[str, list[Tie]]:
        """Return the mentions of each partner, those with the most goals first."""
        groups = self.by(lambda tie: tie.partner_iri)
        order = sorted(groups, key=lambda iri: (-len(goals(groups[iri])), groups[iri][0].partner.text, iri))
        return {iri: groups[iri] for iri in order}


async def ties(request: Request, values: Mapping[str, str]) -> Ties:
    """Return the mentions of a year, or of all."""
    found = await asked(request, "ties", values)
    return Ties(found, tuple(_tie(found, row) for row in found.rows))


def _tie(found: Asked, row: Row) -> Tie:
    return Tie(
        partner=found.cell(row, "partner"),
        partner_iri=text(row, "partner"),
        department=found.cell(row, "department"),
        department_iri=text(row, "department"),
        objective=found.cell(row, "objective"),
        objective_iri=text(row, "objective"),
        year=text(row, "year"),
        role=text(row, "roleLabel"),
        mention=found.cell(row, "mention"),
        proposed=proposed(row),
    )


def goals(mentions: Iterable[Tie]) -> set[str]:
    """Return the goals that mentions stand in."""
    return {tie.objective_iri for tie in mentions if tie.objective_iri}


def only_proposed(mentions: Sequence[Tie]) -> bool:
    """Tell whether nothing but proposals says so."""
    return all(tie.proposed for tie in mentions)


def surest(mentions: Sequence[Tie]) -> Tie:
    """Return a mention that somebody has confirmed or that is printed, where there is one."""
    return min(mentions, key=lambda tie: tie.proposed)


def once(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Return cells without repeats, in their order."""
    return tuple(dict.fromkeys(cells))


def known_places(request: Request, view: str) -> dict[str, Place]:
    """Return where the points of a network stood when the release was made; `y` grows downwards here."""
    network = site_of(request).release().network(view)
    return {node.id: (node.x, 1 - node.y) for node in network.nodes} if network else {}
