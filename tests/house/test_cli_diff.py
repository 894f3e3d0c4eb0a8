"""`tsunagu releases diff`: in sentences, as data, as a patch."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.build import build
from loaders.cities.find import cities


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, sheets: list[Path]) -> Path:
    """Return a home with two releases, of which the second has a sheet more."""
    home = tmp_path_factory.mktemp("diff") / "home"
    for count in (1, 2):
        assert build(sheets[:count], home, cities(), jobs=1).changed
    return home


def test_in_sentences(tsunagu: Callable, built: Path) -> None:
    ended = tsunagu("releases", "diff", "--home", built)
    assert ended.status == 0
    assert "Sheets added (1)" in ended.out
    assert "0001" in ended.err
    assert tsunagu("releases", "diff", "0002", "0001", "--home", built).out.startswith("Sheets withdrawn (1)")
    same = tsunagu("releases", "diff", "0002", "0002", "--home", built)
    assert "no difference" in same.out


def test_as_data_and_as_a_patch(tsunagu: Callable, built: Path) -> None:
    data = json.loads(tsunagu("releases", "diff", "0001", "--format", "json", "--home", built).out)
    assert data["changes"][0]["rule"] == "sheets"
    lines = tsunagu("releases", "diff", "0001", "0002", "--format", "patch", "--home", built).out.splitlines()
    assert lines[0].startswith("H id <urn:tsunagu:release:0002-")
    assert (sum(line[:2] == "A " for line in lines), sum(line[:2] == "D " for line in lines)) == (
        data["added"],
        data["deleted"],
    )


def test_without_an_earlier_release(tsunagu: Callable, built: Path) -> None:
    first = tsunagu("releases", "diff", "0002", "0001", "--home", built)
    assert first.status == 0
    assert tsunagu("releases", "diff", "nowhere", "--home", built).status == 2
    (only,) = (built / "releases").glob("0002-*")
    tsunagu("releases", "switch", "0001", "--home", built)
    ended = tsunagu("releases", "diff", "--home", built)
    tsunagu("releases", "switch", only.name, "--home", built)
    assert ended.status == 2
    assert "No release before" in " ".join(ended.err.split())
