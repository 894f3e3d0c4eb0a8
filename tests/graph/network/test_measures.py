"""Measures of networks whose answers are known, or can be found in another way."""

import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.network import measures
from graph.network.measures import measure

TRIANGLES = [(0, 1, 1), (1, 2, 1), (0, 2, 1), (2, 3, 1), (3, 4, 1), (4, 5, 1), (3, 5, 1)]
SIZES = st.integers(1, 12)


@st.composite
def ties(draw: st.DrawFn) -> tuple[int, list[tuple[int, int, int]]]:
    size = draw(SIZES)
    points = st.integers(0, size - 1)
    pairs = draw(st.sets(st.tuples(points, points).filter(lambda pair: pair[0] < pair[1])))
    return size, [(one, other, 1) for one, other in sorted(pairs)]


def test_two_triangles_with_a_bridge() -> None:
    found = measure(7, TRIANGLES)  # and a point alone
    assert found.degree == [2, 2, 3, 3, 2, 2, 0]
    assert found.cuts_off == {(2, 3): 3}
    assert [point for point, cut in enumerate(found.cut) if cut] == [2, 3]
    assert found.community == [0, 0, 0, 1, 1, 1, None]
    assert found.component == [0, 0, 0, 0, 0, 0, 1]
    assert found.betweenness[2] == found.betweenness[3] == max(found.betweenness)


def test_weights_make_strength_and_communities() -> None:
    found = measure(4, [(0, 1, 9), (2, 3, 9), (1, 2, 1), (0, 3, 1)])
    assert found.strength == [10, 10, 10, 10]
    assert found.community == [0, 0, 1, 1]


def test_no_points_and_no_ties() -> None:
    assert measure(0, []).degree == []
    assert measure(2, []).community == [None, None]


@given(ties())
@settings(max_examples=60, deadline=None)
def test_bridges_cut_off_what_taking_them_away_leaves(given: tuple[int, list[tuple[int, int, int]]]) -> None:
    size, found = given
    graph = measures.graph_of(size, found)
    for one, other, _ in found:
        rest = graph.copy()
        rest.remove_edge(one, other)
        sides = sorted(map(len, (nx.node_connected_component(rest, end) for end in (one, other))))
        whole = nx.has_path(rest, one, other)
        assert measure(size, found).cuts_off.get((one, other), 0) == (0 if whole else sides[0])


def test_a_sample_of_ways_is_near_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.barabasi_albert_graph(400, 2, seed=1)
    exact = measures.betweenness(graph)
    monkeypatch.setattr(measures, "EXACT", 100)
    sampled = measures.betweenness(graph)
    assert sampled != exact
    assert sampled == measures.betweenness(graph)
    first = sorted(exact, key=exact.__getitem__)[-10:]
    assert len(set(first) & set(sorted(sampled, key=sampled.__getitem__)[-10:])) >= 8
    assert max(abs(sampled[point] - exact[point]) for point in exact) < 0.05


@pytest.mark.parametrize("seed", ["0", "1", "77"])
def test_every_process_gives_the_same_bytes(root: Path, seed: str) -> None:
    """Sets of texts have another order in each process; nothing may depend on it."""
    program = (
        "import sys; sys.path[:0] = ['tests/graph/network']\n"
        "from conftest import turtle\n"
        "from pyoxigraph import RdfFormat, Store\n"
        "from graph.network.writing import networks_of\n"
        "import hashlib\n"
        "store = Store(); store.load(turtle().encode(), format=RdfFormat.TURTLE)\n"
        "print(hashlib.sha256(b''.join(each.as_json() for each in networks_of(store))).hexdigest())"
    )
    environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join([str(root), *sys.path])}
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=root, env=environment, capture_output=True, check=True
    )
    assert ended.stdout == _first.setdefault("bytes", ended.stdout)


_first: dict[str, bytes] = {}
