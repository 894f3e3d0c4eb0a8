"""`facilities`: the facilities of a city, who is in charge of them and who runs them."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import cast

from loaders.cities.entries import canonical
from loaders.cities.names import REMARKS, VALID, Group, Index, checked_slug, groups, names_of
from loaders.cities.tables import Register, Row, read_table
from loaders.cities.things import FacilityEntry, Operation, OperatorRole

FACILITIES = "facilities"
FACILITY_COLUMNS = (
    *("name", "name_en", "reading", "aliases", "slug", "department"),
    *("operator", "operator_role", "operator_from", "operator_to"),
    *(*VALID, *REMARKS),
)

ROLES = {
    "operates": "operates",
    "designatedManager": "designatedManager",
    "運営": "operates",
    "指定管理者": "designatedManager",
}
"""The words for how somebody runs a facility, and the roles that they stand for."""


def read_facilities(path: Path | None, departments: Index, organisations: Index) -> Register[FacilityEntry]:
    """Return the facilities of a register; none where there is no file.

    A facility that had several names or operators has a row for each.
    """
    table = read_table(path, FACILITY_COLUMNS, ("name", "slug"))
    found = groups(table.rows, lambda row: row.required("slug"))
    entries = tuple(_facility(group, departments, organisations) for group in found)
    _refuse_one_name_for_two(found)
    remarks = (remark for group in found for remark in names_of(group).remarks)
    return Register(entries, (*table.remarks, *remarks))


def _facility(group: Group, departments: Index, organisations: Index) -> FacilityEntry:
    names = names_of(group)

    def department(row: Row) -> str:
        return row["department"] and departments.find(row, "department", row["department"])

    _refuse_same_row(group)
    return FacilityEntry(
        name=names.name,
        name_en=names.name_en,
        aliases=names.aliases,
        aliases_en=names.aliases_en,
        slug=checked_slug(group.rows[0], group.code),
        department=group.only("department", department) or None,
        operations=_operations(group, organisations),
        note=group.texts("note"),
        source=group.texts("source"),
        reading=names.reading,
    )


def _operations(group: Group, organisations: Index) -> tuple[Operation, ...]:
    found: dict[tuple[str, str, date | None], Operation] = {}
    for row in group.rows:
        operation = _operation(row, organisations)
        if operation is None:
            continue
        key = (operation.organisation, operation.role, operation.valid_from)
        if found.setdefault(key, operation).valid_to != operation.valid_to:
            raise row.error("city-two-ends", operator=row["operator"], name=row["name"])
    return tuple(found.values())


def _operation(row: Row, organisations: Index) -> Operation | None:
    """Return who runs the facility by this row. Nothing is said where there is no operator."""
    first, last = row.days("operator_from", "operator_to")
    if not row["operator"]:
        if first or last or row["operator_role"]:
            row.required("operator")
        return None
    role = row.choice("operator_role", ROLES) if row["operator_role"] else "operates"
    return Operation(
        organisation=organisations.find(row, "operator", row["operator"]),
        role=cast("OperatorRole", role),
        valid_from=first,
        valid_to=last,
        printed=row["operator"],
        file=row.path.name,
        line=row.line,
        source=row["source"],
    )


def _refuse_same_row(group: Group) -> None:
    """Rows of one facility differ in its name or in who ran it and from when."""
    lines: dict[tuple[str, ...], int] = {}
    for row in group.rows:
        key = (
            canonical(row["name"]),
            *(row[each] for each in ("operator", "operator_role", "operator_from")),
        )
        if key in lines:
            raise row.error("city-duplicate", column="slug", value=group.code, other=lines[key])
        lines[key] = row.line


def _refuse_one_name_for_two(found: Iterable[Group]) -> None:
    """Within a city the same full name is the same thing, so two of one name must not be told apart."""
    known: dict[str, Row] = {}
    for group in found:
        for row in group.rows:
            other = known.setdefault(canonical(row["name"]), row)
            if other["slug"] != group.code:
                raise row.error("city-duplicate", column="name", value=row["name"], other=other.line)
