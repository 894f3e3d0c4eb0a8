"""A city as its folder describes it: numbers, names, lists of policies, departments, organisations.

    City
    ├── policy_lists: PolicyList        one numbering system of one term of years
    │   └── entries: PolicyEntry
    ├── departments: DepartmentEntry
    ├── reorganisations: Reorganisation which departments became which
    ├── organisations: OrganisationEntry
    ├── facilities: FacilityEntry
    │   └── operations: Operation       who runs it, and when
    ├── programs, documents, groups     named programs, law and plans, words for several things
    ├── decisions, corrections          what people decided about names, and mended (decided.py)
    └── remarks: Remark                 what a person should look at in the registers

Everything printed is a string, policy numbers and codes too. What a register does not say is
empty or None; a city may have no registers at all, and is then learnt from its sheets (decision 0008).
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from core.messages import Language, say
from loaders.cities.decided import Correction, Decision

PolicyLevel = Literal["policy", "pillar", "chapter", "measure"]
ChangeKind = Literal["renamed", "split", "merged", "abolished"]
OperatorRole = Literal["operates", "designatedManager"]

_WHITE_SPACE = re.compile(r"\s+")


def canonical(name: str) -> str:
    """Return the form in which names are compared: NFKC, without white space."""
    return _WHITE_SPACE.sub("", unicodedata.normalize("NFKC", name))


def fiscal_year_days(fiscal_year: int) -> tuple[date, date]:
    """Return the first and the last day of a fiscal year (1 April to 31 March)."""
    return date(fiscal_year, 4, 1), date(fiscal_year + 1, 3, 31)


@dataclass(frozen=True, slots=True)
class PolicyEntry:
    """One entry of a policy list.

    `notation` is the number or code as a string ("45", "5-1-(3)"), empty for a pillar that has
    none. `slug` is its part of an IRI ("45", "5-1-3", or what the register gives). `broader` is
    the slug of the entry above it in the same list. `aliases` are the other names under which the
    register has the same number.
    """

    notation: str
    name: str
    name_en: str | None
    level: PolicyLevel
    broader: str | None
    note: str
    source: str
    slug: str
    aliases: tuple[str, ...] = ()
    aliases_en: tuple[str, ...] = ()

    def is_called(self, name: str) -> bool:
        """Tell whether this is one of its names, whatever the width and the white space."""
        return canonical(name) in {canonical(each) for each in (self.name, *self.aliases)}


@dataclass(frozen=True, slots=True)
class PolicyList:
    """One numbering system in one term of fiscal years; `last_year` None: still in force.

    `label` is the word that sheets print over it (「基本政策」, 「総合計画」). Numbers are reused
    from term to term, so a number means something only within its list.
    """

    scheme: str
    label: str
    name: str
    name_en: str
    first_year: int
    last_year: int | None
    entries: tuple[PolicyEntry, ...] = ()

    def holds(self, fiscal_year: int) -> bool:
        """Tell whether the list is in force in that fiscal year."""
        return self.first_year <= fiscal_year and (self.last_year is None or fiscal_year <= self.last_year)

    def find(self, notation: str) -> PolicyEntry | None:
        """Return the entry with this number or code (any width of digits and brackets)."""
        wanted = canonical(notation)
        return next((entry for entry in self.entries if wanted and entry.notation == wanted), None)

    def at(self, slug: str) -> PolicyEntry | None:
        """Return the entry with this slug."""
        return next((entry for entry in self.entries if entry.slug == slug), None)


@dataclass(frozen=True, slots=True)
class DepartmentEntry:
    """A department: its level (部, 課 …), the department above it, its days, its part of an IRI.

    `parent` is the name of the department above; None where it is not known. A day that is None
    is not known or still open.
    """

    name: str
    name_en: str | None
    level: str
    parent: str | None
    valid_from: date | None
    valid_to: date | None
    slug: str
    note: str = ""
    source: str = ""

    def valid_in(self, fiscal_year: int) -> bool:
        """Tell whether the department existed on some day of that fiscal year."""
        first, last = fiscal_year_days(fiscal_year)
        begun = self.valid_from is None or self.valid_from <= last
        return begun and (self.valid_to is None or first <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Reorganisation:
    """Departments (slugs) `before` became those `after`; `day` is the first day of the new order.

    After an abolition there is none.
    """

    kind: ChangeKind
    day: date
    before: tuple[str, ...]
    after: tuple[str, ...]


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

    @property
    def key(self) -> str:
        """What tells it from the others of the register."""
        return self.slug or self.corporate_number


@dataclass(frozen=True, slots=True)
class Operation:
    """Who runs a facility, as which of the two roles, and from when to when where that is known.

    `organisation` is the key of an `OrganisationEntry`, `printed` its name as the row has it.
    """

    organisation: str
    role: OperatorRole
    valid_from: date | None
    valid_to: date | None
    printed: str


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


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """An ordinance or regulation (`kind` "ordinance"), or a plan, guideline or outline ("plan")."""

    name: str
    name_en: str | None
    aliases: tuple[str, ...]
    aliases_en: tuple[str, ...]
    slug: str
    kind: Literal["ordinance", "plan"]
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
class Remark:
    """What a person should look at in a register: a message key and its values, file and line."""

    key: str
    file: str
    line: int | None = None
    values: tuple[tuple[str, str], ...] = ()

    def sentence(self, language: Language | None = None) -> str:
        """Return what it says, in one language (the user's when None)."""
        return say(self.key, language, **dict(self.values))


@dataclass(frozen=True, slots=True)
class City:
    """A municipality and all that its folder says.

    `key` is the name of the folder, `code` the six-digit 全国地方公共団体コード (check digit
    verified), `base` the address under which the city's data has its IRIs (ends with "/").
    `licence` is an IRI, None where rights are not stated. `digest` is the SHA-256 over all files
    of the folder, for caches. `folder` takes no part in comparisons.
    """

    key: str
    code: str
    name: str
    name_en: str
    form: str
    base: str
    publisher: str
    publisher_en: str
    contact_name: str
    contact_email: str | None
    contact_url: str | None
    licence: str | None
    licence_title: str | None
    publish_names: bool
    fictional: bool
    notice: str
    notice_en: str
    corporate_number: str | None
    policy_lists: tuple[PolicyList, ...]
    departments: tuple[DepartmentEntry, ...]
    digest: str
    folder: Path = field(compare=False)
    reorganisations: tuple[Reorganisation, ...] = ()
    organisations: tuple[OrganisationEntry, ...] = ()
    facilities: tuple[FacilityEntry, ...] = ()
    programs: tuple[ProgramEntry, ...] = ()
    documents: tuple[DocumentEntry, ...] = ()
    groups: tuple[GroupEntry, ...] = ()
    decisions: tuple[Decision, ...] = ()
    corrections: tuple[Correction, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def policy_list(self, label: str, fiscal_year: int) -> PolicyList | None:
        """Return the list that sheets of that year mean when they print `label`."""
        fitting = (each for each in self.policy_lists if each.label == label and each.holds(fiscal_year))
        return next(fitting, None)

    def department(self, name: str, fiscal_year: int) -> DepartmentEntry | None:
        """Return the department that bore this name in that fiscal year."""
        wanted = canonical(name)
        for entry in self.departments:
            if canonical(entry.name) == wanted and entry.valid_in(fiscal_year):
                return entry
        return None
