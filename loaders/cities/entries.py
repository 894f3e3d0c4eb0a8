"""Entries of the registers of policies and departments, and how names and days are compared."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.messages import Language, say

PolicyLevel = Literal["policy", "pillar", "chapter", "measure"]
ChangeKind = Literal["renamed", "split", "merged", "abolished"]

_WHITE_SPACE = re.compile(r"\s+")


def canonical(name: str) -> str:
    """Return the form in which names are compared: NFKC, without white space."""
    return _WHITE_SPACE.sub("", unicodedata.normalize("NFKC", name))


def unended(name: str) -> str:
    """Return the same without a full stop at the end, which is part of no name of a measure."""
    return canonical(name).rstrip("。.")


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

    def measure(self, name: str) -> PolicyEntry | None:
        """Return the measure of this name; a full stop at the end is part of no name.

        Two of one name cannot be told apart by it, so neither is returned.
        """
        wanted = unended(name)
        called = [
            entry
            for entry in self.entries
            if entry.level == "measure" and wanted in map(unended, (entry.name, *entry.aliases))
        ]
        return called[0] if len(called) == 1 else None

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
class Remark:
    """What a person should look at in a register: a message key and its values, file and line."""

    key: str
    file: str
    line: int | None = None
    values: tuple[tuple[str, str], ...] = ()

    def sentence(self, language: Language | None = None) -> str:
        """Return what it says, in one language (the user's when None)."""
        return say(self.key, language, **dict(self.values))
