"""The same work on the machines of a Dask cluster (the extra `cluster`).

Workers need the same version of this software and nothing else: the bytes of a file go to them
with its job, and what they made comes back and is cached here.

Workers may come and go; what one of them had begun another does anew. A cluster that has none left
gets `PATIENCE` seconds to bring one back.
"""

import asyncio
import importlib
import logging
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

from core.errors import UsageError

PATIENCE = 60.0
"""Seconds that a build waits for a cluster without workers, before it gives up."""

_SECONDS = 10
_AHEAD = 2  # jobs on their way for each thread of a worker, so that none waits for the network


@dataclass(slots=True)
class Cluster:
    """A cluster as an executor; `most` jobs may be under way at once."""

    executor: Executor
    most: int
    _address: str
    _client: Any
    _alive: float = field(default_factory=time.monotonic)

    def check(self) -> None:
        """Raise `UsageError` where no worker has been there for `PATIENCE` seconds. Ask it often."""
        if _threads(self._client, self._address):
            self._alive = time.monotonic()
        elif time.monotonic() - self._alive > PATIENCE:
            raise UsageError("scheduler-workers-lost", address=self._address, seconds=f"{PATIENCE:g}")


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """Connect to the scheduler at an address like `tcp://host:8786`.

    Raises `UsageError` where Dask is not installed, nobody answers, or there are no workers.
    """
    with closing(_client(address)) as client:
        threads = _threads(client, address)
        if not threads:
            raise UsageError("scheduler-no-workers", address=address)
        # Not pure: the same bytes under the same name are asked for again after a failure.
        executor = client.get_executor(pure=False)
        try:
            yield Cluster(executor, _AHEAD * threads, address, client)
        except CancelledError as error:  # Dask gives up all jobs when the scheduler is gone
            raise UsageError("scheduler-gone", address=address) from error
        finally:
            executor.shutdown(wait=False)


def _threads(client: Any, address: str) -> int:
    """Return how many jobs the workers do at once; `UsageError` where the scheduler does not answer."""
    try:
        return sum(client.ncores().values())
    except (OSError, asyncio.CancelledError) as error:  # closed, broken off, or too late
        raise UsageError("scheduler-gone", address=address) from error


def _client(address: str) -> Any:
    try:
        distributed = importlib.import_module("distributed")
    except ImportError as error:
        raise UsageError("scheduler-not-installed") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is said in a sentence
    try:
        return distributed.Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError("scheduler-unreachable", address=address, reason=str(error)) from error
