"""What is published of the quality is what the code does now; of the unread half only totals are taken."""

import sys
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from loaders.entities import confidence as module
from loaders.entities.confidence import (
    ROLE,
    Measured,
    confidence,
    measured,
    measured_roles,
    partnership_confidence,
    precision,
)

SCRIPTS = ("gold", "labelled", "measure", "quality", "years")


@pytest.fixture(scope="module")
def quality(root: Path) -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(root / "benchmarks"))
        import quality

        yield quality
    for name in SCRIPTS:
        sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def made(quality: ModuleType) -> dict:
    return quality.runs()


def block(page: str, name: str) -> str:
    return page.partition(f"<!-- {name} -->\n")[2].partition(f"\n<!-- /{name} -->")[0]


def test_the_confidences_are_the_measured_precisions(quality: ModuleType, made: dict) -> None:
    table = {**quality.measured(made), ROLE: quality.measured_roles(made)}
    assert quality.CONFIDENCE.read_text(encoding="utf-8") == quality.confidences(table)
    assert quality.measured(made) == measured()
    assert quality.measured_roles(made) == measured_roles()


@pytest.mark.parametrize("name", ["halves", "kinds", "meanings", "methods", "roles", "years"])
def test_the_page_shows_the_tables_of_the_benchmark(quality: ModuleType, made: dict, name: str) -> None:
    assert block(quality.PAGE.read_text(encoding="utf-8"), name) == quality.blocks(made)[name]


def test_the_page_shows_every_confidence(quality: ModuleType) -> None:
    page = block(quality.PAGE.read_text(encoding="utf-8"), "methods")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines()[2:]]
    shown = {(row[0].strip("`"), row[1].rpartition(" ")[2]): row[2:5] for row in rows}
    table = tomllib.loads(quality.CONFIDENCE.read_text(encoding="utf-8"))
    assert shown == {
        (method, kind): [str(counts["right"]), str(counts["found"]), str(confidence(method, kind))]
        for method, kinds in table.items()
        if method != ROLE
        for kind, counts in kinds.items()
    }


def test_tables_go_to_their_places_and_nowhere_else(quality: ModuleType) -> None:
    page = "前\n<!-- a -->\nold\n<!-- /a -->\n後\n"
    assert quality.placed(page, {"a": r"| \1 |"}) == "前\n<!-- a -->\n| \\1 |\n<!-- /a -->\n後\n"
    with pytest.raises(SystemExit, match="0 times"):
        quality.placed(page, {"b": ""})


def test_few_cases_take_the_value_of_more() -> None:
    table = {
        "much": {"partner": Measured(29, 30), "plan": Measured(1, 1)},
        "little": {"partner": Measured(3, 3), "program": Measured(2, 4)},
        "less": {"site": Measured(3, 4)},
    }
    assert precision(table, "much", "partner") == Decimal("0.96")
    assert precision(table, "much", "plan") == precision(table, "much", "site") == Decimal("0.96")
    assert precision(table, "little", "partner") == precision(table, "less", "site") == Decimal("0.72")
    assert precision({"little": table["little"]}, "little", "partner") is None


@pytest.mark.parametrize("method", ["decision", "register", "printed-field", "unit-and-label", "tagger:x"])
def test_what_was_not_measured_has_no_confidence(method: str) -> None:
    assert confidence(method, "partner") is None


def test_a_partnership_is_as_sure_as_its_name_and_its_role_together(monkeypatch: pytest.MonkeyPatch) -> None:
    measured_file = {
        "suffix": {"partner": Measured(90, 100)},
        ROLE: {"funds": Measured(8, 10), "supports": Measured(2, 5)},
    }
    monkeypatch.setattr(module, "_file", lambda: measured_file)
    assert partnership_confidence("suffix", "funds", told=True) == Decimal("0.72")
    # Too few of this role: that of all roles, 10 of 15.
    assert partnership_confidence("suffix", "supports", told=True) == Decimal("0.59")
    assert partnership_confidence("register", "funds", told=True) == Decimal("0.80")
    assert partnership_confidence("suffix", "funds", told=False) == Decimal("0.90")
    assert partnership_confidence("decision", "funds", told=False) is None
