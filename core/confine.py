"""Bounds that a process sets for itself before it opens what nobody trusts; it cannot take them back."""

import os
import resource
import sys
from pathlib import Path

_MIB = 1024 * 1024


def confine(memory: int) -> None:
    """Limit memory to `memory` MiB more than now; forbid writing files and core dumps."""
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * os.sysconf("SC_PAGE_SIZE") + memory * _MIB
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    for forbidden in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        resource.setrlimit(forbidden, (0, 0))


def limit_processor_time(seconds: int) -> None:
    """Let the system end this process after so many seconds of work from now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system", "os.fork")):
        raise PermissionError(event)


def cut_off() -> None:
    """Let nothing in this process speak to a network or start another process."""
    sys.addaudithook(_refuse)
