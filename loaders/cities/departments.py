"""`departments`: the departments of a city, their days, and which of them became which."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import cast

from loaders.cities.circles import refuse_circles
from loaders.cities.entries import ChangeKind, DepartmentEntry, Reorganisation, canonical
from loaders.cities.names import REMARKS, VALID, Index, checked_slug, unique
from loaders.cities.tables import Register, Row, read_table

DEPARTMENTS = "departments"
DEPARTMENT_COLUMNS = (
    *("name", "name_en", "level", "parent", "slug"),
    *(*VALID, "kind", "successor", *REMARKS),
)

KINDS = {
    "renamed": "renamed",
    "split": "split",
    "merged": "merged",
    "abolished": "abolished",
    "改称": "renamed",
    "分割": "split",
    "統合": "merged",
    "廃止": "abolished",
}
"""The words for what became of a department, and what they stand for."""

# How many successors there are, at least and at most.
_SUCCESSORS = {"renamed": (1, 1), "split": (2, 99), "merged": (1, 1), "abolished": (0, 0)}


@dataclass(frozen=True, slots=True)
class Departments(Register[DepartmentEntry]):
    """The register of departments, and which of them became which."""

    reorganisations: tuple[Reorganisation, ...]


def read_departments(path: Path | None) -> Departments:
    """Return the departments of a register; none where there is no file."""
    table = read_table(path, DEPARTMENT_COLUMNS, ("name", "slug"))
    entries = tuple(map(_department, table.rows))
    unique(table.rows, (entry.slug for entry in entries), "slug")
    names = {entry.name for entry in entries}
    for place, (row, entry) in enumerate(zip(table.rows, entries, strict=True)):
        if entry.parent is not None and (entry.parent not in names or entry.parent == entry.name):
            raise row.error("city-unknown-parent", name=entry.name, parent=entry.parent)
        for other_row, other in zip(table.rows[:place], entries[:place], strict=True):
            if canonical(other.name) == canonical(entry.name) and _overlap(other, entry):
                raise row.error("city-duplicate", column="name", value=entry.name, other=other_row.line)
    above = {entry.name: entry.parent for entry in entries if entry.parent is not None}
    refuse_circles(table.rows, [entry.name for entry in entries], above, "parent")
    return Departments(entries, table.remarks, _reorganisations(table.rows, entries))


def index_of(entries: Iterable[DepartmentEntry]) -> Index:
    """Return the departments for columns that point to them."""
    return Index(DEPARTMENTS, ((entry.slug, (entry.name,)) for entry in entries))


def _department(row: Row) -> DepartmentEntry:
    first, last = row.days("valid_from", "valid_to")
    return DepartmentEntry(
        name=row.required("name"),
        name_en=row["name_en"] or None,
        level=row["level"],
        parent=row["parent"] or None,
        valid_from=first,
        valid_to=last,
        slug=checked_slug(row, row.required("slug")),
        note=row["note"],
        source=row["source"],
    )


def _overlap(one: DepartmentEntry, other: DepartmentEntry) -> bool:
    """Tell whether two departments of one name existed on the same day."""
    return not (
        (one.valid_to and other.valid_from and one.valid_to < other.valid_from)
        or (other.valid_to and one.valid_from and other.valid_to < one.valid_from)
    )


def _reorganisations(rows: Iterable[Row], entries: Sequence[DepartmentEntry]) -> tuple[Reorganisation, ...]:
    """Return what became of the departments; those merged into one on one day are one change."""
    index = index_of(entries)
    by_slug = {entry.slug: entry for entry in entries}
    found: dict[tuple[str, ...], Reorganisation] = {}
    for row, entry in zip(rows, entries, strict=True):
        if not (row["kind"] or row["successor"]):
            continue
        kind = row.choice("kind", KINDS)
        after = tuple(dict.fromkeys(index.find(row, "successor", text) for text in row.parts("successor")))
        _check_count(row, kind, len(after))
        if entry.valid_to is None:
            raise row.error("city-cell-empty", column="valid_to")
        day = entry.valid_to + timedelta(days=1)
        for slug in after:
            _check_successor(row, entry, by_slug[slug], day)
        key = (kind, day.isoformat(), *after) if kind == "merged" else (entry.slug,)
        before = (*found[key].before, entry.slug) if key in found else (entry.slug,)
        found[key] = Reorganisation(cast("ChangeKind", kind), day, before, after)
    return tuple(found.values())


def _check_count(row: Row, kind: str, count: int) -> None:
    least, most = _SUCCESSORS[kind]
    if not least <= count <= most:
        expected = f"{least}" if least == most else f"{least}+"
        raise row.error(
            "city-successor-count", name=row["name"], kind=row["kind"], expected=expected, found=count
        )


def _check_successor(row: Row, entry: DepartmentEntry, other: DepartmentEntry, day: date) -> None:
    """Refuse a successor that is not there on the day on which a department has ended."""
    begun = other.valid_from is None or other.valid_from <= day
    if other is entry or not begun or (other.valid_to is not None and other.valid_to < day):
        raise row.error("city-successor-days", name=entry.name, successor=other.name, day=day.isoformat())
