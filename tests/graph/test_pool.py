from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest

from graph.pool import run, run_with, workers_for


@pytest.mark.parametrize("workers", [1, 2])
def test_one_failure_does_not_stop_the_others(workers: int) -> None:
    results = dict(run(int, ["1", "x", "3"], workers))
    assert results["1"] == 1
    assert results["3"] == 3
    assert isinstance(results["x"], ValueError)


def test_the_end_of_a_process_does_not_stop_the_others() -> None:
    task: Callable[[str], Any] = eval
    end = "__import__('os')._exit(3)"
    results = dict(run(task, ["1+1", end, "2+2", "3+3"], 2))
    assert (results["1+1"], results["2+2"], results["3+3"]) == (2, 4, 6)
    assert type(results[end]).__name__ == "BrokenProcessPool"


def test_of_many_jobs_only_the_one_that_ends_its_process_is_lost() -> None:
    task: Callable[[str], Any] = eval
    end = "__import__('os').kill(__import__('os').getpid(), 9)"
    jobs = [f"{number} * 2" for number in range(12)]
    jobs[3:3] = [end]
    results = dict(run(task, jobs, 2))
    assert type(results.pop(end)).__name__ == "BrokenProcessPool"
    assert sorted(results.values()) == [number * 2 for number in range(12)]


def test_no_more_than_the_given_number_is_under_way() -> None:
    waiting: list[Future[int]] = []

    def submit(job: int) -> Future[int]:
        waiting.append(Future())
        assert sum(not each.done() for each in waiting) <= 2
        if len(waiting) % 2 == 0:
            for each in waiting[-2:]:
                each.set_result(job)
        return waiting[-1]

    assert len(list(run_with(submit, deque(range(6)), 2))) == 6


def test_no_more_workers_than_work() -> None:
    assert workers_for(8, 3) == 3
    assert workers_for(1, 3) == 1
    assert workers_for(None, 1) == 1
    assert workers_for(None, 0) == 1


def test_one_job_stays_in_this_process() -> None:
    here: list[int] = []
    assert list(run(here.append, [1, 2], 1)) == [(1, None), (2, None)]
    assert here == [1, 2]
