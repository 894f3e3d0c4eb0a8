"""Rows become objectives, and the whole a `ManagementSheet` that accounts for every line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.document import Document
from loaders.forms.blocks import Block
from loaders.forms.compose import Composer
from loaders.forms.items import Zone
from loaders.forms.lines import Line
from loaders.forms.pairing import pair_codes
from loaders.forms.placing import Row
from loaders.forms.profile import Profile
from loaders.forms.title import Title
from loaders.sheet import Item, ItemKind, LineUse, ManagementSheet, Measure, Note, Objective


@dataclass(slots=True)
class Reading:
    """What one pass over a document gathers; `headings` are lines of table heads."""

    document: Document
    profile: Profile
    lines: list[Line]
    title: Title
    notes: list[Note] = field(default_factory=list)
    preamble: list[Block] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    headings: set[int] = field(default_factory=set)


def assemble(reading: Reading) -> ManagementSheet:
    """Return the sheet; its city is not known yet."""
    title = reading.title
    statements = _items(reading, reading.preamble)
    measures, notes = pair_codes(reading.rows)
    reading.notes += notes
    objectives = tuple(_objective(reading, row, own) for row, own in zip(reading.rows, measures, strict=True))
    uses = _line_uses(reading, measures)
    reading.notes += _remarks(reading, uses)
    return ManagementSheet(
        city="",
        fiscal_year=title.fiscal_year,
        fiscal_year_span=title.fiscal_year_span,
        department=title.department,
        department_known=False,
        head_title=title.head_title,
        head_name=title.head_name,
        edition="実績" if any(row.of("result") for row in objectives) else "当初設定",
        missions=tuple(item for item in statements if item.kind == "mission"),
        directions=tuple(item for item in statements if item.kind == "direction"),
        summaries=tuple(item for item in statements if item.kind == "summary"),
        objectives=objectives,
        notes=tuple(sorted(set(reading.notes), key=_by_place)),
        lines=uses,
    )


def _by_place(note: Note) -> tuple[int, str, tuple[tuple[str, str], ...]]:
    return (note.span.first if note.span else 0, note.key, note.values)


def _items(reading: Reading, blocks: Sequence[Block]) -> list[Item]:
    """Return the items of the blocks, kind by kind."""
    items: list[Item] = []
    kinds: dict[ItemKind, list[Block]] = {}
    for block in blocks:
        if block.kind is not None:
            kinds.setdefault(block.kind, []).append(block)
    for kind, own in kinds.items():
        composer = Composer(kind, reading.profile, reading.title.fiscal_year)
        items += composer.items(own)
        reading.notes += composer.notes
    return items


def _objective(reading: Reading, row: Row, measures: tuple[Measure, ...]) -> Objective:
    head = row.head
    return Objective(
        row.section,
        head.number,
        head.title,
        head.priority,
        head.span,
        measures,
        tuple(head.policies),
        tuple(_items(reading, row.blocks)),
    )


def _line_uses(reading: Reading, measures: Sequence[Sequence[Measure]]) -> tuple[LineUse, ...]:
    """Say of each line of the document whether it was used; what nothing claims is unread."""
    uses: list[LineUse] = ["unread" if text.strip() else "blank" for text in reading.document.lines]
    for line in reading.lines:
        if line.kind == "furniture":
            uses[line.number - 1] = "furniture"
    for number in {*reading.headings, *(line.number for zone in reading.zones for line in zone.furniture)}:
        uses[number - 1] = "furniture"
    paired = [measure.code_span for row in measures for measure in row if measure.code_span]
    for number in [*_used(reading), *(span.first for span in paired)]:
        uses[number - 1] = "used"
    return tuple(uses)


def _used(reading: Reading) -> Iterator[int]:
    yield from reading.title.used
    for block in [*reading.preamble, *(block for row in reading.rows for block in row.blocks)]:
        yield from (number for raw in block.raws() for number, _ in raw.pieces)
    for row in reading.rows:
        yield from row.head.used


def _remarks(reading: Reading, uses: Sequence[LineUse]) -> list[Note]:
    """Return a note for each text that has no place, and one where no name could be blacked out."""
    reported = [note.span for note in reading.notes if note.key == "note-block-unplaced" and note.span]
    notes = [
        Note("warning", "note-text-unplaced", (("text", line.text[:40]),), line.span)
        for line in reading.lines
        if uses[line.number - 1] == "unread"
        and line.kind == "text"
        and not any(span.first <= line.number <= span.last for span in reported)
    ]
    notes += [
        Note("warning", "note-number-inside", (("text", line.text),), line.span)
        for zone in reading.zones
        for line in zone.numbers
    ]
    if reading.title.head_name is None:
        notes.append(Note("info", "note-no-head-name"))
    return notes
