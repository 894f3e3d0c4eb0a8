"""Who holds the network together, in words: what would hang on nobody if a partner were gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from starlette.requests import Request

from api.languages import language_of
from api.pages.cells import Cell
from api.pages.views.shown import Line, Listing, View, plain, unconfirmed
from api.pages.views.ties import Tie, Ties, goals, known_places, once, only_proposed, surest, ties
from api.site import site_of
from api.svg.elements import Picture
from api.svg.marks import DEPARTMENT, PARTNER, Key
from api.svg.network import MOST, Edge, Node, network
from core.messages import Language, say

_NETWORK = "department-partner"
_SHARE = 0.5
_FEW = 3
"""Goals with partners below which it says little that one partner has half of them."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """A partner of several departments; `alone` are the pairs that no other partner joins."""

    said: Sequence[Tie]
    alone: Sequence[tuple[Cell, Cell]]

    @property
    def departments(self) -> tuple[Cell, ...]:
        """The departments that it joins."""
        return once(tie.department for tie in self.said)


async def bridges(request: Request, values: Mapping[str, str]) -> View:
    """Show the partners that join departments, and the departments that lean on one partner."""
    language = language_of(request)
    found = await ties(request, values)
    joining = _joining(found)
    leaning = _leaning(found)
    cuts = _cuts(request) if not values["year"] else set()
    return View(
        findings=_findings(joining, leaning, language),
        picture=partial(_picture, found, language, known_places(request, _NETWORK)) if found.all else None,
        listings=[_bridges_listing(joining, cuts, language), _leaning_listing(leaning)],
        queries=[found.asked.behind],
        network=_NETWORK,
    )


def _joining(found: Ties) -> dict[str, Bridge]:
    """Return the partners of several departments, those that nobody could stand in for first."""
    owners = {iri: {tie.department_iri: tie for tie in said} for iri, said in found.by_partner().items()}
    joined: dict[tuple[str, str], list[str]] = {}
    for iri, departments in owners.items():
        for pair in combinations(sorted(departments), 2):
            joined.setdefault(pair, []).append(iri)
    by_partner = found.by_partner()
    made = {
        iri: Bridge(
            by_partner[iri],
            [
                (departments[one].department, departments[other].department)
                for one, other in combinations(sorted(departments), 2)
                if joined[one, other] == [iri]
            ],
        )
        for iri, departments in owners.items()
        if len(departments) > 1
    }
    order = sorted(made, key=lambda iri: (-len(made[iri].alone), -len(made[iri].departments), iri))
    return {iri: made[iri] for iri in order}


Leaning = list[tuple[Sequence[Sequence[Tie]], int, int]]
"""What a department says of its first partner, or of several that come first together; its goals with each
of them, and all its goals with partners."""


def _leaning(found: Ties) -> Leaning:
    leaning: Leaning = []
    for said in found.by(lambda tie: tie.department_iri).values():
        by_partner: dict[str, list[Tie]] = {}
        for tie in said:
            by_partner.setdefault(tie.partner_iri, []).append(tie)
        most = max(len(goals(mentions)) for mentions in by_partner.values())
        first = [mentions for mentions in by_partner.values() if len(goals(mentions)) == most]
        leaning.append((first, most, len(goals(said))))
    return sorted(
        leaning, key=lambda each: (-each[1] / (each[2] or 1), -each[2], each[0][0][0].department.text)
    )


def _cuts(request: Request) -> set[str]:
    """Return the points without which the network of the release falls apart."""
    made = site_of(request).release().network(_NETWORK)
    return {node.id for node in made.nodes if node.cut} if made else set()


def _findings(joining: Mapping[str, Bridge], leaning: Leaning, language: Language) -> list[str]:
    needed = [bridge for bridge in joining.values() if bridge.alone]
    found = [
        say(
            "views-bridges-only",
            language,
            partner=bridge.said[0].partner.text,
            names=[cell.text for cell in once(cell for pair in bridge.alone for cell in pair)],
            count=len(bridge.alone),
            unsure=say("views-bridges-unsure", language) if only_proposed(bridge.said) else "",
        )
        for bridge in needed[:3]
    ]
    heavy = [
        each for each in leaning if len(each[0]) == 1 and each[2] >= _FEW and each[1] / each[2] >= _SHARE
    ]
    found += [
        say(
            "views-bridges-leaning",
            language,
            department=first[0][0].department.text,
            partner=first[0][0].partner.text,
            goals=some,
            unsure=unconfirmed(len(goals(first[0]) - goals(_sure(first[0]))), language),
            all=every,
        )
        for first, some, every in heavy[:3]
    ]
    return found or [say("views-bridges-none", language)]


def _sure(said: Sequence[Tie]) -> list[Tie]:
    return [tie for tie in said if not tie.proposed]


def _picture(found: Ties, language: Language, known: Mapping[str, tuple[float, float]]) -> Picture:
    """Draw departments and their partners, those of several departments before the others."""
    by_department = found.by(lambda tie: tie.department_iri)
    by_partner = found.by_partner()
    order = sorted(by_partner, key=lambda iri: -len({tie.department_iri for tie in by_partner[iri]}))[
        : max(MOST - len(by_department), 0)
    ]
    nodes = [
        Node(iri, said[0].department.text, DEPARTMENT, 4, said[0].department.address)
        for iri, said in list(by_department.items())[:MOST]
    ]
    nodes += [
        Node(
            iri,
            by_partner[iri][0].partner.text,
            PARTNER,
            len({tie.department_iri for tie in by_partner[iri]}),
            by_partner[iri][0].partner.address,
            only_proposed(by_partner[iri]),
        )
        for iri in order
    ]
    drawn = {node.key for node in nodes}
    pairs: dict[tuple[str, str], list[Tie]] = {}
    for tie in found.all:
        if {tie.department_iri, tie.partner_iri} <= drawn:
            pairs.setdefault((tie.department_iri, tie.partner_iri), []).append(tie)
    edges = [
        Edge(*ends, len(said), _words(said, language), surest(said).mention.address, only_proposed(said))
        for ends, said in pairs.items()
    ]
    keys = [
        Key(say("views-key-department", language), DEPARTMENT),
        Key(say("views-key-partner", language), PARTNER),
        Key(say("views-key-works", language)),
        Key(say("views-key-proposed", language), proposed=True),
    ]
    says = say("views-bridges-title", language), say("views-bridges-lead", language)
    return network(_beside(nodes, edges), edges, keys, says, known)


def _beside(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[Node]:
    """Return the nodes in an order that puts partners beside their departments."""
    by_key = {node.key: node for node in nodes}
    order: dict[str, None] = {}
    for node in nodes:
        order.setdefault(node.key)
        for edge in edges:
            if edge.one == node.key:
                order.setdefault(edge.other)
    return [by_key[key] for key in order]


def _words(said: Sequence[Tie], language: Language) -> str:
    names = [said[0].department.text, said[0].partner.text]
    return say("views-edge-mentions", language, names=names, count=len(said))


def _bridges_listing(joining: Mapping[str, Bridge], cuts: set[str], language: Language) -> Listing:
    lines = [
        Line(
            (
                (bridge.said[0].partner,),
                bridge.departments,
                tuple(
                    Cell(say("views-pair", language, one=one.text, other=other.text))
                    for one, other in bridge.alone
                ),
                *([plain(say("views-bridges-cut", language) if iri in cuts else "")] if cuts else []),
                once(tie.mention for tie in bridge.said)[:_FEW],
            ),
            only_proposed(bridge.said),
        )
        for iri, bridge in joining.items()
    ]
    cut = ("cut",) if cuts else ()
    return Listing("bridges", ("partner", "departments", "only-this", *cut, "mentions"), lines)


def _leaning_listing(leaning: Leaning) -> Listing:
    lines = [
        Line(
            (
                (first[0][0].department,),
                plain(every),
                tuple(said[0].partner for said in first),
                plain(some),
                plain(f"{100 * some / every:.0f}%" if every else ""),
                once(surest(said).mention for said in first),
            ),
            any(only_proposed(said) for said in first),
        )
        for first, some, every in leaning
    ]
    columns = ("department", "goals-partners", "first-partner", "goals", "part", "mention")
    return Listing("leaning", columns, lines)
