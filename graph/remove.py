"""Withdraw sheets: a release without them, and on request no trace of their files (decision 0012)."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import UsageError
from graph.cache import Cache
from graph.disk import home_errors, remove_tree
from graph.gather import Workshop
from graph.home import Home
from graph.manifest import SheetEntry
from graph.publish import Site
from graph.release import Release, current, forget_files, releases
from graph.result import BuildResult, Progress, Report
from loaders.cities.city import City


@dataclass(frozen=True, slots=True)
class Removal:
    """What was withdrawn: sheets, and with `purge` the releases that held them."""

    sheets: tuple[SheetEntry, ...]
    result: BuildResult
    releases: tuple[str, ...] = ()


def remove(
    names: Sequence[str],
    home: Path,
    cities: Mapping[str, City],
    *,
    purge: bool = False,
    jobs: int | None = None,
    progress: Report | None = None,
) -> Removal:
    """Make a release without these sheets, named by IRI, by "department year" or by a file's name.

    With `purge` the bytes of their files go too, the whole cache, and every other release that
    holds one of the sheets in any edition: a release is what was published, so it is removed and
    never rewritten. Raises `UsageError` for a name that fits no sheet or several.
    """
    folder = Home(home)
    folder.create()
    with folder.locked():
        folder.sweep()
        answering = current(home)
        held = _held(releases(home) if purge else [], answering)
        gone = {entry.sheet: entry for name in names for entry in [_find(name, held)]}
        workshop = Workshop(cities, Cache(folder.cache), jobs)
        site = Site(folder, workshop, answering, progress or _silent)
        left = [entry for entry in _entries(answering) if entry.sheet not in gone]
        content, _ = site.content([], left)
        result = site.publish(content, answering, empty=True)
        purged = _purge(folder, result.release, set(gone)) if purge else []
    return Removal(tuple(gone.values()), result, tuple(purged))


def _silent(progress: Progress) -> None:
    """Report to nobody."""


def _entries(release: Release | None) -> tuple[SheetEntry, ...]:
    return release.manifest.kept() if release else ()


def _held(others: Sequence[Release], answering: Release | None) -> list[SheetEntry]:
    """Return the sheets that can be named: the published ones, then those of other releases."""
    return [*_entries(answering), *(entry for each in reversed(others) for entry in _entries(each))]


def _find(name: str, held: Sequence[SheetEntry]) -> SheetEntry:
    """Return the one sheet with this name; the first that has it stands for it in all releases."""
    found: dict[str, SheetEntry] = {}
    for entry in held:
        if _plain(name) in _names(entry):
            found.setdefault(entry.sheet, entry)
    if len(found) == 1:
        return next(iter(found.values()))
    known = found or {entry.sheet: entry for entry in held}
    listed = "、".join(f"{entry.department} {entry.fiscal_year}" for entry in known.values()) or "—"
    if not found:
        raise UsageError("sheet-not-found", name=name, known=listed)
    raise UsageError("sheet-not-one", name=name, known="、".join(sorted(found)))


def _names(entry: SheetEntry) -> set[str]:
    of_year = (f"{entry.department}{entry.fiscal_year}", f"{entry.department}{entry.fiscal_year}年度")
    return {_plain(name) for name in (entry.sheet, *of_year, *entry.names().values())}


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _purge(folder: Home, answering: Release | None, sheets: set[str]) -> list[str]:
    """Erase what holds these sheets. Releases go last: a purge that was cut short can be repeated."""
    every = releases(folder.root)
    holding = [each for each in every if any(entry.sheet in sheets for entry in _entries(each))]
    left = [each for each in every if each not in holding]
    if answering is not None and answering.id not in {each.id for each in left}:
        raise LookupError(answering.id)  # the release that was just made holds none of them
    with home_errors(folder.root):
        Cache(folder.cache).clear()  # its entries do not tell what they quote
        forget_files(folder, left)
        for release in holding:
            remove_tree(release.path)
    return [release.id for release in holding]
