"""A store of values in memory that keeps to so many bytes: who was not asked for longest goes first."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T")

_LARGEST = 8
"""No value takes more than one part in so many of the room, or one would drive out all others."""

_OVERHEAD = 1000
"""Bytes that a value takes beside its own: its key, its place, the objects around it."""


class Kept(Generic[T]):
    """Values by key, of `room` bytes together."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._taken = 0
        self._values: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()

    def get(self, key: Hashable) -> T | None:
        """Return a value, None where it is not kept."""
        found = self._values.get(key)
        if found is None:
            return None
        self._values.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, value: T, size: int) -> None:
        """Keep a value of so many bytes; a large one is not kept."""
        size += _OVERHEAD
        if key in self._values or size > self._room // _LARGEST:
            return
        self._values[key] = value, size
        self._taken += size
        while self._taken > self._room:
            _, (_, freed) = self._values.popitem(last=False)
            self._taken -= freed

    def clear(self) -> None:
        """Forget everything."""
        self._values.clear()
        self._taken = 0
