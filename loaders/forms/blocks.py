"""Items become blocks: runs that belong to one column of one row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from loaders.document import Span
from loaders.forms.items import Raw, Zone
from loaders.language.tense import Tense, tense
from loaders.language.wrap import column_width
from loaders.sheet import ItemKind

BlockMarker = Literal["bullet", "numbered", "lead"]
Boundary = Literal["gap", "marker", "verbs"]

_MARKERS: dict[str, BlockMarker] = {"bullet": "bullet", "lead": "lead"}
_TENSES: tuple[Tense, Tense] = ("past", "present")

# Costs of reading a run of bullets as past and present: one bullet against its block, and a change
# of block with and without a blank line. One bullet alone at the end of a run may be a block of its
# own; one in the middle may not.
_AGAINST = 1.0
_CHANGE = 0.9
_CHANGE_AT_GAP = 0.1


@dataclass(slots=True)
class Block:
    """Items of one column; `first` is the position of its first item in the zone.

    `boundary` tells how it was parted from the block before it; `kind` and `evidence` are filled in
    by `loaders.forms.roles`.
    """

    tops: list[Raw]
    first: int
    boundary: Boundary
    kind: ItemKind | None = None
    evidence: list[str] = field(default_factory=list)

    @property
    def marker(self) -> BlockMarker:
        """What its items begin with."""
        return _MARKERS.get(self.tops[0].kind, "numbered")

    @property
    def span(self) -> Span:
        """The lines from its first item to its last."""
        raws = [raw for top in self.tops for raw in top.walk()]
        return Span(raws[0].span.first, raws[-1].span.last)

    @property
    def width(self) -> int | None:
        """The width of its column in cells, where wrapped lines show it."""
        wrapped = [raw.pieces for top in self.tops for raw in top.walk() if len(raw.pieces) > 1]
        if sum(len(pieces) - 1 for pieces in wrapped) < 2:
            return None
        return column_width([text for pieces in wrapped for _, text in pieces[:-1]])

    def raws(self) -> list[Raw]:
        """Return every item of the block, sub-items too."""
        return [raw for top in self.tops for raw in top.walk()]


def cut(zone: Zone) -> list[Block]:
    """Cut a zone into blocks: where the kind of marker changes, numbers begin again, or verbs turn."""
    blocks: list[Block] = []
    for position, top in enumerate(zone.tops):
        if blocks and not _begins_block(blocks[-1].tops[-1], top):
            blocks[-1].tops.append(top)
        else:
            blocks.append(Block([top], position, "gap" if top.gap else "marker"))
    return [part for block in blocks for part in _by_verbs(block)]


def _begins_block(before: Raw, top: Raw) -> bool:
    if before.kind != top.kind or (top.kind == "lead" and top.gap):
        return True
    return top.kind in ("paren", "circled") and top.number <= before.number


def _by_verbs(block: Block) -> list[Block]:
    """Part a run of bullets into blocks of one tense each; without verbs, at its blank lines."""
    if block.marker != "bullet":
        return [block]
    seen = [tense(_whole(top)) for top in block.tops]
    gaps = [top.gap for top in block.tops]
    tenses = best_tenses(seen, gaps)
    parts: list[Block] = []
    for offset, top in enumerate(block.tops):
        turns = offset > 0 and tenses[offset - 1] != tenses[offset]
        silent = gaps[offset] and not (any(seen[:offset]) and any(seen[offset:]))
        if parts and not turns and not silent:
            parts[-1].tops.append(top)
        else:
            boundary: Boundary = "gap" if top.gap else "verbs"
            parts.append(Block([top], block.first + offset, block.boundary if not offset else boundary))
    return parts


def _whole(top: Raw) -> str:
    return "".join(raw.printed for raw in top.walk())


def best_tenses(seen: Sequence[Tense | None], gaps: Sequence[bool]) -> list[Tense]:
    """Return the likeliest tense of each bullet's block (Viterbi over two states).

    A bullet without a verb takes the tense of its neighbours.

    >>> best_tenses(["past", None, "present", "past", "present", "present"],
    ...             [True, False, False, False, False, False])
    ['past', 'past', 'past', 'past', 'present', 'present']
    """
    cost = {state: _against(seen[0], state) for state in _TENSES}
    came: list[dict[Tense, Tense]] = []
    for now, gap in zip(seen[1:], gaps[1:], strict=True):
        change = _CHANGE_AT_GAP if gap else _CHANGE
        arrive = {
            state: min((cost[before] + (change if before != state else 0), before) for before in _TENSES)
            for state in _TENSES
        }
        came.append({state: before for state, (_, before) in arrive.items()})
        cost = {state: total + _against(now, state) for state, (total, _) in arrive.items()}
    last = min(_TENSES, key=lambda state: cost[state])
    path = [last]
    for step in reversed(came):
        path.append(step[path[-1]])
    return path[::-1]


def _against(seen: Tense | None, state: Tense) -> float:
    return _AGAINST if seen is not None and seen != state else 0.0
