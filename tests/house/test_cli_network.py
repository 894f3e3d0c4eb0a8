"""The networks of a release by command: the same facts as tables, JSON and CSV."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.release import Release

LISTINGS = {
    "partners": {"partners"},
    "coverage": {"coverage", "untouched"},
    "collaboration": {"collaboration"},
    "bridges": {"bridges", "linchpins"},
    "communities": {"communities"},
}


@pytest.fixture(scope="module")
def built(example: Release) -> Path:
    """Return a home with the sheets of the example city."""
    return example.path.parents[1]


@pytest.fixture
def told(tsunagu: Callable, built: Path) -> Callable[[str], Any]:
    return lambda name: json.loads(tsunagu("network", name, "--json", "--home", built).out)


@pytest.mark.parametrize("name", LISTINGS)
def test_every_form_has_the_same_rows(name: str, tsunagu: Callable, told: Callable, built: Path) -> None:
    listings = told(name)
    assert set(listings) == LISTINGS[name]
    first = next(iter(listings.values()))
    assert first
    for form, delimiter in (("csv", ","), ("tsv", "\t")):
        text = tsunagu("network", name, "--format", form, "--home", built).out
        head, *rows = csv.reader(io.StringIO(text), delimiter=delimiter)
        assert len(rows) == len(first)
        assert len(head) == len(set(head)) == len(first[0])
    shown = tsunagu("network", name, "--home", built).out
    assert all(heading in shown for heading in head[:2])


def test_partners_are_those_on_whom_most_goals_hang_first(told: Callable) -> None:
    rows = told("partners")["partners"]
    goals = [row["goals"] for row in rows]
    assert goals == sorted(goals, reverse=True)
    assert all(0 < row["share"] <= 1 and row["departments"] >= 1 for row in rows)
    assert {row["status"] for row in rows} <= {"confirmed", "stated", "proposed"}


def test_what_is_proposed_is_shown_as_such(tsunagu: Callable, told: Callable, built: Path) -> None:
    proposed = [row for row in told("bridges")["bridges"] if row["status"] == "proposed"]
    assert proposed
    shown = tsunagu("network", "bridges", "--format", "csv", "--home", built).out
    assert shown.count("not confirmed") == len(proposed)


def test_another_view(tsunagu: Callable, built: Path) -> None:
    ended = tsunagu("network", "communities", "--view", "program-policy", "--json", "--home", built)
    rows = json.loads(ended.out)["communities"]
    assert all(row["size"] >= 2 and row["name"] for row in rows)


def test_what_is_not_there(tsunagu: Callable, built: Path) -> None:
    ended = tsunagu("network", "bridges", "--view", "nowhere", "--home", built)
    assert (ended.status, ended.out) == (2, "")
    assert "everything" in ended.err
    assert tsunagu("network", "partners").status == 2
