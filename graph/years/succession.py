"""Which sheets of a year follow which of the year before.

A sheet follows that of the same department; where the registers say that departments were
renamed, split or merged in those two years, also those of the departments that it came from.
"""

from collections.abc import Iterable, Sequence

from graph.years.facts import Change, Facts
from loaders.cities.entries import fiscal_year_days

Step = tuple[tuple[Facts, Facts], ...]
"""Sheets that have to be looked at together: pairs of a sheet and one that follows it (earlier, later)."""


def steps(sheets: Iterable[Facts], changes: Sequence[Change]) -> list[Step]:
    """Return the sheets that follow one another. Pairs that share a sheet are in one step."""
    ordered = sorted(sheets, key=lambda sheet: (sheet.year, sheet.iri))
    places = {(sheet.year, sheet.form, sheet.department): sheet for sheet in ordered}
    groups: dict[tuple[str, str], list[tuple[Facts, Facts]]] = {}
    for earlier in ordered:
        for department in sorted(_successors(earlier, changes)):
            later = places.get((earlier.year + 1, earlier.form, department))
            if later is not None:
                _join(groups, (earlier, later))
    return [tuple(group) for group in {id(group): group for group in groups.values()}.values()]


def _join(groups: dict[tuple[str, str], list[tuple[Facts, Facts]]], pair: tuple[Facts, Facts]) -> None:
    """Put a pair, and all that share a sheet with it, into one group.

    A sheet is the later one of some pairs and the earlier one of others; these are not the same step.
    """
    joined = [pair]
    for side, sheet in zip(("earlier", "later"), pair, strict=True):
        group = groups.get((side, sheet.iri), joined)
        if group is not joined:
            joined = group + joined
    for earlier, later in joined:
        groups["earlier", earlier.iri] = groups["later", later.iri] = joined


def _successors(sheet: Facts, changes: Sequence[Change]) -> set[str]:
    """Return the department of a sheet and all that came of it up to the end of the next year.

    A department that is renamed within a year may print either name on the sheet of that year.
    """
    first, _ = fiscal_year_days(sheet.year)
    _, last = fiscal_year_days(sheet.year + 1)
    found = {sheet.department}
    for change in sorted(changes, key=lambda each: each.day):
        if first.isoformat() <= change.day <= last.isoformat() and found & set(change.before):
            found |= set(change.after)
    return found
