"""Who may run now: a look-up never waits behind run-aways (decision 0018).

A question starts in the fast lane, where it may stay for `PATIENCE` seconds; so a place there is soon
free again, whatever others ask. What takes longer goes on in the slow lane, or waits in its line.
Whose client runs least comes next. Where the line stands still, what looks like a look-up comes
first and finds a spare place; then the newest, since those before it are most likely run-aways that
came together. Where too many wait, the one that has waited longest is sent away.
"""

import asyncio
from collections import Counter
from functools import cached_property

from api.errors import QueryError, TooManyRequests, Unavailable
from api.sparql.light import light

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

    def __init__(self, client: str, query: str) -> None:
        self.client = client
        self.turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._query = query

    @cached_property
    def light(self) -> bool:
        """Whether it looks like a look-up."""
        return light(self._query)


class Lane:
    """Places that clients hold, and the line before them.

    In a lane with a share, one client gets no more than all places but one, so that another finds
    a place. A lane can have spare places for look-ups that would have to wait for others.
    """

    def __init__(self, places: int, *, share: bool = False, spare: int = 0) -> None:
        self._places = places
        self._most = max(1, places - 1) if share else places + spare
        self._spare = spare
        self._taken = 0
        self._held: Counter[str] = Counter()
        self._waiting: list[Visit] = []
        self._moved = 0.0
        self._watch: asyncio.TimerHandle | None = None

    def free_for(self, client: str) -> bool:
        """Whether this client may take a place now."""
        return self._taken < self._places and self._held.get(client, 0) < self._most

    def take_at_once(self, client: str) -> bool:
        """Take a place if nobody has to wait for it."""
        if self._waiting or not self.free_for(client):
            return False
        self._hold(client)
        return True

    async def take(self, client: str, until: float, late: QueryError, query: str = "") -> None:
        """Wait for a place; raise `late` where there is none at this time of the event loop."""
        if self.take_at_once(client):
            return
        visit = Visit(client, query)
        self._waiting.append(visit)
        self._look()
        self._send_away()
        timer = asyncio.get_running_loop().call_at(until, self._refuse, visit, late)
        try:
            await visit.turn
        except asyncio.CancelledError:
            if visit in self._waiting:
                self._waiting.remove(visit)
            elif visit.turn.exception() is None:
                self.give(client)  # it has its place already, and nobody to use it
            raise
        finally:
            timer.cancel()

    def give(self, client: str) -> None:
        """Give a place back; a client that holds none is forgotten."""
        self._taken -= 1
        self._held[client] -= 1
        if not self._held[client]:
            del self._held[client]
        stood_still = self._stands_still()
        self._moved = asyncio.get_running_loop().time()
        if self._waiting:
            self._admit(stood_still)

    def _stands_still(self) -> bool:
        return asyncio.get_running_loop().time() - self._moved > _STANDSTILL

    def _look(self) -> None:
        """Admit who may come in, now and as soon as the line stands still."""
        self._admit(self._stands_still())
        if self._waiting and self._watch is None:
            self._watch = asyncio.get_running_loop().call_later(_STANDSTILL, self._look_again)

    def _look_again(self) -> None:
        self._watch = None
        self._look()

    def _admit(self, stood_still: bool) -> None:
        """Let those in whose turn it is."""
        while visit := self._next(stood_still):
            self._waiting.remove(visit)
            self._hold(visit.client)
            visit.turn.set_result(None)

    def _next(self, stood_still: bool) -> Visit | None:
        """Return who comes next, None where nobody may come in."""
        spare = self._spare if stood_still else 0
        if self._taken >= self._places + spare:
            return None
        here = [visit for visit in self._waiting if not visit.turn.done()]
        able = [visit for visit in here if self.free_for(visit.client)]
        if stood_still:
            light_ones = [visit for visit in here if visit.light] if spare else []
            able = (light_ones or able)[::-1]
        return min(able, key=lambda visit: self._held.get(visit.client, 0), default=None)

    def _hold(self, client: str) -> None:
        self._held[client] += 1
        self._taken += 1

    def _send_away(self) -> None:
        """Refuse one where too many wait: the oldest of the client that has most of them."""
        if len(self._waiting) <= MOST_OF_CLIENT:
            return
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
