"""Figures and pairs go out to a person and come back: confirmed or gone, in that sentence alone."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.spreadsheet import BYTE_ORDER_MARK
from graph.release import current
from graph.review.candidates import Candidate, candidates
from graph.review.figures import figure_rows
from graph.review.folder import write_decisions
from graph.review.judge import Judged, judge
from graph.review.marks import COLUMNS, read_marks, table
from graph.store import open_store
from loaders.cities.city import City
from loaders.cities.find import load_city
from ontology.iris import Iris

FIGURES = """PREFIX tng: <https://w3id.org/tsunagu/def#>
SELECT ?figure ?printed ?status ?target {
  ?figure tng:statement ?statement ; tng:value ?value ; tng:printed ?printed .
  OPTIONAL { ?figure tng:status ?status } OPTIONAL { ?figure tng:target ?target }
} ORDER BY ?figure"""


@dataclass
class Round:
    """A home with one sheet, and a city that can be written to."""

    build: Callable
    home: Path
    city: City
    sheet: Path
    marks: Path

    def built(self) -> list[str]:
        """Build with the decisions of the city, and return what was found."""
        self.city = load_city(self.city.folder)
        result = self.build(self.sheet, cities={"yuino": self.city})
        return [each.message("en") for each in result.findings]

    def found(self) -> tuple[Candidate, ...]:
        release = current(self.home)
        assert release is not None
        return candidates(open_store(release), self.city)

    def figures(self) -> dict[str, tuple[str, ...]]:
        """Return the printed words, the status and the target of each figure, by the end of its IRI."""
        release = current(self.home)
        assert release is not None
        rows = ([term.value if term else "" for term in row] for row in open_store(release).query(FIGURES))
        return {
            iri.rpartition("/sheet/")[2]: (words, status.rpartition("#")[2], target.rpartition("/sheet/")[2])
            for iri, words, status, target in rows
        }

    def key(self, figure: str) -> str:
        """Return the key of a figure, by the end of its IRI."""
        release = current(self.home)
        assert release is not None
        rows = figure_rows(open_store(release), Iris(self.city.base, self.city.code).city())
        return next(row.key for row in rows if row.kind == "figure" and row.node.endswith(figure))

    def fill(self, decisions: dict[str, str]) -> None:
        """Mark the exported table by key, as a spreadsheet saves it."""
        text = table(self.found(), "ja").removeprefix(BYTE_ORDER_MARK)
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        with self.marks.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            for row in rows:
                writer.writerow(row | {"decision": decisions.get(row["key"], "")})

    def apply(self) -> Judged:
        """Apply the marked table as the command does."""
        judged = judge(
            read_marks(self.marks),
            self.found(),
            load_city(self.city.folder),
            "係長",
            "2026-05-01",
            register=False,
        )
        assert judged.problems == ()
        if judged.decisions:
            write_decisions(self.city, judged.decisions, ())
        return judged


@pytest.fixture
def round_trip(do_build: Callable, home: Path, city: City, root: Path, tmp_path: Path) -> Round:
    source = root / "examples" / "yuino" / "yuino-2024-midori-kankyo.txt"
    sheet = tmp_path / "sheet.txt"
    sheet.write_text(source.read_text(encoding="cp932"), encoding="utf-8")
    made = Round(do_build, home, city, sheet, tmp_path / "marks.csv")
    made.built()
    return made


def one_pair(figures: dict[str, tuple[str, ...]]) -> tuple[str, str]:
    """Return the ends of the IRIs of the first pair: its target and its actual value."""
    return next((target, actual) for actual, (_, _, target) in figures.items() if target)


def test_pairs_and_figures_are_confirmed_or_gone(round_trip: Round) -> None:
    before, found = round_trip.figures(), round_trip.found()
    pairs = [each for each in found if each.kind == "pair"]
    assert len(pairs) == 2
    kept, dropped = pairs
    alone = [
        each
        for each in found
        if each.kind == "figure" and not any(each.surface in pair.surface for pair in pairs)
    ]
    good, wrong = alone[:2]
    round_trip.fill(
        {
            kept.key: "採用",
            dropped.key: "却下",
            good.key: "採用",
            wrong.key: "却下",
        }
    )
    assert len(round_trip.apply().decisions) == 4
    written = (round_trip.city.folder / "decisions.csv").read_bytes()
    again = round_trip.apply()
    assert (again.decisions, again.known) == ((), 4)
    round_trip.built()
    after = round_trip.figures()
    (gone,) = before.keys() - after.keys()
    assert before[gone][0] == wrong.surface
    assert after.keys() <= before.keys(), "the others keep their addresses"
    (linked,) = (words for words in after.values() if words[2])
    printed, status, target = linked
    assert kept.surface == f"{after[target][0]} → {printed}"
    assert (status, after[target][1]) == ("Confirmed", "Confirmed")
    assert {words[0] for words in after.values() if words[1] == "Confirmed"} == {
        printed,
        after[target][0],
        good.surface,
    }
    left = {each.key for each in round_trip.found()}
    assert not left & {kept.key, dropped.key, good.key, wrong.key}
    assert (round_trip.apply().decisions, round_trip.apply().known) == ((), 4), "after a build too"
    assert (round_trip.city.folder / "decisions.csv").read_bytes() == written


def test_a_figure_takes_its_pair_along_and_an_open_pair_stays_open(round_trip: Round) -> None:
    before = round_trip.figures()
    actuals = [actual for actual, words in before.items() if words[2]]
    one, other = actuals
    one_key, other_key = round_trip.key(one), round_trip.key(other)
    round_trip.fill({one_key: "却下", other_key: "採用"})
    assert len(round_trip.apply().decisions) == 2
    assert not [each for each in round_trip.built() if "not used" in each]
    after = round_trip.figures()
    assert one not in after
    assert before[one][2] in after, "the target is still there"
    assert after[other] == (before[other][0], "Proposed", before[other][2])
    left = round_trip.found()
    assert [each.kind for each in left].count("pair") == 1
    assert not {one_key, other_key} & {each.key for each in left}


def test_decisions_hold_when_the_sheet_is_read_again_but_not_for_another_sentence(round_trip: Round) -> None:
    figure = next(each for each in round_trip.found() if each.kind == "figure" and each.surface == "11回")
    round_trip.fill({figure.key: "却下"})
    round_trip.apply()
    text = round_trip.sheet.read_text(encoding="utf-8")
    begin = "●NPO法人なおす手と協働して修理"
    moved = text.replace(begin, f"●公園を3回見て回りました。\n{begin}")
    round_trip.sheet.write_text(moved, encoding="utf-8")
    assert not [each for each in round_trip.built() if "11回" in each]
    assert "11回" not in [words[0] for words in round_trip.figures().values()]
    round_trip.sheet.write_text(text.replace("カフェを11回", "の会を11回"), encoding="utf-8")
    (told,) = (each for each in round_trip.built() if "11回" in each)
    assert figure.key in told
    assert "decisions, line 2" in told
    assert "11回" in [words[0] for words in round_trip.figures().values()]
