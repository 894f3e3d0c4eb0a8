"""Targets: met, missed, not to be compared, or without a figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from starlette.requests import Request

from api.languages import language_of
from api.pages.cells import Cell
from api.pages.views.asking import Asked, asked
from api.pages.views.shown import Line, Listing, View, plain
from api.rows import Row, text
from api.svg.bars import Bar, against
from api.svg.elements import Picture
from api.words import thousands
from core.messages import Language, say
from ontology.terms import TNG

MISSED, MET, OPEN, UNLIKE = "missed", "met", "open", "unlike"
STATES = (MISSED, MET, OPEN, UNLIKE)
_MOST = 60


@dataclass(frozen=True, slots=True)
class Target:
    """A target, and the actual value that answers it; `share` is how much of it was reached."""

    target: Row
    actual: Row | None
    share: Decimal | None

    @property
    def state(self) -> str:
        """One of `STATES`."""
        if self.actual is None:
            return OPEN
        if self.share is None:
            return UNLIKE
        return MET if self.share >= 1 else MISSED

    @property
    def proposed(self) -> bool:
        """Whether the pair was found by rule and nobody has confirmed it."""
        return self.actual is not None and text(self.actual, "status") == str(TNG.Proposed)


async def targets(request: Request, values: Mapping[str, str]) -> View:
    """Show the most missed targets first, then those that were met, then those without an actual value."""
    language = language_of(request)
    found = await asked(request, "figures", values)
    paired = _paired(found.rows)
    counts = {state: sum(each.state == state for each in paired) for state in STATES}
    compared = [each for each in paired if each.share is not None]
    return View(
        findings=[
            say(f"views-targets-{state}", language, count=counts[state])
            for state in STATES
            if counts[state] or state != UNLIKE
        ],
        picture=partial(_picture, found, compared[:_MOST], language) if compared else None,
        listings=[_listing(found, state, paired) for state in STATES if counts[state]],
        queries=[found.behind],
    )


def _paired(rows: Sequence[Row]) -> list[Target]:
    """Join targets and actual values: by the link between them, in tables by indicator, year and unit."""
    aims = [row for row in rows if text(row, "kind") == str(TNG.Target)]
    actuals = [row for row in rows if text(row, "kind") != str(TNG.Target)]
    answers: dict[str, list[Row]] = {}
    cells: dict[tuple[str, ...], list[Row]] = {}
    for row in actuals:
        if "answers" in row:
            answers.setdefault(text(row, "answers"), []).append(row)
        elif "statement" not in row:
            cells.setdefault(_basis(row), []).append(row)
    answered = {_basis(row) for row in aims if text(row, "figure") in answers}
    found = []
    for aim in aims:
        own = answers.get(text(aim, "figure")) or ([] if "statement" in aim else cells.get(_basis(aim), []))
        # What repeats a target that is answered elsewhere is not open.
        if not own and _basis(aim) not in answered:
            found.append(Target(aim, None, None))
        found += [Target(aim, actual, _share(aim, actual)) for actual in own]
    return sorted(found, key=_order)


def _basis(row: Row) -> tuple[str, ...]:
    return tuple(text(row, name) for name in ("indicator", "year", "unit"))


def _share(aim: Row, actual: Row) -> Decimal | None:
    if "share" in actual:
        return Decimal(text(actual, "share"))
    aimed = Decimal(text(aim, "value"))
    return Decimal(text(actual, "value")) / aimed if aimed and "answers" not in actual else None


def _order(each: Target) -> tuple[object, ...]:
    share = each.share if each.share is not None else Decimal(0)
    return (STATES.index(each.state), share, text(each.target, "year"), text(each.target, "figure"))


def _picture(found: Asked, compared: Sequence[Target], language: Language) -> Picture:
    bars = [
        Bar(
            text(each.target, "indicatorLabel"),
            float(each.share or 0),
            say(
                "views-targets-bar",
                language,
                percent=_percent(each),
                actual=_value(each.actual or {}),
                target=_value(each.target),
            ),
            found.cell(each.actual or {}, "figure").address,
            each.proposed,
        )
        for each in compared
    ]
    says = say("views-targets-title", language), say("views-targets-lead", language)
    return against(bars, say("views-targets-mark", language), says)


def _value(row: Row) -> str:
    return f"{thousands(text(row, 'value'))}{text(row, 'unit')}"


def _percent(each: Target) -> str:
    return f"{each.share * 100:.1f}%" if each.share is not None else ""


def _listing(found: Asked, state: str, paired: Sequence[Target]) -> Listing:
    lines = [_line(found, each) for each in paired if each.state == state]
    columns = ("indicator", "target", "actual", "percent", "year", "department", "objective")
    return Listing(f"targets-{state}", columns, lines)


def _line(found: Asked, each: Target) -> Line:
    row = each.target
    places = [
        (found.cell(row, "indicator"),),
        (_figure(found, row),),
        (_figure(found, each.actual),) if each.actual else (),
        plain(_percent(each)),
        plain(text(row, "year")),
        found.place(row, "department"),
        found.place(row, "objective"),
    ]
    return Line(tuple(places), each.proposed)


def _figure(found: Asked, row: Row) -> Cell:
    """Return a value as a link to the page that quotes it."""
    return Cell(_value(row), found.cell(row, "figure").address)
