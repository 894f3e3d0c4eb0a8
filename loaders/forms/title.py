"""The head of the form: department, the head's title and name, fiscal year."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from core.errors import RefusedFile
from loaders.document import Span
from loaders.forms.lines import Line
from loaders.forms.profile import Profile, form_key
from loaders.language.width import Folded
from loaders.language.years import fiscal_years
from loaders.sheet import Text

Field = Literal["department", "head_title", "head_name"]

# A field's label may be spaced out (部　局) and be followed by a colon or white space.
_LABEL = re.compile(r"(?:^|(?<=\s))(部\s*局\s*名?|補\s*職\s*名?|職\s*名|氏\s*名)(?:\s*:\s*|\s+|$)")


@dataclass(frozen=True, slots=True)
class Title:
    """The head of a sheet; `used` are the lines that it stands on."""

    department: Text
    head_title: Text | None
    head_name: Text | None
    fiscal_year: int
    fiscal_year_span: Span
    used: frozenset[int]


def read_title(lines: Sequence[Line], profile: Profile, file: str) -> Title:
    """Return the head of the sheet. Raises `RefusedFile` where department or year is missing."""
    fields = read_fields(lines, profile)
    if "department" not in fields:
        raise RefusedFile("form-no-department", file=file)
    year, year_line = fiscal_year(lines, profile, file)
    used = {field.span.first for field in fields.values()} | {year_line}
    return Title(
        fields["department"],
        fields.get("head_title"),
        fields.get("head_name"),
        year,
        Span(year_line, year_line),
        frozenset(used | {line.number for line in lines if _LABEL.match(Folded.of(line.text).text)}),
    )


def read_fields(lines: Sequence[Line], profile: Profile) -> dict[Field, Text]:
    """Return the fields of the head that have a value.

    The first line with a department field decides where the head is; the other fields stand in
    it or in one of the next lines.
    """
    for index, line in enumerate(lines):
        fields = _fields(line, profile)
        if any(field == "department" for field, _ in fields):
            return _values(lines[index : index + 8], profile)
    return {}


def _fields(line: Line, profile: Profile) -> list[tuple[Field, str]]:
    """Return the labels of a line with what follows each, up to the next label."""
    folded = Folded.of(line.text)
    labels = list(_LABEL.finditer(folded.text))
    ends = [*(label.start() for label in labels[1:]), len(folded.text)]
    return [
        (_field(label[1], profile), folded.cut(label.end(), end).strip())
        for label, end in zip(labels, ends, strict=False)
    ]


def _field(label: str, profile: Profile) -> Field:
    word = form_key(label)
    if word in profile.department:
        return "department"
    return "head_name" if word in profile.head_name else "head_title"


def _values(lines: Sequence[Line], profile: Profile) -> dict[Field, Text]:
    found: dict[Field, Text] = {}
    waiting: list[Field] = []
    for line in lines:
        fields = _fields(line, profile)
        if not fields and waiting:
            found.update(_shared_out(line, waiting))
            waiting = []
        for field, value in fields:
            if not value:
                waiting.append(field)
            elif field not in found:
                found[field] = Text(value, line.span)
    return found


def _shared_out(line: Line, waiting: Sequence[Field]) -> dict[Field, Text]:
    """Share a line of values out to the labels above it; the last label takes what is left."""
    values = line.text.split(maxsplit=len(waiting) - 1)
    return {field: Text(value, line.span) for field, value in zip(waiting, values, strict=False)}


def fiscal_year(lines: Sequence[Line], profile: Profile, file: str) -> tuple[int, int]:
    """Return the fiscal year and its line: beside the form's name, else in a heading."""
    titled = [line for line in lines if any(word in form_key(line.text) for word in profile.title)]
    headings = [line for line in lines if line.kind == "furniture"]
    for candidates in (titled, headings):
        years = Counter(year for line in candidates for year in fiscal_years(line.text))
        if years:
            year = min(years, key=lambda value: (-years[value], value))
            return year, next(line.number for line in candidates if year in fiscal_years(line.text))
    raise RefusedFile("form-no-year", file=file)
