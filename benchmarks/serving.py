"""How fast look-ups and analysts' questions are answered, against two other SPARQL servers in the same run.

    python benchmarks/serving.py [--sheets 100 1000] [--oxigraph PROGRAM] [--rdflib-endpoint PROGRAM]
                                 [--workers 2] [--seconds 5] [--home FOLDER] [--json]

Look-ups ask for all that is said of one thing. `new` ones were never asked before; `labelled` ones neither,
and they ask for labels too, where there are any, which is more than our server process answers itself
(decision 0020). `repeated` ones are a thousand that come again and again. All at 1 and at 16 connections,
sent by wrk, as soon as the server has nothing else to do. The analysts ask twelve questions; those over
5 ms are held against the time that the store itself takes in this process. Then look-ups are asked while
60 run-aways are in flight; the others have nothing against those and are spared. The programs of the others
are best installed in environments of their own (`pip install oxigraph`, `pip install rdflib-endpoint`);
those that are not named are left out.
"""

import argparse
import itertools
import json
import math
import shutil
import statistics
import tempfile
import time
import urllib.error
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path

from analysts import PREFIXES, QUESTIONS
from copies import release_of, triples_file
from pressing import Crowd, Load, crowd, press, things
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store
from rich.console import Console
from rich.table import Table
from servers import Server, ours, oxigraph, rdflib_endpoint

from graph.release import Release

LOADS = tuple((kind, connections) for kind in ("new", "labelled", "repeated") for connections in (1, 16))
COUNTED = 5.0
"""Milliseconds from which on a question is held against the store's own time."""

_RUNS = 3
_CROWD_SECONDS = 20


@dataclass(frozen=True)
class Mix:
    """The analysts' questions: milliseconds of each, and of the store itself; MiB that the server holds."""

    server: str
    sheets: int
    milliseconds: dict[str, float]
    store: dict[str, float]
    memory: float

    def shares(self) -> list[float]:
        """Return the times as shares of the store's own, over the questions that take long enough."""
        return [self.milliseconds[name] / own for name, own in self.store.items() if own > COUNTED]


def mix_of(server: Server, release: Release, sheets: int) -> Mix:
    """Ask a server and the store in this process by turns; the fastest of several runs counts for each."""
    store = Store.read_only(str(release.store_path))
    ask = {"server": server.ask, "store": lambda text: _written(store.query(text))}
    spent: dict[str, dict[str, float]] = {who: dict.fromkeys(QUESTIONS, math.inf) for who in ask}
    for run, (name, text) in itertools.product(range(_RUNS), QUESTIONS.items()):
        for who, asked in ask.items():
            taken = _milliseconds(asked, f"{PREFIXES}{text} # {run}")
            spent[who][name] = min(spent[who][name], taken)
    return Mix(server.name, sheets, spent["server"], spent["store"], server.memory())


def _milliseconds(asked: Callable[[str], object], text: str) -> float:
    """Return how long an answer takes, infinity where there is none in time."""
    start = time.perf_counter()
    try:
        asked(text)
    except (urllib.error.HTTPError, TimeoutError):
        return math.inf
    return 1000 * (time.perf_counter() - start)


def _written(results: object) -> bytes:
    assert isinstance(results, QuerySolutions)
    return bytes(results.serialize(format=QueryResultsFormat.JSON))


def measure(server: Server, release: Release, sheets: int, seconds: int) -> Iterator[Load | Mix | Crowd]:
    """Yield what one server does."""
    names = things(Store.read_only(str(release.store_path)))
    for kind, connections in LOADS:
        if kind == "repeated":
            press(server, names, sheets, kind, 1, 1)
        yield press(server, names, sheets, kind, connections, seconds)
    yield mix_of(server, release, sheets)
    if server.guarded:
        yield crowd(server, names, sheets, _CROWD_SECONDS)


def everything(given: argparse.Namespace, folder: Path) -> Iterator[Load | Mix | Crowd]:
    """Yield every measurement, size by size."""
    for sheets in given.sheets:
        home = folder / f"sheets-{sheets}"
        release = release_of(home, sheets)
        for server in _servers(given, home, release):
            with server as running:
                yield from measure(running, release, sheets, given.seconds)


def _servers(
    given: argparse.Namespace, home: Path, release: Release
) -> Iterator[AbstractContextManager[Server]]:
    yield ours(home, given.workers)
    if given.oxigraph:
        yield oxigraph(given.oxigraph, release.store_path)
    if given.rdflib_endpoint:
        yield rdflib_endpoint(given.rdflib_endpoint, triples_file(release, home / "triples.nt"))


def loads_table(loads: list[Load]) -> Table:
    """Return the look-ups; `ratio` is the rate as a share of the first server's under the same load."""
    rates = {(each.server, each.sheets, each.kind, each.connections): each.rate for each in loads}
    made = Table("sheets", "look-ups", "connections", "server", "/s", "p99 ms", "ours / this", "failed")
    for each in loads:
        own = rates[(loads[0].server, each.sheets, each.kind, each.connections)]
        numbers = (f"{each.rate:,.0f}", f"{each.p99:.1f}", f"{own / each.rate:.2f}")
        made.add_row(
            str(each.sheets), each.kind, str(each.connections), each.server, *numbers, each.failed or "—"
        )
    return made


def mixes_table(mixes: list[Mix]) -> Table:
    """Return the analysts' questions; the shares are those of the store's own time."""
    made = Table("sheets", "server", "ms for all", "median share", "worst", "counted", "MiB")
    for each in mixes:
        shares = each.shares()
        ratios = (f"{statistics.median(shares):.2f}", f"{max(shares):.2f}") if shares else ("—", "—")
        whole = f"{sum(each.milliseconds.values()):,.0f}"
        made.add_row(str(each.sheets), each.server, whole, *ratios, str(len(shares)), f"{each.memory:,.0f}")
    return made


def crowds_table(crowds: list[Crowd]) -> Table:
    """Return what look-ups and `/health` take while 60 run-aways are in flight."""
    made = Table("sheets", "server", "look-up ms", "health ms", "refused", title="60 run-aways in flight")
    for each in crowds:
        times = (f"{each.look_up:.0f}", f"{each.health:.0f}")
        made.add_row(str(each.sheets), each.server, *times, str(each.refused))
    return made


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sheets", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--oxigraph", type=Path, help="the program of the native server")
    parser.add_argument("--rdflib-endpoint", type=Path, help="the program of rdflib-endpoint")
    parser.add_argument("--workers", type=int, default=2, help="our server processes")
    parser.add_argument("--seconds", type=int, default=5, help="of each load")
    parser.add_argument("--home", type=Path, help="folder to keep the releases in for the next run")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    return parser.parse_args()


def main() -> None:
    """Measure and report."""
    given = _arguments()
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing (Debian: apt install wrk)")
    with tempfile.TemporaryDirectory() as temporary:
        found = list(everything(given, given.home or Path(temporary)))
    if given.json:
        print(json.dumps([asdict(each) for each in found], indent=2))
        return
    console = Console(width=120)
    console.print(loads_table([each for each in found if isinstance(each, Load)]))
    console.print(mixes_table([each for each in found if isinstance(each, Mix)]))
    console.print(crowds_table([each for each in found if isinstance(each, Crowd)]))


if __name__ == "__main__":
    main()
