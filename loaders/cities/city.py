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
    ├── replaced: Replaced              slugs that they had before
    ├── decisions, corrections          what people decided about names, and mended (decided.py)
    └── remarks: Remark                 what a person should look at in the registers

Everything printed is a string, policy numbers and codes too. What a register does not say is
empty or None; a city may have no registers at all, and is then learnt from its sheets (decision 0008).
"""

from dataclasses import dataclass, field
from pathlib import Path

from loaders.cities.catalogued import Catalogued
from loaders.cities.decided import Continuation, Correction, Decision
from loaders.cities.display import NEUTRAL, Display
from loaders.cities.entries import DepartmentEntry, PolicyList, Remark, Reorganisation, canonical
from loaders.cities.publication import EVERYTHING, Publication, names_of
from loaders.cities.things import (
    DocumentEntry,
    FacilityEntry,
    GroupEntry,
    OrganisationEntry,
    ProgramEntry,
    Replaced,
)
from ontology.iris import slug_for


@dataclass(frozen=True, slots=True)
class City:
    """A municipality and all that its folder says.

    `key` is the name of the folder, `code` the six-digit 全国地方公共団体コード (check digit
    verified), `base` the address under which the city's data has its IRIs (ends with "/").
    `licence` is an IRI, None where rights are not stated. `ambiguous_names` are names that mean another
    thing in each department. `display` is how pages show the city, `catalogued` how portals file it,
    `publication` what goes out.
    `digest` is the SHA-256 over all files of the folder, for caches. `folder` takes no part in comparisons.
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
    replaced: tuple[Replaced, ...] = ()
    decisions: tuple[Decision, ...] = ()
    corrections: tuple[Correction, ...] = ()
    continuations: tuple[Continuation, ...] = ()
    ambiguous_names: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    display: Display = NEUTRAL
    publication: Publication = EVERYTHING
    catalogued: Catalogued = field(default_factory=Catalogued)
    contact_name_en: str = ""

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

    def holds(self, department: str, fiscal_year: int) -> bool:
        """Tell whether the sheet of a department for that year stays inside."""
        return self.publication.holds(names_of(department, fiscal_year, self.departments), fiscal_year)

    def department_slug(self, name: str, fiscal_year: int) -> str:
        """Return the slug of a department: that of the register, else one made of its name."""
        entry = self.department(name, fiscal_year)
        return entry.slug if entry is not None else slug_for(self.code, "department", name)
