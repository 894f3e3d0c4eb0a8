"""What a city publishes: `[publication]` of its `city.toml`.

    [publication]
    status = "stated"                      # all, stated or confirmed: how far a mention must be settled
    departments_held = ["市長公室"]         # departments whose sheets stay inside, by name or slug
    years_held = [2026]                    # fiscal years whose sheets stay inside

Personal names have a setting of their own (`publish_names`), and are left out unless it says otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

from loaders.cities.entries import DepartmentEntry, canonical
from loaders.cities.profile import Profile

Smallest = Literal["all", "stated", "confirmed"]


@dataclass(frozen=True, slots=True)
class Publication:
    """How far a mention must be settled to go out, and the departments and fiscal years that do not."""

    smallest: Smallest = "all"
    departments_held: tuple[str, ...] = ()
    years_held: tuple[int, ...] = ()

    @property
    def restricts(self) -> bool:
        """Whether anything stays inside."""
        return self != EVERYTHING

    def holds(self, departments: Sequence[str], fiscal_year: int) -> bool:
        """Tell whether a sheet stays inside; `departments` are names and slugs of its own and those above."""
        held = set(map(canonical, self.departments_held))
        return fiscal_year in self.years_held or not held.isdisjoint(map(canonical, departments))


EVERYTHING = Publication()
"""A city that says nothing of it publishes all but personal names."""


def read_publication(profile: Profile, departments: Sequence[DepartmentEntry]) -> Publication:
    """Return what a city publishes. A held department that the register lacks is refused: it would go out."""
    part = profile.part("publication")
    status = part.text("status", "all")
    if status not in get_args(Smallest):
        raise part.error("city-bad-smallest", status, value=status, known=list(get_args(Smallest)))
    held = part.texts("departments_held")
    known = {canonical(name) for entry in departments for name in (entry.name, entry.slug)}
    for name in held:
        if known and canonical(name) not in known:
            raise part.error("city-unknown-held", name, name=name)
    return Publication(cast("Smallest", status), held, _years(part))


def _years(part: Profile) -> tuple[int, ...]:
    given = part.values.get("years_held", [])
    if not isinstance(given, list) or not all(type(each) is int for each in given):
        raise part.error("city-bad-years-held", "years_held")
    return tuple(sorted(set(given)))


def names_of(name: str, year: int, departments: Sequence[DepartmentEntry]) -> tuple[str, ...]:
    """Return the names and slugs of a department and of all above it in that year."""
    found: list[str] = [name]
    above: str | None = name
    for _ in departments:  # no register is deeper than it is long
        wanted = canonical(above or "")
        entry = next(
            (each for each in departments if canonical(each.name) == wanted and each.valid_in(year)), None
        )
        if entry is None:
            break
        found += [entry.name, entry.slug]
        above = entry.parent
    return tuple(dict.fromkeys(found))
