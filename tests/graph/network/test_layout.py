"""Places: inside, distinct, the same each time, and about the same in the next release."""

import random
from math import dist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.network.forces import exact, gridded
from graph.network.layout import Place, layout

Ties = list[tuple[int, int, int]]


def clustered(size: int, seed: int = 3) -> Ties:
    """Return ties within groups of twenty, and some between them."""
    draw = random.Random(seed)
    pairs = set()
    for point in range(size):
        group = point // 20 * 20
        far = draw.random() < 0.1
        other = draw.randrange(size) if far else min(group + draw.randrange(20), size - 1)
        pairs |= {(min(point, other), max(point, other))} if point != other else set()
    return [(one, other, 1) for one, other in sorted(pairs)]


def sound(places: list[Place]) -> bool:
    return len(set(places)) == len(places) and all(0 < x < 1 and 0 < y < 1 for x, y in places)


@given(
    size=st.integers(0, 40),
    pairs=st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39))),
    kept=st.integers(0, 40),
    here=st.sampled_from([(0.5, 0.5), (0.03, 0.97), (0.2, 0.2)]),
)
@settings(max_examples=40, deadline=None)
def test_places_are_inside_and_distinct(
    size: int, pairs: list[tuple[int, int]], kept: int, here: Place
) -> None:
    ties = [(one, other, 1) for one, other in pairs if one < other < size]
    before: list[Place | None] = [here if point < kept else None for point in range(size)]
    places = layout(ties, [None] * size, before)
    assert len(places) == size
    assert sound(places)


def test_the_same_network_has_the_same_places() -> None:
    ties, groups = clustered(100), [point // 20 for point in range(100)]
    assert layout(ties, groups, [None] * 100) == layout(ties, groups, [None] * 100)


def test_ties_are_shorter_than_what_lies_between_strangers() -> None:
    ties, groups = clustered(100), [point // 20 for point in range(100)]
    places = layout(ties, groups, [None] * 100)
    tied = [dist(places[one], places[other]) for one, other, _ in ties]
    all_pairs = [dist(one, other) for one in places for other in places]
    assert sum(tied) / len(tied) < 0.5 * sum(all_pairs) / len(all_pairs)


@pytest.mark.parametrize("size", [60, 450])
def test_known_points_stay_about_where_they_were(size: int) -> None:
    ties = clustered(size)
    groups: list[int | None] = [point // 20 for point in range(size)]
    first = layout(ties, groups, [None] * size)
    new = [(0, size, 1), (1, size, 1), (7, size + 1, 1)]
    second = layout(ties + new, [*groups, 0, 0], [*first, None, None])
    assert sound(second)
    moved = [dist(was, now) for was, now in zip(first, second, strict=False)]
    assert sum(moved) / size < 0.02
    assert max(moved) < 0.1
    # The new ones are among their neighbours.
    assert dist(second[size], second[0]) < 0.3
    assert dist(second[size + 1], second[7]) < 0.3


def test_far_points_taken_together_push_about_as_all_of_them() -> None:
    places = np.random.default_rng(5).random((1500, 2)) * 40
    places[:300] = places[:300] / 10 + 7  # a crowd
    wanted, found = exact(places), gridded(places)
    off = np.sqrt(((wanted - found) ** 2).sum(axis=1)) / np.sqrt((wanted**2).sum(axis=1)).mean()
    assert np.median(off) < 0.02
    assert off.mean() < 0.2  # within a crowd one cell stands for all in it


def test_a_point_alone_is_not_pushed() -> None:
    assert not exact(np.array([[3.0, 4.0]])).any()
    assert not gridded(np.array([[3.0, 4.0]])).any()
