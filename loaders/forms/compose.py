"""Blocks become the items of the sheet: notations, tags, schedules."""

from collections.abc import Iterator, Sequence

from loaders.forms.blocks import Block
from loaders.forms.items import Raw
from loaders.forms.profile import Profile
from loaders.language.schedule import Cut, take_schedule
from loaders.language.tags import take_tags
from loaders.sheet import Item, ItemKind, Note

# Only these columns print a schedule; elsewhere a month is part of the sentence.
_SCHEDULED: tuple[ItemKind, ...] = ("action", "schedule")


class Composer:
    """Makes the items of one kind in one row; numbers go on over the row's blocks."""

    def __init__(self, kind: ItemKind, profile: Profile, fiscal_year: int) -> None:
        self.kind = kind
        self.profile = profile
        self.fiscal_year = fiscal_year
        self.notes: list[Note] = []

    def items(self, blocks: Sequence[Block]) -> list[Item]:
        """Return the items of the blocks in printed order."""
        items: list[Item] = []
        last = leads = 0
        for block in blocks:
            evidence = tuple(block.evidence)
            for top in block.tops:
                last = self._number(top, last, "")
                leads += top.kind == "lead"
                items += self._tree(top, _notation(top, last, leads), evidence)
        return items

    def _number(self, raw: Raw, last: int, above: str) -> int:
        """Return the item's number: as printed where it goes up, else the next."""
        if raw.kind == "lead":
            return last
        if raw.kind in ("bullet", "dot") or raw.number > last:
            return raw.number or last + 1
        values = (("printed", str(raw.number)), ("notation", f"{above}{last + 1}"))
        self.notes.append(Note("warning", "note-notation-repeated", values, raw.span))
        return last + 1

    def _tree(
        self, raw: Raw, notation: str, evidence: tuple[str, ...], parent: str | None = None
    ) -> Iterator[Item]:
        yield self._item(raw, notation, evidence, parent)
        last = {"circled": 0, "dot": 0}
        for child in raw.children:
            level = "dot" if child.kind == "dot" else "circled"
            last[level] = self._number(child, last[level], f"{notation}-")
            # A ・ directly under （1） has no ① above it: 1-0-1.
            direct = level == "dot" and raw.kind != "circled"
            middle = "-0-" if direct else "-"
            yield from self._tree(child, f"{notation}{middle}{last[level]}", evidence, notation)

    def _item(self, raw: Raw, notation: str, evidence: tuple[str, ...], parent: str | None) -> Item:
        tags: tuple[str, ...] = ()
        cut = Cut(raw.body, None)
        if self.kind in _SCHEDULED:
            text, tags = take_tags(raw.body, self.profile.tags)
            cut = take_schedule(text.strip(), self.fiscal_year)
            if not cut.consistent:
                self.notes.append(Note("warning", "note-year-conflict", (("text", raw.body),), raw.span))
        return Item(
            self.kind,
            notation,
            cut.text or raw.body,
            raw.printed,
            raw.span,
            tags,
            cut.schedule,
            parent,
            evidence,
        )


def _notation(top: Raw, number: int, leads: int) -> str:
    """Return the notation of a top item: a lead paragraph is "0"; ① and ・ without （1） are under 0."""
    if top.kind == "lead":
        return "0" if leads == 1 else f"0-{leads}"
    return {"circled": f"0-{number}", "dot": f"0-0-{number}"}.get(top.kind, str(number))
