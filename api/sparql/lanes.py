"""Who may run now: a look-up never waits behind run-aways (decision 0014).

A question starts in the fast lane, where it may stay for `PATIENCE` seconds; so a place there is soon
free again, whatever others ask. What takes longer goes on in the slow lane, or waits in its line.
Whose client runs least comes next. Where the line stood still, the newest comes first once: it is
most likely a look-up, and those before it are most likely run-aways that came together.
Where too many wait, the one that has waited longest is sent away.
"""

import asyncio
from collections import Counter

from api.errors import QueryError, TooManyRequests, Unavailable

PATIENCE = 0.2
"""Seconds that a question may stay in the fast lane; more where the processors are busy elsewhere."""

MOST_WAITING = 128
"""Questions that may wait for one lane."""

MOST_OF_CLIENT = 64
"""How many of them one client may have."""

RETRY = 5
"""Seconds after which a client that was sent away may come again."""

_STANDSTILL = 0.05
"""Seconds without anybody's turn after which a line stood still."""


class Visit:
    """One question on its way: it waits for its turn in a lane, and holds a place."""

    def __init__(self, client: str) -> None:
        self.client = client
        self.turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()


class Lane:
    """Places that clients hold, and the line before them.

    In a lane with a share, one client gets no more than all places but one, so that another finds
    a place.
    """

    def __init__(self, places: int, *, share: bool) -> None:
        self._places = places
        self._most = max(1, places - 1) if share else places
        self._held: Counter[str] = Counter()
        self._waiting: list[Visit] = []
        self._moved = 0.0

    def free_for(self, client: str) -> bool:
        """Whether this client may take a place now."""
        return self._held.total() < self._places and self._held[client] < self._most

    def take_at_once(self, client: str) -> bool:
        """Take a place if nobody has to wait for it."""
        if self._waiting or not self.free_for(client):
            return False
        self._held[client] += 1
        return True

    async def take(self, client: str, until: float, late: QueryError) -> None:
        """Wait for a place; raise `late` where there is none at this time of the event loop."""
        if self.take_at_once(client):
            return
        loop = asyncio.get_running_loop()
        visit = Visit(client)
        self._waiting.append(visit)
        self._admit()
        self._send_away()
        timer = loop.call_at(until, self._refuse, visit, late)
        try:
            await visit.turn
        except asyncio.CancelledError:
            if not visit.turn.cancelled() and visit.turn.exception() is None:
                self.give(client)  # it has its place already, and nobody to use it
            raise
        finally:
            timer.cancel()

    def give(self, client: str) -> None:
        """Give a place back; a client that holds none is forgotten."""
        self._held[client] -= 1
        if not self._held[client]:
            del self._held[client]
        if self._waiting:
            self._admit()

    def _admit(self) -> None:
        """Let those in whose turn it is."""
        self._waiting = [visit for visit in self._waiting if not visit.turn.done()]
        while able := [visit for visit in self._waiting if self.free_for(visit.client)]:
            now = asyncio.get_running_loop().time()
            if now - self._moved > _STANDSTILL:
                able.reverse()
            self._moved = now
            visit = min(able, key=lambda each: self._held[each.client])
            self._waiting.remove(visit)
            self._held[visit.client] += 1
            visit.turn.set_result(None)

    def _send_away(self) -> None:
        """Refuse one where too many wait: the oldest of the client that has most of them."""
        counts = Counter(visit.client for visit in self._waiting)
        client, count = max(counts.items(), key=lambda item: item[1], default=("", 0))
        if count > MOST_OF_CLIENT:
            self._refuse(
                self._oldest_of(client), TooManyRequests("query-share", limit=MOST_OF_CLIENT, retry=RETRY)
            )
        elif len(self._waiting) > MOST_WAITING:
            self._refuse(self._oldest_of(client), Unavailable("query-busy", retry=RETRY))

    def _oldest_of(self, client: str) -> Visit:
        return next(visit for visit in self._waiting if visit.client == client)

    def _refuse(self, visit: Visit, error: QueryError) -> None:
        if not visit.turn.done():
            self._waiting.remove(visit)
            visit.turn.set_exception(error)
