"""The things of all registers by their kinds, keys and names, for decisions and groups."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from loaders.cities.departments import DEPARTMENTS
from loaders.cities.departments import index_of as departments_of
from loaders.cities.documents import DOCUMENTS
from loaders.cities.entries import DepartmentEntry
from loaders.cities.facilities import FACILITIES
from loaders.cities.names import Index
from loaders.cities.organisations import ORGANISATIONS
from loaders.cities.organisations import index_of as organisations_of
from loaders.cities.programs import PROGRAMS
from loaders.cities.things import DocumentEntry, FacilityEntry, OrganisationEntry, ProgramEntry

Indexes = Mapping[str, Index]
"""The registered things of each kind."""


class HasThings(Protocol):
    """Whatever lists the things of a city; a `City` does."""

    @property
    def departments(self) -> tuple[DepartmentEntry, ...]:
        """Its departments."""

    @property
    def organisations(self) -> tuple[OrganisationEntry, ...]:
        """The bodies that it works with."""

    @property
    def facilities(self) -> tuple[FacilityEntry, ...]:
        """Its facilities."""

    @property
    def programs(self) -> tuple[ProgramEntry, ...]:
        """Its named programs."""

    @property
    def documents(self) -> tuple[DocumentEntry, ...]:
        """Its ordinances and plans."""


def indexes_of(city: HasThings) -> Indexes:
    """Return the things of a city by kind."""
    ordinances = (each for each in city.documents if each.kind == "ordinance")
    plans = (each for each in city.documents if each.kind == "plan")
    return {
        "partner": organisations_of(city.organisations),
        "site": _index(FACILITIES, city.facilities),
        "department": departments_of(city.departments),
        "program": _index(PROGRAMS, city.programs),
        "ordinance": _index(DOCUMENTS, ordinances),
        "plan": _index(DOCUMENTS, plans),
        # Words for groups of people, and places, have no register.
        "group": Index("—", ()),
        "place": Index("—", ()),
    }


def members_of(city: HasThings) -> Index:
    """Return what a group can be made of, by any of its names; the keys are the names of the registers."""
    things: tuple[OrganisationEntry | FacilityEntry, ...] = (*city.organisations, *city.facilities)
    named = ((entry.name, (entry.name, *entry.aliases)) for entry in things)
    register = "、".join((ORGANISATIONS, FACILITIES, DEPARTMENTS))
    return Index(register, (*named, *((entry.name, (entry.name,)) for entry in city.departments)))


def _index(register: str, entries: Iterable[FacilityEntry | ProgramEntry | DocumentEntry]) -> Index:
    return Index(register, ((entry.slug, (entry.name, *entry.aliases)) for entry in entries))
