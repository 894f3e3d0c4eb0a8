"""From one policy to its goals, and from them to the partners that they name."""

from collections.abc import Mapping, Sequence
from functools import partial

from starlette.requests import Request

from api.errors import NotFound
from api.languages import language_of
from api.pages.views.asking import Asked, asked, kind_of, proposed
from api.pages.views.shown import Choice, Line, Listing, View, plain, unconfirmed
from api.rows import Row, text
from api.svg.elements import Picture
from api.svg.marks import OBJECTIVE, PARTNER, POLICY, Key
from api.svg.sankey import Band, Step, sankey
from core.messages import Language, say

_MOST = 40
"""Goals that the picture shows."""


async def flow(request: Request, values: Mapping[str, str]) -> View:
    """Show one policy: the one that is asked for, else the one with the most partners."""
    language = language_of(request)
    policies = await asked(request, "policies", {})
    by_name = {text(row, "value"): row for row in policies.rows}
    wanted = values["policy"] or max(
        by_name,
        key=lambda name: (int(text(by_name[name], "partners")), -list(by_name).index(name)),
        default="",
    )
    if wanted and wanted not in by_name:
        by_name[wanted] = await _without_goals(request, wanted)
    options = [(name, _option(row)) for name, row in by_name.items()]
    choice = Choice("policy", say("views-choose-policy", language), options)
    if not wanted:
        return View([say("views-flow-nothing", language)], [], [policies.behind], choices=[choice])
    found = await asked(request, "flow", {**values, "policy": wanted})
    goals = _grouped(found.rows)
    without = [rows for rows in goals.values() if "partner" not in rows[0]]
    partners = _grouped_by_partner(found.rows)
    unsure = sum(all(map(proposed, mentions)) for mentions in partners.values())
    findings = [
        say(
            "views-flow-found",
            language,
            goals=len(goals),
            partners=len(partners),
            unsure=unconfirmed(unsure, language),
        ),
        say("views-flow-without", language, count=len(without)),
    ]
    if not goals:
        findings = [say("views-flow-none", language, policy=_option(by_name[wanted]))]
    return View(
        findings=findings,
        picture=partial(_picture, by_name[wanted], policies, found, language) if goals else None,
        listings=[_listing(found)],
        queries=[found.behind],
        choices=[choice],
        more={"policy": wanted},
    )


async def _without_goals(request: Request, name: str) -> Row:
    """Return a policy that no goal contributes to; `NotFound` where there is none of the name."""
    found = await asked(request, "policy", {"policy": name})
    if not found.rows:
        raise NotFound("views-policy-unknown", policy=name[:60])
    return found.rows[0]


def _option(row: Row) -> str:
    return f"{text(row, 'notation')} {text(row, 'policyLabel')}".strip()


def _grouped(rows: Sequence[Row]) -> dict[str, list[Row]]:
    goals: dict[str, list[Row]] = {}
    for row in rows:
        goals.setdefault(text(row, "objective"), []).append(row)
    return goals


def _picture(policy: Row, policies: Asked, found: Asked, language: Language) -> Picture:
    top = text(policy, "policy")
    steps = [Step(top, _option(policy), POLICY, 0, policies.cell(policy, "policy").address)]
    bands: list[Band] = []
    partners: dict[str, list[Row]] = {}
    for goal, rows in list(_grouped(found.rows).items())[:_MOST]:
        said = _grouped_by_partner(rows)
        title, year = text(rows[0], "objectiveLabel"), text(rows[0], "year")
        label = say("views-flow-goal", language, kind=kind_of(rows[0], language), title=title, year=year)
        steps.append(Step(goal, label, OBJECTIVE, 1, found.cell(rows[0], "objective").address))
        reference = found.cell(rows[0], "reference").address
        words = say("views-band", language, one=_option(policy), other=label)
        bands.append(Band(top, goal, max(len(said), 1), words, reference))
        for partner, mentions in said.items():
            partners.setdefault(partner, []).extend(mentions)
            name = text(mentions[0], "partnerLabel")
            words = say("views-band", language, one=label, other=name)
            sure = min(mentions, key=proposed)
            bands.append(Band(goal, partner, 1, words, found.cell(sure, "mention").address, proposed(sure)))
    steps += [
        Step(
            iri,
            text(rows[0], "partnerLabel"),
            PARTNER,
            2,
            found.cell(rows[0], "partner").address,
            all(map(proposed, rows)),
        )
        for iri, rows in partners.items()
    ]
    heads = [say(f"views-column-{name}", language) for name in ("policy", "objective", "partner")]
    keys = [
        Key(say("views-key-partner", language), PARTNER),
        Key(say("views-key-partner-proposed", language), PARTNER, proposed=True),
        Key(say("views-key-proposed", language), proposed=True),
    ]
    says = say("views-flow-title", language), say("views-flow-lead", language)
    return sankey(steps, bands, heads, keys, says)


def _grouped_by_partner(rows: Sequence[Row]) -> dict[str, list[Row]]:
    said: dict[str, list[Row]] = {}
    for row in rows:
        if "partner" in row:
            said.setdefault(text(row, "partner"), []).append(row)
    return said


def _listing(found: Asked) -> Listing:
    names = ("objective", "reference", "partner", "mention")
    lines = []
    for row in found.rows:
        objective, reference, partner, mention = (found.place(row, name) for name in names)
        places = (
            plain(text(row, "year")),
            found.place(row, "department"),
            plain(kind_of(row, found.language)),
            objective,
            reference,
            partner,
            plain(text(row, "roleLabel")),
            mention,
        )
        lines.append(Line(places, proposed(row)))
    columns = ("year", "department", "kind", "objective", "reference", "partner", "role", "mention")
    return Listing("flow", columns, lines)
