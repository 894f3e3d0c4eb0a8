"""Rows become objectives, and the whole a `ManagementSheet` that accounts for every line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.document import Document
from loaders.forms.account import line_uses, sheet_of
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
    statements = _items(reading, reading.preamble)
    measures, unpaired = pair_codes(reading.rows)
    reading.notes += unpaired
    objectives = tuple(_objective(reading, row, own) for row, own in zip(reading.rows, measures, strict=True))
    uses = line_uses(reading.document, reading.profile, _used(reading, measures), _headings(reading))
    notes = [*reading.notes, *_remarks(reading, uses)]
    return sheet_of(reading.title, statements, objectives, notes, uses)


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


def _headings(reading: Reading) -> Iterator[int]:
    yield from reading.headings
    yield from (line.number for zone in reading.zones for line in zone.furniture)


def _used(reading: Reading, measures: Sequence[Sequence[Measure]]) -> Iterator[int]:
    yield from reading.title.used
    for block in [*reading.preamble, *(block for row in reading.rows for block in row.blocks)]:
        yield from (number for raw in block.raws() for number, _ in raw.pieces)
    for row in reading.rows:
        yield from row.head.used
    yield from (measure.code_span.first for row in measures for measure in row if measure.code_span)


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
