"""What stands under a heading: the lines of its cells become a block of items."""

from collections.abc import Sequence
from dataclasses import replace

from loaders.forms.blocks import Block
from loaders.forms.grid.grid import GridCell, Row
from loaders.forms.grid.tables import Record, Table, heading
from loaders.forms.items import read_zone
from loaders.forms.lines import Line, classified
from loaders.forms.profile import Profile
from loaders.language.markers import Marker
from loaders.sheet import ItemKind


def block(cells: Sequence[GridCell], kind: ItemKind, heading: str, profile: Profile) -> Block | None:
    """Return the items of a column's cells; what they are is proven by the heading."""
    lines = [as_item(line) for cell in cells for line in lines_of(cell, profile)]
    if not lines:
        return None
    zone = read_zone(lines, paragraphs=lines[0].kind != "item")
    return Block(zone.tops, 0, "marker", kind, [f"列「{heading}」"]) if zone.tops else None


def as_item(line: Line) -> Line:
    """Return a line of a column as text or item: page furniture and labels do not stand there."""
    return line if line.kind == "item" else replace(line, kind="text")


def lines_of(cell: GridCell, profile: Profile) -> list[Line]:
    """Return the lines of a cell that are not blank, each with its kind."""
    found: list[Line] = []
    gap = False
    for number, text in zip(cell.numbers(), cell.lines, strict=True):
        if text.strip():
            found.append(classified(number, text, gap and bool(found), profile))
        gap = not text.strip()
    return found


def head_lines(record: Record, profile: Profile) -> list[Line]:
    """Return the head of a record as the lines that a flattened form prints.

    Cells of one row are one line, since a code or number stands beside its sentence; a label stands
    alone.
    """
    lines: list[Line] = []
    if record.key is not None:
        lines.append(classified(record.key.span.first, record.key.text, True, profile))
    for row in record.head:
        lines += _row(tuple(cell for cell in row if cell is not record.key), profile)
    for cell in record.roles.get("head", ()):
        lines += lines_of(cell, profile)
    return lines


def _row(row: Row, profile: Profile) -> list[Line]:
    labels = [cell for cell in row if cell.key in profile.measures | profile.policies]
    rest = [cell for cell in row if cell not in labels]
    lines = [line for cell in labels for line in lines_of(cell, profile)]
    if len(rest) == 1:
        lines += lines_of(rest[0], profile)
    elif rest:
        text = " ".join(cell.text for cell in rest)
        lines.append(classified(rest[0].span.first, text, False, profile, rest[-1].span.last))
    return lines


def end_of_head(record: Record) -> Line:
    """Return a line that ends a head: what follows belongs to the columns."""
    rows = [*record.head, *(tuple(cells) for cells in record.roles.values())]
    last = max((cell.span.last for row in rows for cell in row), default=1)
    return Line(last, "", "item", True, Marker("bullet", 0, 0))


def headings_of(tables: Sequence[Table], rows: Sequence[Row]) -> set[int]:
    """Return the numbers of the lines on which the headings of the tables stand."""
    heads = {row for table in tables for row in table.head}
    words = {
        table.spec.key + tuple(word for words in table.spec.columns.values() for word in words)
        for table in tables
    }
    known = {word for group in words for word in group}
    return {
        number
        for row in rows
        for cell in row
        if cell.row in heads and _is_heading(cell, known)
        for number in cell.numbers()
    }


def _is_heading(cell: GridCell, known: set[str]) -> bool:
    return any(heading(cell).endswith(word) for word in known)
