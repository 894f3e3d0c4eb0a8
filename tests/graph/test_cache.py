import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import graph.cityparts
import graph.held
import graph.linking
import graph.loaded
import graph.years.links
import loaders.extract
from core.errors import UsageError
from graph.build import BuildResult
from graph.cache import KEPT_BUILDS, LINKING_CODE, READING_CODE, Cache, _sources, code_digest, digest


def test_an_entry_comes_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("key", ("sheet", 2024))
    assert cache.get("key", tuple) == ("sheet", 2024)
    assert cache.get("other", tuple) is None


def test_an_entry_of_another_kind_is_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("key", "text")
    assert cache.get("key", tuple) is None


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: b"", lambda data: data[:10] + b"?" + data[11:]]
)
def test_a_damaged_entry_is_ignored(tmp_path: Path, damage: object) -> None:
    cache = Cache(tmp_path)
    cache.put("key", ("sheet", 2024))
    place = tmp_path / "0" / "key"
    assert callable(damage)
    place.write_bytes(damage(place.read_bytes()))
    assert cache.get("key", tuple) is None


def test_what_is_used_in_each_build_stays(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("used", ("sheet", 2024))
    cache.put("kept", ("sheet", 2025))
    for _ in range(2 * KEPT_BUILDS):
        cache.grow_older()
        assert cache.get("used", tuple) == ("sheet", 2024)
        cache.keep("kept")
        cache.keep("unknown")
    assert cache.get("kept", tuple) == ("sheet", 2025)


@pytest.mark.parametrize("builds", range(KEPT_BUILDS + 3))
def test_what_some_builds_in_a_row_did_not_use_is_gone(tmp_path: Path, builds: int) -> None:
    cache = Cache(tmp_path)
    cache.put("key", ("sheet", 2024))
    cache.grow_older()
    for _ in range(builds):
        cache.grow_older()
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["key"] * (builds < KEPT_BUILDS)
    assert (cache.get("key", tuple) is None) == (builds >= KEPT_BUILDS)


def test_entries_from_before_there_were_generations_go(tmp_path: Path) -> None:
    (tmp_path / "0123abcd").write_bytes(b"entry")
    Cache(tmp_path).grow_older()
    assert not list(tmp_path.iterdir())


def test_work_of_older_code_goes_and_a_build_that_fails_removes_nothing(
    built: Path, do_build: Callable[..., BuildResult], sheets: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def entries() -> set[str]:
        return {path.name for path in (built / "cache").rglob("*") if path.is_file()}

    before = entries()
    with monkeypatch.context() as patch:
        patch.setattr(graph.loaded, "code_digest", lambda places: "other code")
        for module in (graph.cityparts, graph.held, graph.linking, graph.years.links):
            patch.setattr(module, "code_digest", lambda places: "other code")
        with pytest.raises(UsageError):
            do_build(sheets[0], city="無い市")
        for _ in range(KEPT_BUILDS):
            assert before <= entries()
            do_build(sheets[0])
        assert not before & entries()
        assert entries()


def test_a_reading_stays_as_long_as_its_sheet(
    built: Path, do_build: Callable[..., BuildResult], sheets: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not asked for while nothing changes; then the registers do."""
    for _ in range(KEPT_BUILDS + 1):
        do_build(sheets[0])
    monkeypatch.setattr(graph.loaded, "_sheet_key", lambda job, city: digest("new", job.sha256))
    monkeypatch.setattr(graph.loaded, "read_bytes", lambda *_, **__: pytest.fail("read again"))
    assert len(do_build(sheets[0]).rows) == 2


@given(st.lists(st.text()), st.lists(st.text()))
def test_keys_differ_as_their_parts_do(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


def test_the_code_is_all_there() -> None:
    for place in (*READING_CODE, *LINKING_CODE):
        assert _sources(place), place
    assert code_digest(READING_CODE) != code_digest(LINKING_CODE)


def test_registers_of_cities_are_not_code() -> None:
    names = [name.as_posix() for name, _ in _sources("loaders")]
    assert "loaders/cities/find.py" in names
    assert not [name for name in names if name.endswith(".csv")]


def test_reading_is_cached_by_all_the_code_that_reads() -> None:
    root = Path(loaders.extract.__file__).parents[1]
    covered = {path for place in LINKING_CODE for _, path in _sources(place)}
    used = {
        Path(module.__file__)
        for name, module in sys.modules.items()
        if name.partition(".")[0] in ("core", "loaders", "ontology", "shapes") and module.__file__
    }
    assert {path.relative_to(root) for path in used - covered} == set()


@pytest.mark.parametrize("library", ["sudachidict-small", "pyahocorasick", "rdflib", "openpyxl"])
def test_another_version_of_a_library_is_other_work(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    def newer(name: str) -> str:
        return "999" if name == library else version(name)

    def missing(name: str) -> str:
        if name == library:
            raise PackageNotFoundError(name)
        return version(name)

    of_code = code_digest.__wrapped__
    before = of_code(("core",))
    keys = {before}
    for other in (newer, missing):
        monkeypatch.setattr("graph.cache.version", other)
        keys.add(of_code(("core",)))
    assert len(keys) == 3


def test_another_tagger_is_other_work(monkeypatch: pytest.MonkeyPatch) -> None:
    before = code_digest.__wrapped__(("core",))
    monkeypatch.setattr("graph.cache.installed", lambda: (("names", "made_up:tagger", "1.0"),))
    assert code_digest.__wrapped__(("core",)) != before
