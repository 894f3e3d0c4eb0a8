"""`groups`: words that stand for several registered things, such as 両図書館."""

from pathlib import Path

from loaders.cities.entries import canonical
from loaders.cities.names import REMARKS, Index
from loaders.cities.tables import Register, Row, read_table
from loaders.cities.things import GroupEntry

GROUPS = "groups"
GROUP_COLUMNS = ("name", "members", "department", *REMARKS)

_FEWEST = 2


def read_groups(path: Path | None, departments: Index, members: Index) -> Register[GroupEntry]:
    """Return the groups of a register; none where there is no file.

    `members` finds the registered name of what may be a member, by any of its names.
    """
    table = read_table(path, GROUP_COLUMNS, ("name", "members"))
    entries = tuple(_group(row, departments, members) for row in table.rows)
    lines: dict[tuple[str, str | None], int] = {}
    for row, entry in zip(table.rows, entries, strict=True):
        other = lines.setdefault((canonical(entry.name), entry.department), row.line)
        if other != row.line:
            raise row.error("city-duplicate", column="name", value=entry.name, other=other)
    return Register(entries, table.remarks)


def _group(row: Row, departments: Index, members: Index) -> GroupEntry:
    row.required("members")
    found = tuple(dict.fromkeys(members.find(row, "members", name) for name in row.parts("members")))
    if len(found) < _FEWEST:
        raise row.error("city-group-of-one", name=row["name"])
    department = row["department"] and departments.find(row, "department", row["department"])
    return GroupEntry(
        name=row.required("name"),
        members=found,
        department=department or None,
        note=row["note"],
        source=row["source"],
    )
