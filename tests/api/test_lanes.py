"""Who may run now: shares, turns, and who is sent away."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from api.errors import TooManyRequests, Unavailable
from api.sparql import lanes
from api.sparql.lanes import MOST_OF_CLIENT, MOST_WAITING, Lane
from api.sparql.light import light

HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
LIGHT = "SELECT ?p ?o { <urn:x> ?p ?o }"
LATE = Unavailable("query-busy", retry=1)


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, 10))


def ask(lane: Lane, client: str, seconds: float = 5, query: str = HEAVY) -> "asyncio.Task[None]":
    return asyncio.ensure_future(lane.take(client, asyncio.get_running_loop().time() + seconds, LATE, query))


async def turns() -> None:
    """Let everything happen that can happen at once."""
    for _ in range(5):
        await asyncio.sleep(0)


def test_one_client_leaves_a_place_where_places_are_shared() -> None:
    shared, open_to_all = Lane(2, share=True), Lane(2)
    assert [shared.take_at_once("a") for _ in range(2)] == [True, False]
    assert shared.take_at_once("b")
    assert [open_to_all.take_at_once("a") for _ in range(3)] == [True, True, False]


def test_whose_client_holds_least_comes_next() -> None:
    async def test() -> None:
        lane = Lane(2)
        assert lane.take_at_once("a") and lane.take_at_once("a")
        waiting = {"a": ask(lane, "a"), "b": ask(lane, "b")}
        await turns()
        lane.give("a")
        await turns()
        assert {name: each.done() for name, each in waiting.items()} == {"a": False, "b": True}
        lane.give("a")
        await waiting["a"]

    run(test())


@pytest.mark.parametrize(("standstill", "first"), [(60.0, "old"), (0.0, "new")])
def test_the_newest_comes_first_where_the_line_stood_still(
    monkeypatch: pytest.MonkeyPatch, standstill: float, first: str
) -> None:
    monkeypatch.setattr(lanes, "_STANDSTILL", standstill)

    async def test() -> None:
        lane = Lane(1)
        lane._moved = asyncio.get_running_loop().time() - 0.001
        lane.take_at_once("x")
        waiting = {"old": ask(lane, "y"), "new": ask(lane, "y")}
        await turns()
        lane.give("x")
        await turns()
        assert [name for name, each in waiting.items() if each.done()] == [first]
        lane.give("y")
        await asyncio.gather(*waiting.values())

    run(test())


def test_the_oldest_of_who_asks_too_much_is_sent_away() -> None:
    async def test() -> None:
        lane = Lane(1)
        lane.take_at_once("x")
        greedy = [ask(lane, "greedy") for _ in range(MOST_OF_CLIENT + 1)]
        modest = ask(lane, "modest")
        await turns()
        with pytest.raises(TooManyRequests) as refused:
            await greedy[0]
        assert refused.value.headers == {"Retry-After": "5"}
        assert not any(each.done() for each in (*greedy[1:], modest))
        for each in (*greedy, modest):
            each.cancel()

    run(test())


def test_a_full_line_refuses_the_oldest_of_the_largest_client() -> None:
    async def test() -> None:
        lane = Lane(1)
        lane.take_at_once("x")
        first = [ask(lane, "largest") for _ in range(2)]
        others = [ask(lane, f"client {number}") for number in range(MOST_WAITING - 1)]
        await turns()
        with pytest.raises(Unavailable):
            await first[0]
        assert not any(each.done() for each in (first[1], *others))
        for each in (*first, *others):
            each.cancel()

    run(test())


def test_nobody_waits_longer_than_said_and_who_leaves_takes_no_place() -> None:
    async def test() -> None:
        lane = Lane(1)
        lane.take_at_once("x")
        with pytest.raises(Unavailable):
            await ask(lane, "late", 0.01)
        gone = ask(lane, "gone")
        await turns()
        gone.cancel()
        lane.give("x")
        await turns()
        assert lane.take_at_once("next")
        given = ask(lane, "given")
        await turns()
        lane.give("next")
        given.cancel()  # it has its turn, and does not know yet
        await turns()
        assert lane.take_at_once("last")

    run(test())


def test_a_look_up_finds_a_spare_place_where_the_line_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "_STANDSTILL", 0.01)

    async def test() -> None:
        lane = Lane(1, spare=1)
        lane.take_at_once("x")
        heavy, look_up = ask(lane, "x"), ask(lane, "x", query=LIGHT)
        await asyncio.wait_for(look_up, 5)
        assert not heavy.done()
        lane.give("x")
        await turns()
        assert not heavy.done()  # the spare place is none for it
        lane.give("x")
        await heavy

    run(test())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (LIGHT, True),
        ("ASK {}", True),
        ("DESCRIBE <urn:x>", True),
        ("SELECT * { ?s ?p ?o } LIMIT 3", True),
        ('SELECT * { ?s a:p a:x ; a:q ?y . OPTIONAL { ?y a:z ?t } FILTER(LANG(?t) = "ja") }', True),
        ("SELECT * { VALUES ?x { <urn:a> <urn:b> } ?x ?p ?o }", True),
        (HEAVY, False),
        ("SELECT * { ?s ?p ?o } LIMIT 3 # " + "x" * 3000, False),
        ("SELECT * { ?s a <urn:c> }", False),
        ("SELECT * { <urn:a> ?p ?o . ?x ?y ?z }", False),
        ("SELECT * { <urn:a> <urn:p>* ?o }", False),
        ("SELECT * { <urn:a> ?p ?o } ORDER BY ?o", False),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(?a = ?d) } LIMIT 4", False),
    ],
)
def test_what_looks_like_a_look_up(query: str, expected: bool) -> None:
    assert light(query) is expected
