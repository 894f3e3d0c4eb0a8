"""What a build has to do: the files given now, and the sheets that the current release holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import RefusedFile
from graph.files import Input
from graph.fragments import Packed
from graph.home import Home
from graph.loaded import Job, Loaded
from graph.manifest import SheetEntry
from graph.release import Release
from graph.verify import SOURCES, WITHHELD, read_source
from loaders.cities.city import City
from loaders.document import SourceFile


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
    given: Input, folder: Home, entries: Sequence[SheetEntry], cities: Mapping[str, City], city: str | None
) -> list[Task]:
    """Keep the bytes of the input and return a task for each file.

    A file keeps the name and the city of its first time, unless told otherwise.
    """
    published = {entry.sha256: entry for entry in entries}
    names = {sha256: (entry, name) for entry in entries for sha256, name in entry.names().items()}
    tasks: dict[str, Task] = {}
    for path, data in given.contents():
        sha256 = folder.keep(data)
        if sha256 in tasks:
            tasks[sha256] = replace(tasks[sha256], doubles=(*tasks[sha256].doubles, path))
            continue
        entry, name = names.get(sha256, (None, path.name))
        known = city or (city_of(entry, cities) if entry else None)
        job = Job(folder.file(sha256), sha256, name, known)
        tasks[sha256] = Task(job, path, True, published.get(sha256))
    return list(tasks.values())


def kept_task(entry: SheetEntry, folder: Home, city: str) -> Task:
    """Return the task of loading a published sheet anew from the bytes that were kept."""
    job = Job(folder.file(entry.sha256), entry.sha256, entry.file, city)
    return Task(job, Path(entry.file), False, entry)


def city_of(entry: SheetEntry, cities: Mapping[str, City]) -> str | None:
    """Return the key of a published sheet's city; the folder of a city may have been renamed."""
    return next((key for key, city in cities.items() if city.code == entry.code), None)


def as_published(task: Task, release: Release, entry: SheetEntry, problem: RefusedFile) -> Candidate:
    """Return a sheet as the current release has it, because it can no longer be loaded."""
    held = entry in release.manifest.held
    source = read_source(release.path, entry.sha256, WITHHELD if held else SOURCES)
    whole = release.whole(entry)
    public = whole if held else release.fragment(entry)
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
            file=SourceFile(source.name, source.sha256, source.size, source.media_type),
            structure=entry.structure,
            source=Packed.of(source.as_json()),
            fragment=public,
            findings=tuple(each.finding for each in release.findings() if each.sheet == entry.sheet),
            whole=None if whole == public else whole,
            held=held,
        ),
        problem,
    )
