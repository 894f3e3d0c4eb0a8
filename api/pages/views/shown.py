"""What a view shows: findings in words, a picture, tables; each table is a file of the same rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from api.pages import excel
from api.pages.cells import Cell
from api.rows import Rows, Term
from api.svg.elements import Picture
from core.messages import Language, say
from ontology.terms import XSD

MOST_LINES = 300
"""Lines of a table that a page shows; its file has all."""

Cells = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: several things may stand in one place. `proposed`: nobody has confirmed it."""

    places: tuple[Cells, ...]
    proposed: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A table under a heading. `columns` are names of messages (`views-column-…`)."""

    name: str
    columns: tuple[str, ...]
    lines: Sequence[Line]
    shown: int = MOST_LINES

    def headings(self, language: Language) -> list[str]:
        """Return the headings in a language."""
        return [say(f"views-column-{column}", language) for column in self.columns]

    def numeric(self) -> list[bool]:
        """Tell for each column whether a page shows numbers there, and nothing else."""
        shown = self.lines[: self.shown]
        columns = [[cell for line in shown for cell in line.places[at]] for at in range(len(self.columns))]
        return [bool(cells) and all(cell.number for cell in cells) for cells in columns]

    def csv(self, language: Language) -> str:
        """Return all lines as CSV for Excel: the texts, whether proposed, then the addresses."""
        words, status = self.headings(language), say("views-column-status", language)
        pages = [say("views-column-address", language, name=word) for word in words]
        linked = [
            place
            for place in range(len(words))
            if any(cell.address for line in self.lines for cell in line.places[place])
        ]
        headings = (*words, status, *(pages[place] for place in linked))
        rows = [self._row(line, words, linked, pages, status, language) for line in self.lines]
        return excel.table(Rows(headings, tuple(rows)))

    def _row(
        self,
        line: Line,
        words: Sequence[str],
        linked: Sequence[int],
        pages: Sequence[str],
        status: str,
        language: Language,
    ) -> Mapping[str, Term]:
        row = {word: _term(cells) for word, cells in zip(words, line.places, strict=True)}
        row[status] = Term("literal", say("views-proposed", language) if line.proposed else "")
        for place in linked:
            addresses = (cell.address for cell in line.places[place] if cell.address)
            row[pages[place]] = Term("literal", " ".join(dict.fromkeys(addresses)))
        return row


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose on the form of a view that is no parameter of its query's own kind."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class View:
    """All that a view shows. `queries` are what was asked, under a heading each.

    `network` names the network of the release (`graph.network`) that the view shows a part of.
    `picture` draws when it is called: a page that shows its table in place of it need not.
    """

    findings: Sequence[str]
    listings: Sequence[Listing]
    queries: Sequence[tuple[str, str]]
    picture: Callable[[], Picture] | None = None
    choices: Sequence[Choice] = ()
    network: str = ""
    more: Mapping[str, object] = field(default_factory=dict)


def plain(value: object) -> Cells:
    """Return the place of a text or a number."""
    text = f"{value:,}" if isinstance(value, int) else str(value)
    return (Cell(text, number=isinstance(value, int)),) if text else ()


def _term(cells: Cells) -> Term:
    number = len(cells) == 1 and cells[0].number
    text = "、".join(cell.text for cell in cells)
    return (
        Term("literal", text.replace(",", ""), datatype=str(XSD.decimal)) if number else Term("literal", text)
    )
