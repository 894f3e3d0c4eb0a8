"""`tsunagu export`: files that are whole or not there, and nothing overwritten."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.release import Release


@pytest.fixture(scope="module")
def built(example: Release) -> Path:
    """Return a home with the sheets of the example city."""
    return example.path.parents[1]


@pytest.mark.parametrize("form", ["nq", "ttl", "trig", "jsonld", "graphml", "gexf", "csv", "xlsx", "parquet"])
def test_a_file_is_written(
    form: str, tsunagu: Callable, built: Path, tmp_path: Path, library: Callable
) -> None:
    if form == "parquet":
        library("pyarrow")
    place = tmp_path / f"out.{form}"
    ended = tsunagu("export", "--format", form, "-o", place, "--home", built)
    assert ended.status == 0
    assert f"{place.stat().st_size:,} bytes" in " ".join(ended.err.split())
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_without_its_library_a_format_names_the_extra(
    tsunagu: Callable, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ended = tsunagu("export", "--format", "parquet", "-o", tmp_path / "a.zip", "--home", built)
    assert (ended.status, list(tmp_path.glob("*.zip*"))) == (2, [])
    assert "pip install '.[analysis]'" in " ".join(ended.err.split())


def test_text_goes_to_stdout(tsunagu: Callable, built: Path) -> None:
    ended = tsunagu("export", "--format", "ttl", "--home", built)
    assert (ended.status, ended.err) == (0, "")
    assert "tng:Goal" in ended.out


def test_what_stands_there_stays(tsunagu: Callable, built: Path, tmp_path: Path) -> None:
    place = tmp_path / "mine.csv"
    place.write_text("mine")
    ended = tsunagu("export", "--format", "csv", "-o", place, "--home", built)
    assert ended.status == 2
    assert "not overwritten" in " ".join(ended.err.split())
    assert place.read_text() == "mine"


def test_a_place_that_cannot_be_written_is_told(tsunagu: Callable, built: Path, tmp_path: Path) -> None:
    ended = tsunagu("export", "--format", "nq", "-o", tmp_path / "none" / "a.nq", "--home", built)
    assert ended.status == 2
    assert "cannot be written" in " ".join(ended.err.split())


def test_without_a_release_there_is_nothing_to_export(tsunagu: Callable) -> None:
    ended = tsunagu("export", "--format", "nq")
    assert ended.status == 2
    assert ended.out == ""
