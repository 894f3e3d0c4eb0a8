"""How right the links from year to year are, on labelled years that no city has.

    python benchmarks/years.py            print precision and recall, as Markdown
    python benchmarks/years.py --write    and keep the precision of each method as its confidence

The halves are chosen by the hash of a case's id. The rules were made with the first in view; of the
second only these totals were ever printed. The graph publishes the precision of the worse half.
"""

import hashlib
import sys
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from measure import ROOT

from graph.years.facts import Goal
from graph.years.match import matched

LABELLED = ROOT / "tests" / "fixtures" / "years" / "labelled.toml"
CONFIDENCE = ROOT / "graph" / "years" / "confidence.toml"
HEAD = """# The precision of each method on labelled years, of the worse half; benchmarks/years.py
# writes this. right: what a person links too; found: all that the method links.
"""


@dataclass
class Score:
    """What was found, what of it is right, and what there was to be found."""

    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wanted: int = 0


def is_tuning(case: Mapping[str, Any]) -> bool:
    """Tell whether the rules were made with this case in view."""
    return int(hashlib.sha256(case["id"].encode()).hexdigest(), 16) % 2 == 0


def scores() -> tuple[Score, Score]:
    """Return the score of the tuning half and that of the unread half."""
    tuning, unread = Score(), Score()
    for case in tomllib.loads(LABELLED.read_text("utf-8"))["case"]:
        _count(case, tuning if is_tuning(case) else unread)
    return tuning, unread


def confidence(halves: Collection[Score]) -> str:
    """Return the file of confidences."""
    text = HEAD
    for method in sorted({method for half in halves for method in half.found}):
        met = (half for half in halves if half.found[method])
        worse = min(met, key=lambda half: half.right[method] / half.found[method])
        text += f"\n[{method}]\nright = {worse.right[method]}\nfound = {worse.found[method]}\n"
    return text


def _count(case: Mapping[str, Any], score: Score) -> None:
    earlier = [_goal(row["key"], row) for row in case["earlier"]]
    later = [_goal(str(place), row) for place, row in enumerate(case["later"])]
    wanted = {(key, str(place)) for place, row in enumerate(case["later"]) for key in row["from"]}
    score.wanted += len(wanted)
    for link in matched(product(earlier, later), {}):
        score.found[link.pair.method] += 1
        score.right[link.pair.method] += (link.pair.earlier.iri, link.pair.later.iri) in wanted


def _goal(iri: str, row: Mapping[str, Any]) -> Goal:
    policies, things = frozenset(row["policies"]), frozenset(row["things"])
    return Goal(iri, row["title"], policies, things, tuple(row["actions"]), ())


def table(halves: Collection[Score]) -> Iterator[str]:
    """Yield the lines of a table: each method and all of them, on both halves."""
    yield "| | found (tuning) | precision | found (unread) | precision |"
    yield "|---|---|---|---|---|"
    for method in sorted({method for half in halves for method in half.found}):
        yield _row(method, [(half.right[method], half.found[method]) for half in halves])
    yield _row("all", [(half.right.total(), half.found.total()) for half in halves])
    yield _row("to be found, recall", [(half.right.total(), half.wanted) for half in halves])


def _row(name: str, counts: Iterable[tuple[int, int]]) -> str:
    return f"| {name} | {' | '.join(f'{whole} | {_ratio(part, whole)}' for part, whole in counts)} |"


def _ratio(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "—"


if __name__ == "__main__":
    both = scores()
    print("\n".join(table(both)))
    if "--write" in sys.argv[1:]:
        CONFIDENCE.write_text(confidence(both), "utf-8")
