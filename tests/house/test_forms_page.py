"""docs/forms.md describes every key of a profile, and its examples are profiles that work."""

import re
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loaders.forms import profile
from loaders.forms.profile import KEYS, PARSERS, PROFILE, load_profile, profiles


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "forms.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def documented(page: str) -> dict[str, set[str]]:
    """Return the keys that the page describes, by part: "" are those of the file itself."""
    parts = re.split(r"^##+ (.+)$", page.partition("\n## form.toml\n")[2], flags=re.MULTILINE)
    headings = ["", *(heading.strip("`[]") for heading in parts[1::2])]
    rows = [re.findall(r"^\| (`.+?`) \|", part, re.MULTILINE) for part in parts[::2]]
    return {
        heading: set(re.findall(r"`(\w+)`", " ".join(cells)))
        for heading, cells in zip(headings, rows, strict=True)
    }


class Asked(dict[str, Any]):
    """A part of a profile that notes which keys are asked for."""

    def __init__(self, values: dict[str, Any], seen: set[str]) -> None:
        super().__init__(values)
        self.seen = seen

    def __getitem__(self, key: str) -> Any:
        self.seen.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.seen.add(key)
        return super().get(key, default)


def test_every_key_that_is_read_is_documented(documented: dict[str, set[str]], root: Path) -> None:
    seen: dict[str, set[str]] = {part: set() for part in KEYS}
    for path in root.glob(f"loaders/forms/profiles/*/{PROFILE}"):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for part in ("ratings", "matrix"):
            data[part] = Asked(data.get(part, {}), seen[part])
        data["tables"] = [Asked(table, seen["tables"]) for table in data.get("tables", [])]
        profile._profile(path.parent.name, Asked(data, seen[""]))
    assert seen == documented
    assert seen == {part: set(keys) for part, keys in KEYS.items()}


def test_every_parser_is_documented(page: str) -> None:
    row = next(line for line in page.splitlines() if line.startswith("| `parser` |"))
    assert all(f"`{parser}`" in row for parser in PARSERS)


def examples(page: str) -> list[str]:
    return re.findall(r"^```toml\n(.+?)^```", page, flags=re.MULTILINE | re.DOTALL)


def test_the_examples_are_profiles(page: str, tmp_path: Path) -> None:
    found = []
    for number, text in enumerate(examples(page)):
        path = tmp_path / str(number) / PROFILE
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
        found.append(load_profile(path))
    assert [each.parser for each in found] == list(PARSERS)
    assert {table.name for each in found for table in each.tables} == {"preamble", "goal", "midterm", "scale"}
    assert all(found[2].matrix.values())


def test_the_example_of_a_renamed_column(
    page: str, tsunagu: Callable, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = re.search(r"^ +(columns\.issue = .+)$", page, flags=re.MULTILINE)
    assert line
    shutil.copytree(root / "loaders" / "forms" / "profiles" / "narrative", tmp_path / "forms" / "narrative")
    form = tmp_path / "forms" / "narrative" / PROFILE
    text, changes = re.subn(r"^columns\.issue = .+$", line[1], form.read_text("utf-8"), flags=re.MULTILINE)
    assert changes == 1
    form.write_text(text, encoding="utf-8")
    fixtures = root / "tests" / "fixtures" / "yuino"
    both = [fixtures / "yuino-2025-midori-kankyo.changed.xlsx", fixtures / "yuino-2025-midori-kankyo.xlsx"]
    profiles.cache_clear()
    assert [tsunagu("forms", "test", file).status for file in both] == [1, 0]
    monkeypatch.setenv("TSUNAGU_FORMS", "forms")
    profiles.cache_clear()
    try:
        assert [tsunagu("forms", "test", file).status for file in both] == [0, 0]
    finally:
        profiles.cache_clear()
