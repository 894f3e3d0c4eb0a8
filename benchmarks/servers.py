"""SPARQL servers to compare, each a process tree that is started, asked, measured and ended."""

import math
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

_START_SECONDS = 600
_IDLE = 0.05
"""Seconds of processor time in two seconds, below which nothing is going on."""

_PSS = re.compile(r"^Pss: +(\d+) kB", re.MULTILINE)


@dataclass(frozen=True)
class Server:
    """A running server: its name in the table, the address of its endpoint, its first process.

    A guarded one ends run-aways by itself.
    """

    name: str
    endpoint: str
    pid: int
    guarded: bool

    def address(self, query: str) -> str:
        """Return the address that asks a query."""
        return f"{self.endpoint}?query={quote(query, safe='')}"

    def ask(self, query: str) -> bytes:
        """Ask over a connection of its own."""
        request = urllib.request.Request(self.address(query), headers={"Accept": JSON})
        with urllib.request.urlopen(request, timeout=120) as response:
            return bytes(response.read())

    def memory(self) -> float:
        """Return the MiB that all its processes hold; what they share counts once."""
        return sum(map(_held, _tree(self.pid))) / 1024


JSON = "application/sparql-results+json"


@contextmanager
def ours(home: Path, workers: int) -> Iterator[Server]:
    """Run `tsunagu serve` on a home."""
    port = _free_port()
    command = [sys.executable, "-m", "tsunagu", "serve", "--port", str(port), "--workers", str(workers)]
    with _running(f"tsunagu, {workers}", command, port, "/sparql", {"TSUNAGU_HOME": str(home)}) as server:
        yield server


@contextmanager
def oxigraph(program: Path, store: Path) -> Iterator[Server]:
    """Run the native Oxigraph server on the same store."""
    port = _free_port()
    command = [str(program), "serve-read-only", "-l", str(store), "-b", f"127.0.0.1:{port}"]
    with _running("oxigraph", command, port, "/query") as server:
        yield server


@contextmanager
def rdflib_endpoint(program: Path, triples: Path) -> Iterator[Server]:
    """Run rdflib-endpoint on a file that it loads first."""
    port = _free_port()
    command = [str(program), "serve", "--host", "127.0.0.1", "--port", str(port), str(triples)]
    with _running("rdflib-endpoint", command, port, "/") as server:
        yield server


@contextmanager
def _running(
    name: str, command: list[str], port: int, path: str, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    process = subprocess.Popen(
        command,
        env=os.environ | dict(environment or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    server = Server(name, f"http://127.0.0.1:{port}{path}", process.pid, environment is not None)
    try:
        _wait_for(server, process)
        _wait_until_idle(server)
        yield server
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_for(server: Server, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError):
            server.ask("ASK {}")
            return
        time.sleep(0.2)
    raise SystemExit(f"{server.name} does not answer")


def _wait_until_idle(server: Server) -> None:
    """Wait until a server has done what it does at its start, as ours visits its own views."""
    end, before = time.monotonic() + _START_SECONDS, math.inf
    while time.monotonic() < end:
        spent = sum(map(_computed, _tree(server.pid)))
        if abs(spent - before) < _IDLE:
            return
        before = spent
        time.sleep(2)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _tree(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))


def _computed(pid: int) -> float:
    """Return the seconds of processor time that a process and its former children have used."""
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _held(pid: int) -> int:
    with suppress(OSError):
        found = _PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
        return int(found[1]) if found else 0
    return 0
