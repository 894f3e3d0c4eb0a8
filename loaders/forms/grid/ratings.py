"""A list with ratings: one row for each item, its target, result and grade, and a legend below."""

from collections.abc import Sequence

from loaders.document import Document, Span
from loaders.forms.account import line_uses, sheet_of
from loaders.forms.grid.columns import headings_of, lines_of
from loaders.forms.grid.grid import GridCell, Row, rows_of
from loaders.forms.grid.head import grid_title, labelled
from loaders.forms.grid.tables import Record, Table, find_tables, records
from loaders.forms.headlists import policy_numbers
from loaders.forms.lines import classify
from loaders.forms.profile import Profile
from loaders.language.schedule import take_schedule
from loaders.language.tags import take_tags
from loaders.language.width import key
from loaders.sheet import Item, ItemKind, ManagementSheet, Note, Objective, Rating, Text

_NOT_RATED = ("-", "ー", "―", "")
_ITEMS: tuple[ItemKind, ...] = ("action", "result")


def parse_ratings(document: Document, profile: Profile) -> ManagementSheet:
    """Return the sheet. Raises `RefusedFile` where department or year is missing."""
    rows = rows_of(document)
    title = grid_title(rows, classify(document, profile), profile, document.file.name)
    tables = find_tables(rows, profile.tables)
    reader = _Reader(profile, title.fiscal_year, _scale(tables, profile))
    directions = reader.directions(rows)
    found = [
        reader.objective(table, record)
        for table in tables
        if table.spec.name == "goal"
        for record in records(table, profile)
    ]
    reader.used |= title.used
    uses = line_uses(document, profile, reader.used, headings_of(tables, rows))
    return sheet_of(title, directions, [row for row in found if row], reader.notes, uses)


def _scale(tables: Sequence[Table], profile: Profile) -> dict[str, GridCell]:
    """Return the legend: each grade and the cell that explains it."""
    rows = [row for table in tables if table.spec.name == "scale" for row in table.body]
    return {key(row[0].text): row[1] for row in rows if len(row) > 1 and key(row[0].text) in profile.grades}


class _Reader:
    """Makes rows and keeps account of the lines that it used."""

    def __init__(self, profile: Profile, fiscal_year: int, scale: dict[str, GridCell]) -> None:
        self.profile = profile
        self.fiscal_year = fiscal_year
        self.scale = scale
        self.notes: list[Note] = []
        # A legend's line explains: the grade's letter stands beside it.
        self.used: set[int] = {n for cell in scale.values() for n in (cell.span.first - 1, *cell.numbers())}

    def directions(self, rows: Sequence[Row]) -> list[Item]:
        """Return the statements that stand right of their label."""
        found = [pair for row in rows if (pair := labelled(row, self.profile.fields.get("direction", ())))]
        for label, value in found:
            self.used |= {*label.numbers(), *value.numbers()}
        return [
            Item("direction", str(index), value.text, value.text, value.span)
            for index, (_, value) in enumerate(found, 1)
        ]

    def objective(self, table: Table, record: Record) -> Objective | None:
        """Return one row; None for rows under the table that are no record."""
        titles = record.roles.get("title", [])
        if record.key is None or not titles:
            return None
        cells = [record.key, *(cell for group in record.roles.values() for cell in group)]
        self.used |= {number for cell in cells for number in cell.numbers()}
        spans = [record.key.span, *(cell.span for cell in titles)]
        policies = [
            line for cell in record.roles.get("policies", []) for line in lines_of(cell, self.profile)
        ]
        return Objective(
            "goal",
            int(key(record.key.text)),
            Text("".join(cell.text for cell in titles), titles[0].span | titles[-1].span),
            False,
            Span(min(span.first for span in spans), max(span.last for span in spans)),
            policies=tuple(policy_numbers(policies)),
            items=tuple(item for kind in _ITEMS for item in self._items(kind, table, record)),
            rating=self._rating(record),
        )

    def _items(self, kind: ItemKind, table: Table, record: Record) -> list[Item]:
        evidence = (f"列「{table.headings.get(kind, kind)}」",)
        items: list[Item] = []
        for number, cell in enumerate(record.roles.get(kind, []), 1):
            text, tags = take_tags(cell.text, self.profile.tags) if kind == "action" else (cell.text, ())
            cut = take_schedule(text, self.fiscal_year) if kind == "action" else None
            items.append(
                Item(
                    kind,
                    str(number),
                    (cut.text if cut else text) or cell.text,
                    cell.text,
                    cell.span,
                    tags,
                    cut.schedule if cut else None,
                    evidence=evidence,
                )
            )
        return items

    def _rating(self, record: Record) -> Rating | None:
        for cell in record.roles.get("rating", []):
            grade = key(cell.text)
            if grade in self.profile.grades:
                label = self.scale.get(grade)
                return Rating(
                    Text(cell.text, cell.span), grade, Text(label.text, label.span) if label else None
                )
            if grade not in _NOT_RATED:
                self.notes.append(Note("warning", "note-grade-unknown", (("text", cell.text),), cell.span))
        return None
