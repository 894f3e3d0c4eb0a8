"""The registers of a city folder: which files there are, and what they say together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import UsageError
from loaders.cities.city import (
    DepartmentEntry,
    FacilityEntry,
    OrganisationEntry,
    PolicyList,
    Remark,
    Reorganisation,
)
from loaders.cities.departments import DEPARTMENTS, read_departments
from loaders.cities.departments import index_of as departments_of
from loaders.cities.facilities import FACILITIES, read_facilities
from loaders.cities.grids import registers_in
from loaders.cities.organisations import ORGANISATIONS, read_organisations
from loaders.cities.organisations import index_of as organisations_of
from loaders.cities.policies import read_policies

NAMES = (DEPARTMENTS, ORGANISATIONS, FACILITIES)
"""The registers that are called the same in every city."""


@dataclass(frozen=True, slots=True)
class Registers:
    """What the registers of one city say."""

    policy_lists: tuple[PolicyList, ...]
    departments: tuple[DepartmentEntry, ...]
    reorganisations: tuple[Reorganisation, ...]
    organisations: tuple[OrganisationEntry, ...]
    facilities: tuple[FacilityEntry, ...]
    remarks: tuple[Remark, ...]


def read_registers(folder: Path, lists: Iterable[PolicyList], corporate_number: str | None) -> Registers:
    """Return all that the registers of a folder say; `lists` are the policy lists it declares."""
    lists = tuple(lists)
    files = registers_in(folder)
    _refuse_strays(files, [*NAMES, *(each.scheme for each in lists)])
    policies = {each.scheme: read_policies(files.get(each.scheme)) for each in lists}
    departments = read_departments(files.get(DEPARTMENTS))
    organisations = read_organisations(files.get(ORGANISATIONS), corporate_number)
    facilities = read_facilities(
        files.get(FACILITIES), departments_of(departments.entries), organisations_of(organisations.entries)
    )
    of_lists = (remark for each in policies.values() for remark in each.remarks)
    return Registers(
        policy_lists=tuple(replace(each, entries=policies[each.scheme].entries) for each in lists),
        departments=departments.entries,
        reorganisations=departments.reorganisations,
        organisations=organisations.entries,
        facilities=facilities.entries,
        remarks=(*departments.remarks, *organisations.remarks, *facilities.remarks, *of_lists),
    )


def _refuse_strays(files: dict[str, Path], known: list[str]) -> None:
    """Refuse a register that nothing declares; a misspelt one would be passed over in silence."""
    for name, path in files.items():
        if name not in known:
            raise UsageError("city-stray-register", file=path, known="、".join(known))
