"""What came and went from one year to the next."""

from collections.abc import Iterable
from itertools import pairwise

from graph.network.model import Change
from graph.network.projection import Link, Projection

Sheets = frozenset[tuple[str, int]]


def changes(projection: Projection, sheets: Sheets) -> list[Change]:
    """Compare each year that has sheets with the one before it.

    An edge is new, or gone, only where every department that tells of it has a sheet of the other
    year as well; a sheet that was not loaded says nothing.
    """
    years = sorted({year for _, year in sheets})
    return [_change(projection, earlier, later, sheets) for earlier, later in pairwise(years)]


def _change(projection: Projection, earlier: int, later: int, sheets: Sheets) -> Change:
    new: list[tuple[str, str]] = []
    gone: list[tuple[str, str]] = []
    kept = unknown = 0
    for ends, link in projection.links.items():
        before, after = earlier in link.told, later in link.told
        if before and after:
            kept += 1
        elif before or after:
            there, other = (earlier, later) if before else (later, earlier)
            if _all_have(link, there, other, sheets):
                (gone if before else new).append(ends)
            else:
                unknown += 1
    return Change(earlier, later, new, gone, kept, unknown)


def _all_have(link: Link, year: int, other: int, sheets: Sheets) -> bool:
    """Tell whether the departments that tell of a link in one year have sheets of another one."""
    tellers: Iterable[str] = link.told[year]
    return all((department, other) in sheets for department in tellers)
