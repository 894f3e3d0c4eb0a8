import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import HomeError, UsageError
from graph.build import BuildResult
from graph.home import Home
from graph.manifest import MANIFEST
from graph.release import Release, current, prune, releases, switch, verify

Build = Callable[..., BuildResult]


@pytest.fixture
def release(built: Path) -> Release:
    found = current(built)
    assert found is not None
    return found


@pytest.fixture
def three(built: Path, do_build: Build, sheets: list[Path]) -> list[str]:
    do_build(sheets[2])
    do_build(sheets[3])
    return Home(built).release_ids()


def test_no_home_no_release(tmp_path: Path) -> None:
    assert current(tmp_path / "none") is None
    assert releases(tmp_path / "none") == []


def test_the_lines_of_a_file(release: Release, sheets: list[Path]) -> None:
    sources = release.sources()
    assert [source.name for source in sources] == [sheet.name for sheet in sheets[:2]]
    first = sources[0]
    assert release.source(first.sha256) == first
    assert first.sheet == release.manifest.sheets[0].sheet
    assert len(first.lines) == len(first.uses) == len(sheets[0].read_text("utf-8").splitlines())
    assert first.encoding.codec.startswith("utf")


def test_the_lines_of_a_file_that_is_not_in_it(release: Release) -> None:
    assert release.source("0" * 64) is None
    assert release.source("../manifest") is None


def test_a_rollback(built: Path, three: list[str]) -> None:
    assert [each.id for each in releases(built)] == three
    assert switch(built, three[0]).id == three[0]
    back = current(built)
    assert back is not None
    assert back.id == three[0]
    assert len(back.manifest.sheets) == 2


def test_building_after_a_rollback_goes_on_from_there(
    built: Path, three: list[str], do_build: Build, sheets: list[Path]
) -> None:
    switch(built, three[0])
    result = do_build(sheets[3])
    assert result.release is not None
    assert result.release.id.startswith("0004-")
    assert result.release.manifest.previous == three[0]
    assert len(result.release.manifest.sheets) == 3


def test_switching_to_what_is_not_there(built: Path) -> None:
    with pytest.raises(UsageError) as raised:
        switch(built, "0009-000000000000")
    assert Home(built).release_ids()[0] in str(raised.value)


def test_switching_to_what_is_damaged(built: Path, three: list[str]) -> None:
    (built / "releases" / three[0] / "dump.nq").write_bytes(b"")
    with pytest.raises(HomeError) as raised:
        switch(built, three[0])
    assert "dump.nq" in str(raised.value)
    assert Home(built).current_id() == three[2]


def test_pruning_keeps_the_newest_and_the_current(built: Path, three: list[str]) -> None:
    switch(built, three[0])
    kept_files = {path.name for path in (built / "files").iterdir()}
    assert prune(built, 1) == [three[1]]
    assert Home(built).release_ids() == [three[0], three[2]]
    assert {path.name for path in (built / "files").iterdir()} == kept_files
    switch(built, three[2])
    assert prune(built, 1) == [three[0]]
    assert prune(built, 1) == []


def test_pruning_forgets_the_bytes_of_files_that_no_release_holds(
    built: Path, do_build: Build, sheets: list[Path]
) -> None:
    do_build(sheets[2], fresh=True)
    prune(built, 1)
    (entry,) = releases(built)[0].manifest.sheets
    assert [path.name for path in (built / "files").iterdir()] == [entry.sha256]


def test_a_manifest_that_is_damaged(built: Path, release: Release) -> None:
    (release.path / MANIFEST).write_text("{}")
    with pytest.raises(HomeError) as raised:
        current(built)
    assert raised.value.key == "manifest-damaged"
    shutil.rmtree(release.path)
    with pytest.raises(HomeError):
        current(built)


def test_a_sound_release(release: Release) -> None:
    assert verify(release) == []


def test_a_file_more_or_less_or_other(release: Release) -> None:
    (release.path / "notes.txt").write_text("x")
    fragment = next((release.path / "fragments").iterdir())
    fragment.unlink()
    with release.dump_path.open("ab") as dump:
        dump.write(b"\n")
    problems = "\n".join(verify(release))
    assert all(name in problems for name in ("notes.txt", fragment.name, "dump.nq"))
    assert len(verify(release)) == 3


def test_a_store_that_is_gone_or_another(built: Path, three: list[str]) -> None:
    first, second, third = releases(built)
    shutil.rmtree(first.store_path)
    assert len(verify(first)) == 1
    shutil.copytree(second.store_path, first.store_path)
    assert verify(first) == ["store の内容が dump.nq と一致しません。"]
    assert verify(third) == []
