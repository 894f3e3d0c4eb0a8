"""How long a build takes: from files to a release that answers.

    python benchmarks/build.py [FILE …] [--runs 5] [--json]

Three situations: nothing is known yet (one process, so that steps can be told apart), the same
with a process for each processor, and the whole command as a person starts it. The peers work on
the dump that the build made: rdflib parses it, Oxigraph loads it.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from measure import ROOT, Step, arguments, fastest, measure, report
from pyoxigraph import RdfFormat, Store
from rdflib import Dataset

from graph.build import build
from graph.release import current
from loaders.cities.find import cities

STEPS = (
    Step("read", "graph.loaded", "read_bytes"),
    Step("recognise the city, link", "graph.loaded", "link"),
    Step("triples of the sheets", "graph.loaded", "sheet_graph"),
    Step("triples of the registers", "graph.loaded", "register_graph"),
    Step("N-Quads", "graph.loaded", "nquads"),
    Step("shapes, sheet by sheet", "graph.loaded", "validate_sheet"),
    Step("shapes, city by city", "graph.cityparts", "validate_city_lines"),
    Step("load the store", "graph.write", "build_store"),
    Step("make it durable", "graph.write", "sync_tree"),
    Step("verify", "graph.write", "problems"),
)


def main() -> None:
    """Measure and report."""
    given = arguments(__doc__ or "")
    known = cities()
    with tempfile.TemporaryDirectory() as folder:
        homes = (Path(folder) / str(number) for number in range(10_000))

        def fresh(jobs: int | None) -> Callable[[], object]:
            return lambda: build(given.files, next(homes), known, jobs=jobs)

        first = Path(folder) / "first"
        build(given.files, first, known)
        one = measure(f"build of {len(given.files)} sheets, one process", fresh(1), STEPS, given.runs)
        one.peers = _peers(first, given.runs)
        title = f"build of {len(given.files)} sheets, {os.cpu_count()} processors"
        many = measure(title, fresh(None), (), given.runs)
        same = measure("the same sheets again", lambda: build(given.files, first, known), (), given.runs)
        command = measure("the whole command", lambda: _command(given.files, next(homes)), (), given.runs)
    report([one, many, same, command], given.json)


def _peers(home: Path, runs: int) -> dict[str, float]:
    release = current(home)
    assert release is not None
    data = release.dump_path.read_bytes()
    return {
        "rdflib parses the dump": fastest(lambda: Dataset().parse(data=data, format="nquads"), runs),
        "Oxigraph loads the dump": fastest(lambda: Store().bulk_load(data, format=RdfFormat.N_QUADS), runs),
    }


def _command(files: list[Path], home: Path) -> None:
    words = [sys.executable, "-m", "tsunagu", "build", "--home", str(home), *map(str, files)]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)


if __name__ == "__main__":
    main()
