"""How strongly points push one another away: with `1 / distance`, all of them.

Few points are summed up one by one. Of many, those far away count as one at their common centre
(Barnes and Hut, on square grids: each grid is twice as fine as the one before). Only sums, products,
quotients and roots are taken, which every processor rounds alike.
"""

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.float64]
"""A row for each point: x and y."""

EXACT = 400
"""Points up to which all pairs are summed up."""

_NEAR = 1e-4
"""Squared distance below which points push no harder."""

_EDGE = 3
"""Empty cells round a grid, so that no offset leads out of it."""

_BESIDE = np.array(list(product((-1, 0, 1), repeat=2)))
"""Steps to a cell's own neighbours; the fifth is to itself."""

_FAR = np.array(
    [
        [
            step
            for step in product(range(-3, 4), repeat=2)
            if max(map(abs, step)) > 1 and all(abs((odd[axis] + step[axis]) // 2) <= 1 for axis in (0, 1))
        ]
        for odd in product((0, 1), repeat=2)
    ]
)
"""Steps to the cells that are far while the coarser cells that hold them were not: 27 for each place
that a cell can have in its coarser one."""


def repulsion(places: Places) -> Places:
    """Return the push on each point."""
    return exact(places) if len(places) <= EXACT else gridded(places)


def exact(places: Places) -> Places:
    """Return the push on each point as the sum over all others."""
    x, y = (places[:, None, axis] - places[None, :, axis] for axis in (0, 1))
    push = 1.0 / np.maximum(x * x + y * y, _NEAR)
    return np.stack([(x * push).sum(axis=1), (y * push).sum(axis=1)], axis=1)


def gridded(places: Places) -> Places:
    """Return the push on each point, with far points taken together."""
    low = places.min(axis=0)
    span = float((places.max(axis=0) - low).max()) * (1 + 1e-9) or 1.0
    total = np.zeros_like(places)
    finest = max(3, (len(places) // 2).bit_length() // 2 + 1)
    for level in range(2, finest + 1):
        grid = _Grid(places, (places - low) / span, 2**level)
        total += grid.far()
    return total + grid.beside()


class _Grid:
    """The points in square cells, each with its number of points and the sum of their places."""

    def __init__(self, places: Places, unit: Places, side: int) -> None:
        """Count; `unit` are the same places in the unit square."""
        self._places = places
        self._width = side + 2 * _EDGE
        self._cell = np.minimum((unit * side).astype(np.int64), side - 1)
        self._own = (self._cell[:, 0] + _EDGE) * self._width + self._cell[:, 1] + _EDGE
        self._mass = self._counted(None)
        self._sums = [self._counted(places[:, axis]) for axis in (0, 1)]

    def far(self) -> Places:
        """Return the push on each point of the cells that the coarser grid has not counted."""
        odd = self._cell[:, 0] % 2 * 2 + self._cell[:, 1] % 2
        there = self._own[:, None] + (_FAR @ [self._width, 1])[odd]
        return self._push(self._mass[there], [sums[there] for sums in self._sums])

    def beside(self) -> Places:
        """Return the push of a point's own cell and those beside it."""
        there = self._own[:, None] + _BESIDE @ [self._width, 1]
        mass, sums = self._mass[there], [sums[there] for sums in self._sums]
        mass[:, len(_BESIDE) // 2] -= 1  # a point does not push itself
        for axis in (0, 1):
            sums[axis][:, len(_BESIDE) // 2] -= self._places[:, axis]
        return self._push(mass, sums)

    def _push(self, mass: NDArray[np.float64], sums: Sequence[NDArray[np.float64]]) -> Places:
        """Return what cells push the points with: a row for each point, a column for each cell."""
        many = np.maximum(mass, 1)
        x, y = (self._places[:, axis, None] - sums[axis] / many for axis in (0, 1))
        push = mass / np.maximum(x * x + y * y, _NEAR)
        return np.stack([(x * push).sum(axis=1), (y * push).sum(axis=1)], axis=1)

    def _counted(self, weights: NDArray[np.float64] | None) -> NDArray[np.float64]:
        return np.bincount(self._own, weights, self._width**2).astype(np.float64)
