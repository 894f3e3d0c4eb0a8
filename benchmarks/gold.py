"""How well names and figures are found on the sheet that was read by hand, from file to SPARQL.

    python benchmarks/gold.py [--empty] [--why] [--category NAME]

The folder with the sheet and its answer is `TSUNAGU_SHARED`, else `../shared` beside the project.
`--empty` takes the city with empty registers, `--why` lists what was missed and what was too much.
"""

import argparse
import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from measure import ROOT
from pyoxigraph import Store

from graph.build import build
from graph.store import open_store
from loaders.cities.city import City
from loaders.cities.find import cities, load_city
from loaders.cities.skeleton import copy_city

SHARED = Path(os.environ.get("TSUNAGU_SHARED") or ROOT.parent / "shared")
ROWS = (
    *("partners_named_orgs", "partners_named", "partners_named_sheet", "partners_generic"),
    *("roles", "roles_given_partner", "programmes", "legal_and_plans", "indicators", "pairs"),
)
LISTS = ("partners", "programmes", "legal_and_plans", "indicators")
OFFICES = {"Site", "Department", "facility", "npo_centre", "other_city_department"}


class Row(Protocol):
    """A row of the table: `d()` returns p, r, f1 and the counts tp, fp, fn."""

    def d(self) -> dict[str, Any]:
        """Return them."""


@dataclass(frozen=True)
class Scored:
    """The score of each row of the table, the traps, and what was compared with what."""

    rows: Mapping[str, Row]
    traps: Any
    scorer: ModuleType
    predicted: Any
    gold: Any


def main() -> None:
    """Build, ask, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--empty", action="store_true", help="with empty registers")
    parser.add_argument("--why", action="store_true", help="list what was missed and what was too much")
    parser.add_argument("--category", choices=LISTS, help="list this category alone")
    given = parser.parse_args()
    made = scored(empty=given.empty)
    print(f"{'category':22} {'P':>6} {'R':>6} {'F1':>6} {'hits':>5} {'extra':>5} {'missed':>6}")
    for name in ROWS:
        row = made.rows[name].d()
        numbers = f"{row['p']:6.3f} {row['r']:6.3f} {row['f1']:6.3f}"
        print(f"{name:22} {numbers} {row['tp']:5} {row['fp']:5} {row['fn']:6}")
    print("traps:", made.traps["trap_false_positives"], "groups as names:", made.traps["generic_as_named"])
    print("one body under two names:", made.traps["split_bodies"])
    if given.why or given.category:
        for category in LISTS:
            if given.category in (None, category):
                print(f"\n== {category}", *_differences(made, category), sep="\n")


def scored(*, empty: bool) -> Scored:
    """Build the sheet with the city's registers or with empty ones, ask the store, and compare."""
    gold = json.loads(next((SHARED / "gold").glob("*.json")).read_text(encoding="utf-8"))
    scorer, answers = module(SHARED / "gold" / "score.py"), module(ROOT / "tests" / "gold" / "answers.py")
    city = next(city for city in cities().values() if city.name == gold["sheet"]["city"])
    with tempfile.TemporaryDirectory() as folder:
        predicted = answers.prediction(_store(city, Path(folder), empty))
    return Scored(*scorer.score(predicted, gold), scorer, predicted, gold)


def module(path: Path) -> ModuleType:
    """Load a file of Python that stands in no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    found = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = found
    spec.loader.exec_module(found)
    return found


def _store(city: City, folder: Path, empty: bool) -> Store:
    if empty:
        copy = copy_city(city, folder)
        for register in copy.glob("*.csv"):
            register.write_bytes(register.read_bytes().splitlines(keepends=True)[0])
        city = load_city(copy)
    result = build([SHARED / "sheets"], folder / "home", {city.key: city}, jobs=1)
    if result.release is None:
        raise SystemExit(f"refused: {result.refused}")
    return open_store(result.release)


def _differences(made: Scored, category: str) -> Iterator[str]:
    """Yield a line for each record that only one side has; optional ones are left out."""
    optional = made.gold.get(f"{category}_optional", [])
    for sign, side, other in (("+", made.predicted, made.gold), ("-", made.gold, made.predicted)):
        seen = set()
        for each in side[category]:
            line = _line(each)
            if not any(_same(made.scorer, category, each, one) for one in [*other[category], *optional]):
                seen.add(line)
        yield from (f"{sign} {line}" for line in sorted(seen))


def _same(scorer: ModuleType, category: str, one: Any, other: Any) -> bool:
    if isinstance(other, str):
        return bool(scorer.names(one) & scorer.names({"name": other}))
    if (one["section"], one["goal_no"]) != (other["section"], other["goal_no"]):
        return False
    if category == "indicators":
        return (one["kind"], scorer.qty(one)) == (other["kind"], scorer.qty(other))
    return bool(scorer.names(one) & scorer.names(other))


def _line(each: Any) -> str:
    place = f"{each['section']}-{each['goal_no'] or ''}"
    if "value" in each:
        what = f"{each['kind']:6} {each['value']:g} {each['unit']} {each['printed']}"
        return f"{place:5} {what} ({each['name']}) {each['evidence']}"
    kind = each.get("type", "")
    office = "" if kind not in OFFICES else " [office]"
    named = "" if each.get("named", True) else " [group]"
    return (
        f"{place:5} {each['name']}{office}{named} {kind} {each.get('role') or ''} {each.get('method', '')}"
        f" | {' / '.join(each.get('aliases') or ())} | {each.get('evidence', '')}"
    )


if __name__ == "__main__":
    main()
