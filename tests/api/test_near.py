"""Look-ups that the server process answers itself say what a worker says, and nothing large runs there."""

import asyncio
import json
import resource
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, Store

from api.sparql.child import Child
from api.sparql.formats import named
from api.sparql.lookup import MOST_ROWS, look_up
from api.sparql.near import Near
from api.sparql.pool import QueryPool
from api.sparql.question import Dataset, Question
from core.settings import Settings
from graph.release import Release
from graph.store import open_store

PREFIXES = """PREFIX dct: <http://purl.org/dc/terms/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tng: <https://w3id.org/tsunagu/def#> PREFIX nothing: <urn:nothing:>
"""


async def opened(settings: Settings, release: Release) -> Near:
    near = Near(settings)
    near.follow(release)
    assert near._opening is not None
    await near._opening
    return near


def count(store: Store, query: str) -> int:
    rows = store.query(query)
    assert isinstance(rows, QuerySolutions)
    return sum(1 for _ in rows)


@pytest.fixture(scope="module")
def near(settings: Settings, example: Release) -> Near:
    return asyncio.run(opened(settings, example))


@pytest.fixture(scope="module")
def worker(settings: Settings, example: Release) -> Iterator[Child]:
    with Child(example.store_path, settings) as child:
        yield child


@pytest.fixture(scope="module")
def terms(example: Release) -> dict[str, list[str]]:
    """IRIs that stand as subject, predicate and object of the example city, as they are written."""
    store, found = open_store(example), {}
    for name in "spo":
        rows = store.query(f"SELECT DISTINCT ?{name} {{ ?s ?p ?o FILTER(isIRI(?{name})) }}")
        assert isinstance(rows, QuerySolutions)
        found[name] = sorted(f"<{row[name].value}>" for row in rows)
    return found


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(data=st.data())
def test_a_look_up_says_what_a_worker_says(
    data: st.DataObject, near: Near, worker: Child, example: Release, terms: dict[str, list[str]]
) -> None:
    variables = [f"?{letter}" for letter in "abcde"]
    short = ["a", "dct:title", "tng:sheet", "skos:prefLabel", "nothing:at-all", "unknown:x"]
    any_of = {
        "s": st.sampled_from(terms["s"]) | st.sampled_from(variables),
        "p": st.sampled_from(variables) | st.sampled_from(terms["p"]) | st.sampled_from(short),
        "o": st.sampled_from(variables) | st.sampled_from(terms["o"]),
    }
    patterns = data.draw(st.lists(st.tuples(*any_of.values()), min_size=1, max_size=3))
    head = data.draw(st.sampled_from(["*", "?a", "?b ?a", "?a ?a", "?z"]))
    tail = data.draw(st.sampled_from(["", " LIMIT 3", " OFFSET 1", " LIMIT 2 OFFSET 2 # end", "\n#"]))
    text = f"{PREFIXES}SELECT {head} {{ {' . '.join(map(' '.join, patterns))} }}{tail}"
    question = Question(text, named(data.draw(st.sampled_from(["json", "xml", "csv", "tsv"]))))
    here = near.answer(question, example)
    if here is None:
        return
    there = worker.ask(question.checked())
    assert (here.body, here.format) == (there.body, there.format)


def test_ordinary_look_ups_are_answered_here(
    near: Near, example: Release, terms: dict[str, list[str]]
) -> None:
    thing = next(iri for iri in terms["s"] if "/goal/" in iri)
    for text in (
        f"SELECT ?p ?o {{ {thing} ?p ?o }}",
        f"SELECT ?s ?p {{ ?s ?p {thing} }} LIMIT 1000000",
        f"{PREFIXES}SELECT * {{ {thing} a ?class ; tng:sheet ?sheet . }}",
    ):
        answer = near.answer(Question(text, named("json")), example)
        assert answer is not None
        assert answer.release == example.id
        assert json.loads(answer.body)["results"]["bindings"]


def test_nothing_large_is_answered_here(near: Near, example: Release, terms: dict[str, list[str]]) -> None:
    store = open_store(example)
    evidence = f"{PREFIXES}SELECT * {{ ?a a tng:Evidence "
    found = look_up(evidence + "}")
    assert found is not None
    assert count(store, found.text) == MOST_ROWS + 1  # there are more, and the limit holds
    thing = next(iri for iri in terms["s"] if "/goal/" in iri)
    for text in (
        evidence + "}",
        evidence + "; ?p <urn:none> }",
        evidence + f". {thing} ?p ?o }} LIMIT 1",
        f"SELECT * {{ {thing} ?p ?o . {thing} ?q ?r . {thing} ?t ?u }} LIMIT 1",
        "SELECT * { <urn:a> ?p ?o . <http://[> ?q ?r }",
    ):
        assert look_up(text) is not None
        assert near.answer(Question(text, named("json")), example) is None


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_few_rows_are_refused_as_a_worker_does(
    name: str, settings: Settings, example: Release, terms: dict[str, list[str]]
) -> None:
    store = open_store(example)
    goals = [iri for iri in terms["s"] if "/goal/" in iri]
    sizes = {iri: count(store, f"SELECT * {{ {iri} ?p ?o }}") for iri in goals}
    thing, rows = max(sizes.items(), key=lambda item: item[1])
    question = Question(f"SELECT ?p {{ {thing} ?p ?o }}", named(name))
    small = settings.model_copy(update={"query_rows": rows - 1})
    assert asyncio.run(opened(small, example)).answer(question, example) is None
    enough = settings.model_copy(update={"query_rows": rows + 2})
    assert asyncio.run(opened(enough, example)).answer(question, example) is not None


def test_what_a_look_up_cannot_say_is_left_to_others(near: Near, example: Release) -> None:
    text = "SELECT * { <urn:x> ?p ?o }"
    assert near.answer(Question(text, named("ttl")), example) is None
    assert near.answer(Question(text, named("csv"), Dataset(("urn:g",), ())), example) is None
    other = Release(example.id, example.path, example.manifest)
    assert near.answer(Question(text, named("csv")), other) is None
    assert near.answer(Question(text, named("csv")), example) is not None


def test_a_store_that_cannot_be_opened_is_left_to_the_workers(
    settings: Settings, example: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = Question("SELECT * { <urn:x> ?p ?o }", named("csv"))
    nowhere = Release(example.id, tmp_path, example.manifest)
    assert asyncio.run(opened(settings, nowhere)).answer(text, nowhere) is None
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1024, 1024))
    assert asyncio.run(opened(settings, example)).answer(text, example) is None


def test_a_new_release_answers_here_too(settings: Settings, example: Release, tmp_path: Path) -> None:
    home = tmp_path / "home"
    first, second = home / "releases" / "0001-a", home / "releases" / "0002-b"
    for folder in (first, second):
        shutil.copytree(example.path, folder)
    shutil.rmtree(second / "store")
    thing = "<urn:only-in-the-second>"
    Store(str(second / "store")).update(f"INSERT DATA {{ {thing} <urn:p> <urn:o> }}")
    (home / "current").write_text("0001-a\n")
    question = Question(f"SELECT ?o {{ {thing} ?p ?o }}", named("csv"))

    async def test() -> None:
        pool = QueryPool(settings.model_copy(update={"home": home}))
        await pool.start()
        try:
            answers = [await pool.ask(question)]
            (home / "new").write_text("0002-b\n")
            (home / "new").replace(home / "current")
            answers.append(await pool.ask(question))  # nobody has noticed yet: a worker answers
            await until(lambda: pool.at_once(Question(f"{question.text} #", named("csv"))) is not None)
            answers.append(await pool.ask(Question(f"{question.text} ##", named("csv"))))
        finally:
            await pool.close()
        assert [(each.body.split(), each.release) for each in answers] == [
            ([b"o"], "0001-a"),
            ([b"o", b"urn:o"], "0002-b"),
            ([b"o", b"urn:o"], "0002-b"),
        ]

    asyncio.run(test())


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not true():
            await asyncio.sleep(0.02)


def test_over_http_both_ways_are_the_same(client: httpx.Client, terms: dict[str, list[str]]) -> None:
    """With and without a dataset that names all graphs' merge: formats, headers and errors are one."""
    thing = next(iri for iri in terms["s"] if "/goal/" in iri)
    near, far = f"SELECT ?p ?o {{ {thing} ?p ?o }}", f"SELECT ?p ?o {{ {{ {thing} ?p ?o }} }}"
    for accept in ("application/sparql-results+json", "text/csv", "application/xml;q=0.5", "*/*"):
        answers = [
            client.get("/sparql", params={"query": text}, headers={"Accept": accept}) for text in (near, far)
        ]
        seen = [(each.status_code, each.content, dict(each.headers) | {"date": ""}) for each in answers]
        assert seen[0] == seen[1]
        assert seen[0][0] == 200
    for accept in ("text/turtle", "image/png"):
        answers = [
            client.get("/sparql", params={"query": text}, headers={"Accept": accept}) for text in (near, far)
        ]
        assert {each.status_code for each in answers} == {406}
    unknown = client.get("/sparql", params={"query": "SELECT * { un:known ?p ?o }"})
    assert unknown.status_code == 400
