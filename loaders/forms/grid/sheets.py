"""What the forms of cells have in common: the sheet around their rows, and its account of lines."""

from collections.abc import Iterable, Sequence

from loaders.document import Document
from loaders.forms.lines import classify
from loaders.forms.profile import Profile
from loaders.forms.title import Title
from loaders.sheet import Item, LineUse, ManagementSheet, Note, Objective


def line_uses(
    document: Document, profile: Profile, used: Iterable[int], headings: Iterable[int]
) -> tuple[LineUse, ...]:
    """Say of each line whether a rule used it; what nothing claims is unread."""
    uses: list[LineUse] = ["unread" if text.strip() else "blank" for text in document.lines]
    furniture = {line.number for line in classify(document, profile) if line.kind == "furniture"}
    for number in furniture | set(headings):
        uses[number - 1] = "furniture"
    for number in used:
        uses[number - 1] = "used"
    return tuple(uses)


def sheet_of(
    title: Title,
    directions: Sequence[Item],
    objectives: Sequence[Objective],
    notes: Sequence[Note],
    uses: tuple[LineUse, ...],
) -> ManagementSheet:
    """Return a sheet without mission and summary; its city is not known yet."""
    filled = any(row.of("result") or row.rating or row.figures for row in objectives)
    return ManagementSheet(
        city="",
        fiscal_year=title.fiscal_year,
        fiscal_year_span=title.fiscal_year_span,
        department=title.department,
        department_known=False,
        head_title=title.head_title,
        head_name=title.head_name,
        edition="実績" if filled else "当初設定",
        directions=tuple(directions),
        objectives=tuple(objectives),
        notes=tuple(notes),
        lines=uses,
    )
