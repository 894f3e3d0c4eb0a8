"""Time of a piece of work, the share of each step, and the ratio to a named peer in the same run.

Machines differ; ratios between two things that ran side by side differ far less.
"""

import argparse
import importlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = tuple(sorted(ROOT.glob("examples/*/*.txt")))


@dataclass(frozen=True)
class Step:
    """A function whose time is taken: where the work looks it up, and what people call it."""

    label: str
    module: str
    name: str


@dataclass
class Measured:
    """Seconds of the whole, of each step, and of each peer. The fastest of several runs.

    `cpu` is what this process computed in that run; it says more where the machine has other work.
    """

    title: str
    seconds: float
    cpu: float
    steps: dict[str, float] = field(default_factory=dict)
    peers: dict[str, float] = field(default_factory=dict)

    def heading(self) -> str:
        """Return what was measured and how long it took."""
        return f"{self.title}: {self.seconds * 1000:.1f} ms (CPU {self.cpu * 1000:.1f} ms)"

    def table(self) -> Table:
        """Return milliseconds, shares of the whole, ratios to the peers."""
        made = Table("", "ms", "share")
        named = {**self.steps, "the rest": self.seconds - sum(self.steps.values())}
        for label, seconds in named.items():
            made.add_row(label, f"{seconds * 1000:.1f}", f"{seconds / self.seconds:.0%}")
        for label, seconds in self.peers.items():
            made.add_row(f"peer: {label}", f"{seconds * 1000:.1f}", f"{self.seconds / seconds:.1f} times")
        return made


def fastest(work: Callable[[], object], runs: int) -> float:
    """Return the seconds of the fastest of several runs."""
    return min(_seconds(work) for _ in range(runs))


def measure(title: str, work: Callable[[], object], steps: Sequence[Step], runs: int) -> Measured:
    """Measure a piece of work; the steps are those of its fastest run."""
    best: Measured | None = None
    for _ in range(runs):
        with _watching(steps) as spent:
            before = time.process_time()
            seconds = _seconds(work)
            cpu = time.process_time() - before
        if best is None or seconds < best.seconds:
            best = Measured(title, seconds, cpu, dict(spent))
    assert best is not None
    return best


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextmanager
def _watching(steps: Sequence[Step]) -> Iterator[dict[str, float]]:
    """Add up the time that each step takes while the block runs."""
    spent = {step.label: 0.0 for step in steps}
    with ExitStack() as stack:
        for step in steps:
            module = importlib.import_module(step.module)
            timed = _timed(getattr(module, step.name), step.label, spent)
            stack.enter_context(patch.object(module, step.name, timed))
        yield spent


def _timed(function: Callable[..., Any], label: str, spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            spent[label] += time.perf_counter() - start

    return timed


def arguments(description: str, files: Sequence[Path] = EXAMPLES, runs: int = 5) -> argparse.Namespace:
    """Return `files`, `runs` and `json` from the command line."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "files", nargs="*", type=Path, default=files, help="sheets (default: the example city's)"
    )
    parser.add_argument("--runs", type=int, default=runs, help="runs, of which the fastest counts")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    return parser.parse_args()


def report(measured: Sequence[Measured], as_json: bool) -> None:
    """Print what was measured."""
    if as_json:
        print(json.dumps([asdict(each) for each in measured], indent=2))
        return
    console = Console(width=100)
    for each in measured:
        console.print(each.heading(), style="bold", highlight=False)
        if each.steps or each.peers:
            console.print(each.table())
