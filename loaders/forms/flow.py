"""The narrative-columns form as flattened text: lines in, `ManagementSheet` out.

lines → heads of rows → zones between them → items → blocks → roles by vote → rows → sheet
"""

from collections.abc import Sequence
from itertools import pairwise

from loaders.document import Document
from loaders.forms.assemble import Reading, assemble
from loaders.forms.blocks import Block, cut
from loaders.forms.heads import Head, find_heads
from loaders.forms.items import Zone, read_zone
from loaders.forms.lines import classify
from loaders.forms.placing import place
from loaders.forms.profile import Profile
from loaders.forms.roles import give_roles
from loaders.forms.sections import sections
from loaders.forms.title import read_title
from loaders.language.wrap import ends_sentence
from loaders.sheet import ItemKind, ManagementSheet, Note, Section

_KINDS: dict[Section, tuple[ItemKind, ...]] = {
    "goal": ("action", "result", "issue"),
    "midterm": ("schedule", "aim"),
}
_PREAMBLE: tuple[ItemKind, ...] = ("mission", "direction", "summary")


def parse_flow(document: Document, profile: Profile) -> ManagementSheet:
    """Return the sheet that a flattened text holds. Raises `RefusedFile` where its head is missing."""
    lines = classify(document, profile)
    reading = Reading(document, profile, lines, read_title(lines, profile, document.file.name))
    heads, notes = find_heads(lines, profile)
    reading.notes += notes
    _read_preamble(reading, heads[0].first if heads else len(lines))
    _read_rows(reading, heads)
    if not heads:
        reading.notes.append(Note("warning", "note-no-objectives"))
    return assemble(reading)


def _read_preamble(reading: Reading, end: int) -> None:
    """Read what stands before the first row: mission, directions, summaries."""
    lines = [line for line in reading.lines[:end] if line.number not in reading.title.used]
    zone = read_zone(lines, paragraphs=True)
    reading.zones.append(zone)
    blocks = [block for block in cut(zone) if _is_statement(block)]
    for candidates, part in _preamble_parts(blocks):
        reading.notes += give_roles(part, candidates, 1, reading.profile, reading.title.fiscal_year)
    reading.notes += _mission_or_direction(blocks)
    reading.preamble = blocks


def _is_statement(block: Block) -> bool:
    """Refuse a paragraph that is no sentence: whatever it is, it is no mission and no direction."""
    return block.marker != "lead" or ends_sentence(block.tops[-1].printed)


def _mission_or_direction(blocks: Sequence[Block]) -> list[Note]:
    """Say that a lone paragraph without number was read as the lead of the directions."""
    leads = [block for block in blocks if block.marker == "lead"]
    if len(leads) != 1 or any(block.marker == "numbered" for block in blocks):
        return []
    values = (("kind", "direction"), ("evidence", "記号なし"))
    return [Note("warning", "note-role-uncertain", values, leads[0].span)]


def _preamble_parts(blocks: Sequence[Block]) -> list[tuple[tuple[ItemKind, ...], list[Block]]]:
    """Part the preamble: the mission is numbered, or it is the first text of several."""
    numbered = [block for block in blocks if block.marker == "numbered"]
    others = [block for block in blocks if block.marker != "numbered"]
    leads = [block for block in others if block.marker == "lead"]
    if not numbered and len(leads) > 1:
        return [(("mission",), leads[:1]), (_PREAMBLE[1:], [b for b in others if b is not leads[0]])]
    return [(("mission",), numbered), (_PREAMBLE[1:], others)]


def _read_rows(reading: Reading, heads: Sequence[Head]) -> None:
    """Read the zones between heads; heads that follow each other share the zone behind the last."""
    ends = [*(head.first for head in heads[1:]), len(reading.lines)]
    zones = [
        read_zone(reading.lines[head.last + 1 : end], paragraphs=False)
        for head, end in zip(heads, ends, strict=False)
    ]
    reading.zones += zones
    waiting: list[Head] = []
    parts = [cut(zone) for zone in zones]
    named, notes = sections(heads, parts, reading.lines, reading.profile)
    reading.notes += notes
    for index, (head, zone, blocks) in enumerate(zip(heads, zones, parts, strict=True)):
        waiting.append(head)
        last = index + 1 == len(heads) or named[index + 1] != named[index]
        if not blocks and not last:
            continue
        _read_group(reading, named[index], waiting, zone, blocks)
        waiting = []
    reading.notes += _unusual_order(parts)


def _read_group(
    reading: Reading, section: Section, heads: Sequence[Head], zone: Zone, blocks: Sequence[Block]
) -> None:
    reading.notes += give_roles(
        blocks, _KINDS[section], len(heads), reading.profile, reading.title.fiscal_year
    )
    rows, notes = place(section, heads, zone, blocks)
    reading.rows += rows
    reading.notes += notes


def _unusual_order(parts: Sequence[Sequence[Block]]) -> list[Note]:
    """Say where issues stand before results in a sheet that has them behind elsewhere.

    A sheet that prints all its rows in one order has its own order, and the verbs tell them apart.
    """
    pairs = [pair for blocks in parts for pair in pairwise(blocks)]
    if not any((before.kind, block.kind) == ("result", "issue") for before, block in pairs):
        return []
    return [
        Note("info", "note-order-unusual", (), before.span)
        for before, block in pairs
        if (before.kind, block.kind) == ("issue", "result")
    ]
