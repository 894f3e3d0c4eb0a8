"""Checking a long text takes so long that nobody else may wait for it: it has a desk of its own."""

from collections.abc import Callable
from typing import TypeVar

from api.searching import Desk

T = TypeVar("T")

LONG = 2000
"""Characters from which on a text waits for its turn."""

_CHECKED_IN = 2.0
"""Seconds that it waits at most, or it has to come again."""

_READERS = Desk(patience=_CHECKED_IN)


async def in_turn(text: str, check: Callable[[], T], client: str) -> T:
    """Return what `check` finds in a text; of a long one in a thread, where each client has a share."""
    return await _READERS.ask(check, client) if len(text) > LONG else check()
