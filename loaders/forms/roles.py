"""What a block is, by vote of its signs.

No single sign decides: flattening swaps blocks, and every department writes in its own way. The
signs that spoke for the outcome are kept with it; where the runner-up is near, a person is told
(decision 0004).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

from loaders.document import Span
from loaders.forms.blocks import Block
from loaders.forms.profile import Profile
from loaders.forms.signs import SIGNS, Context, Sign
from loaders.language.tense import Tense, tense
from loaders.sheet import ItemKind, Note

# A lead over the next kind that is smaller than this is reported as uncertain.
_SURE = 1.0


def give_roles(
    blocks: Sequence[Block], candidates: tuple[ItemKind, ...], rows: int, profile: Profile, fiscal_year: int
) -> list[Note]:
    """Give every block of a zone of so many `rows` its kind; say where a doubt is left.

    The blocks of one row are different columns: where their count shows what belongs to one row,
    they are judged together.
    """
    notes: list[Note] = []
    size = len(candidates)
    together = size if len(blocks) <= size or len(blocks) == rows * size else 1
    for start in range(0, len(blocks), together):
        ballots = [
            _ballot(block, Context(tuple(blocks[:position]), profile, fiscal_year, candidates))
            for position, block in enumerate(blocks)
            if start <= position < start + together
        ]
        notes += _elect(ballots, candidates)
    for before, block in pairwise(blocks):
        if block.boundary == "verbs" and before.kind != block.kind:
            values = (("before", str(before.kind)), ("after", str(block.kind)))
            first = block.tops[0].span.first
            notes.append(Note("info", "note-boundary-by-verb", values, Span(first, first)))
    return notes + [note for block in blocks for note in _tense_notes(block)]


@dataclass(frozen=True, slots=True)
class _Ballot:
    block: Block
    signs: list[Sign]

    def score(self, kind: ItemKind) -> float:
        return sum(sign.votes.get(kind, 0) for sign in self.signs)


def _ballot(block: Block, context: Context) -> _Ballot:
    return _Ballot(block, [sign for sign in (sign(block, context) for sign in SIGNS) if sign.name])


def _elect(ballots: Sequence[_Ballot], candidates: tuple[ItemKind, ...]) -> list[Note]:
    """Choose the kinds, all different, that have most votes; report what was near or against itself."""
    slates = sorted(
        permutations(candidates, len(ballots)),
        key=lambda kinds: -sum(ballot.score(kind) for ballot, kind in zip(ballots, kinds, strict=True)),
    )
    notes: list[Note] = []
    for ballot, kind in zip(ballots, slates[0], strict=True):
        block = ballot.block
        block.kind = kind
        block.evidence = [sign.name for sign in ballot.signs if sign.votes.get(kind, 0) > 0]
        rival = max(ballot.score(other) for other in candidates if other != kind) if candidates[1:] else None
        if rival is not None and ballot.score(kind) - rival < _SURE:
            notes.append(_uncertain(ballot, kind, candidates))
    return notes


def _uncertain(ballot: _Ballot, kind: ItemKind, candidates: tuple[ItemKind, ...]) -> Note:
    rival = max((other for other in candidates if other != kind), key=ballot.score)
    against = [sign.name for sign in ballot.signs if sign.votes.get(rival, 0) > sign.votes.get(kind, 0)]
    evidence = " / ".join([*ballot.block.evidence, *(f"≠ {name}" for name in against)])
    values = (("kind", kind), ("evidence", evidence))
    return Note("warning", "note-role-uncertain", values, ballot.block.span)


_TENSE_OF: dict[ItemKind, Tense] = {
    "result": "past",
    "summary": "past",
    "issue": "present",
    "direction": "present",
}


def _tense_notes(block: Block) -> list[Note]:
    """Report items whose verb speaks against the kind of their block."""
    wanted = _TENSE_OF.get(block.kind) if block.kind else None
    if wanted is None or block.marker != "bullet":
        return []
    return [
        Note(
            "warning", "note-tense-disagrees", (("kind", str(block.kind)), ("text", top.body[:40])), top.span
        )
        for top in block.tops
        if tense("".join(raw.printed for raw in top.walk())) not in (None, wanted)
    ]
