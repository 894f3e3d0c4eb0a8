"""Load all files of a build: from the cache, or in parallel. One bad file never stops the others."""

import functools
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from core.errors import RefusedFile
from graph.cache import Cache
from graph.cluster import cluster
from graph.files import Refusal
from graph.loaded import Job, Loaded, load, recall, remember
from graph.parcel import load_parcel, parcel
from graph.pool import refusal, run, run_with, workers_for
from graph.release import Release
from graph.result import Progress, Report
from graph.tasks import Candidate, Task, as_published
from loaders.cities.city import City


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the work is done with: the known cities, the cache, and processes here or a cluster."""

    cities: Mapping[str, City]
    cache: Cache
    jobs: int | None = None
    scheduler: str | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """The sheets that could be loaded, and the files that could not."""

    candidates: list[Candidate]
    refused: list[Refusal]


def gather(tasks: Sequence[Task], workshop: Workshop, previous: Release | None, report: Report) -> Gathered:
    """Load every task; the order of the result is that of the tasks.

    A published sheet that can no longer be loaded stays as the release `previous` has it.
    """
    outcomes = _outcomes([task.job for task in tasks], workshop, report)
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


def _outcomes(jobs: Sequence[Job], workshop: Workshop, report: Report) -> dict[Job, Loaded | RefusedFile]:
    outcomes: dict[Job, Loaded | RefusedFile] = {}
    for job, result in _results(jobs, workshop):
        outcomes[job] = result if isinstance(result, Loaded) else refusal(job.name, result)
        report(Progress("read", len(outcomes), len(jobs), job.name))
    return outcomes


def _results(jobs: Sequence[Job], workshop: Workshop) -> Iterator[tuple[Job, Loaded | BaseException]]:
    """Yield what the cache has, then what has to be made. Workers start only for the latter."""
    missing: list[Job] = []
    for job in jobs:
        known = recall(job, workshop.cities, workshop.cache)
        if known is None:
            missing.append(job)
        else:
            yield job, known
    if missing:
        yield from (_on_cluster if workshop.scheduler else _here)(missing, workshop)


def _here(jobs: Sequence[Job], workshop: Workshop) -> Iterator[tuple[Job, Loaded | BaseException]]:
    task = functools.partial(load, cities=workshop.cities, cache=workshop.cache)
    yield from run(task, jobs, workers_for(workshop.jobs, len(jobs)))


def _on_cluster(jobs: Sequence[Job], workshop: Workshop) -> Iterator[tuple[Job, Loaded | BaseException]]:
    """Send each job with its bytes to the cluster, and keep here what comes back."""
    with cluster(workshop.scheduler or "") as far:

        def submit(job: Job) -> Future[Loaded]:
            return far.executor.submit(load_parcel, parcel(job), workshop.cities)

        for job, result in run_with(submit, deque(jobs), far.most, check=far.check):
            if isinstance(result, Loaded):
                remember(job, result, workshop.cities, workshop.cache)
            yield job, result
