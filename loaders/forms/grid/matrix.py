"""A matrix of indicators and years: blocks of one program, targets, actuals and costs by year."""

import re
from collections.abc import Mapping
from decimal import Decimal

from loaders.document import Document
from loaders.forms.account import line_uses, sheet_of
from loaders.forms.grid.grid import GridCell, Row, rows_of
from loaders.forms.grid.head import grid_title, labelled
from loaders.forms.lines import classify
from loaders.forms.profile import Profile
from loaders.language.width import fold, key
from loaders.language.years import fiscal_years
from loaders.sheet import Figure, FigureKind, Item, ManagementSheet, Note, Objective, Text

# △ and ▲ are how Japanese accounts print a minus. What follows the number may be its unit.
_NUMBER = re.compile(r"\s*([+\-△▲]?)\s*((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?:[^\d,.].*)?")
_UNIT_IN_BRACKETS = re.compile(r"(.+?)\(([^()]+)\)")
_NO_VALUE = ("", "-", "―", "ー", "…")


def parse_matrix(document: Document, profile: Profile) -> ManagementSheet:
    """Return the sheet. Raises `RefusedFile` where department or year is missing."""
    rows = rows_of(document)
    title = grid_title(rows, classify(document, profile), profile, document.file.name)
    reader = _Reader(profile.matrix)
    for row in rows:
        reader.read(row)
    uses = line_uses(document, profile, reader.used | title.used, reader.headings)
    objectives = [program.objective(number) for number, program in enumerate(reader.programs, 1)]
    return sheet_of(title, (), objectives, reader.notes, uses)


class _Program:
    """One block as it is being read."""

    def __init__(self, name: GridCell) -> None:
        self.name = name
        self.unit_name: GridCell | None = None
        self.items: list[Item] = []
        self.figures: list[Figure] = []

    def objective(self, number: int) -> Objective:
        """Return the block as a row of the sheet."""
        return Objective(
            "program",
            number,
            _text(self.name),
            False,
            self.name.span,
            items=tuple(self.items),
            figures=tuple(self.figures),
            unit_name=_text(self.unit_name) if self.unit_name else None,
        )


class _Reader:
    """Keeps the open block, the columns of its years, and the open indicator."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self.words = words
        self.programs: list[_Program] = []
        self.years: dict[int, int] = {}
        self.columns: dict[str, int] = {}
        self.open: dict[str, GridCell] = {}
        self.used: set[int] = set()
        self.headings: set[int] = set()
        self.notes: list[Note] = []

    def read(self, row: Row) -> None:
        """Read one row: a field of the block, the heads of its matrix, a cost, or values."""
        if self._fields(row) or self._heads(row) or not self.programs or not self.years:
            return
        label = next((cell for cell in row if cell.left not in self.years), None)
        cost = _UNIT_IN_BRACKETS.match(fold(label.text)) if label else None
        name = key(cost[1] if cost else label.text) if label else ""
        if label is not None and name in self.words["cost"]:
            self._values(row, label, "cost", cost[2] if cost else None)
        else:
            self._indicator(row)

    def _fields(self, row: Row) -> bool:
        """Read the block's name, section and purpose."""
        found = False
        if pair := labelled(row, self.words["program"]):
            self.programs.append(_Program(pair[1]))
            self.years, self.open = {}, {}
            found = self._use(*pair)
        if self.programs and (pair := labelled(row, self.words["unit_name"])):
            self.programs[-1].unit_name = pair[1]
            found = self._use(*pair)
        if self.programs and (pair := labelled(row, self.words["purpose"])):
            cell = pair[1]
            self.programs[-1].items.append(Item("aim", "1", cell.text, cell.text, cell.span))
            found = self._use(*pair)
        return found

    def _use(self, *cells: GridCell) -> bool:
        self.used |= {number for cell in cells for number in cell.numbers()}
        return True

    def _heads(self, row: Row) -> bool:
        """Read the heads of the matrix: where the years and the other columns stand."""
        years = {cell.left: found[0] for cell in row if len(found := fiscal_years(cell.text)) == 1}
        named = {
            name: cell.left
            for name in ("indicator", "unit", "kind", "note")
            for cell in row
            if cell.key in self.words[name]
        }
        if "indicator" not in named or not years:
            return False
        self.years, self.columns, self.open = years, named, {}
        self.headings |= {number for cell in row for number in cell.numbers()}
        return True

    def _indicator(self, row: Row) -> None:
        """Read one row of values; name, unit and note may be merged over several rows."""
        at = {name: cell for name, left in self.columns.items() for cell in row if cell.left == left}
        if "indicator" in at:
            self.open = {}
        self.open |= {name: cell for name, cell in at.items() if name != "kind"}
        kind = self._kind(at.get("kind"))
        if kind is None or "indicator" not in self.open:
            return
        self._use(*at.values())
        self._values(row, self.open["indicator"], kind, None)

    def _kind(self, cell: GridCell | None) -> FigureKind | None:
        kinds: tuple[FigureKind, ...] = ("target", "actual")
        return next((kind for kind in kinds if cell and cell.key in self.words[kind]), None)

    def _values(self, row: Row, label: GridCell, kind: FigureKind, unit: str | None) -> None:
        """Read the values of a row; a cell that holds no number is reported, not guessed."""
        self._use(label)
        for cell in row:
            if cell.left not in self.years or cell is label:
                continue
            value = _number(cell.text)
            if value is None:
                if key(cell.text) in _NO_VALUE:
                    self._use(cell)
                else:
                    values = (("text", cell.text),)
                    self.notes.append(Note("warning", "note-no-number", values, cell.span))
                continue
            self._use(cell)
            self.programs[-1].figures.append(
                Figure(
                    _text(label, unit),
                    kind,
                    self.years[cell.left],
                    value,
                    _text(cell),
                    Text(unit, label.span) if unit else self._opened("unit"),
                    None if kind == "cost" else self._opened("note"),
                )
            )

    def _opened(self, name: str) -> Text | None:
        cell = self.open.get(name)
        return _text(cell) if cell else None


def _number(text: str) -> Decimal | None:
    found = _NUMBER.fullmatch(fold(text))
    if found is None:
        return None
    value = Decimal(found[2].replace(",", ""))
    return -value if found[1] in ("-", "△", "▲") else value


def _text(cell: GridCell, unit: str | None = None) -> Text:
    """Return the cell's text; without the unit in its brackets where that was read from it."""
    text = cell.text
    if unit is not None:
        text = re.sub(r"\s*[（(][^（）()]*[)）]\s*$", "", text)
    return Text(text, cell.span)
