"""Targets: met, missed, not to be compared, or without a figure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial

from starlette.requests import Request

from api.languages import language_of
from api.pages.cells import Cell
from api.pages.pairing import MET, MISSED, OPEN, UNLIKE, Target, figure_words, paired
from api.pages.views.asking import Asked, asked
from api.pages.views.shown import Cells, Line, Listing, View, plain, unconfirmed
from api.rows import Row, text
from api.svg.bars import Bar, against
from api.svg.elements import Picture
from core.messages import Language, say

_SHOWN = (MISSED, MET, OPEN, UNLIKE)
"""The states of targets, in the order of the page: what needs a look first."""

_MOST = 60

_NAMED = 5
"""Missed targets that the finding names."""


async def targets(request: Request, values: Mapping[str, str]) -> View:
    """Show the most missed targets first, then those that were met, then those without an actual value."""
    language = language_of(request)
    found = await asked(request, "figures", values)
    pairs = sorted(paired(_once(found.rows)), key=_order)
    counts = {state: sum(each.state == state for each in pairs) for state in _SHOWN}
    compared = [each for each in pairs if each.share is not None]
    return View(
        findings=[
            _finding(state, [each for each in pairs if each.state == state], language)
            for state in _SHOWN
            if counts[state] or state != UNLIKE
        ],
        picture=partial(_picture, found, compared[:_MOST], language) if compared else None,
        listings=[_listing(found, state, pairs) for state in _SHOWN if counts[state]],
        queries=[found.behind],
    )


def _finding(state: str, found: Sequence[Target], language: Language) -> str:
    """Say how many there are; those that were missed by name."""
    unsure = unconfirmed(sum(each.proposed for each in found), language)
    said = say(f"views-targets-{state}", language, count=len(found), unsure=unsure)
    if state != MISSED or not found:
        return said
    names = [
        say(
            "views-targets-name",
            language,
            # Names of rows of a table end in their unit, which the figures repeat.
            indicator=text(each.target, "indicatorLabel").removesuffix(f"（{text(each.target, 'unit')}）"),
            actual=figure_words(each.actual or {}),
            target=figure_words(each.target),
        )
        for each in found[:_NAMED]
    ]
    more = [say("views-more", language, count=len(found) - _NAMED)] if len(found) > _NAMED else []
    return say("views-targets-named", language, found=said, names=[*names, *more])


def _once(rows: Sequence[Row]) -> list[Row]:
    """Return one row for each figure and what it answers: it may be quoted from several places."""
    firsts: dict[tuple[str, str], Row] = {}
    for row in rows:
        firsts.setdefault((text(row, "figure"), text(row, "answers")), row)
    return list(firsts.values())


def _order(each: Target) -> tuple[object, ...]:
    share = each.share if each.share is not None else Decimal(0)
    return (_SHOWN.index(each.state), share, text(each.target, "year"), text(each.target, "figure"))


def _picture(found: Asked, compared: Sequence[Target], language: Language) -> Picture:
    bars = [
        Bar(
            text(each.target, "indicatorLabel"),
            float(each.share or 0),
            say(
                "views-targets-bar",
                language,
                percent=_percent(each),
                actual=figure_words(each.actual or {}),
                target=figure_words(each.target),
            ),
            found.cell(each.actual or {}, "figure").address,
            each.proposed,
        )
        for each in compared
    ]
    says = say("views-targets-title", language), say("views-targets-lead", language)
    return against(bars, say("views-targets-mark", language), says)


def _percent(each: Target) -> str:
    return f"{each.share * 100:.1f}%" if each.share is not None else ""


def _listing(found: Asked, state: str, pairs: Sequence[Target]) -> Listing:
    lines = [_line(found, each) for each in pairs if each.state == state]
    columns = ("indicator", "target", "actual", "percent", "sentence", "year", "department", "objective")
    return Listing(f"targets-{state}", columns, lines)


def _line(found: Asked, each: Target) -> Line:
    row = each.target
    places = [
        (found.cell(row, "indicator"),),
        (_figure(found, row),),
        (_figure(found, each.actual),) if each.actual else (),
        plain(_percent(each)),
        _sentences(each),
        plain(text(row, "year")),
        found.place(row, "department"),
        found.place(row, "objective"),
    ]
    return Line(tuple(places), each.proposed)


def _figure(found: Asked, row: Row) -> Cell:
    """Return a value as a link to the page that quotes it."""
    address = found.cell(row, "figure").address
    return Cell(figure_words(row), address, language="ja", value=text(row, "value"), unit=text(row, "unit"))


def _sentences(each: Target) -> Cells:
    """Return the sentences that tell the actual value and the target, as links to their marked lines."""
    told = [row for row in (each.actual, each.target) if row is not None and "quote" in row]
    cells = (
        Cell(
            text(row, "quote"),
            f"/sources/{text(row, 'file').rsplit('/', 1)[-1]}#L{text(row, 'line')}",
            language="ja",
        )
        for row in told
    )
    return tuple(dict.fromkeys(cells))
