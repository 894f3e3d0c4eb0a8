"""Departments that work with the same partners or on the same policies."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations

from starlette.requests import Request

from api.languages import language_of
from api.pages.cells import Cell
from api.pages.views.asking import asked
from api.pages.views.coverage import Coverage, cell_address, coverage_of, one_department
from api.pages.views.shown import Line, Listing, View, plain, unconfirmed
from api.pages.views.ties import Tie, Ties, known_places, once, only_proposed, surest, ties
from api.svg.elements import Picture
from api.svg.marks import DEPARTMENT, Key
from api.svg.network import MOST, Edge, Node, network
from core.messages import Language, say

_LINES = 150
"""Pairs that the picture joins by a line: those with the most in common."""

_NETWORK = "department-department"


@dataclass(slots=True)
class Shared:
    """What two departments share: partners by IRI, policies by IRI; `sure` partners are not only proposed."""

    partners: dict[str, Cell] = field(default_factory=dict)
    policies: dict[str, Cell] = field(default_factory=dict)
    sure: bool = False

    @property
    def weight(self) -> int:
        """How many things they share."""
        return len(self.partners) + len(self.policies)


Pairs = Mapping[tuple[str, str], Shared]


async def collaboration(request: Request, values: Mapping[str, str]) -> View:
    """Show which departments share partners or policies, and which ones."""
    language = language_of(request)
    found = await ties(request, values)
    covered = await coverage_of(request, {"year": values["year"]})
    sheets = await asked(request, "sheets", values)
    departments = {row["department"].value: sheets.cell(row, "department") for row in sheets.rows}
    partners = _partners(found)
    pairs = _pairs(partners, covered, departments)
    alone = [cell.text for iri, cell in departments.items() if not any(iri in ends for ends in pairs)]
    known = known_places(request, _NETWORK)
    findings = [
        say(
            "views-collaboration-found",
            language,
            partners=len(partners),
            unsure=unconfirmed(sum(map(_proposed, partners.values())), language),
            pairs=len(pairs),
            unsure_pairs=unconfirmed(sum(not shared.sure for shared in pairs.values()), language),
        ),
        *([say("views-collaboration-alone", language, names=alone)] if alone else []),
    ]
    if only := one_department(list(departments.values()), language):
        findings = [only]
    return View(
        findings=findings,
        picture=partial(_picture, departments, pairs, language, known) if departments else None,
        listings=[
            _departments_listing(departments, pairs),
            _pairs_listing(pairs, departments),
            _partners_listing(partners),
            _policies_listing(covered, values["year"]),
        ],
        queries=[found.asked.behind, covered.asked.behind],
        network=_NETWORK,
        apart=say("views-network-goals", language),
    )


def _partners(found: Ties) -> dict[str, dict[str, list[Tie]]]:
    """Return the partners of several departments: what each department says of them."""
    several: dict[str, dict[str, list[Tie]]] = {}
    for iri, said in found.by_partner().items():
        by_department: dict[str, list[Tie]] = {}
        for tie in said:
            by_department.setdefault(tie.department_iri, []).append(tie)
        if len(by_department) > 1:
            several[iri] = by_department
    return several


def _proposed(owners: Mapping[str, Sequence[Tie]]) -> bool:
    """Tell whether for one of the departments nobody has confirmed that it works with a partner."""
    return any(only_proposed(said) for said in owners.values())


def _pairs(
    partners: Mapping[str, Mapping[str, Sequence[Tie]]], covered: Coverage, departments: Mapping[str, Cell]
) -> Pairs:
    pairs: dict[tuple[str, str], Shared] = {}
    for iri, owners in partners.items():
        for one, other in combinations(sorted(owners), 2):
            shared = pairs.setdefault((one, other), Shared())
            shared.partners[iri] = owners[one][0].partner
            shared.sure |= not only_proposed(owners[one]) and not only_proposed(owners[other])
    for iri, touched in covered.numbers.items():
        for one, other in combinations(sorted(touched), 2):
            shared = pairs.setdefault((one, other), Shared())
            shared.policies[iri] = covered.policies[iri].cell
            shared.sure = True
    known = {ends: shared for ends, shared in pairs.items() if all(end in departments for end in ends)}
    return dict(sorted(known.items(), key=lambda item: (-len(item[1].partners), -item[1].weight, item[0])))


def _picture(
    departments: Mapping[str, Cell],
    pairs: Pairs,
    language: Language,
    known: Mapping[str, tuple[float, float]],
) -> Picture:
    drawn = dict(list(departments.items())[:MOST])
    neighbours = Counter(end for ends in pairs for end in ends)
    nodes = [
        Node(iri, cell.text, DEPARTMENT, 1 + neighbours[iri], cell.address) for iri, cell in drawn.items()
    ]
    inside = [
        (number, ends, shared)
        for number, (ends, shared) in enumerate(pairs.items(), 1)
        if all(end in drawn for end in ends)
    ]
    edges = [
        Edge(
            *ends,
            1 + len(shared.partners),
            say(
                "views-edge-shared",
                language,
                names=[departments[end].text for end in ends],
                partners=len(shared.partners),
                policies=len(shared.policies),
            ),
            f"#pair-{number}",
            not shared.sure,
        )
        for number, ends, shared in inside[:_LINES]
    ]
    keys = [
        Key(say("views-key-department", language), DEPARTMENT),
        Key(say("views-key-shares-more", language)),
        Key(say("views-key-proposed", language), proposed=True),
    ]
    says = say("views-collaboration-title", language), say("views-collaboration-lead", language)
    return network(nodes, edges, keys, says, known)


def _departments_listing(departments: Mapping[str, Cell], pairs: Pairs) -> Listing:
    beside: dict[str, list[Shared]] = {iri: [] for iri in departments}
    for ends, shared in pairs.items():
        for end in ends:
            beside[end].append(shared)
    lines = [
        Line(
            (
                (cell,),
                plain(len(beside[iri])),
                plain(len({key for shared in beside[iri] for key in shared.partners})),
                plain(len({key for shared in beside[iri] for key in shared.policies})),
            )
        )
        for iri, cell in departments.items()
    ]
    columns = ("department", "other-departments", "shared-partners", "shared-policies")
    return Listing("departments", columns, lines, MOST)


def _pairs_listing(pairs: Pairs, departments: Mapping[str, Cell]) -> Listing:
    lines = [
        Line(
            (
                *((departments[end],) for end in ends),
                tuple(shared.partners.values()),
                tuple(shared.policies.values()),
            ),
            not shared.sure,
            f"pair-{number}",
        )
        for number, (ends, shared) in enumerate(pairs.items(), 1)
    ]
    return Listing("shared", ("department", "other-department", "shared-partners", "shared-policies"), lines)


def _partners_listing(partners: Mapping[str, Mapping[str, Sequence[Tie]]]) -> Listing:
    lines = [
        Line(
            (
                (next(iter(owners.values()))[0].partner,),
                once(said[0].department for said in owners.values()),
                tuple(surest(said).mention for said in owners.values()),
            ),
            _proposed(owners),
        )
        for owners in partners.values()
    ]
    return Listing("shared-partners", ("partner", "departments", "mentions"), lines)


def _policies_listing(covered: Coverage, year: str) -> Listing:
    """List the policies of several departments; each department leads to its goals for that policy."""
    lines = []
    for iri, touched in covered.numbers.items():
        if len(touched) > 1:
            cells = tuple(
                Cell(f"{covered.departments[one].text} {count}", cell_address(covered, iri, one, year))
                for one, count in touched.items()
            )
            policy = covered.policies[iri]
            lines.append(Line((plain(policy.notation), (policy.cell,), cells)))
    return Listing("shared-policies", ("notation", "policy", "departments-goals"), lines)
