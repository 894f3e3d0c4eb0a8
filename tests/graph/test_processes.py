"""What only whole processes show: kills, hash seeds, names."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.build import BuildResult, Progress, build
from graph.disk import TEMPORARY
from graph.home import Home
from graph.release import current, verify
from loaders.cities.city import City
from loaders.extract import read_bytes

Build = Callable[..., BuildResult]

SCRIPT = """
import os, signal, sys
from pathlib import Path
import graph.build, graph.cityparts, graph.home, graph.loaded, graph.write
from loaders.cities.find import cities

def killed(*arguments):
    os.kill(os.getpid(), signal.SIGKILL)

graph.loaded.validate_sheet = lambda sheet, registers: ()
graph.cityparts.validate_city_lines = lambda merge: ()
home, where, *files = sys.argv[1:]
if where != "nowhere":
    module, name = where.split(":")
    setattr(sys.modules[module], name, killed)
result = graph.build.build([Path(file) for file in files], Path(home), cities(), jobs=1)
print(result.release.id)
"""


def run(root: Path, *arguments: object, seed: str = "0") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, *map(str, arguments)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize(
    "where",
    [
        "graph.loaded:sheet_graph",
        "graph.write:build_store",
        "graph.write:problems",
        "graph.write:sync",
        "graph.home:write_atomically",
    ],
)
def test_a_kill_leaves_the_current_release_answering(
    built: Path, root: Path, sheets: list[Path], do_build: Build, where: str
) -> None:
    before = current(built)
    assert before is not None
    assert run(root, built, where, sheets[2]).returncode == -signal.SIGKILL
    assert current(built) == before
    assert verify(before) == []
    result = do_build(sheets[2])
    assert result.changed
    assert result.release is not None
    assert len(result.release.manifest.sheets) == 3
    assert not list(built.rglob(f"{TEMPORARY}*"))
    assert all(verify(release) == [] for release in [result.release])


def test_ctrl_c_leaves_the_current_release_answering(
    built: Path, root: Path, sheets: list[Path], do_build: Build, tmp_path: Path
) -> None:
    """As a terminal sends it: to the command and to all its processes."""
    before, cached = current(built), set((built / "cache").rglob("*"))
    many = tmp_path / "many"
    many.mkdir()
    for number in range(16):
        text = sheets[0].read_text("utf-8").replace("くらし安心部", f"第{number}部")
        (many / f"{number}.txt").write_text(text, "utf-8")
    command = subprocess.Popen(
        [sys.executable, "-m", "tsunagu", "build", "--home", str(built), "--jobs", "2", str(many)],
        env=os.environ | {"PYTHONPATH": str(root), "TSUNAGU_LANG": "en"},
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A shell that runs tests in the background lets them ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    until = time.monotonic() + 60
    while len(set((built / "cache").rglob("*")) - cached) < 5 and time.monotonic() < until:
        assert command.poll() is None
        time.sleep(0.05)
    os.killpg(command.pid, signal.SIGINT)
    out, err = command.communicate(timeout=60)
    assert command.returncode == 130
    assert out == ""
    assert "Traceback" not in err
    assert current(built) == before
    assert before is not None
    assert verify(before) == []
    assert Home(built).release_ids() == [before.id]
    result = do_build(sheets[2])
    assert result.release is not None
    assert len(result.release.manifest.sheets) == 3


def test_a_worker_that_dies_costs_no_other_file(
    home: Path, known: dict[str, City], sheets: list[Path]
) -> None:
    """Killed from outside, as by a system short of memory: its file is read again by itself."""
    killed: list[int] = []

    def kill_one(progress: Progress) -> None:
        if not killed and progress.step == "read":
            (worker, *_) = [each.pid for each in multiprocessing.active_children() if each.pid]
            killed.append(worker)
            os.kill(worker, signal.SIGKILL)

    result = build(sheets, home, known, jobs=2, progress=kill_one)
    assert killed
    assert not result.refused
    assert len(result.rows) == len(sheets)


def test_the_same_bytes_give_the_same_dump_in_any_order(
    tmp_path: Path, root: Path, sheets: list[Path]
) -> None:
    orders = [("1", sheets), ("2", sheets[::-1]), ("77", sheets[2:] + sheets[:2])]
    dumps = set()
    for seed, files in orders:
        home = tmp_path / seed
        done = run(root, home, "nowhere", *files, seed=seed)
        assert done.returncode == 0, done.stderr
        release = current(home)
        assert release is not None
        dumps.add((release.id, release.dump_path.read_bytes()))
    assert len(dumps) == 1


def test_one_build_or_several_give_the_same_dump(do_build: Build, home: Path, sheets: list[Path]) -> None:
    for sheet in reversed(sheets):
        do_build(sheet)
    steps = current(home)
    whole = do_build(*sheets, fresh=True)
    assert not whole.changed
    assert steps is not None
    assert len(Home(home).release_ids()) == len(sheets)


def test_no_name_of_an_official_is_in_a_release_or_the_cache(
    built: Path, sheets: list[Path], known: dict[str, City]
) -> None:
    planted = {
        person.value
        for sheet in sheets[:2]
        if (person := read_bytes(sheet.read_bytes(), sheet.name, names=True).sheet.head_name)
    }
    assert len(planted) == 2
    names = {part for name in planted for part in (name, "".join(name.split()), *name.split())}
    files = [path for part in ("releases", "cache") for path in (built / part).rglob("*") if path.is_file()]
    assert len(files) > 10
    for path in files:
        data = path.read_bytes()
        assert not [name for name in names if name.encode() in data], path
