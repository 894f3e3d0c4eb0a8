"""The same work on many files, through the standard `concurrent.futures.Executor`.

One worker is a thread of this process, which saves the start of another; several are a pool of
processes; `graph.cluster` gives those of other machines. A job that fails, even one that ends its
process, never stops the others: only as many jobs are under way as there are workers, and when a
pool breaks, each of those gets a process of its own, so that the one at fault is known.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager
from multiprocessing.connection import wait as wait_for
from typing import TypeVar

from core.errors import HomeError, RefusedFile, UsageError

_A_WHILE = 1.0

J = TypeVar("J")
R = TypeVar("R")


def workers_for(jobs: int | None, count: int) -> int:
    """Return how many workers to use: what was asked for, else one for each processor we may use."""
    return max(1, min(jobs or len(os.sched_getaffinity(0)), count))


def run(task: Callable[[J], R], jobs: Sequence[J], workers: int) -> Iterator[tuple[J, R | BaseException]]:
    """Yield each job with its result or its error, as they are done."""
    waiting = deque(jobs)
    while waiting:
        broken: list[J] = []
        with _stopped_at_the_end(_executor(workers)) as executor:
            yield from run_with(_submit_to(executor, task), waiting, workers, broken)
        for job in broken:
            with _stopped_at_the_end(_processes(1)) as executor:
                yield from run_with(_submit_to(executor, task), deque([job]), 1)


def refusal(name: str, error: BaseException) -> RefusedFile:
    """Return why the file of this name is refused; what concerns all files is raised."""
    if isinstance(error, HomeError | UsageError):
        raise error
    if isinstance(error, RefusedFile):
        return error
    # A fault of ours. Its text may quote the file, and so a person's name: only its kind is shown.
    refused = RefusedFile("file-crashed", file=name, kind=type(error).__name__)
    refused.__cause__ = error
    return refused


def _submit_to(executor: Executor, task: Callable[[J], R]) -> Callable[[J], Future[R]]:
    return lambda job: executor.submit(task, job)


def run_with(
    submit: Callable[[J], Future[R]],
    waiting: deque[J],
    most: int,
    broken: list[J] | None = None,
    check: Callable[[], None] | None = None,
) -> Iterator[tuple[J, R | BaseException]]:
    """Yield what becomes of the waiting jobs, at most `most` of them under way.

    Where `broken` is given, jobs under way when the executor breaks go there, and the rest stay
    waiting. `check` is asked again and again; what it raises ends all.
    """
    under_way: dict[Future[R], J] = {}
    while under_way or (waiting and not broken):
        while waiting and not broken and len(under_way) < most:
            job = waiting.popleft()
            under_way[_submitted(submit, job)] = job
        done = wait(under_way, _A_WHILE if check else None, FIRST_COMPLETED).done
        if check:
            check()
        for future in done:
            job, error = under_way.pop(future), future.exception()
            if broken is not None and isinstance(error, BrokenExecutor):
                broken.append(job)
            else:
                yield job, future.result() if error is None else error


def _submitted(submit: Callable[[J], Future[R]], job: J) -> Future[R]:
    try:
        with _interrupts_wait():
            return submit(job)
    except (BrokenExecutor, RefusedFile) as error:
        failed: Future[R] = Future()
        failed.set_exception(error)
        return failed


@contextmanager
def _stopped_at_the_end(executor: Executor) -> Iterator[Executor]:
    """Wait for what is under way, and for nothing else, however the block ends."""
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Hold Ctrl-C back while processes start: they inherit that, and only this process ends by it.

    The system may give it to a thread of a library, which does not hold it back, so it is also noted
    instead of obeyed: a process that is half started when this one ends would complain.
    """
    held: list[int] = []
    with _noted(held), _blocked():
        yield
    if held:
        signal.raise_signal(signal.SIGINT)


@contextmanager
def _blocked() -> Iterator[None]:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _noted(held: list[int]) -> Iterator[None]:
    """Only the main thread obeys signals, and only there it can be told to note them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, lambda number, _: held.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


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
        threading.Thread(target=_wait_for_end, args=(parent.sentinel,), daemon=True).start()


def _wait_for_end(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)
