"""Confirmed numbers, written into a city's register of organisations."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import UsageError
from core.spreadsheet import BYTE_ORDER_MARK
from graph.numbers.table import number_of
from graph.review.folder import appended, refuse_bundled, write_files
from graph.review.former import former_addresses
from loaders.cities.city import City
from loaders.cities.entries import canonical
from loaders.cities.grids import CSV, registers_in
from loaders.cities.organisations import ORGANISATION_COLUMNS, ORGANISATIONS
from loaders.cities.replaced import REPLACED, REPLACED_COLUMNS
from loaders.cities.tables import Row
from loaders.cities.things import OrganisationEntry
from loaders.read.text import decoded, read_path

_NUMBER = "corporate_number"


@dataclass(frozen=True, slots=True)
class Registered:
    """How many organisations got a number, how many are new, how many had it before; the files written."""

    filled: int
    new: int
    known: int
    files: tuple[Path, ...]


def register(city: City, rows: Iterable[Row], who: str, when: str) -> Registered:
    """Write confirmed numbers. An organisation that the register lacks is added with its number.

    UsageError for a number that another organisation has; nothing is written then.
    """
    refuse_bundled(city)
    entries = {
        canonical(name): entry for entry in city.organisations for name in (entry.name, *entry.aliases)
    }
    owners = {entry.corporate_number: entry for entry in city.organisations if entry.corporate_number}
    filled: dict[str, str] = {}
    new: list[Mapping[str, str]] = []
    known = 0
    for row in rows:
        name, number = row["organisation"], number_of(row)
        entry = entries.get(canonical(name))
        if entry is not None and entry.corporate_number == number:
            known += 1
        elif (other := owners.get(number) or _numbered(entry)) is not None:
            raise row.error("numbers-taken", name=name, number=number, other=other.name)
        elif entry is None:
            new.append({"name": name, _NUMBER: number, "source": f"法人番号公表サイト, {who}, {when}"})
        else:
            filled[entry.slug] = number
    files = write_files(city.folder, dict(_files(city, filled, new)))
    return Registered(len(filled), len(new), known, tuple(files))


def _files(
    city: City, filled: Mapping[str, str], new: Sequence[Mapping[str, str]]
) -> Iterator[tuple[Path, bytes]]:
    """Yield the registers with what is to be written; a slug that got a number stays where it is."""
    files = registers_in(city.folder)
    path = files.get(ORGANISATIONS, city.folder / f"{ORGANISATIONS}{CSV}")
    if filled or new:
        yield path, appended(path, ORGANISATION_COLUMNS, new, _filled(path, filled) if filled else None)
    learnt = ((each["name"], each[_NUMBER], each["source"]) for each in new)
    if rows := list(former_addresses(city, learnt)):
        path = files.get(REPLACED, city.folder / f"{REPLACED}{CSV}")
        yield path, appended(path, REPLACED_COLUMNS, rows)


def _numbered(entry: OrganisationEntry | None) -> OrganisationEntry | None:
    """Return an organisation if it has a number already."""
    return entry if entry is not None and entry.corporate_number else None


def _filled(path: Path, numbers: Mapping[str, str]) -> bytes:
    """Return the bytes of a register with the numbers of some slugs filled in; the slugs stay."""
    if path.suffix.lower() != CSV:
        raise UsageError("review-workbook", file=path, name=path.stem)
    text = decoded(read_path(path), path.name)[0].removeprefix(BYTE_ORDER_MARK)
    end = "\r\n" if "\r\n" in text else "\n"
    header, *rows = list(csv.reader(io.StringIO(text, newline="")))
    columns = [name.strip() for name in header]
    if _NUMBER not in columns:
        raise UsageError("city-missing-column", file=path, line=1, column=_NUMBER)
    slug, place = columns.index("slug"), columns.index(_NUMBER)
    for row in rows:
        if len(row) == len(columns) and row[slug].strip() in numbers:
            row[place] = numbers[row[slug].strip()]
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end).writerows([header, *rows])
    return (BYTE_ORDER_MARK + out.getvalue()).encode()
