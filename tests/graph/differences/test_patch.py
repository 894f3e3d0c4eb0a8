"""A patch applied to one release gives the other, to the byte."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.differences import patch
from graph.release import Release, releases

NODES = st.sampled_from([f"<https://a.example/{name}>" for name in "abcde"])
LITERALS = st.text(st.sampled_from('aあ\\"\n\t<> .'), max_size=4).map(
    lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"@ja'
)
TRIPLES = st.builds("{} {} {}".format, NODES, NODES, NODES | LITERALS)
GRAPHS = st.dictionaries(
    st.sampled_from([f"https://a.example/graph/{number}" for number in range(4)]),
    st.sets(TRIPLES, max_size=8),
    max_size=4,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=GRAPHS, new=GRAPHS)
def test_any_two_releases(
    make: Callable, applied: Callable, old: dict[str, set[str]], new: dict[str, set[str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        before, after = make(Path(folder), 1, old), make(Path(folder), 2, new)
        assert applied(before.dump_path, patch(before, after)) == after.dump_path.read_bytes()
        assert applied(after.dump_path, patch(after, before)) == before.dump_path.read_bytes()
        nothing = [line for line in patch(before, before) if line[:2] in (b"A ", b"D ")]
        assert nothing == []


def test_releases_of_the_example_city(
    do_build: Callable, applied: Callable, sheets: list[Path], edited: Path, home: Path
) -> None:
    do_build(*sheets[:2])
    do_build(edited, *sheets[2:])
    before, after = releases(home)
    for old, new in ((before, after), (after, before)):
        assert applied(old.dump_path, patch(old, new)) == new.dump_path.read_bytes()


def test_a_patch_says_what_it_is_for(make: Callable, tmp_path: Path) -> None:
    graph = "https://a.example/graph"
    old: Release = make(tmp_path, 1, {graph: {"<a:a> <a:b> <a:c>"}})
    new: Release = make(tmp_path, 2, {graph: {"<a:a> <a:b> <a:d>"}})
    assert b"".join(patch(old, new)).decode() == (
        f"H id <urn:tsunagu:release:{new.id}> .\n"
        f"H prev <urn:tsunagu:release:{old.id}> .\n"
        "TX .\n"
        f"D <a:a> <a:b> <a:c> <{graph}> .\n"
        f"A <a:a> <a:b> <a:d> <{graph}> .\n"
        "TC .\n"
    )


def test_graphs_that_are_the_same_are_not_read(
    make: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same, other = "https://a.example/same", "https://a.example/other"
    old = make(tmp_path, 1, {same: {"<a:a> <a:b> <a:c>"}, other: {"<a:a> <a:b> <a:c>"}})
    new = make(tmp_path, 2, {same: {"<a:a> <a:b> <a:c>"}, other: {"<a:a> <a:b> <a:d>"}})
    read = []
    really = Release.fragment
    monkeypatch.setattr(
        Release, "fragment", lambda self, entry: read.append(entry.graph) or really(self, entry)
    )
    assert len(list(patch(old, new))) == 6
    assert set(read) == {other}
