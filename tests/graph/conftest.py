"""A home with the example city's sheets, and the parts that tests replace.

The shapes have tests of their own and cost seconds, so most tests here do without them.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import graph.cityparts
import graph.linking
import graph.loaded
from graph.build import BuildResult, build
from loaders.cities.city import City
from loaders.cities.find import cities

Build = Callable[..., BuildResult]


@pytest.fixture(scope="session")
def known() -> dict[str, City]:
    return cities()


@pytest.fixture(scope="session")
def sheets(root: Path) -> list[Path]:
    """The example city's sheets, by name."""
    found = sorted((root / "examples").glob("*/*.txt"))
    assert len(found) >= 4
    return found


def let_all_pass(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(graph.loaded, "validate_sheet", lambda sheet, registers: ())
    patch.setattr(graph.cityparts, "validate_city_lines", lambda merge: ())
    patch.setattr(graph.linking, "validate_links", lambda graph: ())


@pytest.fixture
def no_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every sheet and every city pass."""
    let_all_pass(monkeypatch)


@pytest.fixture
def do_build(no_shapes: None, tmp_path: Path, known: dict[str, City]) -> Build:
    """Build into the home of this test, in this process."""

    def run(*paths: Path, **options: Any) -> BuildResult:
        return build(list(paths), tmp_path / "var", **{"jobs": 1, "cities": known, **options})

    return run


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture(scope="session")
def _first_home(tmp_path_factory: pytest.TempPathFactory, known: dict[str, City], sheets: list[Path]) -> Path:
    """A home that holds the first two sheets; made once and copied."""
    folder = tmp_path_factory.mktemp("first") / "var"
    with pytest.MonkeyPatch.context() as patch:
        let_all_pass(patch)
        assert build(sheets[:2], folder, known, jobs=1).changed
    return folder


@pytest.fixture
def built(_first_home: Path, home: Path) -> Path:
    """The home of this test, with the first two sheets in release 1."""
    shutil.copytree(_first_home, home)
    return home


@pytest.fixture
def edited(tmp_path: Path, sheets: list[Path]) -> Path:
    """Another file of the first sheet: one word is another."""
    copy = tmp_path / "edited" / sheets[0].name
    copy.parent.mkdir()
    text = sheets[0].read_text("utf-8")
    assert "地域" in text
    copy.write_text(text.replace("地域", "市域"), "utf-8")
    return copy
