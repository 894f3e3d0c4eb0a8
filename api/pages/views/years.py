"""Goals from year to year: new, continued, renamed, split, merged, ended."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

from starlette.requests import Request

from api.languages import language_of
from api.pages.cells import Cell
from api.pages.views.asking import Asked, asked, proposed
from api.pages.views.shown import Cells, Line, Listing, View, plain, unconfirmed
from api.rows import Row, text
from api.svg.bars import Part, parts
from api.svg.elements import Picture
from core.messages import Language, say

CHANGES = ("new", "continued", "renamed", "split", "merged", "ended")


async def years(request: Request, values: Mapping[str, str]) -> View:
    """Show how many goals changed in which way, and which ones."""
    language = language_of(request)
    found = await asked(request, "years", values)
    rows = [row for row in found.rows if text(row, "change") in CHANGES]
    counts = _counts(rows)
    findings = [
        say("views-years-found", language, year=year, changes=_said(rows, year, changes, language))
        for year, changes in counts.items()
    ]
    return View(
        findings=findings or [say("views-years-nothing", language)],
        picture=partial(_picture, counts, language) if counts else None,
        listings=[
            _listing(found, change, rows)
            for change in CHANGES
            if any(text(row, "change") == change for row in rows)
        ],
        queries=[found.behind],
    )


Counts = dict[str, dict[str, int]]
"""How many goals, by year and kind of change."""


def _counts(rows: Sequence[Row]) -> Counts:
    counts: Counts = {}
    for row in rows:
        changes = counts.setdefault(text(row, "year"), dict.fromkeys(CHANGES, 0))
        changes[text(row, "change")] += 1
    return counts


def _said(rows: Sequence[Row], year: str, changes: Mapping[str, int], language: Language) -> list[str]:
    unsure = Counter(text(row, "change") for row in rows if text(row, "year") == year and proposed(row))
    return [
        say("views-count", language, what=say(f"views-years-{name}", language), count=count)
        + unconfirmed(unsure[name], language)
        for name, count in changes.items()
        if count
    ]


def _picture(counts: Counts, language: Language) -> Picture:
    bars = [
        (
            say("views-year", language, year=year),
            [
                Part(
                    tone,
                    changes[name],
                    say(
                        "views-count",
                        language,
                        what=say(f"views-years-{name}", language),
                        count=changes[name],
                    ),
                    f"#years-{name}",
                )
                for tone, name in enumerate(CHANGES)
                if changes[name]
            ],
        )
        for year, changes in counts.items()
    ]
    return parts(bars, (say("views-years-title", language), say("views-years-lead", language)))


def _listing(found: Asked, change: str, rows: Sequence[Row]) -> Listing:
    lines = [
        Line(
            (
                plain(text(row, "year")),
                *(found.place(row, name) for name in ("department", "earlier", "later")),
                _evidence(found, row),
            ),
            proposed(row),
        )
        for row in rows
        if text(row, "change") == change
    ]
    return Listing(f"years-{change}", ("year", "department", "earlier", "later", "signs"), lines)


def _evidence(found: Asked, row: Row) -> Cells:
    """Return the signs that two goals are one, as a link to the page that quotes both."""
    if "mention" not in row:
        return plain("")
    return (Cell(text(row, "signs"), found.cell(row, "mention").address, language="ja"),)
