"""Partners that the city works with for the same goals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from starlette.requests import Request

from api.languages import language_of
from api.pages.views.asking import asked
from api.pages.views.shown import Line, Listing, View, plain, unconfirmed
from api.pages.views.ties import Tie, goals, known_places, once, only_proposed, surest, ties
from api.rows import text
from api.svg.elements import Picture
from api.svg.marks import PARTNER, Key
from api.svg.network import MOST, Edge, Node, network
from core.messages import Language, say

_GOALS_NAMED = 5

_NETWORK = "partner-partner"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two partners and what is said of each in the goals that they share."""

    one: Sequence[Tie]
    other: Sequence[Tie]

    @property
    def goals(self) -> int:
        """How many goals they share."""
        return len(goals(self.one))

    @property
    def proposed(self) -> bool:
        """Whether one of the two is only proposed."""
        return only_proposed(self.one) or only_proposed(self.other)


async def partners(request: Request, values: Mapping[str, str]) -> View:
    """Show the partners with the most goals, and which of them share goals."""
    language = language_of(request)
    found = await ties(request, values)
    everyone = found.by_partner()
    drawn = dict(list(everyone.items())[:MOST])
    pairs = _pairs(drawn)
    known = known_places(request, _NETWORK)
    findings = _findings(everyone, drawn, pairs, language)
    if only := await _only_named(request, values, everyone):
        # They count as partners on other pages; here nobody works with them.
        findings[0] = f"{findings[0]}{say('views-partners-only-named', language, count=only)}"
    return View(
        findings=findings,
        picture=partial(_picture, drawn, pairs, language, known) if drawn else None,
        listings=[_listing(everyone, pairs), _pairs_listing(pairs)],
        queries=[found.asked.behind],
        network=_NETWORK,
    )


Pairs = Mapping[tuple[str, str], Pair]
Said = Mapping[str, Sequence[Tie]]
"""What is said of each partner."""


async def _only_named(request: Request, values: Mapping[str, str], everyone: Said) -> int:
    """Return how many organisations are merely named, or named as a venue."""
    found = await asked(request, "mentioned", values)
    return sum(text(row, "partner") not in everyone for row in found.rows)


def _findings(everyone: Said, drawn: Said, pairs: Pairs, language: Language) -> list[str]:
    unsure = unconfirmed(sum(map(only_proposed, everyone.values())), language)
    if not pairs:
        return [say("views-partners-none", language, partners=len(everyone), unsure=unsure)]
    unsure_pairs = unconfirmed(sum(pair.proposed for pair in pairs.values()), language)
    joined = {iri for pair in pairs for iri in pair}
    return [
        say(
            "views-partners-found",
            language,
            partners=len(everyone),
            unsure=unsure,
            pairs=len(pairs),
            unsure_pairs=unsure_pairs,
        ),
        say("views-partners-alone", language, count=len(drawn) - len(joined)),
    ]


def _pairs(drawn: Said) -> dict[tuple[str, str], Pair]:
    found = {}
    for one, other in combinations(drawn, 2):
        shared = goals(drawn[one]) & goals(drawn[other])
        if shared:
            both = [[tie for tie in drawn[iri] if tie.objective_iri in shared] for iri in (one, other)]
            found[one, other] = Pair(*both)
    return dict(sorted(found.items(), key=lambda item: (-item[1].goals, *item[0])))


def _picture(
    drawn: Said,
    pairs: Pairs,
    language: Language,
    known: Mapping[str, tuple[float, float]],
) -> Picture:
    nodes = [
        Node(
            iri,
            said[0].partner.text,
            PARTNER,
            max(len(goals(said)), 1),
            said[0].partner.address,
            only_proposed(said),
        )
        for iri, said in drawn.items()
    ]
    edges = [
        Edge(*ends, pair.goals, _edge_words(pair, language), f"#pair-{number}", pair.proposed)
        for number, (ends, pair) in enumerate(pairs.items(), 1)
    ]
    keys = [
        Key(say("views-key-partner", language), PARTNER),
        Key(say("views-key-partner-proposed", language), PARTNER, proposed=True),
        Key(say("views-key-shares-goal", language)),
        Key(say("views-key-proposed", language), proposed=True),
    ]
    says = say("views-partners-title", language), say("views-partners-lead", language)
    return network(nodes, edges, keys, says, known)


def _edge_words(pair: Pair, language: Language) -> str:
    names = [pair.one[0].partner.text, pair.other[0].partner.text]
    return say("views-edge-goals", language, names=names, count=pair.goals)


def _listing(everyone: Said, pairs: Pairs) -> Listing:
    beside = {iri: sum(iri in pair for pair in pairs) for iri in everyone}
    lines = [
        Line(
            (
                (said[0].partner,),
                plain(len(goals(said))),
                once(tie.department for tie in said),
                plain("、".join(sorted({tie.role for tie in said}))),
                plain(beside[iri]),
                (surest(said).mention,),
            ),
            only_proposed(said),
        )
        for iri, said in everyone.items()
    ]
    return Listing("partners", ("partner", "goals", "departments", "roles", "beside", "mention"), lines, MOST)


def _pairs_listing(pairs: Pairs) -> Listing:
    lines = [
        Line(
            (
                (pair.one[0].partner,),
                (pair.other[0].partner,),
                plain(pair.goals),
                once(tie.objective for tie in pair.one)[:_GOALS_NAMED],
                once((surest(pair.one).mention, surest(pair.other).mention)),
            ),
            pair.proposed,
            f"pair-{number}",
        )
        for number, pair in enumerate(pairs.values(), 1)
    ]
    return Listing("pairs", ("partner", "other-partner", "goals", "shared-goals", "mentions"), lines)
