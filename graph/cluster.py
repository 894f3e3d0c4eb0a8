"""The same work on the machines of a Dask cluster (`pip install 'tsunagu[cluster]'`).

Workers need the same version of this software and nothing else: the bytes of a file go to them
with its job, and what they made comes back and is cached here.
"""

import importlib
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from core.errors import UsageError

_SECONDS = 10
_AHEAD = 2  # jobs on their way for each thread of a worker, so that none waits for the network


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster as an executor; `most` jobs may be under way at once."""

    executor: Executor
    most: int


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """Connect to the scheduler at an address like `tcp://host:8786`.

    Raises `UsageError` where Dask is not installed, nobody answers, or there are no workers.
    """
    with closing(_client(address)) as client:
        threads = sum(client.ncores().values())
        if not threads:
            raise UsageError("scheduler-no-workers", address=address)
        # Not pure: the same bytes under the same name are asked for again after a failure.
        executor = client.get_executor(pure=False)
        try:
            yield Cluster(executor, _AHEAD * threads)
        finally:
            executor.shutdown(wait=False)


def _client(address: str) -> Any:
    try:
        distributed = importlib.import_module("distributed")
    except ImportError as error:
        raise UsageError("scheduler-not-installed") from error
    try:
        return distributed.Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError("scheduler-unreachable", address=address, reason=str(error)) from error
