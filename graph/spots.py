"""Where a person finds lines of a file: in which cell, on which page, on which lines."""

from dataclasses import dataclass

from core.messages import Language
from loaders.document import Cell, Document, Place, Span
from shapes.where import Place as Where


@dataclass(frozen=True, slots=True)
class Spot:
    """Lines of the file as it was read, and the cell or page on which they stand."""

    lines: Span
    place: Place

    def in_words(self, language: Language | None = None) -> str:
        """Return the place as people know it: sheet and address, page, or lines."""
        cell = "!".join(filter(None, (self.place.sheet, self.place.cell)))
        return Where("", self.lines.first, self.lines.last, "", cell, self.place.page).spot(language)


class Spots:
    """The places of a document by line."""

    def __init__(self, document: Document) -> None:
        self._cells: dict[int, Cell] = {
            number: cell
            for cell in document.cells
            if cell.span
            for number in range(cell.span.first, cell.span.last + 1)
        }

    def of(self, span: Span) -> Spot:
        """Return where a span begins."""
        cell = self._cells.get(span.first)
        return Spot(span, cell.place if cell else Place())

    def owner(self, number: int) -> Span:
        """Return the lines that belong together with one: those of its cell, or itself."""
        cell = self._cells.get(number)
        return cell.span if cell and cell.span else Span(number, number)

    def beside(self, span: Span, language: Language | None = None) -> str:
        """Return the numbers of lines, with the cell or page beside them in a file that has any."""
        lines = str(span.first) if span.first == span.last else f"{span.first}–{span.last}"
        return f"{lines}  {self.of(span).in_words(language)}" if span.first in self._cells else lines
