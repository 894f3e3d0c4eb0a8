"""From a file to a sheet of a known city, in two steps.

`read_file` depends on the bytes and on the code alone, `link` also on the registers of the cities:
each can be cached by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from pathlib import Path

from loaders.cities.city import City
from loaders.cities.find import named
from loaders.cities.recognise import Hints, recognise
from loaders.corrections import corrected, corrected_figures
from loaders.document import Document
from loaders.entities.link import find_entities
from loaders.entities.pairs import pairs_of
from loaders.figure_verdicts import with_verdicts
from loaders.forms.officials import officials
from loaders.forms.parse import parse
from loaders.forms.profile import narrative, profiles
from loaders.listed import held_against_lists, lists_missing
from loaders.read.any import read_document
from loaders.read.blackout import Blackout, black_out
from loaders.read.names.persons import persons
from loaders.read.text import read_path
from loaders.sheet import Extraction, ManagementSheet, Note


@dataclass(frozen=True, slots=True)
class Reading:
    """A file, read; its city is not known yet."""

    document: Document
    sheet: ManagementSheet


def read_file(path: Path, *, names: bool = False) -> Reading:
    """Read one file. Raises `RefusedFile`. See `read_bytes`."""
    return read_bytes(read_path(path), path.name, names=names)


def read_bytes(data: bytes, name: str, *, names: bool = False) -> Reading:
    """Read the bytes of a file called `name`; the head's name is blacked out unless `names`.

    Raises `RefusedFile` for what cannot be decoded or is no management sheet.
    """
    document = read_document(data, name)
    if names:
        document = replace(document, whole=None)
        return Reading(document, parse(document))
    document, found = without_officials(document)
    return Reading(document, _unnamed(parse(document), found))


def without_officials(document: Document) -> tuple[Document, Blackout]:
    """Return a document with the officials of its head blacked out, whatever its form, and what was."""
    found = reduce(or_, (officials(document, profile) for profile in profiles().values()))
    return black_out(document, found), found


def _unnamed(sheet: ManagementSheet, found: Blackout) -> ManagementSheet:
    """Return the sheet without its head's name, and say where a name may have stayed."""
    notes = [
        Note("warning", "note-name-short", (), span)
        for value, span in found.fields
        if any(person.short for person in persons(value))
    ]
    if any(person.short for value in found.others for person in persons(value)):
        notes.append(Note("warning", "note-name-short"))
    if sheet.head_title and not found.persons():
        notes.append(Note("warning", "note-name-not-found", (), sheet.head_title.span))
    return replace(sheet, head_name=None, notes=(*sheet.notes, *notes))


def link(reading: Reading, cities: Mapping[str, City], city: str | None = None) -> Extraction:
    """Find the sheet's city (or take the one that is named) and hold the sheet against its registers.

    Raises `RefusedFile` where no city fits or two fit equally, `UsageError` for an unknown name.
    """
    if city is not None:
        return Extraction(reading.document, _linked(reading, named(cities, city)))
    found, reasons = city_of(reading, cities)
    return Extraction(reading.document, _linked(reading, found), reasons)


def city_of(reading: Reading, cities: Mapping[str, City]) -> tuple[City, tuple[str, ...]]:
    """Return the city of a sheet that nobody named, and the reasons in words; raises as `link` does."""
    return recognise(_hints(reading), cities)


def extract(path: Path, cities: Mapping[str, City], city: str | None = None) -> Extraction:
    """Read one file and find its city; names are kept only where the city publishes them."""
    return extract_bytes(read_path(path), path.name, cities, city)


def extract_bytes(data: bytes, name: str, cities: Mapping[str, City], city: str | None = None) -> Extraction:
    """Do the same with the bytes of a file called `name`."""
    reading = read_bytes(data, name)
    found, reasons = (named(cities, city), ()) if city is not None else city_of(reading, cities)
    if found.publish_names:
        reading = read_bytes(data, name, names=True)
    return Extraction(reading.document, _linked(reading, found), reasons)


def _hints(reading: Reading) -> Hints:
    sheet = reading.sheet
    policies = [
        (narrative().policies_label, policy.notation, policy.name.value)
        for row in sheet.objectives
        for policy in row.policies
    ]
    text = "\n".join(line.strip() for line in reading.document.lines)
    return Hints(sheet.department.value, sheet.fiscal_year, tuple(dict.fromkeys(policies)), text)


def _linked(reading: Reading, city: City) -> ManagementSheet:
    sheet = find_entities(_held_against(reading.sheet, city), reading.document, city)
    return with_verdicts(corrected_figures(sheet, city.corrections, pairs_of), city)


def _held_against(sheet: ManagementSheet, city: City) -> ManagementSheet:
    """Mend what people corrected, mark what the registers know, and note what had to be learnt."""
    sheet = corrected(sheet, city.corrections)
    notes: list[Note] = []
    department = city.department(sheet.department.value, sheet.fiscal_year)
    if department is None:
        notes.append(
            Note(
                "info",
                "note-department-learnt",
                (("name", sheet.department.value),),
                sheet.department.span,
            )
        )
    held = [held_against_lists(row, sheet.fiscal_year, city) for row in sheet.objectives]
    notes += lists_missing(sheet.objectives, sheet.fiscal_year, city)
    notes += (note for _, those in held for note in those)
    return replace(
        sheet,
        city=city.code,
        department_known=department is not None,
        objectives=tuple(row for row, _ in held),
        notes=(*sheet.notes, *notes),
    )
