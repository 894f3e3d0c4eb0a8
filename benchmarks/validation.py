"""How long checking many sheets takes: as a build does it, and in one run over the whole dataset.

    python benchmarks/validation.py [--sheets 8 24 240] [--minutes 10] [--json]

A build checks each sheet with the registers, in parallel, keeps what it found under the hash of what
it looked at, and asks the rules of a city of the little that they look at. The peers are given all
sheets and registers at once: pySHACL, and the engine `shacl` where it is installed. Every run begins
with N-Triples and is a process of its own. One sheet lacks its year, later a second one, so that there
is something to find; every run must find the same of the sheets.
"""

import argparse
import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache, partial
from itertools import chain
from pathlib import Path

import pyshacl
from copies import sheets_of
from measure import EXAMPLES
from rdflib import Graph
from rich.console import Console
from rich.table import Table

from core.settings import Engine, Settings
from graph.build import build
from graph.cache import Cache, digest
from graph.fragments import merged
from graph.pool import run, workers_for
from loaders.cities.find import cities
from ontology.terms import TNG
from shapes.compiled import compiled
from shapes.report import Finding
from shapes.results import Result, results_in
from shapes.rules import Rules, name_of, rules
from shapes.validate import validate_city_lines, validate_sheet

COLUMNS = ("way", "sheets", "wall s", "CPU s", "MiB", "MiB worker", "CPU ratio", "found")
REGISTERS = "registers.nt"
OURS, CHANGED = "each sheet", "one sheet changed"
_YEAR = f" <{TNG.fiscalYear}> ".encode()
_ONE_SHEET = "sheet-one"
"""The rule that a file holds one sheet, which no dataset of many keeps."""

Found = set[tuple[str, str]]
"""What does not hold: the name of a rule, and the IRI of a thing."""


@dataclass(frozen=True)
class Run:
    """One run: seconds, and the most memory of its own process and of its largest worker in MiB."""

    way: str
    sheets: int
    wall: float
    cpu: float
    memory: float
    worker_memory: float
    found: list[tuple[str, str]]

    def row(self, ours: "Run") -> list[str]:
        """Return what the table shows; the ratio is to the CPU of what a build does."""
        numbers = (self.wall, self.cpu, self.memory, self.worker_memory, self.cpu / ours.cpu)
        return [self.way, str(self.sheets), *(f"{number:.1f}" for number in numbers), str(len(self.found))]


def write_dataset(folder: Path, sheets: int) -> None:
    """Write so many sheets and the registers as files of N-Triples."""
    with tempfile.TemporaryDirectory() as home:
        release = build(EXAMPLES, Path(home), cities(), jobs=1).release
        assert release is not None
        registers = map(release.fragment, release.manifest.cities)
        (folder / REGISTERS).write_bytes(b"".join(merged(registers)))
        for number, fragment in enumerate(sheets_of(release, sheets)):
            (folder / f"sheet-{number:04}.nt").write_bytes(b"".join(merged([fragment])))


def forget_a_year(folder: Path, number: int) -> None:
    """Take the year out of one sheet."""
    place = sheets_in(folder)[number]
    lines = place.read_bytes().splitlines(keepends=True)
    place.write_bytes(b"".join(line for line in lines if _YEAR not in line))


def sheets_in(folder: Path) -> list[Path]:
    """Return the files of the sheets."""
    return sorted(folder.glob("sheet-*.nt"))


def each_sheet(folder: Path) -> Found:
    """Check as a build does; what was found of a sheet is kept beside the dataset."""
    kept = Cache(folder / f"kept-{Settings().shacl_engine}")
    kept.folder.mkdir(exist_ok=True)
    known = {place: kept.get(_key(folder, place), tuple) for place in sheets_in(folder)}
    new = [place for place, found in known.items() if found is None]
    findings = [finding for found in known.values() for finding in found or ()]
    for place, found in run(partial(_checked, folder), new, workers_for(None, len(new))):
        if isinstance(found, BaseException):
            raise found
        kept.put(_key(folder, place), found)
        findings += found
    findings += validate_city_lines(partial(_lines, folder))
    return {(each.shape, each.focus) for each in findings}


def _checked(folder: Path, place: Path) -> tuple[Finding, ...]:
    return validate_sheet(_graph([place]), _registers(folder))


def _key(folder: Path, place: Path) -> str:
    return digest(place.read_bytes(), (folder / REGISTERS).read_bytes())


@cache
def _registers(folder: Path) -> Graph:
    return _graph([folder / REGISTERS])


def _graph(places: Sequence[Path]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for place in places:
        graph.parse(data=place.read_bytes(), format="nt")
    return graph


def _lines(folder: Path) -> Iterator[bytes]:
    for place in (folder / REGISTERS, *sheets_in(folder)):
        yield from place.read_bytes().splitlines()


def whole(engine: Callable[[Graph, Rules], list[Result]], folder: Path) -> Found:
    """Check all sheets and registers in one graph by all rules at once."""
    using = Rules(rules("sheet").graph + rules("city").graph)
    results = engine(_graph([folder / REGISTERS, *sheets_in(folder)]), using)
    return {(name_of(str(each.rule)), str(each.focus)) for each in results if _counts(each, folder)}


def _counts(result: Result, folder: Path) -> bool:
    """Tell whether a build would say so: the rules of sheets are not about what stands in registers."""
    of_a_city = (result.rule, None, None) in rules("city").graph
    of_a_sheet = name_of(str(result.rule)) != _ONE_SHEET and str(result.focus) in _subjects(folder)
    return of_a_city or of_a_sheet


@cache
def _subjects(folder: Path) -> set[str]:
    lines = chain.from_iterable(place.read_bytes().splitlines() for place in sheets_in(folder))
    return {line.split(b" ", 1)[0].decode().strip("<>") for line in lines}


def by_pyshacl(graph: Graph, using: Rules) -> list[Result]:
    """Run pySHACL alone, on the rules in SPARQL too."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=using.copy(), inference="none")
    assert isinstance(report, Graph)
    return results_in(report)


PEERS = ("pySHACL, all at once", "shacl, all at once")

WAYS: Mapping[str, Callable[[Path], Found]] = {
    OURS: each_sheet,
    PEERS[0]: partial(whole, by_pyshacl),
    PEERS[1]: partial(whole, compiled),
}


def here(way: str, folder: Path) -> Run:
    """Check in this process and measure it."""
    start = time.perf_counter()
    found = WAYS[way](folder)
    wall = time.perf_counter() - start
    own, workers = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = sum(each.ru_utime + each.ru_stime for each in (own, workers))
    return Run(
        way, len(sheets_in(folder)), wall, cpu, _most_memory(), workers.ru_maxrss / 1024, sorted(found)
    )


def _most_memory() -> float:
    """Return MiB; `ru_maxrss` of a process that was just started is that of the one that started it."""
    told = dict(line.split(":") for line in Path("/proc/self/status").read_text("ascii").splitlines())
    return int(told["VmHWM"].split()[0]) / 1024


def in_a_process(way: str, folder: Path, seconds: float, engine: Engine = "pyshacl") -> Run | None:
    """Check in a process of its own; None where it did not end in time."""
    command = [sys.executable, __file__, "--way", way, "--folder", str(folder)]
    environment = os.environ | {"TSUNAGU_SHACL_ENGINE": engine}
    try:
        ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=seconds, env=environment)
    except subprocess.TimeoutExpired:
        print(f"{way}: not done in {seconds / 60:g} minutes", file=sys.stderr)
        return None
    return Run(**json.loads(ended.stdout))


def every_way(sheets: int, seconds: float) -> Iterator[Run]:
    """Yield the runs over a dataset of so many sheets; raises `SystemExit` where they disagree."""
    engines: list[Engine] = ["pyshacl", "shacl"] if importlib.util.find_spec("shacl") else ["pyshacl"]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_dataset(folder, sheets)
        forget_a_year(folder, 0)
        plan = [(OURS, engine, f"{OURS} ({engine})") for engine in engines]
        plan += [(way, engine, way) for way, engine in zip(PEERS, engines, strict=False)]
        first = [_named(in_a_process(way, folder, seconds, engine), label) for way, engine, label in plan]
        forget_a_year(folder, 1)
        again = [_named(in_a_process(OURS, folder, seconds, each), f"{CHANGED} ({each})") for each in engines]
    for runs in (first, again):
        done = [each for each in runs if each]
        if any(each.found != done[0].found for each in done):
            raise SystemExit(f"not the same is found: {[(each.way, each.found) for each in done]}")
        yield from done


def _named(made: Run | None, label: str) -> Run | None:
    return made and replace(made, way=label)


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sheets", type=int, nargs="+", default=[8, 24, 240], help="sizes of datasets")
    parser.add_argument("--minutes", type=float, default=10, help="most time for one run")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    for inner in ("way", "folder"):
        parser.add_argument(f"--{inner}", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.folder:
        print(json.dumps(asdict(here(given.way, Path(given.folder)))))
        return
    sizes = [list(every_way(count, given.minutes * 60)) for count in given.sheets]
    if given.json:
        told = [asdict(each) | {"found": len(each.found)} for runs in sizes for each in runs]
        print(json.dumps(told, indent=2))
        return
    table = Table(*COLUMNS)
    for runs in sizes:
        for each in runs:
            table.add_row(*each.row(runs[0]))
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
