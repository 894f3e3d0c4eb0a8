"""The forms tried on one file: who claims it, what is found in it, and what no rule used."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from core.errors import RefusedFile
from graph.spots import Spot, Spots
from loaders.document import Document, Span, unwrap
from loaders.extract import read_bytes, without_officials
from loaders.forms.grid.grid import Row, rows_of
from loaders.forms.grid.tables import Table, find_tables, records
from loaders.forms.parse import claims, head_fields, leading
from loaders.forms.profile import Profile, profiles
from loaders.read.any import read_document
from loaders.sheet import ManagementSheet

Verdict = Literal["chosen", "equal", "fewer"]
_LONGEST = 60
_HARMLESS = ("remark-doubled-characters",)
"""Remarks of the reader about which nothing is missing; the others name content that was not read."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A form's claim to a file: the signs that it found there."""

    form: str
    verdict: Verdict
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A text and where it stands."""

    text: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of the form: the heading of each role (None where it is not found), and its records."""

    name: str
    headings: Mapping[str, str | None]
    records: int
    spot: Spot


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it. Names of officials are blacked out in every text.

    Where the file is refused there is no sheet, but claims, head and tables tell how far it went.
    """

    document: Document
    claims: tuple[Claim, ...]
    fields: Mapping[str, Found]
    tables: tuple[FoundTable, ...]
    unread: tuple[Found, ...]
    sheet: ManagementSheet | None
    refused: RefusedFile | None

    @property
    def exit_status(self) -> int:
        """0: the form fits; 1: it fits, but something is unread or could not be seen; 2: it does not fit."""
        if self.sheet is None:
            return 2
        return 1 if self.unread or any(each.key not in _HARMLESS for each in self.document.remarks) else 0

    def spot(self, span: Span) -> Spot:
        """Return where a span stands in the file."""
        return Spots(self.document).of(span)


def try_forms(data: bytes, name: str) -> Trial:
    """Try all forms on the bytes of a file. Raises `RefusedFile` where the file itself cannot be read."""
    document, sheet, refused = _read(data, name)
    found = claims(document)
    ahead = leading(found)
    profile = profiles()[ahead[0]] if len(ahead) == 1 else None
    spots = Spots(document)
    return Trial(
        document,
        tuple(Claim(form, _verdict(form, ahead), tuple(signs)) for form, signs in found.items()),
        dict(_fields(document, profile, spots)) if profile else {},
        tuple(_tables(document, profile, spots)) if profile else (),
        tuple(_unread(document, sheet, spots)) if sheet else (),
        sheet,
        refused,
    )


def _read(data: bytes, name: str) -> tuple[Document, ManagementSheet | None, RefusedFile | None]:
    try:
        reading = read_bytes(data, name)
    except RefusedFile as error:
        return without_officials(read_document(data, name))[0], None, error
    return reading.document, reading.sheet, None


def _verdict(form: str, ahead: list[str]) -> Verdict:
    if form not in ahead:
        return "fewer"
    return "chosen" if len(ahead) == 1 else "equal"


def _fields(document: Document, profile: Profile, spots: Spots) -> Iterator[tuple[str, Found]]:
    for name, text in head_fields(document, profile).items():
        yield name, Found(text.value, spots.of(text.span))


def _tables(document: Document, profile: Profile, spots: Spots) -> Iterator[FoundTable]:
    rows = rows_of(document)
    for table in find_tables(rows, profile.tables):
        headings = {role: table.headings.get(role) for role in table.spec.columns}
        numbered = [record for record in records(table, profile) if record.key or not table.spec.key]
        yield FoundTable(table.spec.name, headings, len(numbered), spots.of(_head(table, rows)))


def _head(table: Table, rows: list[Row]) -> Span:
    row = next(row for row in rows if row[0].row in table.head)
    return row[0].span | row[-1].span


def _unread(document: Document, sheet: ManagementSheet, spots: Spots) -> Iterator[Found]:
    """Yield what nothing used: lines of one cell together."""
    for _, group in groupby(sheet.unread(), key=spots.owner):
        numbers = list(group)
        text = unwrap(tuple(document.lines[number - 1] for number in numbers))
        short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        yield Found(short, spots.of(Span(numbers[0], numbers[-1])))
