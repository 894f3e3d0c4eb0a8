"""From a file to a sheet of a known city, in two steps.

`read_file` depends on the bytes and on the code alone, `link` also on the registers of the cities:
each can be cached by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from loaders.cities.city import City
from loaders.cities.find import named
from loaders.cities.recognise import Hints, recognise
from loaders.document import Document
from loaders.forms.parse import head_fields, parse
from loaders.forms.profile import narrative, profiles
from loaders.language.width import key
from loaders.read.blackout import black_out
from loaders.read.text import read_path, read_text
from loaders.sheet import Extraction, ManagementSheet, Note, Objective, PolicyNumber


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
    document = read_text(data, name)
    if not names:
        for profile in profiles().values():
            fields = head_fields(document, profile)
            title = fields.get("head_title")
            if person := fields.get("head_name"):
                document = black_out(document, person.value, title.value if title else None)
    sheet = parse(document)
    return Reading(document, sheet if names else replace(sheet, head_name=None))


def link(reading: Reading, cities: Mapping[str, City], city: str | None = None) -> Extraction:
    """Find the sheet's city (or take the one that is named) and hold the sheet against its registers.

    Raises `RefusedFile` where no city fits or two fit equally, `UsageError` for an unknown name.
    """
    if city is not None:
        return Extraction(reading.document, _held_against(reading.sheet, named(cities, city)))
    found, reasons = recognise(_hints(reading), cities)
    return Extraction(reading.document, _held_against(reading.sheet, found), reasons)


def extract(path: Path, cities: Mapping[str, City], city: str | None = None) -> Extraction:
    """Read one file and find its city; names are kept only where the city publishes them."""
    extraction = link(read_file(path), cities, city)
    found = named(cities, extraction.sheet.city)
    if not found.publish_names:
        return extraction
    return link(read_file(path, names=True), cities, found.code)


def _hints(reading: Reading) -> Hints:
    sheet = reading.sheet
    policies = [
        (narrative().policies_label, policy.notation, policy.name.value)
        for row in sheet.objectives
        for policy in row.policies
    ]
    text = "\n".join(line.strip() for line in reading.document.lines)
    return Hints(sheet.department.value, sheet.fiscal_year, tuple(dict.fromkeys(policies)), text)


def _held_against(sheet: ManagementSheet, city: City) -> ManagementSheet:
    """Mark what the registers know, and note what had to be learnt from the sheet."""
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
    rows = tuple(_row(row, sheet.fiscal_year, city, notes) for row in sheet.objectives)
    return replace(
        sheet,
        city=city.code,
        department_known=department is not None,
        objectives=rows,
        notes=(*sheet.notes, *notes),
    )


def _row(row: Objective, fiscal_year: int, city: City, notes: list[Note]) -> Objective:
    return replace(row, policies=tuple(_policy(policy, fiscal_year, city, notes) for policy in row.policies))


def _policy(policy: PolicyNumber, fiscal_year: int, city: City, notes: list[Note]) -> PolicyNumber:
    """Mark a policy as known where the register has its number; report another name or a new number."""
    policies = city.policy_list(narrative().policies_label, fiscal_year)
    entry = policies.find(policy.notation) if policies else None
    values = (("number", policy.notation), ("name", policy.name.value))
    if entry is None:
        notes.append(Note("info", "note-policy-learnt", values, policy.name.span))
        return policy
    if key(entry.name) != key(policy.name.value):
        both = (*values, ("register", entry.name))
        notes.append(Note("warning", "note-policy-renamed", both, policy.name.span))
    return replace(policy, known=True)
