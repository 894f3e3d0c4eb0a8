"""Tables of a form: found by their headings, wherever they stand and however often they repeat."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.forms.grid.grid import GridCell, Row
from loaders.forms.lines import is_furniture
from loaders.forms.profile import Profile, TableSpec

_NUMBERED_HEADING = re.compile(r"^[\d.()]+|[【】]")
_NUMBER = re.compile(r"\d{1,3}")
_KEY_ROWS = 3
"""A key's heading may stand so many rows above the others, merged over them."""


@dataclass(slots=True)
class Table:
    """A table found: the ends of each role's column, and the rows below the headings."""

    spec: TableSpec
    columns: dict[str, tuple[int, int]]
    headings: dict[str, str]
    key_left: int | None
    head: set[int] = field(default_factory=set)
    body: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Record:
    """The rows of one record: those of its head, and the cells of each role."""

    head: list[Row]
    roles: dict[str, list[GridCell]]
    key: GridCell | None


def find_tables(rows: Sequence[Row], specs: Sequence[TableSpec]) -> list[Table]:
    """Return the tables in document order; headings that a page repeats go on with their table."""
    tables: list[Table] = []
    for index, row in enumerate(rows):
        found = next(filter(None, (_headed(spec, rows, index) for spec in specs)), None)
        if found is None:
            if tables:
                tables[-1].body.append(row)
        elif tables and tables[-1].spec is found.spec and tables[-1].columns == found.columns:
            tables[-1].head |= found.head
            _take_back(tables[-1], found.head)
        else:
            if tables:
                _take_back(tables[-1], found.head)
            tables.append(found)
    return tables


def _take_back(table: Table, head: set[int]) -> None:
    """Rows of headings above the row that told the table belong to no body."""
    table.body = [row for row in table.body if row[0].row not in head]


def heading(cell: GridCell) -> str:
    """Return a cell's text as a heading: without the number of its section."""
    return _NUMBERED_HEADING.sub("", cell.key)


def _headed(spec: TableSpec, rows: Sequence[Row], index: int) -> Table | None:
    found = {
        role: cell for cell in rows[index] for role, words in spec.columns.items() if heading(cell) in words
    }
    if len(found) < spec.least:
        return None
    table = Table(
        spec,
        {role: (cell.left, cell.right) for role, cell in found.items()},
        {role: cell.text for role, cell in found.items()},
        None,
        {rows[index][0].row},
    )
    if spec.key:
        above = [cell for row in rows[max(0, index - _KEY_ROWS) : index + 1] for cell in row]
        keys = [cell for cell in above if heading(cell) in spec.key]
        if not keys:
            return None
        table.key_left = keys[-1].left
        table.head |= set(range(keys[-1].row, index + 1))
    return table


def records(table: Table, profile: Profile) -> Iterator[Record]:
    """Yield the records of a table; without a key the whole body is one."""
    current: list[Row] = []
    for row in table.body:
        if all(is_furniture(cell.text, profile) for cell in row):
            continue
        if current and table.key_left is not None and _key(row, table) is not None:
            yield from _parted(current, table, profile)
            current = []
        current.append(row)
    if current:
        yield from _parted(current, table, profile)


def _parted(rows: Sequence[Row], table: Table, profile: Profile) -> Iterator[Record]:
    """Yield the record that begins with a number, and those behind it whose number is lost.

    A second label 総合計画 tells of one; it begins behind the columns of the record before.
    """
    labels = profile.measures | profile.policies
    heads = [index for index, row in enumerate(rows) if any(cell.key in profile.measures for cell in row)]
    start = 0
    for before, label in pairwise(heads):
        columns = [i for i in range(before + 1, label) if _in_columns(rows[i], table, labels)]
        if columns:
            yield _record(rows[start : columns[-1] + 1], table, profile)
            start = columns[-1] + 1
    yield _record(rows[start:], table, profile)


def _key(row: Row, table: Table) -> GridCell | None:
    return next((cell for cell in row if cell.left == table.key_left and _NUMBER.fullmatch(cell.key)), None)


def _record(rows: Sequence[Row], table: Table, profile: Profile) -> Record:
    """Part a record: rows behind its labels hold the columns, what stands above them is its head.

    Whatever follows them, a note below the table or another worksheet, belongs to no column.
    """
    labels = profile.measures | profile.policies
    labelled = [index for index, row in enumerate(rows) if any(cell.key in labels for cell in row)]
    behind = labelled[-1] + 1 if labelled else 0
    last = len(rows)
    while last > behind and not _in_columns(rows[last - 1], table, labels):
        last -= 1
    first = last
    while first > behind and _in_columns(rows[first - 1], table, labels):
        first -= 1
    first = first if first < last else len(rows)
    roles: dict[str, list[GridCell]] = {}
    for row in rows[first:last]:
        for cell in row:
            role = _role(cell, table)
            if role is not None:
                roles.setdefault(role, []).append(cell)
    key = next((cell for row in rows for cell in row if _key((cell,), table)), None)
    return Record(list(rows[:first]), roles, key)


def _in_columns(row: Row, table: Table, labels: frozenset[str]) -> bool:
    """Tell whether a row holds the columns: most of it stands under a heading, and no label does.

    Most, not all: the cells of a column whose heading nobody knows must not hide the others.
    """
    rest = [cell for cell in row if _key((cell,), table) is None]
    under = [cell for cell in rest if _role(cell, table) is not None]
    return 2 * len(under) > len(rest) and not any(cell.key in labels for cell in rest)


def _role(cell: GridCell, table: Table) -> str | None:
    """Return the role under whose heading the cell stands.

    Files without merged ranges give every cell one column: it may end anywhere before the next role.
    A table of one column has what stands below its heading, whose own width says nothing then.
    """
    if len(table.spec.columns) == 1:
        return next(iter(table.columns))
    for role, (left, right) in table.columns.items():
        if cell.left == left and cell.right <= right:
            return role
    return None
