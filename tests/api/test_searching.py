"""Who may search now: shares, turns, and who is sent away."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from typing import Any

import pytest

from api.errors import QueryError, TooManyRequests, Unavailable
from api.searching import MOST_OF_CLIENT, MOST_WAITING, Desk


@pytest.fixture
def go_on() -> Iterator[threading.Event]:
    """Searches wait for this."""
    event = threading.Event()
    yield event
    event.set()


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, 10))


def asked(desk: Desk, client: str, go_on: threading.Event, done: list[str] | None = None) -> Any:
    """Ask for a search of a client, and note when it has begun."""

    def work() -> None:
        if done is not None:
            done.append(client)
        go_on.wait(5)

    return asyncio.ensure_future(desk.ask(work, client))


async def turns() -> None:
    """Let everything happen that can happen at once."""
    for _ in range(5):
        await asyncio.sleep(0)


def test_one_client_is_sent_away_beyond_its_share_and_others_are_not(go_on: threading.Event) -> None:
    async def test() -> None:
        desk = Desk()
        waiting = [asked(desk, "greedy", go_on) for _ in range(2 + MOST_OF_CLIENT)]
        await turns()
        with pytest.raises(TooManyRequests) as refused:
            await asked(desk, "greedy", go_on)
        assert refused.value.headers["Retry-After"]
        waiting.append(asked(desk, "modest", go_on))
        go_on.set()
        await asyncio.gather(*waiting)

    run(test())


def test_where_too_many_wait_the_next_one_is_sent_away(go_on: threading.Event) -> None:
    async def test() -> None:
        desk = Desk()
        waiting = [asked(desk, f"client {number}", go_on) for number in range(2 + MOST_WAITING)]
        await turns()
        with pytest.raises(Unavailable):
            await asked(desk, "late", go_on)
        go_on.set()
        await asyncio.gather(*waiting)

    run(test())


def test_whose_client_has_fewest_at_work_comes_next(go_on: threading.Event) -> None:
    async def test() -> None:
        desk, begun = Desk(), list[str]()
        waiting = [asked(desk, "greedy", go_on, begun) for _ in range(6)]
        waiting.append(asked(desk, "modest", go_on, begun))
        await turns()
        go_on.set()
        await asyncio.gather(*waiting)
        assert begun.index("modest") == 2

    run(test())


def test_who_leaves_gives_the_turn_to_others(go_on: threading.Event) -> None:
    async def test() -> None:
        desk = Desk()
        at_work = [asked(desk, "a", go_on) for _ in range(2)]
        gone, other = asked(desk, "b", go_on), asked(desk, "c", go_on)
        await turns()
        gone.cancel()
        desk._leave("a")  # before the one that is gone has noticed
        desk._at_work["a"] += 1
        go_on.set()
        await asyncio.gather(*at_work, other)
        with pytest.raises(asyncio.CancelledError):
            await gone
        # The next one is still waiting when it is its turn, and leaves before it takes it.
        go_on.clear()
        at_work = [asked(desk, "a", go_on) for _ in range(2)]
        gone, other = asked(desk, "b", go_on), asked(desk, "c", go_on)
        await turns()
        desk._leave("a")
        gone.cancel()
        go_on.set()
        desk._at_work["a"] += 1
        await asyncio.gather(*at_work, other)
        assert desk._at_work.total() == 0

    run(test())


def test_an_error_gives_the_turn_back() -> None:
    def wrong() -> None:
        raise Unavailable("search-no-index", release="x")

    async def test() -> None:
        desk = Desk()
        for _ in range(3):
            with pytest.raises(QueryError):
                await desk.ask(wrong, "a")
        assert desk._at_work.total() == 0

    run(test())


def test_nobody_waits_for_ever(go_on: threading.Event) -> None:
    async def test() -> None:
        desk = Desk(threads=1, patience=0.05)
        at_work, late = asked(desk, "a", go_on), asked(desk, "b", go_on)
        with pytest.raises(Unavailable) as refused:
            await late
        assert refused.value.headers["Retry-After"]
        go_on.set()
        await at_work
        await asked(desk, "b", go_on)
        assert desk._at_work.total() == 0

    run(test())
