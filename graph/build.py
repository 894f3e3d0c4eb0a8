"""Files become a release: read, link, check, write, verify, switch.

A new release holds every sheet of the current one and what was read now. A sheet that breaks a
shape stays out, and so does a file that cannot be read; the others go on.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from core.errors import RefusedFile
from graph.cache import Cache
from graph.choose import choose
from graph.cityparts import city_parts, refused_by_city
from graph.content import Content, checksums_of
from graph.files import Refusal
from graph.gather import gather
from graph.home import Home
from graph.manifest import SheetEntry
from graph.release import Release, current
from graph.result import BuildResult, Progress, Report, SheetRow, rows_of
from graph.tasks import Candidate, Task, as_published, city_of, given_tasks, kept_task
from graph.write import write_release
from loaders.cities.city import City
from loaders.cities.find import named

__all__ = ["BuildResult", "Progress", "Refusal", "SheetRow", "build"]


def build(
    paths: Sequence[Path],
    home: Path,
    cities: Mapping[str, City],
    *,
    city: str | None = None,
    jobs: int | None = None,
    fresh: bool = False,
    progress: Report | None = None,
) -> BuildResult:
    """Read files and folders, and publish what is new in them.

    `city` names the city of all of them, where it is not to be recognised; `jobs` is how many
    processes work at once; `fresh` leaves out what the current release holds. Raises `UsageError`
    and `HomeError`; what is wrong with one file stands in the result.
    """
    report = progress or _silent
    city_key = named(cities, city).key if city else None
    folder = Home(home)
    folder.create()
    with folder.locked():
        folder.sweep()
        answering = current(home)
        basis = None if fresh else answering
        cache = Cache(folder.cache)
        tasks, refused = given_tasks(paths, folder, _entries(basis), cities, city_key)
        kept, gone = _kept(folder, tasks, basis, cities)
        gathered = gather([*tasks, *kept], cities, cache, basis, jobs, report)
        content, undecided = _content([*gathered.candidates, *gone], cities, basis, cache, report)
        refused += [*gathered.refused, *undecided]
        return _publish(folder, content, answering, tuple(refused), report)


def _silent(progress: Progress) -> None:
    """Report to nobody."""


def _entries(release: Release | None) -> tuple[SheetEntry, ...]:
    return release.manifest.sheets if release else ()


def _kept(
    folder: Home, given: Sequence[Task], basis: Release | None, cities: Mapping[str, City]
) -> tuple[list[Task], list[Candidate]]:
    """Return the other published sheets: to be loaded anew, or as they are where their city is gone."""
    shas = {task.job.sha256 for task in given}
    tasks: list[Task] = []
    gone: list[Candidate] = []
    for entry in _entries(basis):
        key = city_of(entry, cities)
        if entry.sha256 in shas:
            continue
        if key is not None:
            tasks.append(kept_task(entry, folder, key))
        elif basis is not None:
            problem = RefusedFile("city-gone", file=entry.file, city=entry.city)
            gone.append(as_published(kept_task(entry, folder, entry.city), basis, entry, problem))
    return tasks, gone


def _content(
    candidates: Sequence[Candidate],
    cities: Mapping[str, City],
    basis: Release | None,
    cache: Cache,
    report: Report,
) -> tuple[Content, list[Refusal]]:
    """Choose a file for each sheet, until none breaks a shape of its city."""
    left, refused = list(candidates), list[Refusal]()
    while True:
        report(Progress("check", 0, 1))
        chosen, undecided = choose(left)
        parts = city_parts(chosen, cities, basis, cache)
        faulty = refused_by_city(parts, chosen)
        report(Progress("check", 1, 1))
        if not faulty:
            return Content(chosen, parts), [*refused, *undecided]
        refused += faulty
        files = {refusal.file for refusal in faulty}
        left = [each for each in left if not (each.task.given and each.task.file in files)]


def _publish(
    folder: Home, content: Content, answering: Release | None, refused: tuple[Refusal, ...], report: Report
) -> BuildResult:
    """Write a release if it would differ from the one that answers, and say what was done."""
    files = content.files()
    checksums = checksums_of(files)
    same = answering is not None and answering.manifest.checksums == checksums
    changed = bool(content.sheets) and not same
    if changed:
        report(Progress("write", 0, 1))
        previous = answering.id if answering else None
        manifest = content.manifest(folder.next_number(), previous, checksums)
        answering = write_release(folder, content, files, manifest)
        report(Progress("write", 1, 1))
    return BuildResult(
        release=answering,
        changed=changed,
        rows=tuple(rows_of(content.sheets)),
        refused=refused,
        findings=tuple(placed.finding for placed in content.findings()),
    )
