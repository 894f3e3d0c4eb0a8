"""What a block is, by vote: marker, verbs, years, schedules, column width and order.

No single sign decides: flattening swaps blocks, and every department writes in its own way. The
signs that spoke for the outcome are kept with it; where the runner-up is near, a person is told.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loaders.document import Span
from loaders.forms.blocks import Block
from loaders.forms.profile import Profile
from loaders.language.schedule import take_schedule
from loaders.language.tags import take_tags
from loaders.language.tense import tense
from loaders.language.years import fiscal_years
from loaders.sheet import ItemKind, Note

# A lead smaller than this is reported as uncertain.
_SURE = 1.0

Votes = dict[ItemKind, float]


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: how it reads (for people), and what it speaks for, with its weight."""

    name: str
    votes: Votes


@dataclass(frozen=True, slots=True)
class Context:
    """What the signs may look at besides the block: its neighbours and the form."""

    before: tuple[Block, ...]
    profile: Profile
    fiscal_year: int
    candidates: tuple[ItemKind, ...]


def _marker(block: Block, _: Context) -> Sign:
    if block.marker == "bullet":
        return Sign("marker 〇", {"direction": 1, "summary": 1, "result": 1.5, "issue": 1.5})
    if block.marker == "lead":
        return Sign("no marker", {"direction": 1.2, "summary": 1})
    return Sign("marker （1）", {"mission": 3, "action": 2.5, "schedule": 1, "aim": 1})


def _verbs(block: Block, _: Context) -> Sign:
    seen = [tense("".join(raw.printed for raw in top.walk())) for top in block.tops]
    past, present = seen.count("past"), seen.count("present")
    if past > present:
        weight = 2 * (past - present) / len(seen)
        return Sign(f"verbs {past}/{len(seen)} past", {"summary": weight, "result": weight})
    weight = 2 * (present - past) / len(seen)
    name = f"verbs {present}/{len(seen)} present"
    return Sign(name, {"direction": weight, "issue": weight, "aim": weight / 2})


def _years(block: Block, _: Context) -> Sign:
    leaves = [raw for raw in block.raws() if not raw.children]
    dated = sum(1 for raw in leaves if fiscal_years(raw.printed))
    share = dated / len(leaves)
    name = f"years {dated}/{len(leaves)}"
    return Sign(name, {"schedule": 3 * share} if share >= 0.3 else {"aim": 1.5})


def _schedules(block: Block, context: Context) -> Sign:
    raws = block.raws()
    planned = 0
    for raw in raws:
        text, tags = take_tags(raw.body, context.profile.tags)
        bracket = text.rstrip().endswith((")", "）"))
        planned += bool(tags or (bracket and take_schedule(text, context.fiscal_year).schedule))
    share = planned / len(raws)
    return Sign(f"schedules {planned}/{len(raws)}", {"action": 3 * share, "schedule": share})


def _width(block: Block, context: Context) -> Sign:
    width = block.width
    if width is None:
        return Sign("", {})
    nearest = min(abs(context.profile.widths.get(kind, 0) - width) for kind in context.candidates)
    if nearest > 4:
        return Sign("", {})
    fits: Votes = {
        kind: 0.6
        for kind in context.candidates
        if abs(context.profile.widths.get(kind, 0) - width) == nearest
    }
    return Sign(f"width {width}", fits)


def _depth(block: Block, _: Context) -> Sign:
    if any(raw.kind == "circled" for raw in block.raws()):
        return Sign("①", {"action": 0.5, "schedule": 0.5})
    return Sign("", {})


def _order(block: Block, context: Context) -> Sign:
    """Go by the printed order: results before issues, schedule before aims, direction before summary."""
    same = sum(1 for other in context.before if other.marker == block.marker)
    first: Votes = {"result": 0.4, "schedule": 0.4, "direction": 0.4}
    second: Votes = {"issue": 0.4, "aim": 0.4, "summary": 0.4}
    return Sign("order", second if same % 2 else first)


_SIGNS: tuple[Callable[[Block, Context], Sign], ...] = (
    _marker,
    _verbs,
    _years,
    _schedules,
    _width,
    _depth,
    _order,
)


def vote(block: Block, context: Context) -> Note | None:
    """Give the block the kind that its signs speak for; return a note where they are divided."""
    signs = [sign(block, context) for sign in _SIGNS]
    score = {kind: sum(sign.votes.get(kind, 0) for sign in signs) for kind in context.candidates}
    ranked = sorted(context.candidates, key=lambda kind: -score[kind])
    block.kind = ranked[0]
    best = score[ranked[0]]
    block.evidence = [sign.name for sign in signs if sign.votes.get(ranked[0], 0) > 0 and sign.name]
    if len(ranked) > 1 and best - score[ranked[1]] < _SURE:
        against = [sign.name for sign in signs if sign.votes.get(ranked[1], 0) > sign.votes.get(ranked[0], 0)]
        evidence = " / ".join([*block.evidence, *(f"≠ {name}" for name in against)])
        return Note(
            "warning", "note-role-uncertain", (("kind", ranked[0]), ("evidence", evidence)), block.span
        )
    return None


def give_roles(
    blocks: Sequence[Block], candidates: tuple[ItemKind, ...], profile: Profile, fiscal_year: int
) -> list[Note]:
    """Give every block of a zone its kind, and say where verbs or boundaries leave a doubt."""
    notes: list[Note] = []
    for position, block in enumerate(blocks):
        context = Context(tuple(blocks[:position]), profile, fiscal_year, candidates)
        note = vote(block, context)
        notes += [note] if note else []
        notes += _tense_notes(block)
        before = blocks[position - 1] if position else None
        if block.boundary == "verbs" and before is not None and before.kind != block.kind:
            values = (("before", str(before.kind)), ("after", str(block.kind)))
            first = block.tops[0].span.first
            notes.append(Note("info", "note-boundary-by-verb", values, Span(first, first)))
    return notes


_TENSE_OF: dict[ItemKind, str] = {
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
