"""`programs`: the named programs, schemes, services and events of a city."""

from pathlib import Path

from loaders.cities.names import (
    REMARKS,
    VALID,
    Group,
    Index,
    checked_address,
    checked_slug,
    groups,
    names_of,
    unique_names,
)
from loaders.cities.tables import Register, Row, read_table
from loaders.cities.things import ProgramEntry

PROGRAMS = "programs"
PROGRAM_COLUMNS = (
    *("name", "name_en", "reading", "aliases", "slug", "department", "applied_for", "url"),
    *(*VALID, *REMARKS),
)

ANSWERS = {"はい": "yes", "いいえ": "no", "yes": "yes", "no": "no"}
"""The words for whether citizens apply for a program."""


def read_programs(path: Path | None, departments: Index) -> Register[ProgramEntry]:
    """Return the programs of a register; none where there is no file."""
    table = read_table(path, PROGRAM_COLUMNS, ("name", "slug"))
    found = groups(table.rows, lambda row: row.required("slug"))
    unique_names(found)
    entries = tuple(_program(group, departments) for group in found)
    remarks = (remark for group in found for remark in names_of(group).remarks)
    return Register(entries, (*table.remarks, *remarks))


def _program(group: Group, departments: Index) -> ProgramEntry:
    names = names_of(group)

    def department(row: Row) -> str:
        return row["department"] and departments.find(row, "department", row["department"])

    def applied_for(row: Row) -> str:
        return row["applied_for"] and row.choice("applied_for", ANSWERS)

    return ProgramEntry(
        name=names.name,
        name_en=names.name_en,
        aliases=names.aliases,
        aliases_en=names.aliases_en,
        slug=checked_slug(group.rows[0], group.code),
        department=group.only("department", department) or None,
        applied_for=group.only("applied_for", applied_for) == "yes",
        url=checked_address(group),
        note=group.texts("note"),
        source=group.texts("source"),
        reading=names.reading,
    )
