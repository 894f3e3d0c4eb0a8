"""The same code on a Dask cluster: a real scheduler and two workers on loopback, no dashboard."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import UsageError
from graph.build import build
from graph.cluster import cluster
from graph.home import Home
from loaders.cities.city import City


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def scheduler(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pytest.importorskip("distributed", reason="the extra [cluster] is not installed")
    address = f"tcp://127.0.0.1:{free_port()}"
    place = tmp_path_factory.mktemp("cluster")
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONWARNINGS": "ignore"}
    start = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--no-dashboard"]
    join = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-dashboard", "--nthreads", "1"]
    commands = [
        [*start, "--host", "127.0.0.1", "--port", address.rpartition(":")[2], "--no-show"],
        *([*join, "--host", "127.0.0.1", "--local-directory", str(place)] for _ in range(2)),
    ]
    started = [
        subprocess.Popen(each, env=environment, cwd=place, stderr=subprocess.DEVNULL) for each in commands
    ]
    try:
        wait_for_workers(address)
        yield address
    finally:
        for each in reversed(started):
            each.terminate()
        for each in started:
            each.wait(timeout=30)


def wait_for_workers(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with cluster(address) as found:
                if found.most == 4:
                    return
        except UsageError:
            pass
        time.sleep(0.3)
    pytest.fail("no two workers within a minute")


@pytest.mark.slow
def test_a_cluster_makes_the_same_release_and_leaves_the_cache_here(
    scheduler: str, tmp_path: Path, known: dict[str, City], sheets: list[Path]
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"no sheet")
    near = build([*sheets, bad], tmp_path / "near", known, jobs=1)
    far = build([*sheets, bad], tmp_path / "far", known, scheduler=scheduler)
    assert near.release is not None
    assert far.release is not None
    assert far.release.id == near.release.id
    assert far.release.dump_path.read_bytes() == near.release.dump_path.read_bytes()
    assert [row.recognised for row in far.rows] == [row.recognised for row in near.rows]
    assert [each.error.key for each in far.refused] == [each.error.key for each in near.refused]
    bad.unlink()
    again = build(sheets, tmp_path / "far", known, scheduler="tcp://127.0.0.1:1")  # nothing left to do
    assert not again.changed


@pytest.mark.slow
def test_a_file_whose_bytes_are_lost_costs_only_itself(
    scheduler: str, tmp_path: Path, known: dict[str, City], sheets: list[Path]
) -> None:
    home = tmp_path / "home"
    build(sheets[:2], home, known, jobs=1)
    for folder in (Home(home).files, Home(home).cache):
        for entry in folder.iterdir():
            entry.unlink()
    result = build([sheets[2]], home, known, scheduler=scheduler)
    assert [row.problem.key for row in result.rows if row.problem] == ["kept-file-damaged"] * 2
    assert [row.status for row in result.rows].count("new") == 1


@pytest.mark.slow
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://", "127.0.0.1:99999"])
def test_a_scheduler_that_cannot_be_reached(
    address: str, tmp_path: Path, known: dict[str, City], sheets: list[Path]
) -> None:
    pytest.importorskip("distributed", reason="the extra [cluster] is not installed")
    with pytest.raises(UsageError) as raised:
        build(sheets[:1], tmp_path / "home", known, scheduler=address)
    assert raised.value.key == "scheduler-unreachable"
    assert address in raised.value.text("en")


def test_dask_that_is_not_installed(
    tmp_path: Path, known: dict[str, City], sheets: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError) as raised:
        build(sheets[:1], tmp_path / "home", known, scheduler="tcp://127.0.0.1:8786")
    assert raised.value.key == "scheduler-not-installed"
    assert "tsunagu[cluster]" in raised.value.text("en")


def test_dask_is_imported_only_when_it_is_used(root: Path) -> None:
    code = "import graph.build, sys; sys.exit(any(name in sys.modules for name in ('dask', 'distributed')))"
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
