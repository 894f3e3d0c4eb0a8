"""The child process that runs queries: `python -m api.sparql.worker`, with a socket as its standard streams.

It opens one store for reading, runs a first query so that the store is warm, and then answers one
query at a time, serialised here so that the parent only passes bytes on. The operating system holds
it in bounds: memory and processor time are limited, and once the store is open it can open no more
than the files of the store that are not open yet. The parent kills it at the deadline.
"""

import contextlib
import itertools
import os
import resource
import signal
import sys
from pathlib import Path

from pyoxigraph import Store

from api.sparql.answers import answer
from api.sparql.wire import Reply, Start, receive_request, receive_start, send_reply
from core.frames import Ended

_MIB = 1024 * 1024
_OPEN_FILES = Path("/proc/self/fd")
_FIRST = "SELECT * { ?s a ?class . ?s ?p ?o } LIMIT 1"


def main() -> None:
    """Serve requests from standard input until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipe_in, pipe_out = sys.stdin.buffer, sys.stdout.buffer
    with contextlib.suppress(Ended):
        start = receive_start(pipe_in)
        try:
            store = Store.read_only(start.store)
            store.query(_FIRST)
        except OSError as error:
            send_reply(pipe_out, Reply(error="store-unreadable", values={"reason": str(error)}))
            return
        _confine(start)
        send_reply(pipe_out, Reply())
        while True:
            request = receive_request(pipe_in)
            _limit_processor_time(start.seconds)
            send_reply(pipe_out, *answer(store, request, start))


def _confine(start: Start) -> None:
    """Limit memory to so many MiB more than now, and what can be opened to the files of the store."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * os.sysconf("SC_PAGE_SIZE") + start.memory * _MIB
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        _limit_files(Path(start.store))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_files(store: Path) -> None:
    """Leave room for just those files of the store that are not open yet.

    It opens some of its tables at the start and each further one when a query needs it; where it
    cannot, it waits for ever.
    """
    taken = _open_files()
    tables = {str(path) for path in store.resolve().glob("*.sst")}
    free = (number for number in itertools.count() if number not in taken)
    limit = next(itertools.islice(free, len(tables.difference(taken.values())), None))
    limit = min(limit, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))


def _open_files() -> dict[int, str]:
    """Return the open files by their numbers."""
    found = {}
    for entry in list(_OPEN_FILES.iterdir()):
        with contextlib.suppress(FileNotFoundError):  # that of the listing itself
            found[int(entry.name)] = str(entry.readlink())
    return found


def _limit_processor_time(seconds: int) -> None:
    """Let the system end this process should the parent not do it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
