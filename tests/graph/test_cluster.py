"""The same code on a Dask cluster: a real scheduler and two workers on loopback, no dashboard."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import graph.cluster
from core.errors import UsageError
from graph.build import Progress, build
from graph.cache import Cache
from graph.cluster import cluster
from graph.home import Home
from graph.release import current
from loaders.cities.city import City


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def started(root: Path, place: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and workers; yield its address and the processes, the scheduler first."""
    pytest.importorskip("distributed", reason="the extra [cluster] is not installed")
    address = f"tcp://127.0.0.1:{free_port()}"
    environment = os.environ | {"PYTHONPATH": str(root), "PYTHONWARNINGS": "ignore"}
    start = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--no-dashboard"]
    join = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-dashboard", "--no-nanny"]
    commands = [
        [*start, "--host", "127.0.0.1", "--port", address.rpartition(":")[2], "--no-show"],
        *(
            [*join, "--nthreads", "1", "--host", "127.0.0.1", "--local-directory", str(place)]
            for _ in range(workers)
        ),
    ]
    processes = [
        subprocess.Popen(each, env=environment, cwd=place, stderr=subprocess.DEVNULL) for each in commands
    ]
    try:
        wait_for_workers(address, workers)
        yield address, processes
    finally:
        for each in processes:
            each.kill()  # a worker without its scheduler takes its time to end
            each.wait(timeout=30)


@pytest.fixture(scope="module")
def scheduler(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with started(root, tmp_path_factory.mktemp("cluster"), workers=2) as (address, _):
        yield address


def wait_for_workers(address: str, workers: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with cluster(address) as found:
                if found.most == 2 * workers:
                    return
        except UsageError:
            pass
        time.sleep(0.3)
    pytest.fail("no workers within a minute")


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
@pytest.mark.parametrize(("killed", "key"), [(1, "scheduler-workers-lost"), (0, "scheduler-gone")])
def test_a_cluster_that_is_lost_ends_the_build_and_leaves_the_release(
    tmp_path: Path,
    built: Path,
    root: Path,
    known: dict[str, City],
    sheets: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    killed: int,
    key: str,
) -> None:
    before = current(built)
    monkeypatch.setattr(graph.cluster, "PATIENCE", 2.0)
    with started(root, tmp_path, workers=1) as (address, processes):

        def kill(progress: Progress) -> None:
            if progress.step == "read" and progress.done == 3:  # two come from the cache
                processes[killed].kill()

        with pytest.raises(UsageError) as raised:
            build(sheets, built, known, scheduler=address, progress=kill)
    assert raised.value.key == key
    assert address in raised.value.text("en")
    assert current(built) == before


@pytest.mark.slow
def test_a_file_whose_bytes_are_lost_costs_only_itself(
    scheduler: str, tmp_path: Path, known: dict[str, City], sheets: list[Path]
) -> None:
    home = tmp_path / "home"
    build(sheets[:2], home, known, jobs=1)
    Cache(Home(home).cache).clear()
    for kept in Home(home).files.iterdir():
        kept.unlink()
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
    assert "'.[cluster]'" in raised.value.text("en")


def test_dask_is_imported_only_when_it_is_used(root: Path) -> None:
    code = "import graph.build, sys; sys.exit(any(name in sys.modules for name in ('dask', 'distributed')))"
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
