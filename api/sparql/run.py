"""One query on its way: through the lanes, to a worker, and to its end."""

import asyncio
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from api.errors import QueryError, Switched, Unavailable
from api.sparql.child import too_slow
from api.sparql.crew import Crew
from api.sparql.lanes import PATIENCE, RETRY, Lane
from api.sparql.question import Answer
from api.sparql.talk import Worker
from api.sparql.wire import Request
from core.settings import Settings

_SPARE = 1
"""Places, and workers, for look-ups that would have to wait for something else."""


class TooLong(Exception):
    """The query takes too long for the fast lane, and the slow one is full."""


@dataclass(frozen=True, slots=True)
class House:
    """What queries share: the lanes, the workers, the limits."""

    fast: Lane
    slow: Lane
    crew: Crew
    settings: Settings

    @classmethod
    def of(cls, settings: Settings) -> "House":
        """Make them as large as the settings say."""
        places = settings.query_workers
        lanes = Lane(places, spare=_SPARE), Lane(places, share=True)
        return cls(*lanes, Crew(2 * places + _SPARE, settings), settings)


class Run:
    """A query of a client. It waits for half of the limit at most, so that half is left to answer."""

    def __init__(self, house: House, client: str) -> None:
        loop = asyncio.get_running_loop()
        self._house = house
        self._client = client
        self._lane = house.fast
        self._deadline = loop.time() + house.settings.query_timeout
        self._timer: asyncio.TimerHandle | None = None

    async def fast(self, store: Path, request: Request) -> Answer:
        """Answer in the fast lane, or go on in the slow one; `TooLong` where that is full."""
        late = Unavailable("query-busy", retry=RETRY)
        return await self._through(self._house.fast, late, store, request)

    async def slow(self, store: Path, request: Request) -> Answer:
        """Answer in the slow lane, as soon as there is a place."""
        late = Unavailable("query-lane-full", retry=RETRY, seconds=f"{PATIENCE:g}")
        return await self._through(self._house.slow, late, store, request)

    async def _through(self, lane: Lane, late: Unavailable, store: Path, request: Request) -> Answer:
        patience = self._deadline - self._house.settings.query_timeout / 2
        await lane.take(self._client, patience, late, request.query)
        self._lane = lane
        try:
            worker = await self._house.crew.take(store, self._deadline)
        except (QueryError, asyncio.CancelledError):
            lane.give(self._client)
            raise
        try:
            if worker.store != store:
                raise Switched("release-just-switched", retry=RETRY)
            return await self._answer(worker, request)
        finally:
            # Who comes next must find a worker, not one that is being started.
            leave = partial(self._lane.give, self._client)
            self._house.crew.give_back(worker, tired=self._lane is self._house.slow, then=leave)

    async def _answer(self, worker: Worker, request: Request) -> Answer:
        loop = asyncio.get_running_loop()
        answer = worker.ask(request)
        if self._lane is self._house.slow:
            self._slow_down(worker)
        else:
            self._timer = loop.call_later(PATIENCE / 2, self._look_later, worker)
        try:
            return await answer
        finally:
            if self._timer is not None:
                self._timer.cancel()

    def _look(self, worker: Worker, computed: float) -> None:
        """Move over what has computed for long enough, and let go on what has only waited for a processor."""
        busy = worker.computed() - computed > PATIENCE / 4
        waited = asyncio.get_running_loop().time() > self._deadline - self._house.settings.query_timeout / 2
        if busy or waited:
            self._move_over(worker)
        else:
            self._look_later(worker, computed)

    def _look_later(self, worker: Worker, computed: float | None = None) -> None:
        """Look soon again, from the second time on at what it has computed since the first."""
        since = worker.computed() if computed is None else computed
        self._timer = asyncio.get_running_loop().call_later(PATIENCE / 2, self._look, worker, since)

    def _move_over(self, worker: Worker) -> None:
        """Leave the fast lane; where there is no place in the slow one, the work is lost."""
        if not self._house.slow.take_at_once(self._client):
            worker.stop(TooLong())
            return
        self._lane.give(self._client)
        self._lane = self._house.slow
        self._slow_down(worker)

    def _slow_down(self, worker: Worker) -> None:
        """Let look-ups go first from now on, and end at the deadline."""
        worker.stand_back()
        stopped = too_slow(self._house.settings)
        self._timer = asyncio.get_running_loop().call_at(self._deadline, worker.stop, stopped)
