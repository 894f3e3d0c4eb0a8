"""The head of a form of cells: a field's value stands right of its label, or below it."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from core.errors import RefusedFile
from loaders.document import Span
from loaders.forms.grid.grid import GridCell, Row
from loaders.forms.headnames import only_title, read_names
from loaders.forms.lines import Line, is_furniture
from loaders.forms.profile import Profile
from loaders.forms.title import Field, Title, fiscal_year, read_fields, titled, year_notes
from loaders.language.years import fiscal_years, without_years
from loaders.read.names.find import name_part
from loaders.read.names.labels import is_name_label
from loaders.read.names.persons import persons
from loaders.sheet import Text

_NEAR = 3
"""So many rows around a department its head may take."""


def grid_title(rows: Sequence[Row], lines: Sequence[Line], profile: Profile, file: str) -> Title:
    """Return the head of the sheet. Raises `RefusedFile` where department or year is missing."""
    fields, used = grid_fields(rows, profile)
    fields = fields or read_fields(lines, profile)
    if "department" not in fields:
        raise RefusedFile("form-no-department", file=file)
    year, year_line = fiscal_year(lines, profile, file)
    years = list(_years_beside(rows, year_line))
    used |= {number for cell in years for number in cell.numbers()}
    used |= {number for text in fields.values() for number in range(text.span.first, text.span.last + 1)}
    return Title(
        fields["department"],
        fields.get("head_title"),
        fields.get("head_name") or next(iter(read_names(lines, profile)), None),
        year,
        Span(year_line, year_line),
        frozenset(used | {year_line}),
        year_notes([*titled(lines, profile), *(Text(cell.text, cell.span) for cell in years)], year),
    )


def _years_beside(rows: Sequence[Row], number: int) -> Iterator[GridCell]:
    """Yield the cells that only say the year again, in the rows around the title.

    A row of several years heads the columns of a matrix.
    """
    title = next((index for index, row in enumerate(rows) if any(number in c.numbers() for c in row)), 0)
    for row in rows[max(0, title - 2) : title + 3]:
        only_years = [cell for cell in row if not without_years(cell.text).strip("() ")]
        if len({year for cell in only_years for year in fiscal_years(cell.text)}) < 2:
            yield from only_years


def grid_fields(rows: Sequence[Row], profile: Profile) -> tuple[dict[Field, Text], set[int]]:
    """Return the fields of the head, and the lines of their labels and values."""
    found: dict[Field, Text] = {}
    used: set[int] = set()
    for label, field, value in _labelled_values(rows, profile):
        if field not in found:
            found |= {each: text for each, text in _split(field, value) if each == field or each not in found}
            used |= {*label.numbers(), *value.numbers()}
    return found, used


def grid_heads(rows: Sequence[Row], profile: Profile) -> Iterator[tuple[GridCell, frozenset[int]]]:
    """Yield the department of every head, and the fiscal years that stand around it.

    Near a head stands the form's name, or a field for the title or the name: any other table may
    have a column of departments.
    """
    for label, field, value in _labelled_values(rows, profile):
        if field != "department":
            continue
        around = [cell for row in rows[max(0, label.row - _NEAR) : label.row + _NEAR + 1] for cell in row]
        fields = {_field(cell, profile) for cell in around}
        named = [cell for cell in around if any(word in cell.key for word in profile.title)]
        if named or fields & {"head_title", "head_name"}:
            yield value, frozenset(year for cell in named for year in fiscal_years(cell.text))


def grid_names(rows: Sequence[Row], profile: Profile) -> list[Text]:
    """Return the values of cells that name persons."""
    return [
        text
        for _, field, value in _labelled_values(rows, profile)
        for each, text in _split(field, value)
        if each == "head_name"
    ]


def _labelled_values(rows: Sequence[Row], profile: Profile) -> Iterator[tuple[GridCell, Field, GridCell]]:
    for index, row in enumerate(rows):
        for position, label in enumerate(row):
            field = _field(label, profile)
            value = _value(rows, index, position, profile) if field else None
            if field and value:
                yield label, field, value


def _field(cell: GridCell, profile: Profile) -> Field | None:
    word = cell.key.rstrip(":")
    fields: dict[Field, frozenset[str]] = {
        "department": profile.department,
        "head_title": profile.head_title,
        "head_name": profile.head_name,
    }
    known = next((field for field, words in fields.items() if word in words), None)
    return known or ("head_name" if is_name_label(word) else None)


def _value(rows: Sequence[Row], index: int, position: int, profile: Profile) -> GridCell | None:
    """Return the next cell to the right, else the one below, that is no label itself."""
    label = rows[index][position]
    below = [cell for cell in rows[index + 1] if cell.left == label.left] if index + 1 < len(rows) else []
    around = (*rows[index][position + 1 : position + 2], *below)
    return next((cell for cell in around if not _is_word_of_form(cell, profile)), None)


def _is_word_of_form(cell: GridCell, profile: Profile) -> bool:
    return _field(cell, profile) is not None or is_furniture(cell.text, profile)


def labelled(row: Row, words: Collection[str]) -> tuple[GridCell, GridCell] | None:
    """Return a label of a row and the value right of it."""
    found = ((label, value) for label, value in pairwise(row) if label.key.rstrip(":") in words)
    return next(found, None)


def _split(field: Field, value: GridCell) -> Iterator[tuple[Field, Text]]:
    """Part a cell of title and name (職・氏名); whatever else stands in it is not kept."""
    if field == "department":
        yield field, Text(value.text, value.span)
        return
    if title := only_title(value.text):
        yield "head_title", Text(title, value.span)
    name = name_part(value.text)
    if persons(name):
        yield "head_name", Text(name, value.span)
