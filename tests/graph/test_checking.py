"""Files are checked side by side, each by itself, and told of in their order."""

import pickle
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.errors import RefusedFile
from graph import checked, checking
from graph.cache import Cache
from graph.checked import CheckedSheet, File
from graph.checking import check
from graph.result import Progress
from loaders.cities.find import cities
from loaders.extract import read_bytes

EXAMPLE = "yuino-2024-midori-kankyo.txt"


@pytest.fixture
def files(root: Path, tmp_path: Path) -> list[Path]:
    """Two files that cannot be read around one that can."""
    made = [tmp_path / name for name in ("1.txt", "2.txt", "3.txt")]
    contents = (b"", (root / "examples" / "yuino" / EXAMPLE).read_bytes(), "何でもない文書\n".encode())
    for path, content in zip(made, contents, strict=True):
        path.write_bytes(content)
    return made


def test_each_file_is_told_of_in_its_order(files: list[Path], tmp_path: Path) -> None:
    told: list[Progress] = []
    checked = check(files, tmp_path / "home", cities(), None, told.append)
    assert [each.extraction.document.file.name for each in checked.sheets] == ["2.txt"]
    assert [error.values["file"] for error in checked.refused] == ["1.txt", "3.txt"]
    assert [(each.done, each.total) for each in told] == [(1, 3), (2, 3), (3, 3)]


def test_what_an_archive_holds_is_not_all_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive, temporary, known = tmp_path / "many.zip", tmp_path / "temporary", cities()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(20):
            packed.writestr(f"{number}.txt", b" " * 2**20)
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.setattr(checking, "workers_for", lambda jobs, count: 1)
    monkeypatch.setattr(checking, "check_file", refused)
    tracemalloc.start()
    try:
        checked = check([archive], tmp_path / "home", known, None)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [error.values["size"] for error in checked.refused] == [2**20] * 20
    assert most < 8 * 2**20
    assert list(temporary.iterdir()) == []


def refused(file: Any, **given: Any) -> CheckedSheet:
    raise RefusedFile("file-empty", file=file.name, size=file.place.stat().st_size)


def test_a_sheet_comes_back_whole_from_another_process(files: list[Path], tmp_path: Path) -> None:
    (sheet,) = check(files[1:2], tmp_path / "home", cities(), None).sheets
    assert sheet.holds
    assert pickle.loads(pickle.dumps(sheet)) == sheet
    assert f"<{sheet.iri}> ".encode() in sheet.triples.data


def test_processes_are_started_where_that_is_worth_it(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workers: list[int] = []

    def noted(jobs: int | None, count: int) -> int:
        workers.append(count)
        return 1

    monkeypatch.setattr(checking, "workers_for", noted)
    check(files, tmp_path / "home", cities(), None)
    monkeypatch.setattr(checking, "_WORTH_A_PROCESS", 1)
    check(files, tmp_path / "home", cities(), None)
    assert workers == [0, 3]


def test_a_fault_of_ours_stops_no_other_file(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sheet_of(file: Any, **given: Any) -> CheckedSheet:
        raise ZeroDivisionError("what the file says")

    monkeypatch.setattr(checking, "check_file", sheet_of)
    (error,) = check(files[1:2], tmp_path / "home", cities(), None).refused
    assert error.key == "file-crashed"
    assert "what the file says" not in str(error)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    (tmp_path / "cache").mkdir()
    return Cache(tmp_path / "cache")


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read, and not taken from the cache."""
    names: list[str] = []
    read = checked._checked

    def noted(file: File, cities: Any, city: Any) -> CheckedSheet:
        names.append(file.name)
        return read(file, cities, city)

    monkeypatch.setattr(checked, "_checked", noted)
    return names


def test_what_did_not_change_is_checked_once(
    files: list[Path], tmp_path: Path, cache: Cache, worked: list[str]
) -> None:
    known = cities()
    first = check(files, tmp_path / "home", known, None, cache=cache)
    assert worked == ["1.txt", "2.txt", "3.txt"]
    again = check(files, tmp_path / "home", known, None, cache=cache)
    assert worked[3:] == ["1.txt", "3.txt"], "what was refused is looked at again"
    assert again.sheets == first.sheets
    assert again.findings == first.findings
    other = {key: replace(city, digest="other") for key, city in known.items()}
    check(files[1:2], tmp_path / "home", other, None, cache=cache)
    files[1].write_bytes(files[1].read_bytes() + b"\n")
    check(files[1:2], tmp_path / "home", known, None, cache=cache)
    assert worked[5:] == ["2.txt", "2.txt"]


def test_a_cache_that_cannot_be_used_is_done_without(
    files: list[Path], tmp_path: Path, cache: Cache, worked: list[str]
) -> None:
    (cache.folder / "0").write_bytes(b"")
    for _ in range(2):
        assert len(check(files[1:2], tmp_path / "home", cities(), None, cache=cache).sheets) == 1
    assert worked == ["2.txt", "2.txt"]


def test_no_name_of_an_official_is_kept(files: list[Path], tmp_path: Path, cache: Cache) -> None:
    head = read_bytes(files[1].read_bytes(), EXAMPLE, names=True).sheet.head_name
    assert head
    check(files[1:2], tmp_path / "home", cities(), None, cache=cache)
    (entry,) = (path for path in cache.folder.rglob("*") if path.is_file())
    for part in head.value.split():
        assert part.encode() not in entry.read_bytes()
