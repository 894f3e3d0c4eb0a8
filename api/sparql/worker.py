"""The child process that runs queries: `python -m api.sparql.worker STORE MEMORY_MIB`.

It opens one store for reading and answers one query at a time, serialised here so that the parent
only passes bytes on. The operating system holds it in bounds: memory and processor time are
limited, and once the store is open it can open nothing more, so no query can reach a file or
another machine. The parent kills it at the deadline.
"""

import os
import resource
import signal
import sys
from pathlib import Path

from pyoxigraph import Store

from api.sparql.answers import answer
from api.sparql.wire import Ended, Reply, receive_request, send_reply

_MIB = 1024 * 1024
_STANDARD_STREAMS = 3


def main() -> None:
    """Serve requests from standard input until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipe_in, pipe_out = sys.stdin.buffer, sys.stdout.buffer
    try:
        store = Store.read_only(sys.argv[1])
    except OSError as error:
        send_reply(pipe_out, Reply(error="store-unreadable", values={"reason": str(error)}))
        return
    _confine(int(sys.argv[2]))
    send_reply(pipe_out, Reply())
    try:
        while True:
            request = receive_request(pipe_in)
            _limit_processor_time(request.seconds)
            send_reply(pipe_out, *answer(store, request))
    except Ended:
        return


def _confine(memory: int) -> None:
    """Limit memory to `memory` MiB more than now, and forbid every further file and connection."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * os.sysconf("SC_PAGE_SIZE") + memory * _MIB
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_STANDARD_STREAMS, _STANDARD_STREAMS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_processor_time(seconds: int) -> None:
    """Let the system end this process should the parent not do it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
