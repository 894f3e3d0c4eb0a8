"""Names of partners: how well, how fast and in how much memory, against GiNZA's `ja_ginza`.

    python benchmarks/names.py --peer PYTHON      # the Python of an environment with ginza and ja_ginza

Both read the same labelled sentences in one run, each in a process of its own. What counts is the
surface of a partner, exactly. Of the peer's many labels those count as partners that were right more
often than wrong on the half that rules are tuned on: a choice in its favour.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labelled import Tally, found_in, tuning, unread
from rich.console import Console
from rich.table import Table

from loaders.cities.entries import canonical

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Run:
    """What one of the two found: partners of each text, characters per second, peak MiB."""

    found: list[set[str]]
    speed: float
    memory: float


def _partners(record: dict[str, Any]) -> set[str]:
    return {canonical(each["surface"]) for each in record["mentions"] if each["kind"] == "partner"}


def _ours() -> None:
    """Write what this program finds, in a fresh process."""
    records = [json.loads(line) for line in sys.stdin]
    found_in(records[0])
    start = time.perf_counter()
    items = [found_in(record) for record in records]
    seconds = time.perf_counter() - start
    found = [sorted({each.surface for each in item.mentions if each.kind == "partner"}) for item in items]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({"found": found, "seconds": seconds, "memory": memory}, sys.stdout, ensure_ascii=False)


def _run(command: list[str], lines: list[Any]) -> dict[str, Any]:
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _labels(records: list[dict[str, Any]], found: list[list[list[str]]]) -> set[str]:
    """Return the peer's labels that were right more often than wrong."""
    right: Counter[str] = Counter()
    for record, entities in zip(records, found, strict=True):
        for surface, label in entities:
            right[label] += 1 if canonical(surface) in _partners(record) else -1
    return {label for label, balance in right.items() if balance > 0}


def _tally(records: list[dict[str, Any]], found: list[set[str]]) -> Tally:
    made = Tally()
    for record, names in zip(records, found, strict=True):
        wanted = _partners(record)
        made.hit += len(wanted & names)
        made.false += len(names - wanted)
        made.missed += len(wanted - names)
    return made


def _both(peer: str) -> dict[str, Run]:
    """Run both over both halves, tuning half first."""
    records = [*tuning(), *unread()]
    size = sum(len(record["text"]) for record in records)
    ours = _run([sys.executable, __file__, "--ours"], records)
    theirs = _run([peer, str(HERE / "names_peer.py")], [record["text"] for record in records])
    labels = _labels(tuning(), theirs["found"][: len(tuning())])
    kept = [{canonical(text) for text, label in each if label in labels} for each in theirs["found"]]
    own = [set(map(canonical, each)) for each in ours["found"]]
    return {
        "tsunagu": Run(own, size / ours["seconds"], ours["memory"]),
        "ja_ginza": Run(kept, size / theirs["seconds"], theirs["memory"]),
    }


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peer", help="Python with ginza and ja_ginza")
    parser.add_argument("--ours", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.ours:
        return _ours()
    if not given.peer:
        parser.error("--peer is needed: the Python of an environment with ginza and ja_ginza")
    runs = _both(given.peer)
    scores = Table("", "half", "P", "R", "F1", "hit", "false", "missed", title="partners, exact surface")
    half = len(tuning())
    for name, run in runs.items():
        scores.add_row(name, "tuning", *_tally(tuning(), run.found[:half]).cells())
        scores.add_row(name, "unread", *_tally(unread(), run.found[half:]).cells())
    costs = Table("", "characters/s", "MiB", "ratio", title="all that each looks for, one process")
    for name, run in runs.items():
        ratio = f"{runs['tsunagu'].speed / run.speed:.1f}"
        costs.add_row(name, f"{run.speed:,.0f}", f"{run.memory:.0f}", ratio)
    console = Console(width=100)
    console.print(scores)
    console.print(costs)
    return None


if __name__ == "__main__":
    main()
