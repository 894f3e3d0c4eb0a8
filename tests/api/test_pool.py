"""Queries in real child processes: stopped, ended by the system, restarted, and never in each other's way."""

import asyncio
import json
import os
import shutil
import signal
import socket
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from api.errors import AnswerTooLarge, NotAcceptable, QueryError, RefusedQuery, TooSlow, Unavailable
from api.sparql.child import Child
from api.sparql.formats import named
from api.sparql.once import run_query
from api.sparql.pool import QueryPool
from api.sparql.question import Dataset, Question
from core.settings import Settings
from graph.release import Release

LOOK_UP = Question("SELECT * { ?s ?p ?o } LIMIT 3", named("json"))
RUN_AWAY = Question(
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) }", named("json")
)
ENDLESS = Question(
    "SELECT (COUNT(*) AS ?n) {" + "".join(f" VALUES ?{name} {{{' 1' * 50} }}" for name in "abcdefg") + " }",
    named("json"),
)
"""It needs no memory."""

PATIENT_SECONDS = 1.5


def with_pool(settings: Settings, test: Callable[[QueryPool], Awaitable[None]]) -> None:
    async def run() -> None:
        pool = QueryPool(settings)
        await pool.start()
        try:
            await test(pool)
        finally:
            await pool.close()

    asyncio.run(run())


def test_a_look_up_answers_while_run_aways_run(settings: Settings) -> None:
    async def test(pool: QueryPool) -> None:
        run_aways = [asyncio.ensure_future(pool.ask(RUN_AWAY, "greedy")) for _ in range(5)]
        await asyncio.sleep(0.1)
        for _ in range(3):
            answer = await asyncio.wait_for(pool.ask(LOOK_UP, "modest"), PATIENT_SECONDS)
            assert len(json.loads(answer.body)["results"]["bindings"]) == 3
        ends = await asyncio.gather(*run_aways, return_exceptions=True)
        assert {type(end) for end in ends} == {TooSlow, Unavailable}
        assert (await pool.ask(LOOK_UP)).format == "json"

    with_pool(settings, test)


def test_long_texts_are_checked_while_others_are_answered(settings: Settings) -> None:
    """Checking a text of the largest size takes about a second; a server that did it itself stood still."""

    async def test(pool: QueryPool) -> None:
        long = [Question("SELECT * { " + "," * (100_000 + n), named("json")) for n in range(4)]
        asked = [asyncio.ensure_future(pool.ask(each)) for each in long]
        await asyncio.sleep(0)
        await pool.ask(LOOK_UP)
        assert not any(each.done() for each in asked)
        for refused in await asyncio.gather(*asked, return_exceptions=True):
            assert isinstance(refused, RefusedQuery | Unavailable)

    with_pool(settings, test)


def test_a_client_that_goes_ends_its_query(settings: Settings) -> None:
    async def test(pool: QueryPool) -> None:
        asked = asyncio.ensure_future(pool.ask(RUN_AWAY))
        await asyncio.sleep(0.2)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        await asyncio.wait_for(pool.ask(LOOK_UP), PATIENT_SECONDS)

    with_pool(settings, test)


def test_what_was_asked_before_is_answered_without_a_worker(settings: Settings) -> None:
    async def test(pool: QueryPool) -> None:
        first = await pool.ask(LOOK_UP)
        assert first.release == pool.current.get().id
        await pool._house.crew.close()
        assert await pool.ask(LOOK_UP) is first
        other = Question(LOOK_UP.text, named("csv"))
        with pytest.raises(Unavailable):
            await pool.ask(other)

    with_pool(settings.model_copy(update={"query_timeout": 0.5}), test)


def test_a_query_that_was_slow_once_does_not_enter_the_fast_lane_again(settings: Settings) -> None:
    async def test(pool: QueryPool) -> None:
        slow = [asyncio.ensure_future(pool.ask(ENDLESS, f"client {number}")) for number in range(3)]
        known = (pool.current.get().id, ENDLESS.text)
        while pool._slow_ones.get(known) is None:
            assert not all(each.done() for each in slow), [each.exception() for each in slow]
            await asyncio.sleep(0.02)
        again = asyncio.ensure_future(pool.ask(ENDLESS, "client 4"))
        await asyncio.sleep(0)
        assert "client 4" not in pool._house.fast._held
        assert [visit.client for visit in pool._house.slow._waiting][-1:] == ["client 4"]
        for each in (*slow, again):
            each.cancel()

    with_pool(settings.model_copy(update={"query_timeout": 20}), test)


def test_workers_keep_to_their_memory_together(settings: Settings) -> None:
    greedy = Question("SELECT * { ?s ?p ?o . ?a ?b ?c } ORDER BY ?o LIMIT 1", named("csv"))

    async def test(pool: QueryPool) -> None:
        pool._house.crew.hold(0, AnswerTooLarge("query-memory"))  # nobody holds more than at rest
        with pytest.raises(AnswerTooLarge, match="メモリー"):
            await pool.ask(greedy)

    with_pool(settings.model_copy(update={"query_memory": 256, "query_timeout": 10}), test)


def test_a_worker_that_dies_at_rest_is_missed_by_nobody(settings: Settings) -> None:
    async def test(pool: QueryPool) -> None:
        for worker in pool._house.crew._here:
            os.kill(worker._child.pid, signal.SIGKILL)
        await asyncio.sleep(0.2)
        assert (await pool.ask(LOOK_UP)).body

    with_pool(settings, test)


def test_a_new_release_answers_at_once(settings: Settings, example: Release, tmp_path: Path) -> None:
    home = tmp_path / "home"
    first, second = home / "releases" / "0001-a", home / "releases" / "0002-b"
    for folder in (first, second):
        shutil.copytree(example.path, folder)
    (home / "current").write_text("0001-a\n")
    seen = []

    async def test(pool: QueryPool) -> None:
        await pool.ask(LOOK_UP)
        seen.append(pool.current.get().path)
        (home / "new").write_text("0002-b\n")
        (home / "new").replace(home / "current")
        shutil.rmtree(first)
        assert (await pool.ask(LOOK_UP)).body
        seen.append(pool.current.get().path)

    with_pool(settings.model_copy(update={"home": home}), test)
    assert seen == [first, second]


def test_without_a_release_the_answer_says_so(settings: Settings, tmp_path: Path) -> None:
    async def test(pool: QueryPool) -> None:
        with pytest.raises(Unavailable, match="tsunagu build"):
            await pool.ask(LOOK_UP)

    with_pool(settings.model_copy(update={"home": tmp_path}), test)


def test_a_crashed_worker_is_replaced(settings: Settings, example: Release) -> None:
    with Child(example.store_path, settings) as child:
        threading.Timer(0.2, os.kill, (child.pid, signal.SIGSEGV)).start()
        with pytest.raises(AnswerTooLarge):
            child.ask(RUN_AWAY)
        assert not child.alive
    assert run_query(example, LOOK_UP.text, "json", settings).body


@pytest.mark.parametrize(
    ("query", "format_name", "error", "key"),
    [
        ("SELECT * { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f }", "json", AnswerTooLarge, "answer-too-large"),
        ("SELECT * { ?s ?p ?o . ?a ?b ?c } ORDER BY ?o LIMIT 1", "csv", AnswerTooLarge, "query-memory"),
        ("SELECT ?p { ?s ?p ?o } LIMIT 3001", "tsv", AnswerTooLarge, "answer-too-many-rows"),
        ("SELECT ?p { ?s ?p ?o } LIMIT 3001", "csv", AnswerTooLarge, "answer-too-many-rows"),
        ("SELECT ?p { ?s ?p ?o } LIMIT 3001", "xml", AnswerTooLarge, "answer-too-many-rows"),
        ("SELECT ?p { ?s ?p ?o } LIMIT 3001", "json", AnswerTooLarge, "answer-too-many-rows"),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 3001", "nt", AnswerTooLarge, "answer-too-many-rows"),
        (RUN_AWAY.text, "json", TooSlow, "query-too-slow"),
        ("SELECT * {\n ?s ?p }", "json", RefusedQuery, "query-syntax-place"),
        ("DESCRIBE <http://a/>", "csv", NotAcceptable, "accept-other-kind"),
        ("ASK { }", "ttl", NotAcceptable, "accept-other-kind"),
    ],
)
def test_an_answer_is_whole_or_an_error(
    query: str, format_name: str, error: type[QueryError], key: str, settings: Settings, example: Release
) -> None:
    with pytest.raises(error) as refused:
        run_query(
            example, query, format_name, settings.model_copy(update={"query_timeout": 4, "query_memory": 256})
        )
    assert refused.value.key == key


@pytest.mark.parametrize("format_name", ["json", "xml", "csv", "tsv"])
def test_exactly_the_limit_is_answered(format_name: str, settings: Settings, example: Release) -> None:
    # Values that look like the ends of rows must not be counted.
    query = 'SELECT ("},{\\n<result>,\\"" AS ?x) ?y { ?s ?p ?o . VALUES ?y { UNDEF } } LIMIT 3000'
    assert run_query(example, query, format_name, settings).format == format_name


def test_a_worker_can_call_nobody(settings: Settings, example: Release) -> None:
    """The second wall: even a query that no guard has seen reaches no other machine and no file."""
    with socket.create_server(("127.0.0.1", 0)) as listener, Child(example.store_path, settings) as child:
        listener.settimeout(0.3)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        query = f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}"
        child.ask(Question(query, named("json")))
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize("place", ["file:///etc/passwd", "http://127.0.0.1:1/data"])
def test_from_loads_nothing(place: str, settings: Settings, example: Release) -> None:
    answer = run_query(example, f"SELECT * FROM <{place}> {{ ?s ?p ?o }}", "csv", settings)
    assert answer.body.decode().splitlines() == ["o,p,s"]


def test_the_graphs_of_the_protocol_hold(settings: Settings, example: Release) -> None:
    sheet = example.manifest.sheets[0]
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    with Child(example.store_path, settings) as child:
        answer = child.ask(Question(count, named("csv"), Dataset((sheet.graph,), ())))
        everything = child.ask(Question(count, named("csv")))
    assert answer.body.decode().split() == ["n", str(sheet.facts)]
    assert everything.body.decode().split() == ["n", str(example.manifest.merged)]
