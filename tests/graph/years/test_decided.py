"""Decisions of people about goals of two years, from the city's folder to the store."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graph.build import BuildResult, build
from graph.store import open_store
from loaders.cities.city import City
from loaders.cities.find import load_city
from ontology.terms import DCT, TNG

HEAD = "department,fiscal_year,title,before,verdict,who,when,why\n"
BY = "係長,2026-05-01,"

LINKS = f"""SELECT ?from ?to ?method ?status WHERE {{
    ?link <{TNG.earlier}>/<{DCT.title}> ?from ; <{TNG.later}>/<{DCT.title}> ?to ;
        <{TNG.method}> ?method ; <{TNG.status}> ?status }}"""


@dataclass
class Decide:
    """Builds two years of one department with decisions."""

    city: City
    place: Path
    given: Path

    def __call__(self, *rows: str) -> tuple[set[tuple[str, ...]], BuildResult]:
        folder = self.place / "yuino"
        if not folder.exists():
            shutil.copytree(self.city.folder, folder)
        (folder / "continuations.csv").write_text(HEAD + "".join(f"{row}\n" for row in rows), "utf-8")
        cities = {"yuino": load_city(folder)}
        result = build([self.given], self.place / "home", cities, city="yuino", jobs=1)
        assert result.release is not None
        found: Any = open_store(result.release).query(LINKS)
        return {tuple(value.value.rsplit("#")[-1] for value in row) for row in found}, result


@pytest.fixture
def decide(no_shapes: None, tmp_path: Path, changed_city: City, sheet: Callable[..., bytes]) -> Decide:
    given = tmp_path / "given"
    given.mkdir()
    before = [{"title": title, "plan": ["準備の会の開催"]} for title in ("読書の応援", "校庭の芝生化")]
    after = [{"title": title, "plan": ["発表の会の開催"]} for title in ("読書の応援", "英語の授業")]
    for year, goals in ((2024, before), (2025, after)):
        (given / f"{year}.txt").write_bytes(sheet("まなび育ち部", year, goals))
    return Decide(changed_city, tmp_path, given)


def test_a_decision_holds_whenever_it_is_made(decide: Decide) -> None:
    proposed = ("読書の応援", "読書の応援", "same-title", "Proposed")
    assert decide()[0] == {proposed}
    confirmed = ("校庭の芝生化", "英語の授業", "decision", "Confirmed")
    assert decide(f"まなび育ち部,2025,英語の 授業,校庭の芝生化,採用,{BY}")[0] == {proposed, confirmed}
    assert decide(f"まなび育ち部,2025,読書の応援,読書の応援,却下,{BY}")[0] == set()


def test_a_decision_about_goals_that_are_not_there_is_told(decide: Decide) -> None:
    _, result = decide(
        f"まなび育ち部,2025,読書の応援,読書の応援,採用,{BY}",
        f"まなび育ち部,2025,読書の応援,夜の図書館,採用,{BY}",
        f"くらし安心部,2025,窓口,窓口,採用,{BY}",  # its sheets are not loaded
    )
    (stale,) = (each for each in result.findings if each.shape == "continuation-stale")
    assert (stale.file, stale.line, stale.severity) == ("continuations", 3, "warning")
    assert "夜の図書館" in stale.message_ja
    assert "夜の図書館" in stale.message_en
