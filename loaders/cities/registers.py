"""The registers of a city folder: which files there are, and what they say together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import UsageError
from loaders.cities.continuations import CONTINUATIONS, read_continuations
from loaders.cities.corrections import CORRECTIONS, read_corrections
from loaders.cities.decided import Continuation, Correction, Decision
from loaders.cities.decisions import DECISIONS, read_decisions
from loaders.cities.departments import DEPARTMENTS, read_departments
from loaders.cities.departments import index_of as departments_of
from loaders.cities.documents import DOCUMENTS, read_documents
from loaders.cities.entries import DepartmentEntry, PolicyList, Remark, Reorganisation
from loaders.cities.facilities import FACILITIES, read_facilities
from loaders.cities.grids import registers_in
from loaders.cities.groups import GROUPS, read_groups
from loaders.cities.indexes import indexes_of, members_of
from loaders.cities.organisations import ORGANISATIONS, read_organisations
from loaders.cities.organisations import index_of as organisations_of
from loaders.cities.policies import read_policies
from loaders.cities.programs import PROGRAMS, read_programs
from loaders.cities.replaced import REPLACED, read_replaced
from loaders.cities.things import (
    DocumentEntry,
    FacilityEntry,
    GroupEntry,
    OrganisationEntry,
    ProgramEntry,
    Replaced,
)

NAMES = (
    *(DEPARTMENTS, ORGANISATIONS, FACILITIES, PROGRAMS, DOCUMENTS, GROUPS, REPLACED),
    *(DECISIONS, CORRECTIONS, CONTINUATIONS),
)
"""The registers that are called the same in every city; the last three hold what people decided."""

Files = Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class Registers:
    """What the registers of one city say."""

    policy_lists: tuple[PolicyList, ...]
    departments: tuple[DepartmentEntry, ...]
    reorganisations: tuple[Reorganisation, ...]
    organisations: tuple[OrganisationEntry, ...]
    facilities: tuple[FacilityEntry, ...]
    programs: tuple[ProgramEntry, ...]
    documents: tuple[DocumentEntry, ...]
    remarks: tuple[Remark, ...]
    groups: tuple[GroupEntry, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    decisions: tuple[Decision, ...] = ()
    corrections: tuple[Correction, ...] = ()
    continuations: tuple[Continuation, ...] = ()


def read_registers(folder: Path, lists: Iterable[PolicyList], corporate_number: str | None) -> Registers:
    """Return all that the registers of a folder say; `lists` are the policy lists it declares."""
    lists = tuple(lists)
    files = registers_in(folder)
    _refuse_strays(files, [*NAMES, *(each.scheme for each in lists)])
    return _with_people(files, _things(files, lists, corporate_number))


def _things(files: Files, lists: Sequence[PolicyList], corporate_number: str | None) -> Registers:
    """Read what there is: policies, departments, and things with names."""
    policies = {each.scheme: read_policies(files.get(each.scheme)) for each in lists}
    departments = read_departments(files.get(DEPARTMENTS))
    by_department = departments_of(departments.entries)
    organisations = read_organisations(files.get(ORGANISATIONS), corporate_number)
    facilities = read_facilities(
        files.get(FACILITIES), by_department, organisations_of(organisations.entries)
    )
    programs = read_programs(files.get(PROGRAMS), by_department)
    documents = read_documents(files.get(DOCUMENTS))
    of_lists = (remark for each in policies.values() for remark in each.remarks)
    return Registers(
        policy_lists=tuple(replace(each, entries=policies[each.scheme].entries) for each in lists),
        departments=departments.entries,
        reorganisations=departments.reorganisations,
        organisations=organisations.entries,
        facilities=facilities.entries,
        programs=programs.entries,
        documents=documents.entries,
        remarks=(
            *(*departments.remarks, *organisations.remarks, *facilities.remarks),
            *(*programs.remarks, *documents.remarks, *of_lists),
        ),
    )


def _with_people(files: Files, things: Registers) -> Registers:
    """Read what people say of those things: words for several, former addresses, decisions, corrections."""
    departments = departments_of(things.departments)
    groups = read_groups(files.get(GROUPS), departments, members_of(things))
    replaced = read_replaced(files.get(REPLACED), indexes_of(things), things.policy_lists)
    decisions = read_decisions(files.get(DECISIONS), indexes_of(things), departments)
    corrections = read_corrections(files.get(CORRECTIONS), departments)
    continuations = read_continuations(files.get(CONTINUATIONS), departments)
    return replace(
        things,
        groups=groups.entries,
        replaced=replaced.entries,
        decisions=decisions.entries,
        corrections=corrections.entries,
        continuations=continuations.entries,
        remarks=(
            *(*things.remarks, *groups.remarks, *replaced.remarks),
            *(*decisions.remarks, *corrections.remarks, *continuations.remarks),
        ),
    )


def _refuse_strays(files: Files, known: list[str]) -> None:
    """Refuse a register that nothing declares; a misspelt one would be passed over in silence."""
    for name, path in files.items():
        if name not in known:
            raise UsageError("city-stray-register", file=path, known="、".join(known))
