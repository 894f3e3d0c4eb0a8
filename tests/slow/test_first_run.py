"""The first two minutes of a newcomer: a fresh clone, `make run`, a page."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.slow
MOST_SECONDS = 600


def test_make_run_in_a_fresh_clone_ends_in_a_page(root: Path, tmp_path: Path) -> None:
    if subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, check=False).returncode:
        pytest.skip("nothing is committed yet, so there is nothing to clone")
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", root.as_uri(), str(clone)], check=True, capture_output=True)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TSUNAGU_")}
    port = free_port()
    log = tmp_path / "log.txt"
    with log.open("wb") as file:
        make = subprocess.Popen(
            ["make", "run", f"PORT={port}"],
            cwd=clone,
            env=environment,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        page = wait_for_page(f"http://127.0.0.1:{port}/", make)
    finally:
        if make.poll() is None:
            os.killpg(make.pid, signal.SIGINT)
        make.wait(timeout=60)
    said = log.read_text(encoding="utf-8", errors="replace")
    assert page is not None, said
    assert "結野市" in page
    assert "架空" in page
    assert said.count("== ") >= 2, "make says what it does"
    assert (clone / "var" / "current").is_file()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def wait_for_page(address: str, make: subprocess.Popen[bytes]) -> str | None:
    """Return the page as soon as it is served, None when `make` ends or time is up."""
    end = time.monotonic() + MOST_SECONDS
    while time.monotonic() < end and make.poll() is None:
        try:
            answer = httpx.get(address, timeout=30)
        except httpx.TransportError:
            time.sleep(0.5)
            continue
        assert answer.status_code == 200, answer.text
        return answer.text
    return None
