"""A file holds one sheet: one that holds those of several departments or years is refused."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import RefusedFile
from loaders.document import Document, Place
from loaders.forms.grid.grid import rows_of
from loaders.forms.grid.head import grid_heads
from loaders.forms.lines import classify
from loaders.forms.profile import Profile, form_key
from loaders.forms.title import departments


@dataclass(frozen=True, slots=True)
class _Head:
    department: str
    years: frozenset[int]
    line: int
    place: Place

    def __str__(self) -> str:
        years = "".join(f" {year}" for year in sorted(self.years))
        where = f"L{self.line}"
        if self.place.sheet is not None:
            where = f"{self.place.sheet}!{self.place.cell}"
        elif self.place.page is not None:
            where = f"p. {self.place.page}"
        return f"{self.department}{years}（{where}）"


def require_single(document: Document, profile: Profile) -> None:
    """Raise `RefusedFile`, which names the heads, for a file with several sheets.

    A head that pages repeat is one. Years tell sheets apart only from worksheet to worksheet: in one
    of them another year is a slip of the pen.
    """
    different: list[_Head] = []
    for head in _heads(document, profile):
        if not any(_same(head, other) for other in different):
            different.append(head)
    if len(different) > 1:
        found = "、".join(map(str, different))
        raise RefusedFile("form-several-sheets", file=document.file.name, found=found)


def _same(head: _Head, other: _Head) -> bool:
    if form_key(head.department) != form_key(other.department):
        return False
    apart = head.place.sheet != other.place.sheet and head.years and other.years
    return not apart or bool(head.years & other.years)


def _heads(document: Document, profile: Profile) -> Iterator[_Head]:
    places = {cell.span: cell.place for cell in document.cells}
    in_cells = list(grid_heads(rows_of(document), profile))
    for cell, years in in_cells:
        yield _Head(cell.text, years, cell.span.first, places[cell.span])
    if not in_cells:
        for text in departments(classify(document, profile), profile):
            yield _Head(text.value, frozenset(), text.span.first, Place())
