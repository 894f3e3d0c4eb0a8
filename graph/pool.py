"""The same work on many files, through the standard `concurrent.futures.Executor`.

One job runs in a thread of this process, which saves the start of another; several run in a pool
of processes. A job that fails, even one that ends its process, never stops the others.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    as_completed,
)
from multiprocessing.connection import wait
from typing import TypeVar

J = TypeVar("J")
R = TypeVar("R")


def workers_for(jobs: int | None, count: int) -> int:
    """Return how many workers to use: what was asked for, else one for each processor we may use."""
    return max(1, min(jobs or len(os.sched_getaffinity(0)), count))


def run(task: Callable[[J], R], jobs: Sequence[J], workers: int) -> Iterator[tuple[J, R | BaseException]]:
    """Yield each job with its result or its error, as they are done."""
    crashed: list[J] = []
    for job, result in _run_in(_executor(workers), task, jobs):
        if isinstance(result, BrokenExecutor):
            crashed.append(job)
        else:
            yield job, result
    # The end of one process breaks the whole pool, so each job that was in it gets one of its own.
    for job in crashed:
        yield from _run_in(_processes(1), task, [job])


def _run_in(
    executor: Executor, task: Callable[[J], R], jobs: Sequence[J]
) -> Iterator[tuple[J, R | BaseException]]:
    try:
        futures = {_submit(executor, task, job): job for job in jobs}
        for future in as_completed(futures):
            error = future.exception()
            yield futures[future], future.result() if error is None else error
    finally:
        executor.shutdown(cancel_futures=True)


def _submit(executor: Executor, task: Callable[[J], R], job: J) -> Future[R]:
    try:
        return executor.submit(task, job)
    except BrokenExecutor as error:
        failed: Future[R] = Future()
        failed.set_exception(error)
        return failed


def _executor(workers: int) -> Executor:
    return ThreadPoolExecutor(1) if workers == 1 else _processes(workers)


def _processes(workers: int) -> Executor:
    # Not fork: a forked child would inherit locks of other threads, and the lock of the home.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Let a worker end when the process that started it is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for, args=(parent.sentinel,), daemon=True).start()


def _wait_for(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
