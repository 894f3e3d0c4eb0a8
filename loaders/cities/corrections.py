"""`corrections`: what was misread in one sheet, and what it should be."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from loaders.cities.decided import Correction
from loaders.cities.entries import canonical
from loaders.cities.names import Index
from loaders.cities.tables import Register, Row, read_table
from loaders.sheet import FigureKind

CORRECTIONS = "corrections"
CORRECTION_COLUMNS = (
    *("department", "fiscal_year", "place", "field", "printed", "right"),
    *("who", "when", "why"),
)

Level = Literal["row", "item", "figure"]

_COUNT = r"[1-9][0-9]*(?:_[0-9]+)?"
_NOTATION = r"[0-9]+(?:-[0-9]+)*(?:_[0-9]+)?"
_ROW = rf"(?:goal|midterm|program)/{_COUNT}"
_ITEM = rf"(?:{_ROW}/(?:action|result|issue|schedule|aim)|mission|direction|summary)/{_NOTATION}"
_PLACES: dict[Level, re.Pattern[str]] = {
    "row": re.compile(_ROW),
    "item": re.compile(_ITEM),
    "figure": re.compile(rf"(?:{_ITEM}|{_ROW})/figure/{_COUNT}"),
}
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def number(text: str) -> str | None:
    """Return a number as plain digits (any width, commas between thousands), None for anything else.

    >>> number("１,２００.5"), number("約80")
    ('1200.5', None)
    """
    digits = canonical(text).replace(",", "")
    return digits if _NUMBER.fullmatch(digits) else None


def _kind(text: str) -> str | None:
    return FIGURE_KINDS.get(text)


FIGURE_KINDS: dict[str, FigureKind] = {
    "target": "target",
    "actual": "actual",
    "cost": "cost",
    "目標": "target",
    "実績": "actual",
    "費用": "cost",
}
"""The words for what a figure is."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field that can be mended: whether it may be empty, and how a right value is written."""

    optional: bool = False
    written: Callable[[str], str | None] = str


FIELDS: dict[Level, dict[str, Field]] = {
    "row": {"title": Field()},
    "item": {"text": Field(), "schedule": Field(optional=True)},
    "figure": {"value": Field(written=number), "unit": Field(optional=True), "kind": Field(written=_kind)},
}
"""What can be mended at each kind of place."""


def level_of(place: str) -> Level | None:
    """Tell what stands at a place, None where the place is none.

    >>> level_of("goal/3/result/2/figure/1"), level_of("goal/3"), level_of("goal")
    ('figure', 'row', None)
    """
    return next((level for level, pattern in _PLACES.items() if pattern.fullmatch(place)), None)


def read_corrections(path: Path | None, departments: Index) -> Register[Correction]:
    """Return the corrections of a city; none where there is no file."""
    required = tuple(each for each in CORRECTION_COLUMNS if each != "why")
    table = read_table(path, CORRECTION_COLUMNS, required)
    entries = tuple(_correction(row, departments) for row in table.rows)
    lines: dict[tuple[str, int, str, str], int] = {}
    for row, entry in zip(table.rows, entries, strict=True):
        what = (canonical(entry.department), entry.fiscal_year, entry.place, entry.field)
        if lines.setdefault(what, row.line) != row.line:
            raise row.error("correction-twice", place=entry.place, field=entry.field, other=lines[what])
    unknown = (
        row.remark("city-unknown-department", name=entry.department)
        for row, entry in zip(table.rows, entries, strict=True)
        if departments and departments.known(entry.department) is None
    )
    return Register(entries, (*table.remarks, *unknown))


def _correction(row: Row, departments: Index) -> Correction:
    year, place, field = canonical(row.required("fiscal_year")), row.required("place"), row.required("field")
    if not _YEAR.fullmatch(year):
        raise row.error("correction-bad-year", value=row["fiscal_year"])
    level = level_of(place)
    if level is None:
        raise row.error("correction-bad-place", value=place)
    row.choice("field", {name: name for name in FIELDS[level]})
    known = FIELDS[level][field]
    if not known.optional:
        row.required("printed")
        row.required("right")
    right = known.written(row["right"])
    if right is None:
        raise row.error("correction-bad-value", field=field, value=row["right"])
    printed = known.written(row["printed"]) or row["printed"]
    if right == printed:
        raise row.error("correction-of-nothing", value=row["right"])
    return Correction(
        department=_department(row, departments),
        fiscal_year=int(year),
        place=place,
        field=field,
        printed=printed,
        right=right,
        who=row.required("who"),
        when=row.required_day("when"),
        why=row["why"],
        line=row.line,
    )


def _department(row: Row, departments: Index) -> str:
    name = row.required("department")
    key = departments.known(name)
    return departments.name(key) if key else name
