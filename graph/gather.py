"""Load all files of a build: from the cache, or in parallel. One bad file never stops the others."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.errors import HomeError, RefusedFile, UsageError
from graph.cache import Cache
from graph.files import Refusal
from graph.loaded import Job, Loaded, load, recall
from graph.pool import run, workers_for
from graph.release import Release
from graph.result import Progress, Report
from graph.tasks import Candidate, Task, as_published
from loaders.cities.city import City


@dataclass(frozen=True, slots=True)
class Gathered:
    """The sheets that could be loaded, and the files that could not."""

    candidates: list[Candidate]
    refused: list[Refusal]


def gather(
    tasks: Sequence[Task],
    cities: Mapping[str, City],
    cache: Cache,
    previous: Release | None,
    jobs: int | None,
    report: Report,
) -> Gathered:
    """Load every task; the order of the result is that of the tasks.

    A published sheet that can no longer be loaded stays as the release `previous` has it.
    """
    outcomes = _outcomes([task.job for task in tasks], cities, cache, jobs, report)
    gathered = Gathered([], [])
    for task in tasks:
        outcome = outcomes[task.job]
        if isinstance(outcome, Loaded):
            gathered.candidates.append(Candidate(task, outcome))
            continue
        if task.given:
            gathered.refused.append(Refusal(task.file, outcome))
        if task.entry is not None and previous is not None:
            gathered.candidates.append(as_published(task, previous, task.entry, outcome))
    return gathered


def _outcomes(
    jobs: Sequence[Job], cities: Mapping[str, City], cache: Cache, workers: int | None, report: Report
) -> dict[Job, Loaded | RefusedFile]:
    outcomes: dict[Job, Loaded | RefusedFile] = {}
    for job, result in _results(jobs, cities, cache, workers):
        outcomes[job] = result if isinstance(result, Loaded) else _refused(job, result)
        report(Progress("read", len(outcomes), len(jobs), job.name))
    return outcomes


def _results(
    jobs: Sequence[Job], cities: Mapping[str, City], cache: Cache, workers: int | None
) -> Iterator[tuple[Job, Loaded | BaseException]]:
    """Yield what the cache has, then what has to be made. Other processes start only for the latter."""
    missing: list[Job] = []
    for job in jobs:
        known = recall(job, cities, cache)
        if known is None:
            missing.append(job)
        else:
            yield job, known
    if missing:
        task = functools.partial(load, cities=cities, cache=cache)
        yield from run(task, missing, workers_for(workers, len(missing)))


def _refused(job: Job, error: BaseException) -> RefusedFile:
    """Return why one file is refused; what concerns the whole build is raised."""
    if isinstance(error, HomeError | UsageError):
        raise error
    if isinstance(error, RefusedFile):
        return error
    # A fault of ours. Its text may quote the file, and so a person's name: only its kind is shown.
    refused = RefusedFile("file-crashed", file=job.name, kind=type(error).__name__)
    refused.__cause__ = error
    return refused
