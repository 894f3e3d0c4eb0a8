"""What a view shows: findings in words, a picture, tables; `written` makes a file of a table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from api.pages.cells import Cell
from api.svg.elements import Picture
from core.messages import Language, say

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


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose on the form of a view that is no parameter of its query's own kind."""

    name: str
    label: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class View:
    """All that a view shows. `queries` are what was asked, under a heading each.

    `network` names the network of the release (`graph.network`) that the view shows a part of; `apart`
    says in what its files count otherwise.
    `picture` draws when it is called: a page that shows its table in place of it need not.
    """

    findings: Sequence[str]
    listings: Sequence[Listing]
    queries: Sequence[tuple[str, str]]
    picture: Callable[[], Picture] | None = None
    choices: Sequence[Choice] = ()
    network: str = ""
    apart: str = ""
    more: Mapping[str, object] = field(default_factory=dict)


def plain(value: object) -> Cells:
    """Return the place of a text or a number."""
    text = f"{value:,}" if isinstance(value, int) else str(value)
    return (Cell(text, number=isinstance(value, int)),) if text else ()


def unconfirmed(count: int, language: Language) -> str:
    """Return what follows a number that counts things which nobody has confirmed; nothing where none is.

    >>> unconfirmed(5, "ja"), unconfirmed(0, "ja")
    ('（うち未確認 5）', '')
    """
    return say("views-unconfirmed", language, count=count) if count else ""
