from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import UsageError
from graph.build import BuildResult
from graph.home import Home
from graph.release import current, switch, verify
from graph.remove import Removal, remove
from loaders.cities.city import City

Build = Callable[..., BuildResult]
Remove = Callable[..., Removal]


@pytest.fixture
def withdraw(no_shapes: None, built: Path, known: dict[str, City]) -> Remove:
    def run(*names: str, **options: Any) -> Removal:
        return remove(names, built, known, jobs=1, **options)

    return run


def held(home: Path) -> list[str]:
    release = current(home)
    assert release is not None
    assert verify(release) == []
    return [entry.file for entry in release.manifest.sheets]


def test_a_sheet_is_named_by_its_iri_its_department_and_year_or_its_file(
    built: Path, withdraw: Remove, sheets: list[Path]
) -> None:
    first = Home(built).release_ids()[0]
    release = current(built)
    assert release is not None
    entry = release.manifest.sheets[0]
    department = f"{entry.department} ２０２４年度"
    for name in (entry.sheet, f"{entry.department} {entry.fiscal_year}", department, entry.file):
        switch(built, first)
        removal = withdraw(name)
        assert [each.sheet for each in removal.sheets] == [entry.sheet]
        assert removal.result.changed
        assert held(built) == [sheets[1].name]


def test_a_name_that_fits_none_or_several(
    built: Path, withdraw: Remove, do_build: Build, sheets: list[Path], tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as raised:
        withdraw("無い部 2024")
    assert raised.value.key == "sheet-not-found"
    assert "2024" in raised.value.text("en")
    twin = tmp_path / "twin" / sheets[0].name
    twin.parent.mkdir()
    twin.write_bytes(sheets[2].read_bytes())
    do_build(twin)
    with pytest.raises(UsageError) as raised:
        withdraw(sheets[0].name)
    assert raised.value.key == "sheet-not-one"
    assert raised.value.text("en").count("https://") == 2
    assert len(held(built)) == 3


def test_without_purge_the_former_release_brings_it_back(
    built: Path, withdraw: Remove, sheets: list[Path]
) -> None:
    first = Home(built).release_ids()[0]
    removal = withdraw(sheets[0].name)
    assert removal.releases == ()
    assert len(list((built / "files").iterdir())) == 2
    switch(built, first)
    assert len(held(built)) == 2


def test_the_last_sheet_can_go_too(built: Path, withdraw: Remove, sheets: list[Path]) -> None:
    withdraw(sheets[0].name, sheets[1].name)
    assert held(built) == []


def test_a_purge_leaves_no_trace(
    built: Path, withdraw: Remove, do_build: Build, sheets: list[Path], edited: Path
) -> None:
    do_build(edited, sheets[2])  # the release before holds another file of the same sheet
    do_build(sheets[3], fresh=True)
    others = Home(built).release_ids()
    removal = withdraw(sheets[0].name, purge=True)
    assert removal.releases == tuple(others[:2])
    assert Home(built).release_ids() == others[2:]
    assert held(built) == [sheets[3].name]
    assert len(list((built / "files").iterdir())) == 1
    assert not list((built / "cache").iterdir())
    iri = removal.sheets[0].sheet
    left = [path for path in built.rglob("*") if path.is_file() and path.name != "lock"]
    assert not [path for path in left if iri.encode() in path.read_bytes()]
    assert do_build(sheets[0]).changed


def test_a_purge_of_the_published_sheet_makes_a_release_without_it_first(
    built: Path, withdraw: Remove, sheets: list[Path]
) -> None:
    (first,) = Home(built).release_ids()
    removal = withdraw(sheets[0].name, purge=True)
    assert removal.releases == (first,)
    assert [name[:4] for name in Home(built).release_ids()] == ["0002"]
    assert held(built) == [sheets[1].name]


def test_a_purge_that_was_cut_short_can_be_repeated(
    built: Path, withdraw: Remove, sheets: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(folder: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("graph.remove.remove_tree", killed)
    with pytest.raises(KeyboardInterrupt):
        withdraw(sheets[0].name, purge=True)
    monkeypatch.undo()
    assert held(built) == [sheets[1].name]
    assert len(withdraw(sheets[0].name, purge=True).releases) == 1
