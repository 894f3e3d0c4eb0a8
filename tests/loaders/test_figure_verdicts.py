"""What people decided about figures and pairs, put into a sheet."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from loaders.cities.city import City
from loaders.cities.decided import Decision
from loaders.cities.find import cities
from loaders.extract import extract
from loaders.figure_keys import figure_key, pair_key, said_by
from loaders.figure_verdicts import with_verdicts
from loaders.notes import sentence
from loaders.sheet import Figure, FigureKey, ManagementSheet, Pair
from loaders.triples import register_graph, sheet_graph
from ontology.terms import TNG
from shapes.validate import validate_sheet

SHEET = "2024/midori-kankyo"
Decide = Callable[..., City]


@pytest.fixture(scope="module")
def path(root: Path) -> Path:
    return root / "examples" / "yuino" / "yuino-2024-midori-kankyo.txt"


@pytest.fixture(scope="module")
def sheet(path: Path) -> ManagementSheet:
    return extract(path, cities()).sheet


def decided(*about: tuple[str, str, str]) -> City:
    """Return the example city with decisions: kind, verdict and key."""
    decisions = tuple(
        Decision("12本", kind, verdict, "", key, "", "", "係長", "2026-05-01", "", line)
        for line, (kind, verdict, key) in enumerate(about, 2)
    )
    return replace(cities()["yuino"], decisions=decisions)


def figure_at(sheet: ManagementSheet, at: FigureKey) -> Figure:
    items = (item for row in sheet.objectives for item in row.items if row.pairs)
    return next(
        item.figures[at.position - 1]
        for item in items
        if (item.kind, item.notation) == (at.kind, at.notation)
    )


def first_pair(sheet: ManagementSheet) -> tuple[Pair, Figure, Figure, str]:
    """Return a pair, its target, its actual value and its key."""
    pair = next(pair for row in sheet.objectives for pair in row.pairs)
    target, actual = figure_at(sheet, pair.target), figure_at(sheet, pair.actual)
    return pair, target, actual, pair_key(SHEET, said_by(target), said_by(actual))


def pairs(sheet: ManagementSheet) -> list[Pair]:
    return [pair for row in sheet.objectives for pair in row.pairs]


def test_without_a_decision_a_sheet_stays_itself(sheet: ManagementSheet) -> None:
    assert with_verdicts(sheet, cities()["yuino"]) is sheet
    other = decided(("figure", "reject", "2025/midori-kankyo/0123456789abcdef"))
    assert with_verdicts(sheet, other) is sheet


def test_a_confirmed_pair_confirms_its_figures(sheet: ManagementSheet) -> None:
    pair, _, _, key = first_pair(sheet)
    judged = with_verdicts(sheet, decided(("pair", "confirm", key)))
    assert replace(pair, confirmed=True) in pairs(judged)
    assert figure_at(judged, pair.target).verdict == figure_at(judged, pair.actual).verdict == "confirm"
    assert judged.notes == sheet.notes


def test_a_rejected_pair_leaves_its_figures(sheet: ManagementSheet) -> None:
    pair, target, actual, key = first_pair(sheet)
    judged = with_verdicts(sheet, decided(("pair", "reject", key)))
    assert pairs(judged) == [each for each in pairs(sheet) if each != pair]
    texts = [figure for row in judged.objectives for item in row.items for figure in item.figures]
    assert {target, actual} <= set(texts)


@pytest.mark.parametrize("verdict", ["confirm", "reject"])
def test_a_rejected_figure_takes_its_pair_along(sheet: ManagementSheet, verdict: str) -> None:
    pair, target, _, key = first_pair(sheet)
    about = (("figure", "reject", figure_key(SHEET, said_by(target))), ("pair", verdict, key))
    judged = with_verdicts(sheet, decided(*about))
    assert pair not in [replace(each, confirmed=False) for each in pairs(judged)]
    stale = [note.key for note in judged.notes[len(sheet.notes) :]]
    assert stale == (["note-decision-stale"] if verdict == "confirm" else []), "one of them must be wrong"


def test_what_is_not_read_any_more_is_told_in_words(sheet: ManagementSheet) -> None:
    key = f"{SHEET}/0123456789abcdef"
    (note,) = with_verdicts(sheet, decided(("figure", "confirm", key))).notes[len(sheet.notes) :]
    assert note.severity == "warning"
    for language in ("ja", "en"):
        assert all(part in sentence(note, language) for part in ("12本", key, "decisions", "2"))


@pytest.mark.parametrize("verdict", ["confirm", "reject"])
@pytest.mark.parametrize("which", ["pair", "target", "actual"])
def test_the_graph_keeps_its_rules(sheet: ManagementSheet, path: Path, which: str, verdict: str) -> None:
    _, target, actual, key = first_pair(sheet)
    keys = {
        "pair": key,
        "target": figure_key(SHEET, said_by(target)),
        "actual": figure_key(SHEET, said_by(actual)),
    }
    city = decided(("pair" if which == "pair" else "figure", verdict, keys[which]))
    before = sheet_graph(extract(path, cities()), cities()["yuino"])
    graph = sheet_graph(extract(path, {"yuino": city}), city)
    assert not [each for each in validate_sheet(graph, register_graph(city)) if each.severity == "violation"]
    gone = len(list(before.subjects(TNG.value))) - len(list(graph.subjects(TNG.value)))
    assert gone == (verdict == "reject" and which != "pair")
    linked = len(list(before.subjects(TNG.target))) - len(list(graph.subjects(TNG.target)))
    assert linked == (verdict == "reject")
    confirmed = len(list(graph.subjects(TNG.status, TNG.Confirmed))) - len(
        list(before.subjects(TNG.status, TNG.Confirmed))
    )
    # An actual value whose pair nobody has judged is told by its method alone.
    assert confirmed == (verdict == "confirm") * {"pair": 2, "target": 1, "actual": 0}[which]
