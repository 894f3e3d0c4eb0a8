"""The signs by which a block shows what it is: marker, verbs, years, schedules, width and order.

Each sign looks at the block alone (and its neighbours) and votes with a weight; `roles` counts.
The weights were set by hand; the tests hold them against sheets that were not looked at for it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from loaders.forms.blocks import Block
from loaders.forms.profile import Profile
from loaders.language.schedule import take_schedule
from loaders.language.tags import take_tags
from loaders.language.tense import tense
from loaders.language.wrap import ends_sentence
from loaders.language.years import fiscal_years
from loaders.sheet import ItemKind

Votes = dict[ItemKind, float]


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: how it reads (in Japanese, as it is published), and its votes with their weights."""

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
        return Sign("記号〇", {"direction": 1, "summary": 1, "result": 1.5, "issue": 1.5})
    if block.marker == "lead":
        return Sign("記号なし", {"direction": 1.2, "summary": 1})
    return Sign("番号（1）", {"mission": 3, "action": 2, "schedule": 1, "aim": 1})


def _verbs(block: Block, _: Context) -> Sign:
    seen = [tense("".join(raw.printed for raw in top.walk())) for top in block.tops]
    past, present = seen.count("past"), seen.count("present")
    if past > present:
        weight = 2 * (past - present) / len(seen)
        return Sign(f"文末が過去{past}/{len(seen)}", {"summary": weight, "result": weight})
    weight = 2 * (present - past) / len(seen)
    name = f"文末が現在{present}/{len(seen)}"
    return Sign(name, {"direction": weight, "issue": weight, "aim": weight / 2, "action": weight / 2})


def _years(block: Block, _: Context) -> Sign:
    leaves = [raw for raw in block.raws() if not raw.children]
    # A year inside a sentence is told, not scheduled.
    dated = sum(1 for raw in leaves if not ends_sentence(raw.printed) and fiscal_years(raw.printed))
    share = dated / len(leaves)
    name = f"年度{dated}/{len(leaves)}"
    return Sign(name, {"schedule": 3 * share} if share >= 0.3 else {"aim": 1.5})


def _schedules(block: Block, context: Context) -> Sign:
    raws = block.raws()
    planned = 0
    for raw in raws:
        text, tags = take_tags(raw.body, context.profile.tags)
        bracket = text.rstrip().endswith((")", "）"))
        planned += bool(tags or (bracket and take_schedule(text, context.fiscal_year).schedule))
    share = planned / len(raws)
    return Sign(f"予定{planned}/{len(raws)}", {"action": 3 * share, "schedule": share})


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
    return Sign(f"段の幅{width}", fits)


def _depth(block: Block, _: Context) -> Sign:
    if any(raw.kind == "circled" for raw in block.raws()):
        return Sign("枝番①", {"action": 0.5, "schedule": 0.5})
    return Sign("", {})


def _order(block: Block, context: Context) -> Sign:
    """Go by the printed order: results before issues, schedule before aims, direction before summary."""
    same = sum(1 for other in context.before if other.marker == block.marker)
    first: Votes = {"result": 0.4, "schedule": 0.4, "direction": 0.4}
    second: Votes = {"issue": 0.4, "aim": 0.4, "summary": 0.4}
    return Sign("並び順", second if same % 2 else first)


SIGNS: tuple[Callable[[Block, Context], Sign], ...] = (
    _marker,
    _verbs,
    _years,
    _schedules,
    _width,
    _depth,
    _order,
)
