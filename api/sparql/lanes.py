"""Who may run now: a look-up never waits behind run-aways.

A question starts in the fast lane. After `PATIENCE` seconds it must find a place in the slow lane,
or it is ended; so a place in the fast lane is free again within `PATIENCE`, whatever others ask.
In either lane one client gets no more than its share, and who runs least comes next.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from api.errors import Unavailable

PATIENCE = 0.5
"""Seconds that a question may stay in the fast lane."""

QUEUE = 64
"""Questions that may wait or run at once."""

CLIENT_QUEUE = 16
"""How many of them one client may have."""

_RETRY = 5


class Lane:
    """Places that clients hold; one client gets all but one, so that another finds a place."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._held: Counter[str] = Counter()

    def free_for(self, client: str) -> bool:
        """Whether this client may take a place now."""
        return self._held.total() < self._places and self._held[client] < max(1, self._places - 1)

    def held_by(self, client: str) -> int:
        """How many places a client holds."""
        return self._held[client]

    def take(self, client: str) -> None:
        """Take a place."""
        self._held[client] += 1

    def give(self, client: str) -> None:
        """Give a place back; a client that holds none is forgotten."""
        self._held.subtract((client,))
        self._held += Counter()


class Visit:
    """One question on its way: it waits, runs in the fast lane, perhaps moves to the slow one."""

    def __init__(self, lanes: "Lanes", client: str) -> None:
        self.client = client
        self.turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.lane: Lane | None = None
        self._lanes = lanes

    async def start(self) -> None:
        """Wait for a place in the fast lane."""
        self._lanes.admit()
        await self.turn

    def move_over(self) -> None:
        """Leave the fast lane for the slow one; `Unavailable` where there is no place."""
        if not self._lanes.slow.free_for(self.client):
            raise Unavailable("query-lane-full", retry=_RETRY, seconds=f"{PATIENCE:g}")
        self.leave()
        self.enter(self._lanes.slow)
        self._lanes.admit()

    def enter(self, lane: Lane) -> None:
        """Take a place."""
        lane.take(self.client)
        self.lane = lane

    def leave(self) -> None:
        """Give back the place, if there is one."""
        if self.lane is not None:
            self.lane.give(self.client)
            self.lane = None


class Lanes:
    """Both lanes, `places` in each, and who waits."""

    def __init__(self, places: int) -> None:
        self.fast = Lane(places)
        self.slow = Lane(places)
        self._here: list[Visit] = []

    @contextmanager
    def entered(self, client: str) -> Iterator[Visit]:
        """Count a question in, from its arrival to its end; refuse it when too many are here."""
        own = sum(visit.client == client for visit in self._here)
        if len(self._here) >= QUEUE or own >= CLIENT_QUEUE:
            raise Unavailable("query-busy", retry=_RETRY)
        visit = Visit(self, client)
        self._here.append(visit)
        try:
            yield visit
        finally:
            visit.leave()
            self._here.remove(visit)
            self.admit()

    def admit(self) -> None:
        """Let those run who may: first whose client runs least, then who came first."""
        while True:
            waiting = [visit for visit in self._here if not visit.turn.done()]
            able = [visit for visit in waiting if self.fast.free_for(visit.client)]
            if not able:
                return
            visit = min(
                able, key=lambda each: self.fast.held_by(each.client) + self.slow.held_by(each.client)
            )
            visit.enter(self.fast)
            visit.turn.set_result(None)
