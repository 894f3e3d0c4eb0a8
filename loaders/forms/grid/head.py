"""The head of a form of cells: a field's value stands right of its label, or below it."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from core.errors import RefusedFile
from loaders.document import Span
from loaders.forms.grid.grid import GridCell, Row
from loaders.forms.lines import Line
from loaders.forms.profile import Profile
from loaders.forms.title import Field, Title, fiscal_year, read_fields
from loaders.language.years import without_years
from loaders.sheet import Text

# 「職・氏名」 holds both: 部長　架空　花子.
_TITLE = re.compile(r"\S*?(?:部長|課長|局長|次長|室長|所長|館長|院長|理事|参事|主幹|長)(?=\s)")


def grid_title(rows: Sequence[Row], lines: Sequence[Line], profile: Profile, file: str) -> Title:
    """Return the head of the sheet. Raises `RefusedFile` where department or year is missing."""
    fields, used = grid_fields(rows, profile)
    fields = fields or read_fields(lines, profile)
    if "department" not in fields:
        raise RefusedFile("form-no-department", file=file)
    year, year_line = fiscal_year(lines, profile, file)
    used |= _years_beside(rows, year_line)
    used |= {number for text in fields.values() for number in range(text.span.first, text.span.last + 1)}
    return Title(
        fields["department"],
        fields.get("head_title"),
        fields.get("head_name"),
        year,
        Span(year_line, year_line),
        frozenset(used | {year_line}),
    )


def _years_beside(rows: Sequence[Row], number: int) -> set[int]:
    """Return the lines of cells that only say the year again, in the row of the title."""
    title = next((row for row in rows if any(number in cell.numbers() for cell in row)), ())
    return {n for cell in title if not without_years(cell.text).strip("() ") for n in cell.numbers()}


def grid_fields(rows: Sequence[Row], profile: Profile) -> tuple[dict[Field, Text], set[int]]:
    """Return the fields of the head, and the lines of their labels and values."""
    found: dict[Field, Text] = {}
    used: set[int] = set()
    for index, row in enumerate(rows):
        for position, label in enumerate(row):
            field = _field(label, profile)
            value = _value(rows, index, position, profile) if field and field not in found else None
            if field and value:
                found |= dict(_split(field, Text(value.text, value.span)))
                used |= {*label.numbers(), *value.numbers()}
    return found, used


def _field(cell: GridCell, profile: Profile) -> Field | None:
    word = cell.key.rstrip(":")
    fields: dict[Field, frozenset[str]] = {
        "department": profile.department,
        "head_title": profile.head_title,
        "head_name": profile.head_name,
    }
    return next((field for field, words in fields.items() if word in words), None)


def _value(rows: Sequence[Row], index: int, position: int, profile: Profile) -> GridCell | None:
    """Return the next cell to the right, else the one below, that is no label itself."""
    label = rows[index][position]
    below = [cell for cell in rows[index + 1] if cell.left == label.left] if index + 1 < len(rows) else []
    around = (*rows[index][position + 1 : position + 2], *below)
    return next((cell for cell in around if _field(cell, profile) is None), None)


def labelled(row: Row, words: Collection[str]) -> tuple[GridCell, GridCell] | None:
    """Return a label of a row and the value right of it."""
    found = ((label, value) for label, value in pairwise(row) if label.key.rstrip(":") in words)
    return next(found, None)


def _split(field: Field, text: Text) -> Iterator[tuple[Field, Text]]:
    title = _TITLE.match(text.value) if field == "head_name" else None
    if title:
        yield "head_title", Text(title[0], text.span)
        yield "head_name", Text(text.value[title.end() :].strip(), text.span)
    else:
        yield field, text
