"""Files become a release: read, link, check, write, verify, switch.

A new release holds every sheet of the current one and what was read now. A sheet that breaks a
shape stays out, and so does a file that cannot be read; the others go on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from graph.cache import Cache
from graph.files import Input, Refusal, collect
from graph.gather import Workshop
from graph.home import Home
from graph.publish import Site
from graph.release import current
from graph.result import BuildResult, Progress, Report, SheetRow
from graph.tasks import given_tasks
from loaders.cities.city import City
from loaders.cities.find import named

__all__ = ["BuildResult", "Progress", "Refusal", "SheetRow", "build"]


def build(
    paths: Sequence[Path] | None,
    home: Path,
    cities: Mapping[str, City],
    *,
    city: str | None = None,
    jobs: int | None = None,
    fresh: bool = False,
    scheduler: str | None = None,
    progress: Report | None = None,
) -> BuildResult:
    """Read files, folders and archives, and publish what is new in them.

    Without any `paths` (None) what is published is linked anew, with registers and decisions as they
    are now. `city` names the city of all of them, where it is not to be recognised; `jobs` is how many
    processes work at once, `scheduler` the address of a Dask cluster that works instead; `fresh`
    leaves out what the current release holds. Raises `UsageError` and `HomeError`; what is wrong
    with one file stands in the result.
    """
    city_key = named(cities, city).key if city else None
    folder = Home(home)
    folder.create()
    with folder.locked():
        folder.sweep()
        answering = current(home)
        basis = None if fresh else answering
        given = Input() if paths is None else collect(paths, folder.root)
        entries = basis.manifest.kept() if basis else ()
        tasks = given_tasks(given, folder, entries, cities, city_key)
        cache = Cache(folder.cache)
        workshop = Workshop(cities, cache, jobs, scheduler)
        site = Site(folder, workshop, basis, progress or _silent)
        content, refused = site.content(tasks, entries)
        result = site.publish(content, answering)
        cache.grow_older()
    return replace(result, refused=(*given.refused, *refused), skipped=tuple(given.skipped))


def _silent(progress: Progress) -> None:
    """Report to nobody."""
