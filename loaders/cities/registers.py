"""The registers of a city folder: departments and policies, each a CSV file."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar, cast, get_args

from loaders.cities.city import DepartmentEntry, PolicyEntry, PolicyLevel, canonical
from loaders.cities.tables import Row, read_csv

DEPARTMENTS = "departments.csv"
DEPARTMENT_COLUMNS = ("name", "name_en", "level", "parent", "valid_from", "valid_to", "slug", "note")
POLICY_COLUMNS = ("notation", "name", "name_en", "level", "broader", "slug", "note", "source")

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Names in no register get IRIs of this form, so a register must not use it.
_HASH_SLUG = re.compile(r"x[0-9a-f]{16}")
_NOT_SLUG = re.compile(r"[^0-9a-z]+")

Entry = TypeVar("Entry")


def read_departments(path: Path) -> tuple[DepartmentEntry, ...]:
    """Return the departments of a register; none where the file does not exist."""
    if not path.exists():
        return ()
    rows = list(read_csv(path, DEPARTMENT_COLUMNS, ("name", "slug")))
    entries = [_department(row) for row in rows]
    _unique(rows, entries, lambda entry: entry.slug, "slug")
    names = {entry.name for entry in entries}
    for place, (row, entry) in enumerate(zip(rows, entries, strict=True)):
        if entry.parent is not None and (entry.parent not in names or entry.parent == entry.name):
            raise row.error("city-unknown-parent", name=entry.name, parent=entry.parent)
        for other_row, other in zip(rows[:place], entries[:place], strict=True):
            if canonical(other.name) == canonical(entry.name) and _overlap(other, entry):
                raise row.error("city-duplicate", column="name", value=entry.name, other=other_row.line)
    return tuple(entries)


def read_policies(path: Path) -> tuple[PolicyEntry, ...]:
    """Return the entries of a policy list; none where the file does not exist."""
    if not path.exists():
        return ()
    rows = list(read_csv(path, POLICY_COLUMNS, ("notation", "name", "level")))
    entries = [_policy(row) for row in rows]
    _unique(rows, entries, lambda entry: entry.notation, "notation")
    _unique(rows, entries, lambda entry: entry.slug, "slug")
    slugs = {entry.slug for entry in entries}
    for row, entry in zip(rows, entries, strict=True):
        if entry.broader is not None and (entry.broader not in slugs or entry.broader == entry.slug):
            raise row.error("city-unknown-broader", name=entry.name, broader=entry.broader)
    return tuple(entries)


def _department(row: Row) -> DepartmentEntry:
    entry = DepartmentEntry(
        name=row.required("name"),
        name_en=row["name_en"] or None,
        level=row["level"],
        parent=row["parent"] or None,
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        slug=_slug(row, row.required("slug")),
    )
    if entry.valid_from and entry.valid_to and entry.valid_to < entry.valid_from:
        raise row.error("city-dates-turned", name=entry.name)
    return entry


def _policy(row: Row) -> PolicyEntry:
    notation = canonical(row["notation"])
    level = row.required("level")
    if level not in get_args(PolicyLevel):
        raise row.error("city-bad-level", value=level, known="、".join(get_args(PolicyLevel)))
    given = row["slug"] or _slug_of(notation) or row.required("slug")
    return PolicyEntry(
        notation=notation,
        name=row.required("name"),
        name_en=row["name_en"] or None,
        level=cast("PolicyLevel", level),
        broader=_slug_of(canonical(row["broader"])) or None,
        note=row["note"],
        source=row["source"],
        slug=_slug(row, given),
    )


def _slug_of(notation: str) -> str:
    """Turn "5-1-(3)" into "5-1-3": the letters and digits, joined by hyphens."""
    return _NOT_SLUG.sub("-", notation.lower()).strip("-")


def _slug(row: Row, text: str) -> str:
    if not _SLUG.fullmatch(text) or _HASH_SLUG.fullmatch(text):
        raise row.error("city-bad-slug", value=text)
    return text


def _overlap(one: DepartmentEntry, other: DepartmentEntry) -> bool:
    """Tell whether two departments of one name existed on the same day."""
    return not (
        (one.valid_to and other.valid_from and one.valid_to < other.valid_from)
        or (other.valid_to and one.valid_from and other.valid_to < one.valid_from)
    )


def _unique(rows: Iterable[Row], entries: Iterable[Entry], of: Callable[[Entry], str], column: str) -> None:
    """Refuse the second row that has the same value (empty values may repeat)."""
    lines: dict[str, int] = {}
    for row, entry in zip(rows, entries, strict=True):
        value = of(entry)
        if value and value in lines:
            raise row.error("city-duplicate", column=column, value=value, other=lines[value])
        lines[value] = row.line
