"""From one policy to its goals, and from them to the partners that they name."""

from collections.abc import Mapping, Sequence
from functools import partial

from starlette.requests import Request

from api.errors import NotFound
from api.languages import language_of
from api.pages.views.asking import Asked, asked, proposed
from api.pages.views.shown import Choice, Line, Listing, View, plain
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
    if values["policy"] and wanted not in by_name:
        raise NotFound("views-policy-unknown", policy=wanted[:60])
    options = [(name, _option(row)) for name, row in by_name.items()]
    choice = Choice("policy", say("views-choose-policy", language), options)
    if not wanted:
        return View([say("views-flow-nothing", language)], [], [policies.behind], choices=[choice])
    found = await asked(request, "flow", {**values, "policy": wanted})
    goals = _grouped(found.rows)
    without = [rows for rows in goals.values() if "partner" not in rows[0]]
    partners = {text(row, "partner") for row in found.rows if "partner" in row}
    return View(
        findings=[
            say("views-flow-found", language, goals=len(goals), partners=len(partners)),
            say("views-flow-without", language, count=len(without)),
        ],
        picture=partial(_picture, by_name[wanted], policies, found, language) if goals else None,
        listings=[_listing(found)],
        queries=[found.behind],
        choices=[choice],
        more={"policy": wanted},
    )


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
        label = f"{text(rows[0], 'objectiveLabel')} {text(rows[0], 'year')}"
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
            objective,
            reference,
            partner,
            plain(text(row, "roleLabel")),
            mention,
        )
        lines.append(Line(places, proposed(row)))
    columns = ("year", "department", "objective", "reference", "partner", "role", "mention")
    return Listing("flow", columns, lines)
