"""What a build has to do: the files given now, and the sheets that the current release holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import RefusedFile
from graph.files import Refusal, collect, read
from graph.home import Home
from graph.loaded import Job, Loaded
from graph.manifest import SheetEntry
from graph.release import Release
from graph.verify import read_source
from loaders.cities.city import City


@dataclass(frozen=True, slots=True)
class Task:
    """One file to load.

    `file` is the path it was given by (the name of a kept one), `entry` its sheet in the current
    release where it has one, `doubles` are further paths with the same bytes.
    """

    job: Job
    file: Path
    given: bool
    entry: SheetEntry | None
    doubles: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A loaded sheet that may go into the release; `problem` says why it is not up to date."""

    task: Task
    loaded: Loaded
    problem: RefusedFile | None = None


def given_tasks(
    paths: Sequence[Path],
    folder: Home,
    entries: Sequence[SheetEntry],
    cities: Mapping[str, City],
    city: str | None,
) -> tuple[list[Task], list[Refusal]]:
    """Keep the bytes of the input and return a task for each file, and the files that cannot be read."""
    published = {entry.sha256: entry for entry in entries}
    tasks: dict[str, Task] = {}
    refused: list[Refusal] = []
    for path in collect(paths, without=folder.root):
        try:
            data = read(path)
        except RefusedFile as error:
            refused.append(Refusal(path, error))
            continue
        sha256 = folder.keep(data)
        if sha256 in tasks:
            tasks[sha256] = replace(tasks[sha256], doubles=(*tasks[sha256].doubles, path))
        else:
            entry = published.get(sha256)
            # A file keeps the name and the city of its first time, unless told otherwise.
            name = entry.file if entry else path.name
            known = city or (city_of(entry, cities) if entry else None)
            tasks[sha256] = Task(Job(folder.file(sha256), sha256, name, known), path, True, entry)
    return list(tasks.values()), refused


def kept_task(entry: SheetEntry, folder: Home, city: str) -> Task:
    """Return the task of loading a published sheet anew from the bytes that were kept."""
    job = Job(folder.file(entry.sha256), entry.sha256, entry.file, city)
    return Task(job, Path(entry.file), False, entry)


def city_of(entry: SheetEntry, cities: Mapping[str, City]) -> str | None:
    """Return the key of a published sheet's city; the folder of a city may have been renamed."""
    return next((key for key, city in cities.items() if city.code == entry.code), None)


def as_published(task: Task, release: Release, entry: SheetEntry, problem: RefusedFile) -> Candidate:
    """Return a sheet as the current release has it, because it can no longer be loaded."""
    return Candidate(
        replace(task, given=False),
        Loaded(
            sheet=entry.sheet,
            city=entry.city,
            code=entry.code,
            department=entry.department,
            fiscal_year=entry.fiscal_year,
            edition=entry.edition,
            objectives=entry.objectives,
            unread=entry.unread,
            source=read_source(release.path, entry.sha256),
            fragment=release.fragment(entry),
            findings=tuple(each.finding for each in release.findings() if each.sheet == entry.sheet),
        ),
        problem,
    )
