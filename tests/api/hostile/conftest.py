"""A server as people run it, in a process of its own, that writes down every connection it opens."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from graph.release import Release

LIMIT = 2.0
SPARE = 2.0
# The child processes open no more than their files (tests/api/test_pool.py); this is about the server.
PROGRAM = """
import sys
log = open(sys.argv.pop(1), "a", buffering=1)
def hook(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        log.write(f"{event} {arguments}\\n")
sys.addaudithook(hook)
from tsunagu.cli import main
main()
"""


@dataclass
class Attacked:
    """The server under attack. `port` is its own, `trap` that of a listener which nobody may call."""

    pid: int
    port: int
    log: Path
    trap: socket.socket

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def trap_url(self) -> str:
        return f"http://127.0.0.1:{self.trap.getsockname()[1]}/data"

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.base, timeout=30, trust_env=False)

    def raw(self, request: bytes, seconds: float = 20.0) -> bytes:
        """What comes back for these bytes until the server closes the connection; nothing at a reset."""
        answer = bytearray()
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            with contextlib.suppress(ConnectionError):
                connection.sendall(request)
            with contextlib.suppress(ConnectionError):
                while piece := connection.recv(65536):
                    answer += piece
        return bytes(answer)

    def processes(self) -> list[int]:
        """The server and its children."""
        children = Path(f"/proc/{self.pid}/task").glob("*/children")
        return [self.pid, *(int(child) for each in children for child in each.read_text().split())]

    def is_idle(self) -> bool:
        """Whether nothing is being computed: 0.3 s go by and less than a tenth of them was used."""
        before = self._ticks()
        time.sleep(0.3)
        after = self._ticks()
        ticks = sum(max(0, spent - before.get(pid, 0)) for pid, spent in after.items())
        return ticks / os.sysconf("SC_CLK_TCK") < 0.03

    def _ticks(self) -> dict[int, int]:
        found = {}
        for pid in self.processes():
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            found[pid] = int(fields[11]) + int(fields[12])
        return found

    def resident(self) -> float:
        """MiB that it holds with its children; what they share counts once."""
        held = 0
        for pid in self.processes():
            try:
                text = Path(f"/proc/{pid}/smaps_rollup").read_text()
            except OSError:
                continue
            held += int(re.findall(r"^Pss: +(\d+)", text, re.MULTILINE)[0])
        return held / 1024

    def calls(self) -> list[str]:
        """What it has called, and who has called the trap."""
        found = self.log.read_text().splitlines()
        self.trap.settimeout(0)
        with contextlib.suppress(BlockingIOError):
            found.append(f"the trap was called from {self.trap.accept()[1]}")
        return found

    def must_be_well(self) -> None:
        """Assert that it still answers, has called nobody, and is idle in time."""
        end = time.monotonic() + LIMIT + SPARE
        with self.client() as client:
            assert client.get("/health").json()["status"] == "ok"
            assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True
        while not self.is_idle():
            assert time.monotonic() < end, "it still computes"
        assert self.calls() == []
        os.kill(self.pid, 0)


@pytest.fixture(scope="session")
def attacked(example: Release, tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[Attacked]:
    folder = tmp_path_factory.mktemp("hostile")
    log = folder / "calls"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {
        "PYTHONPATH": str(root),
        "TSUNAGU_HOME": str(example.path.parents[1]),
        "TSUNAGU_QUERY_TIMEOUT": str(LIMIT),
        "TSUNAGU_QUERY_ROWS": "3000",
        "TSUNAGU_QUERY_BYTES": "4",
    }
    log.touch()
    with socket.create_server(("127.0.0.1", 0)) as trap, (folder / "stderr").open("wb") as errors:
        command = [sys.executable, "-c", PROGRAM, str(log), "serve", "--port", str(port)]
        process = subprocess.Popen(command, env=environment, stdout=errors, stderr=errors, cwd=folder)
        found = Attacked(process.pid, port, log, trap)
        try:
            _wait_for(found, process)
            log.write_text("")
            yield found
            assert process.poll() is None, (folder / "stderr").read_text()
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def _wait_for(attacked: Attacked, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < end:
        try:
            httpx.get(f"{attacked.base}/health", trust_env=False)
            return
        except httpx.ConnectError:
            time.sleep(0.1)
    pytest.fail("the server does not start")
