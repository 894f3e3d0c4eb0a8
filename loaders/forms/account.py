"""What every form ends with: the sheet around its rows, and its account of every line."""

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
    statements: Sequence[Item],
    objectives: Sequence[Objective],
    notes: Iterable[Note],
    uses: tuple[LineUse, ...],
) -> ManagementSheet:
    """Return a sheet; its city is not known yet. `statements` are those of no row, of any kind."""
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
        missions=tuple(item for item in statements if item.kind == "mission"),
        directions=tuple(item for item in statements if item.kind == "direction"),
        summaries=tuple(item for item in statements if item.kind == "summary"),
        objectives=tuple(objectives),
        notes=tuple(sorted({*title.notes, *notes}, key=_by_place)),
        lines=uses,
    )


def _by_place(note: Note) -> tuple[int, str, tuple[tuple[str, str], ...]]:
    return (note.span.first if note.span else 0, note.key, note.values)
