"""How well names and figures are found in the labelled sentences (`tests/fixtures/labelled`).

    python benchmarks/labelled.py [--half tuning|unread] [--plain] [--errors] [--kind partner]

One half is there to tune the rules on, the other is scored as a whole and never looked at: `--errors`
is refused for it. Registers are empty; the city is a fictional one that knows no names.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, get_args
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

from loaders.cities.city import City
from loaders.cities.entries import canonical
from loaders.cities.find import cities
from loaders.document import Document, Encoding, SourceFile, Span
from loaders.entities import nouns, passage
from loaders.entities.link import find_entities
from loaders.mention import Mention, Role
from loaders.sheet import Figure, Item, ManagementSheet, Objective, Text

ROOT = Path(__file__).resolve().parents[1]
PARTS = ROOT / "tests" / "fixtures" / "labelled"
SPAN = Span(1, 1)
KINDS = ("partner", "group", "program", "site", "department", "ordinance", "plan", "place")
ROLES: tuple[str, ...] = get_args(Role)
ITEM_KINDS = {"direction": "aim", "summary": "result", "mission": "aim"}


@dataclass
class Tally:
    """Hits, false ones, misses."""

    hit: int = 0
    false: int = 0
    missed: int = 0

    def cells(self) -> tuple[str, ...]:
        """Return precision, recall, F1 and the counts."""
        found, there = self.hit + self.false, self.hit + self.missed
        precision = self.hit / found if found else 1.0
        recall = self.hit / there if there else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        counts = (self.hit, self.false, self.missed)
        return (*(f"{each:.3f}" for each in (precision, recall, f1)), *map(str, counts))


@dataclass
class Score:
    """All that is counted over a half, and the errors in words."""

    kinds: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    methods: dict[tuple[str, str], Tally] = field(default_factory=dict)
    figures: Tally = field(default_factory=Tally)
    roles: Counter[str] = field(default_factory=Counter)
    told: dict[str, Tally] = field(default_factory=dict)
    other: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)


def records() -> Iterator[dict[str, Any]]:
    """Yield all records, in order of file and line."""
    for path in sorted(PARTS.glob("part-*.jsonl")):
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def tuning() -> list[dict[str, Any]]:
    """Return the half that rules are tuned on."""
    return [each for each in records() if _even(each["id"])]


def unread() -> list[dict[str, Any]]:
    """Return the half that nobody reads."""
    return [each for each in records() if not _even(each["id"])]


def _even(identifier: str) -> bool:
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 2 == 0


@cache
def city() -> City:
    """Return a city that has a name and nothing else."""
    return replace(
        cities()["yuino"],
        departments=(),
        organisations=(),
        facilities=(),
        programs=(),
        documents=(),
        groups=(),
        decisions=(),
        corrections=(),
    )


def found_in(record: dict[str, Any]) -> Item:
    """Return the record's text as the one item of a sheet, with what the engine finds in it."""
    text = record["text"]
    document = Document(SourceFile(record["id"], "", 0, "text/plain"), Encoding("utf-8", ""), (text,))
    kind = ITEM_KINDS.get(record["kind"], record["kind"])
    item = Item(kind, "1", text, text, SPAN)
    row = Objective("goal", 1, Text("", SPAN), priority=False, span=SPAN, items=(item,))
    department = Text(record["department"], SPAN)
    sheet = ManagementSheet("992011", 2024, SPAN, department, True, None, None, "e", objectives=(row,))
    return find_entities(sheet, document, city()).objectives[0].items[0]


def score(half: Sequence[dict[str, Any]]) -> Score:
    """Score the engine on these records."""
    made = Score()
    for record in half:
        item = found_in(record)
        _mentions(made, record, item.mentions)
        _figures(made, record, item.figures)
    return made


def _kind(label: str) -> str:
    return "site" if label == "facility" else label


def _mentions(made: Score, record: dict[str, Any], mentions: Sequence[Mention]) -> None:
    wanted: dict[tuple[str, str], dict[str, Any]] = {
        (_kind(each["kind"]), canonical(each["surface"])): each for each in record["mentions"]
    }
    found: dict[tuple[str, str], Mention] = {(each.kind, canonical(each.surface)): each for each in mentions}
    kinds = {surface: kind for kind, surface in wanted}
    traps = {canonical(each) for each in record["traps"]}
    for (kind, surface), each in found.items():
        tally, method = made.kinds[kind], made.methods.setdefault((each.method, kind), Tally())
        if (kind, surface) in wanted:
            tally.hit, method.hit = tally.hit + 1, method.hit + 1
            _matched(
                made,
                record,
                wanted[kind, surface],
                [one for one in mentions if canonical(one.surface) == surface],
            )
            continue
        tally.false, method.false = tally.false + 1, method.false + 1
        other = kinds.get(surface)
        made.other[f"{kind} for {other}"] += other is not None
        made.other["trap as partner"] += kind == "partner" and surface in traps
        trap = " TRAP" if surface in traps else f" ({other})" if other else ""
        made.errors.append(
            f"{kind}\tfalse\t{record['id']}\t{each.surface}{trap} [{each.method}]\t{record['text']}"
        )
    for (kind, surface), label in wanted.items():
        if (kind, surface) not in found:
            made.kinds[kind].missed += 1
            near = "、".join(each for _, each in found if each in surface or surface in each)
            made.errors.append(
                f"{kind}\tmissed\t{record['id']}\t{label['surface']} ← {near}\t{record['text']}"
            )


def _matched(made: Score, record: dict[str, Any], label: dict[str, Any], mentions: Sequence[Mention]) -> None:
    """Compare what a found name stands for and its role."""
    if label.get("of"):
        right = any(canonical(each.name) == canonical(label["of"]) for each in mentions)
        made.roles["alias right" if right else "alias wrong"] += 1
        if not right:
            made.errors.append(
                f"alias\twrong\t{record['id']}\t{label['surface']}: {mentions[0].name}\t{record['text']}"
            )
    if label.get("role") and label["kind"] in ("partner", "group"):
        roles = {each.role for each in mentions}
        right = label["role"] in roles
        made.roles[f"{label['kind']} role {'right' if right else 'wrong'}"] += 1
        if label["kind"] == "partner":
            _count_told(made, label["role"] if right else min(filter(None, roles), key=ROLES.index), right)
        if not right:
            told = f"{label['surface']}: {label['role']}, found {roles}"
            made.errors.append(f"role\twrong\t{record['id']}\t{told}\t{record['text']}")


def _count_told(made: Score, role: str, right: bool) -> None:
    """Count the role that was told of a right name; of several that are all wrong the strongest."""
    tally = made.told.setdefault(role, Tally())
    tally.hit, tally.false = tally.hit + right, tally.false + (not right)


def _figures(made: Score, record: dict[str, Any], figures: Sequence[Figure]) -> None:
    wanted = Counter((each["kind"], each["value"], canonical(each["unit"])) for each in record["figures"])
    found = Counter(
        (each.kind, f"{each.value:f}", canonical(each.unit.value if each.unit else "")) for each in figures
    )
    made.figures.hit += (wanted & found).total()
    made.figures.false += (found - wanted).total()
    made.figures.missed += (wanted - found).total()
    for word, left in (("false", found - wanted), ("missed", wanted - found)):
        made.errors.extend(f"figure\t{word}\t{record['id']}\t{each}\t{record['text']}" for each in left)


def show(made: Score, title: str) -> None:
    """Print one table."""
    table = Table("", "P", "R", "F1", "hit", "false", "missed", title=title)
    for name, tally in made.kinds.items():
        table.add_row(name, *tally.cells())
    table.add_row("figures", *made.figures.cells())
    table.add_section()
    for (name, kind), tally in sorted(made.methods.items()):
        precision = tally.hit / (tally.hit + tally.false)
        table.add_row(f"{kind} by {name}", f"{precision:.3f}", "", "", str(tally.hit), str(tally.false), "")
    table.add_section()
    for name, tally in sorted(made.told.items()):
        table.add_row(f"role {name}", tally.cells()[0], "", "", str(tally.hit), str(tally.false), "")
    table.add_section()
    for name, count in sorted((made.roles + made.other).items()):
        table.add_row(name, "", "", "", str(count), "", "")
    Console(width=100).print(table)


def main() -> None:
    """Print the table of one half, and the errors of the tuning half where they are asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=("tuning", "unread"), default="tuning")
    parser.add_argument("--plain", action="store_true", help="without the dictionary")
    parser.add_argument("--errors", action="store_true", help="list what was wrong (tuning half only)")
    parser.add_argument("--kind", help="only errors that begin with this word (partner, role, figure, …)")
    given = parser.parse_args()
    if given.errors and given.half == "unread":
        sys.exit("The unread half has no list of errors: it would then have been read.")
    without = patch.object(passage, "splitter", nouns.Plain) if given.plain else nullcontext()
    with without:
        made = score(tuning() if given.half == "tuning" else unread())
    if given.errors:
        shown = [each for each in made.errors if not given.kind or each.startswith(given.kind)]
        sys.stdout.writelines(f"{each}\n" for each in sorted(shown))
    show(made, f"{given.half}, {'plain' if given.plain else 'dictionary'}")


if __name__ == "__main__":
    main()
