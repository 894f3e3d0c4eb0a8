import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import loaders.extract
from graph.cache import LINKING_CODE, READING_CODE, Cache, _sources, code_digest, digest


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
    place = tmp_path / "key"
    assert callable(damage)
    place.write_bytes(damage(place.read_bytes()))
    assert cache.get("key", tuple) is None


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
