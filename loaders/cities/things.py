"""Entries of the registers of things with names: organisations, facilities, programs, law, groups."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

OperatorRole = Literal["operates", "designatedManager"]
DocumentKind = Literal["ordinance", "plan"]
ReplacedKind = Literal["partner", "program", "site", "department", "ordinance", "plan", "policy"]


@dataclass(frozen=True, slots=True)
class OrganisationEntry:
    """An organisation that the city works with.

    `corporate_number` is its 法人番号 (check digit verified), empty where none is known; then `slug`
    is its part of an IRI. One of the two is always there.
    """

    name: str
    name_en: str | None
    aliases: tuple[str, ...]
    aliases_en: tuple[str, ...]
    corporate_number: str
    slug: str
    kind: str = ""
    url: str = ""
    note: str = ""
    source: str = ""
    reading: str = ""

    @property
    def key(self) -> str:
        """What tells it from the others of the register."""
        return self.slug or self.corporate_number


@dataclass(frozen=True, slots=True)
class Operation:
    """Who runs a facility, as which of the two roles, and from when to when where that is known.

    `organisation` is the key of an `OrganisationEntry`, `printed` its name as the row has it. The row says
    so: `file` and `line` are its place, `source` is where it is known from.
    """

    organisation: str
    role: OperatorRole
    valid_from: date | None
    valid_to: date | None
    printed: str
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)
    source: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class FacilityEntry:
    """A facility: its names, the department (slug) in charge, and whoever runs or ran it."""

    name: str
    name_en: str | None
    aliases: tuple[str, ...]
    aliases_en: tuple[str, ...]
    slug: str
    department: str | None = None
    operations: tuple[Operation, ...] = ()
    note: str = ""
    source: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True)
class ProgramEntry:
    """A program of the city: its names, its department (slug), and whether citizens apply for it."""

    name: str
    name_en: str | None
    aliases: tuple[str, ...]
    aliases_en: tuple[str, ...]
    slug: str
    department: str | None = None
    applied_for: bool = False
    url: str = ""
    note: str = ""
    source: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """An ordinance or regulation (`kind` "ordinance"), or a plan, guideline or outline ("plan")."""

    name: str
    name_en: str | None
    aliases: tuple[str, ...]
    aliases_en: tuple[str, ...]
    slug: str
    kind: DocumentKind
    url: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """One word for several registered things (両図書館): `members` are their names in the registers.

    `department` (slug) limits it to the sheets of one department.
    """

    name: str
    members: tuple[str, ...]
    department: str | None = None
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Replaced:
    """A slug that the thing `now` (its key in the register) had before. `scheme` is that of a policy."""

    kind: ReplacedKind
    scheme: str
    former: str
    now: str
    note: str = ""
    source: str = ""
