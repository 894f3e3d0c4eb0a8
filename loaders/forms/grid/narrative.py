"""The narrative-columns form as a grid of cells: here the column proves what a block is."""

from collections.abc import Iterator, Sequence

from loaders.document import Document
from loaders.forms.assemble import Reading, assemble
from loaders.forms.blocks import Block
from loaders.forms.grid.columns import block, end_of_head, head_lines, headings_of
from loaders.forms.grid.grid import rows_of
from loaders.forms.grid.head import grid_title
from loaders.forms.grid.tables import Record, Table, find_tables, records
from loaders.forms.heads import find_heads
from loaders.forms.lines import Line, classify
from loaders.forms.placing import Row
from loaders.forms.profile import Profile
from loaders.sheet import ItemKind, ManagementSheet, Section

_SECTIONS: dict[str, Section] = {"goal": "goal", "midterm": "midterm"}
_KINDS: dict[str, ItemKind] = {
    "mission": "mission",
    "direction": "direction",
    "summary": "summary",
    "action": "action",
    "result": "result",
    "issue": "issue",
    "schedule": "schedule",
    "aim": "aim",
}


def parse_narrative(document: Document, profile: Profile) -> ManagementSheet:
    """Return the sheet. Raises `RefusedFile` where department or year is missing."""
    rows = rows_of(document)
    lines = classify(document, profile)
    title = grid_title(rows, lines, profile, document.file.name)
    tables = find_tables(rows, profile.tables)
    reading = Reading(document, profile, lines, title, headings=headings_of(tables, rows))
    found = [(table, record) for table in tables for record in records(table, profile)]
    for table, record in found:
        if table.spec.name not in _SECTIONS:
            reading.preamble += _blocks(table, record, profile)
    _read_rows(reading, [(t, r) for t, r in found if t.spec.name in _SECTIONS])
    return assemble(reading)


def _blocks(table: Table, record: Record, profile: Profile) -> Iterator[Block]:
    for role, cells in record.roles.items():
        if role in _KINDS:
            found = block(cells, _KINDS[role], table.headings.get(role, role), profile)
            if found is not None:
                yield found


def _read_rows(reading: Reading, found: Sequence[tuple[Table, Record]]) -> None:
    """Read all heads at once, so that a lost number is recovered from the sequence."""
    lines: list[Line] = []
    owners: list[int] = []
    for index, (_, record) in enumerate(found):
        own = [*head_lines(record, reading.profile), end_of_head(record)]
        lines += own
        owners += [index] * len(own)
    heads, notes = find_heads(lines, reading.profile)
    reading.notes += notes
    for head in heads:
        table, record = found[owners[head.first]]
        row = Row(_SECTIONS[table.spec.name], head, codes=list(head.codes))
        row.blocks += _blocks(table, record, reading.profile)
        reading.rows.append(row)
