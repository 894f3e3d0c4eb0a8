"""Sheets are withdrawn by the command, for a while or for good."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def two(tsunagu: Callable, sheets: list[Path]) -> list[Path]:
    """Return two sheets that are published."""
    assert tsunagu("build", *sheets[:2], "--jobs", "1").status == 0
    return sheets[:2]


def published(tsunagu: Callable) -> list[int]:
    return [len(each["manifest"]["sheets"]) for each in json.loads(tsunagu("releases", "list", "--json").out)]


def test_remove_and_bring_back(tsunagu: Callable, two: list[Path]) -> None:
    ended = tsunagu("remove", two[0].name)
    assert ended.status == 0
    assert ended.out.strip().startswith("https://")
    assert "Switched to release" in ended.err
    assert published(tsunagu) == [2, 1]
    assert tsunagu("releases", "switch", "0001").status == 0


def test_purge_says_what_went(tsunagu: Callable, two: list[Path]) -> None:
    data = json.loads(tsunagu("remove", two[0].name, "--purge", "--json").out)
    assert [entry["file"] for entry in data["removed"]] == [two[0].name]
    assert [name[:4] for name in data["purged"]] == ["0001"]
    assert published(tsunagu) == [1]


def test_a_name_that_is_no_sheet(tsunagu: Callable, two: list[Path]) -> None:
    ended = tsunagu("remove", "none 1999")
    assert ended.status == 2
    assert "2024" in ended.err
    assert published(tsunagu) == [2]


def test_nothing_to_remove(tsunagu: Callable) -> None:
    ended = tsunagu("remove", "none")
    assert ended.status == 2
    assert "tsunagu build" in ended.err


def test_what_a_folder_holds_beside_sheets_is_named(
    tsunagu: Callable, two: list[Path], tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_bytes(two[0].read_bytes())
    (folder / "photo.jpg").write_bytes(b"x")
    ended = tsunagu("build", folder)
    assert ended.status == 0
    assert "photo.jpg" in ended.err
