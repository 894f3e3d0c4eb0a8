"""Where a thing went that an earlier release had."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.differences import gone
from graph.disk import remove_tree
from graph.release import Release

T = "https://w3id.org/tsunagu/def#"
A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
ID = "https://a.example/id/lg/000000/"
GRAPH = ID + "graph/links"


def thing(path: str, kind: str, label: str) -> set[str]:
    return {f"<{ID}{path}> {A} <{T}{kind}>", f'<{ID}{path}> {LABEL} "{label}"@ja'}


def link(path: str, name: str, to: str) -> set[str]:
    return {f"<{ID}{path}> <{T}{name}> <{ID}{to}>"}


@pytest.fixture
def now(make: Callable, tmp_path: Path) -> Release:
    """Three releases: things of the first two are gone from the third."""
    sheet = thing("sheet/2024/a", "ManagementSheet", "シート")
    make(tmp_path, 1, {GRAPH: sheet | thing("org/first", "Partner", "甲の会")})
    old = (
        sheet
        | thing("sheet/2024/a/goal/1/result/2", "Result", "実績")
        | thing("program/old", "Program", "甲")
    )
    old |= thing("org/x1", "Partner", "乙の会") | thing("policy/p", "Policy", "乙の会")
    make(tmp_path, 2, {GRAPH: old})
    new = (
        sheet | thing("program/new", "Program", "新しい甲") | link("program/new", "continues", "program/old")
    )
    new |= thing("org/otsu", "Partner", "乙の会") | thing("sheet/2024/a/goal/1", "Goal", "目標")
    release: Release = make(tmp_path, 3, {GRAPH: new})
    make(tmp_path, 4, {GRAPH: new | thing("org/later", "Partner", "後の会")})
    return release


@pytest.mark.parametrize(
    ("path", "how", "to"),
    [
        ("program/old", "continued", "program/new"),
        ("org/x1", "same-name", "org/otsu"),
        ("sheet/2024/a/goal/1/result/2", "within", "sheet/2024/a/goal/1"),
    ],
)
def test_where_it_went(path: str, how: str, to: str, now: Release) -> None:
    found = gone(now, ID + path)
    assert found is not None
    assert [(each.how, each.iri) for each in found.successors] == [(how, ID + to)]
    assert found.successors[0].label.ja
    assert (found.release[:4], found.created[:10]) == ("0002", "2026-01-02")


def test_an_older_release_is_asked_too(now: Release) -> None:
    found = gone(now, f"{ID}org/first")
    assert found is not None
    assert (found.label.ja, found.release[:4], found.successors) == ("甲の会", "0001", ())


@pytest.mark.parametrize("path", ["org/never", "org/later"])
def test_what_no_earlier_release_had(path: str, now: Release) -> None:
    assert gone(now, ID + path) is None


def test_a_release_that_was_removed_tells_nothing_any_more(now: Release) -> None:
    assert gone(now, f"{ID}org/x1") is not None
    (second,) = now.path.parent.glob("0002-*")
    remove_tree(second)
    assert gone(now, f"{ID}org/x1") is None
