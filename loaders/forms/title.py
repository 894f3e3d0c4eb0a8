"""The head of the form: department, the head's title and name, fiscal year."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from core.errors import RefusedFile
from loaders.document import Span
from loaders.forms.headnames import before_rows, is_heading, only_office, only_title, read_names
from loaders.forms.lines import Line
from loaders.forms.profile import Profile, form_key
from loaders.language.width import Folded, fold
from loaders.language.years import YEAR, fiscal_years, read_year
from loaders.read.names.labels import Label, labels
from loaders.sheet import Note, Text

Field = Literal["department", "head_title", "head_name"]


@dataclass(frozen=True, slots=True)
class Title:
    """The head of a sheet; `used` are the lines that it stands on."""

    department: Text
    head_title: Text | None
    head_name: Text | None
    fiscal_year: int
    fiscal_year_span: Span
    used: frozenset[int]
    notes: tuple[Note, ...] = ()


def read_title(lines: Sequence[Line], profile: Profile, file: str) -> Title:
    """Return the head of the sheet. Raises `RefusedFile` where department or year is missing."""
    fields = read_fields(lines, profile)
    if "department" not in fields:
        raise RefusedFile("form-no-department", file=file)
    year, year_line = fiscal_year(lines, profile, file)
    used = {field.span.first for field in fields.values()} | {year_line}
    used |= {name.span.first for name in read_names(lines, profile)}
    used |= {line.number for line in before_rows(lines) if any(field for field, _ in _fields(line, profile))}
    return Title(
        fields["department"],
        fields.get("head_title"),
        fields.get("head_name"),
        year,
        Span(year_line, year_line),
        frozenset(used),
        year_notes(titled(lines, profile), year),
    )


def read_fields(lines: Sequence[Line], profile: Profile) -> dict[Field, Text]:
    """Return the fields of the head that have a value.

    The first line with a department field decides where the head is; the other fields stand in
    it or in one of the next lines, the name anywhere before the first row.
    """
    for index, line in enumerate(lines):
        fields = _fields(line, profile)
        if any(field == "department" for field, _ in fields):
            found = _values(lines[index : index + 8], profile)
            names = read_names(lines, profile)
            return {**found, "head_name": names[0]} if names else found
    return {}


def departments(lines: Sequence[Line], profile: Profile) -> Iterator[Text]:
    """Yield the department of every head: with it, or right below, stands a title or a name field."""
    for index, line in enumerate(lines):
        if any(field == "department" for field, _ in _fields(line, profile)):
            near = {field for each in lines[index : index + 4] for field, _ in _fields(each, profile)}
            found = _values(lines[index : index + 8], profile)
            if "department" in found and near & {"head_title", "head_name"}:
                yield found["department"]


def _fields(line: Line, profile: Profile) -> list[tuple[Field | None, str]]:
    """Return the labels of a line with what follows each, up to the next label."""
    folded = Folded.of(line.text)
    found = labels(folded.text, profile.head_name, profile.department | profile.head_title)
    ends = [*(label.start for label in found[1:]), len(folded.text)]
    return [
        (_field(label, profile), folded.cut(label.end, end).strip())
        for label, end in zip(found, ends, strict=False)
    ]


def _field(label: Label, profile: Profile) -> Field | None:
    word = form_key(label.word)
    if word in profile.department:
        return "department"
    if word in profile.head_title:
        return "head_title"
    return "head_name" if label.kind == "name" else None


def _values(lines: Sequence[Line], profile: Profile) -> dict[Field, Text]:
    """Return department and title: beside their labels, or in the lines below labels without value."""
    found: dict[Field, Text] = {}
    waiting: list[Field] = []
    for line in lines:
        fields = _fields(line, profile)
        shared = [] if fields else _shared_out(line, waiting, profile)
        waiting = waiting[len(shared) :] if shared or fields else []
        waiting += [field for field, value in fields if field and not value]
        for field, value in [*fields, *shared]:
            kept = only_title(value) if field == "head_title" else only_office(value)
            if field in ("department", "head_title") and kept and field not in found:
                found[field] = Text(kept, line.span)
    return found


def _shared_out(line: Line, waiting: Sequence[Field], profile: Profile) -> list[tuple[Field, str]]:
    """Share a line of values out to the labels above it; the last label takes what is left."""
    if not waiting or is_heading(line, profile) or line.kind == "item":
        return []
    return list(zip(waiting, line.text.split(maxsplit=len(waiting) - 1), strict=False))


def fiscal_year(lines: Sequence[Line], profile: Profile, file: str) -> tuple[int, int]:
    """Return the fiscal year and its line: beside the form's name, else in a heading."""
    titled = [line for line in lines if any(word in form_key(line.text) for word in profile.title)]
    headings = [line for line in lines if line.kind == "furniture"]
    for candidates in (titled, headings):
        years = Counter(year for line in candidates for year in fiscal_years(line.text))
        if years:
            year = min(years, key=lambda value: (-years[value], value))
            return year, next(line.number for line in candidates if year in fiscal_years(line.text))
    if titled:
        raise RefusedFile(
            "form-no-year-beside", file=file, line=titled[0].number, title=titled[0].text.strip()
        )
    raise RefusedFile("form-no-year", file=file)


def titled(lines: Sequence[Line], profile: Profile) -> list[Text]:
    """Return the lines that print the form's name as a title, not within a sentence."""
    head = set(before_rows(lines))
    return [
        Text(line.text, line.span)
        for line in lines
        if line.kind == "furniture" or (line.kind == "text" and line in head)
        if any(word in form_key(line.text) for word in profile.title)
    ]


def year_notes(texts: Iterable[Text], year: int) -> tuple[Note, ...]:
    """Return a warning where texts of the title name another fiscal year than the one taken."""
    said = [
        (text, found.value == year and found.consistent)
        for text in texts
        for match in YEAR.finditer(fold(text.value))
        if (found := read_year(match)) and found.fiscal
    ]
    other = next((text for text, agrees in said if not agrees), None)
    if other is None:
        return ()
    printed = "／".join(dict.fromkeys(text.value for text, _ in said))
    return (Note("warning", "note-title-years", (("year", str(year)), ("text", printed)), other.span),)
