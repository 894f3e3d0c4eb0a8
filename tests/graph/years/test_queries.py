"""The saved queries about years, on the two years in which nearly everything changes."""

from collections.abc import Callable
from typing import Any

import pytest

from api.saved import saved_queries
from core.messages import Language
from graph.release import Release
from graph.store import open_store

Ask = Callable[..., list[dict[str, str]]]


@pytest.fixture
def ask(rollover: Release) -> Ask:
    """Return `ask(name, language, parameter=…)`: the rows of a saved query."""

    def rows(name: str, language: Language = "ja", **given: str) -> list[dict[str, str]]:
        found: Any = open_store(rollover).query(saved_queries()[name].bind(given, language))
        names = [variable.value for variable in found.variables]
        return [{name: row[name].value for name in names if row[name] is not None} for row in found]

    return rows


def test_goals_with_both_titles(ask: Ask) -> None:
    rows = ask("goals-from-year-to-year", year="2025")
    assert len(rows) == 8
    (renamed,) = (row for row in rows if row["change"] == "改称")
    assert (renamed["earlierLabel"], renamed["laterLabel"]) == (
        "本と人が出会う図書館づくり",
        "読書の輪の広がり",
    )
    assert {row["status"] for row in rows} == {"候補"}
    assert all(row["signs"] and row["confidence"] for row in rows)


@pytest.mark.parametrize(("change", "count"), [("分割", 2), ("merged", 2), ("継続", 3), ("終了", 0)])
def test_one_kind_of_change(change: str, count: int, ask: Ask) -> None:
    assert len(ask("goals-from-year-to-year", change=change)) == count


def test_the_change_in_english(ask: Ask) -> None:
    rows = ask("goals-from-year-to-year", "en", department="Learning and Growing Department")
    assert {row["change"] for row in rows} == {"continued", "renamed"}
    assert {row["status"] for row in rows} == {"proposed"}


def test_what_is_new_and_what_ended(ask: Ask) -> None:
    assert [row["goalLabel"] for row in ask("goals-new")] == ["英語で話す機会の提供"]
    assert [row["goalLabel"] for row in ask("goals-ended")] == ["学校の校庭の芝生化"]
    assert ask("goals-new", year="2024") == []
    assert ask("goals-ended", year="2025") == []
