"""Where the points of a network are drawn: ties pull together, all points push one another away.

The same network gives the same places. A release begins with the places of the one before, so a
point stays about where people remember it; a new one begins among its neighbours, and without any
by its community. Places are inside the unit square, and no two points have one.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graph.network.forces import Places, repulsion
from graph.network.measures import Tie

Place = tuple[float, float]

_STEPS, _STEPS_OF_MANY = 200, 80
_MANY = 2000
_GRAVITY = 2.5
"""Holds together what no tie does; the stronger, the less do loose points stray."""

_HOT, _WARM, _COLD = 0.2, 0.0002, 0.01
"""The longest first step of a new and of a known point, as a share of the whole; the last of the first."""

_MARGIN = 0.03
_DIGITS = 5
_GOLDEN = math.pi * (3 - math.sqrt(5))


def layout(ties: Sequence[Tie], groups: Sequence[int | None], before: Sequence[Place | None]) -> list[Place]:
    """Return a place for each point; `groups` are their communities, `before` their former places."""
    if not groups:
        return []
    known = np.array([place is not None for place in before])
    start = _start(ties, groups, before)
    if known.any():
        start = (start - 0.5) * _scale(start - 0.5, ties)
    settled = _settle(start, ties, known)
    former = np.array([place or (0.0, 0.0) for place in before])
    return _distinct(_fitted(settled, former, known))


def _start(ties: Sequence[Tie], groups: Sequence[int | None], before: Sequence[Place | None]) -> Places:
    """Return former places; for new points the middle of their neighbours', or that of their community."""
    fresh = _sunflowers(groups)
    if not any(before):
        return fresh
    spread = math.sqrt(len(groups)) * 4
    places = fresh / spread + 0.5  # about as large as the former drawing
    beside: dict[int, list[Place]] = {}
    for one, other, _ in ties:
        for here, there in ((one, other), (other, one)):
            if (place := before[there]) is not None:
                beside.setdefault(here, []).append(place)
    for point, place in enumerate(before):
        if place is not None:
            places[point] = place
        elif point in beside:
            # A little aside, so that points with the same neighbours do not begin in one place.
            places[point] = np.mean(beside[point], axis=0) + _sunflower(point + 1) * 0.02 / spread
    return places


def _sunflowers(groups: Sequence[int | None]) -> Places:
    """Place communities round the middle, the largest first, and the points of each round its own."""
    members: dict[int, list[int]] = {}
    for point, group in enumerate(groups):
        # Who has no neighbours comes after all communities.
        members.setdefault(len(groups) + point if group is None else group, []).append(point)
    places = np.zeros((len(groups), 2))
    taken = 0
    for group in sorted(members):
        middle = _sunflower(taken + len(members[group]) / 2)
        for index, point in enumerate(members[group]):
            places[point] = middle + _sunflower(index) * 0.7
        taken += len(members[group])
    return places


def _sunflower(index: float) -> NDArray[np.float64]:
    """Return the place of a seed; each has about the same room."""
    radius = math.sqrt(index + 0.5)
    return np.array([radius * math.cos(index * _GOLDEN), radius * math.sin(index * _GOLDEN)])


def _scale(places: Places, ties: Sequence[Tie]) -> float:
    """Return how much larger a drawing has to be for pull and push to be level."""
    ends = _ends(ties)
    apart = places[ends[:, 0]] - places[ends[:, 1]]
    pull = float((np.sqrt((apart * apart).sum(axis=1)) ** 3).sum())
    gravity = _GRAVITY * float((places * places).sum())
    push = len(places) * (len(places) - 1) / 2
    low, high = 1e-3, 1e6
    for _ in range(80):
        middle = (low + high) / 2
        if pull * middle**3 + gravity * middle**2 < push:
            low = middle
        else:
            high = middle
    return low


def _settle(places: Places, ties: Sequence[Tie], known: NDArray[np.bool_]) -> Places:
    """Let the points move, in ever shorter steps (Fruchterman and Reingold); known ones hardly do."""
    ends = _ends(ties)
    steps = _STEPS if len(places) <= _MANY else _STEPS_OF_MANY
    whole = math.sqrt(len(places))
    first = np.where(known, _WARM, _HOT)
    for step in range(steps):
        longest = whole * (first + (_COLD * first - first) * step / steps)
        force = repulsion(places) + _pull(places, ends) - _GRAVITY * places
        strength = np.sqrt((force * force).sum(axis=1))
        places = places + force * (np.minimum(strength, longest) / np.maximum(strength, 1e-9))[:, None]
    return places


def _pull(places: Places, ends: NDArray[np.int64]) -> Places:
    """Return the pull of the ties on each point: with the square of their length."""
    apart = places[ends[:, 1]] - places[ends[:, 0]]
    pull = apart * np.sqrt((apart * apart).sum(axis=1))[:, None]
    return np.stack(
        [
            np.bincount(ends[:, 0], pull[:, axis], len(places))
            - np.bincount(ends[:, 1], pull[:, axis], len(places))
            for axis in (0, 1)
        ],
        axis=1,
    )


def _ends(ties: Sequence[Tie]) -> NDArray[np.int64]:
    return np.array([tie[:2] for tie in ties], dtype=np.int64).reshape(-1, 2)


def _fitted(places: Places, former: Places, known: NDArray[np.bool_]) -> Places:
    """Bring the places into the unit square, the known points as near to their former places as that goes."""
    fitted = _aligned(places, former, known) if known.any() else places
    low, high = fitted.min(axis=0), fitted.max(axis=0)
    if known.any() and low.min() >= _MARGIN and high.max() <= 1 - _MARGIN:
        return fitted
    span = float((high - low).max()) or 1.0
    return np.asarray((fitted - (low + high) / 2) / span * (1 - 2 * _MARGIN) + 0.5)


def _aligned(places: Places, former: Places, known: NDArray[np.bool_]) -> Places:
    """Move and scale all places so that the known points are where they were, as nearly as that goes."""
    here, there = places[known].mean(axis=0), former[known].mean(axis=0)
    apart, wanted = places[known] - here, former[known] - there
    scale = float((apart * wanted).sum()) / max(float((apart * apart).sum()), 1e-12)
    return np.asarray((places - here) * max(scale, 1e-3) + there)


def _distinct(places: Places) -> list[Place]:
    """Round, and move a point aside where there is one already."""
    taken: dict[Place, None] = {}  # a set that keeps the order
    for x, y in places.tolist():
        place = (round(x, _DIGITS), round(y, _DIGITS))
        while place in taken:
            place = (round(place[0] + 10**-_DIGITS, _DIGITS), place[1])
        taken[place] = None
    return list(taken)
