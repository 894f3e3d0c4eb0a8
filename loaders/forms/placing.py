"""Which row a block belongs to.

Rows of section 4 are printed two heads first, then schedule and aims of each: blocks are grouped
into sets of one row each, and sets go to heads by order, never by nearness. Where the numbers of
sets and heads differ, nothing is guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.document import Span
from loaders.forms.blocks import Block
from loaders.forms.heads import Head
from loaders.forms.items import Zone
from loaders.language.codes import Code
from loaders.sheet import Note, Section


@dataclass(slots=True)
class Row:
    """A head with the blocks and codes that belong to it."""

    section: Section
    head: Head
    blocks: list[Block] = field(default_factory=list)
    codes: list[tuple[Code, Span]] = field(default_factory=list)


def place(
    section: Section, heads: Sequence[Head], zone: Zone, blocks: Sequence[Block]
) -> tuple[list[Row], list[Note]]:
    """Return one row for each head, filled with what is surely its own, and notes on the rest."""
    rows = [Row(section, head, codes=list(head.codes)) for head in heads]
    sets = _sets(blocks, len(rows)) if section == "midterm" and len(rows) > 1 else _runs(blocks)
    owners = _owners(section, rows, sets)
    notes = [] if sets else [_unplaced(block) for block in blocks]
    for index, group in enumerate(sets):
        row = owners.get(index)
        if row is not None:
            row.blocks += group
        else:
            notes += [_unplaced(block) for block in group]
    notes += _place_codes(zone, rows, sets, owners)
    return rows, notes


def _sets(blocks: Sequence[Block], rows: int) -> list[list[Block]]:
    """Group the blocks of several rows, each printed in one order that holds for all.

    A row may lack a block: then only one of the two orders gives as many sets as there are rows.
    """
    both = [_in_order(blocks, order) for order in (("schedule", "aim"), ("aim", "schedule"))]
    fitting = [sets for sets in both if len(sets) == rows]
    return fitting[0] if len(fitting) == 1 or (fitting and fitting[0] == fitting[-1]) else []


def _in_order(blocks: Sequence[Block], order: tuple[str, str]) -> list[list[Block]]:
    sets: list[list[Block]] = []
    last = len(order)
    for block in blocks:
        rank = order.index(block.kind) if block.kind in order else 0
        goes_on = bool(sets) and rank == last and _goes_on(sets[-1], block)
        if rank <= last and not goes_on:
            sets.append([])
        sets[-1].append(block)
        last = rank
    return sets


def _runs(blocks: Sequence[Block]) -> list[list[Block]]:
    """Group blocks into sets of one row: a set ends where a kind comes again.

    A run that a page break cut in two goes on in its set: the same kind follows itself, or comes
    again without beginning its numbers anew.
    """
    sets: list[list[Block]] = []
    for block in blocks:
        kinds = [other.kind for other in sets[-1]] if sets else []
        if not sets or (block.kind in kinds and not _goes_on(sets[-1], block)):
            sets.append([])
        sets[-1].append(block)
    return sets


def _goes_on(group: Sequence[Block], block: Block) -> bool:
    if block.marker != "numbered":
        return group[-1].kind == block.kind
    last = next(other for other in reversed(group) if other.kind == block.kind)
    return block.tops[0].number > last.tops[-1].number


def _owners(section: Section, rows: Sequence[Row], sets: Sequence[list[Block]]) -> dict[int, Row]:
    """Return the row of each set, where that is sure.

    The first set behind a lone head is its own. Behind several heads order decides if the counts
    agree; in section 3, where a row is printed whole, a lone set belongs to the head before it.
    """
    if len(rows) == len(sets):
        return dict(enumerate(rows))
    if len(rows) == 1 and sets:
        return {0: rows[0]}
    if section == "goal" and len(sets) == 1:
        return {0: rows[-1]}
    return {}


def _unplaced(block: Block) -> Note:
    values = (("kind", str(block.kind)), ("items", str(len(block.raws()))))
    return Note("warning", "note-block-unplaced", values, block.span)


def _place_codes(
    zone: Zone, rows: Sequence[Row], sets: Sequence[list[Block]], owners: dict[int, Row]
) -> list[Note]:
    """Codes stand behind the blocks of their row."""
    notes: list[Note] = []
    for position, code, span in zone.codes:
        row = _row_before(position, rows, sets, owners)
        if row is not None:
            row.codes.append((code, span))
        else:
            notes.append(Note("warning", "note-codes-unplaced", (("printed", code.printed),), span))
    return notes


def _row_before(
    position: int, rows: Sequence[Row], sets: Sequence[list[Block]], owners: dict[int, Row]
) -> Row | None:
    if len(rows) == 1:
        return rows[0]
    before = [index for index, group in enumerate(sets) if group[0].first < position]
    return owners.get(before[-1]) if before else None
