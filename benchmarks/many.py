"""How many sheets a second a build reads, on one process, on two, and on a Dask cluster of two workers.

    python benchmarks/many.py [--sheets 60] [--json]

The sheets are those of the example city, given to departments that are made up. Each build begins
with an empty home, in a process of its own, so that its memory is its own. `read` is everything
that is done sheet by sheet; checking each city and writing the release come after it.
"""

import argparse
import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from measure import ROOT
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(ROOT / "examples"))

from printing import sheet_bytes  # the examples are programs beside this one, no package

from graph.build import build
from graph.result import Progress
from loaders.cities.find import cities

COLUMNS = (
    "situation",
    "sheets",
    "read s",
    "sheets/s read",
    "ratio",
    "check s",
    "write s",
    "all s",
    "MiB",
    "MiB worker",
)


@dataclass(frozen=True)
class Run:
    """One build: seconds by step, and the most memory of its own process and of its largest worker."""

    situation: str
    sheets: int
    read: float
    check: float
    write: float
    whole: float
    memory: float
    worker_memory: float

    @property
    def speed(self) -> float:
        """Sheets read in a second."""
        return self.sheets / self.read

    def row(self, first: "Run") -> list[str]:
        """Return what the table shows; the ratio is that of the speed to that of the first build."""
        numbers = (self.read, self.speed, self.speed / first.speed, self.check, self.write, self.whole)
        sizes = (self.memory, self.worker_memory)
        return [self.situation, str(self.sheets), *(f"{number:.1f}" for number in (*numbers, *sizes))]


def write_sheets(folder: Path, count: int) -> None:
    """Print `count` sheets: the example city's, each for a department and year of its own."""
    sources = sorted(ROOT.glob("examples/yuino/source/*.toml"))
    for number in range(count):
        source = tomllib.loads(sources[number % len(sources)].read_text("utf-8"))
        source["department"] = f"第{number}部"
        (folder / f"sheet-{number:04}.txt").write_bytes(sheet_bytes(source))


def one_build(situation: str, folder: Path, jobs: int | None, scheduler: str | None) -> Run:
    """Build in this process and measure it."""
    ended: dict[str, float] = {}

    def note(progress: Progress) -> None:
        ended[progress.step] = time.perf_counter()

    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as home:
        result = build([folder], Path(home), cities(), jobs=jobs, scheduler=scheduler, progress=note)
    whole = time.perf_counter() - start
    if result.refused:
        raise SystemExit(str(result.refused[0].error))
    return Run(
        situation,
        len(result.rows),
        read=ended["read"] - start,
        check=ended["check"] - ended["read"],
        write=ended["write"] - ended["check"],
        whole=whole,
        memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        worker_memory=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    )


def in_a_process(situation: str, folder: Path, *words: str) -> Run:
    """Run one build in a process of its own."""
    command = [sys.executable, __file__, "--folder", str(folder), "--situation", situation, *words]
    ended = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return Run(**json.loads(ended.stdout))


@contextmanager
def two_dask_workers() -> Iterator[str]:
    """Start a cluster on this machine and yield its address."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
        yield str(local.scheduler_address)


def every_situation(count: int) -> Iterator[Run]:
    """Yield the builds that are compared."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        write_sheets(place, count)
        yield in_a_process("1 process", place, "--jobs", "1")
        yield in_a_process("2 processes", place, "--jobs", "2")
        if importlib.util.find_spec("distributed") is None:
            print("Dask is not installed: pip install '.[cluster]'", file=sys.stderr)
            return
        with two_dask_workers() as address:
            yield in_a_process("Dask, 2 workers", place, "--scheduler", address)


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sheets", type=int, default=60, help="how many sheets")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    for inner in ("folder", "situation", "scheduler", "jobs"):
        parser.add_argument(f"--{inner}", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.folder:
        jobs = int(given.jobs) if given.jobs else None
        print(json.dumps(asdict(one_build(given.situation, Path(given.folder), jobs, given.scheduler))))
        return
    runs = list(every_situation(given.sheets))
    if given.json:
        speeds = [{"sheets_per_second": run.speed, "ratio": run.speed / runs[0].speed} for run in runs]
        found = [asdict(run) | speed for run, speed in zip(runs, speeds, strict=True)]
        print(json.dumps(found, indent=2))
        return
    table = Table(*COLUMNS)
    for run in runs:
        table.add_row(*run.row(runs[0]))
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
