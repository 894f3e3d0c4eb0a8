"""`tsunagu.open`: the same answers from a folder, a city, a running Tsunagu and its SPARQL address."""

import asyncio
import gc
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import networkx
import pytest
from rdflib import URIRef

import tsunagu
from api.errors import AnswerTooLarge, RefusedQuery, TooSlow
from core.errors import EndpointError, HomeError, UsageError
from tsunagu.opened import Opened

pytestmark = pytest.mark.usefixtures("settings")

PREFIXES = """
PREFIX tng: <https://w3id.org/tsunagu/def#>
PREFIX dct: <http://purl.org/dc/terms/>
"""
GOALS = f"{PREFIXES} SELECT ?goal ?year {{ ?goal a tng:Goal ; tng:fiscalYear ?year }} ORDER BY ?goal"
OF_CITY = f"{PREFIXES} ASK {{ ?goal a tng:Goal FILTER(STRSTARTS(STR(?goal), $base)) }}"
YUINO, FUTAGO = (f"https://w3id.org/tsunagu/id/lg/{code}/" for code in ("992011", "992020"))
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(params=["settings", "home", "site", "sparql"])
def whole(request: pytest.FixtureRequest, home: Path, address: str) -> Opened:
    """The same release, opened in every way."""
    places = {"settings": None, "home": home, "site": address, "sparql": f"{address}sparql"}
    with tsunagu.open(places[request.param]) as opened:
        yield opened


def test_rows_have_values_of_python(whole: Opened) -> None:
    found = whole.query(GOALS)
    assert found.columns == ("goal", "year")
    assert len(found) > 5
    assert all(isinstance(row["goal"], URIRef) and row["year"] == 2024 for row in found)


def test_values_are_put_into_their_places(whole: Opened) -> None:
    goal = whole.query(GOALS)[0]["goal"]
    wanted = f"{PREFIXES} SELECT ?year ?none {{ $goal tng:fiscalYear ?year FILTER(?year = $year) }}"
    assert whole.query(wanted, goal=goal, year=2024) == [{"year": 2024, "none": None}]
    assert whole.query(wanted, goal=goal, year=2023) == []


def test_truths_and_graphs(whole: Opened, home: Path) -> None:
    assert whole.ask(OF_CITY, base=YUINO)
    assert whole.ask(OF_CITY, base=FUTAGO)
    assert not whole.ask(OF_CITY, base="https://nowhere.example/")
    made = whole.graph(f"{PREFIXES} CONSTRUCT {{ ?g a tng:Goal }} WHERE {{ ?g a tng:Goal }}")
    assert set(made.subjects()) == {row["goal"] for row in whole.query(GOALS)}
    assert {made.qname(kind) for kind in made.objects()} == {"tng:Goal"}


def test_what_changes_something_is_refused(whole: Opened) -> None:
    for text in ("DROP ALL", "INSERT DATA { <urn:a> <urn:b> 1 }"):
        with pytest.raises(RefusedQuery, match="nothing can be changed"):
            whole.query(text)


@pytest.mark.parametrize(
    ("text", "method", "right"),
    [("ASK {}", "query", "ask"), ("SELECT * {}", "graph", "query"), ("DESCRIBE <urn:a>", "ask", "graph")],
)
def test_each_form_of_query_has_its_method(whole: Opened, text: str, method: str, right: str) -> None:
    with pytest.raises(UsageError, match=rf"Use \.{right}\(\)"):
        getattr(whole, method)(text)


def test_what_is_no_query_is_told(whole: Opened) -> None:
    with pytest.raises((RefusedQuery, EndpointError), match=r"this is not SPARQL"):
        whole.query("SELECT ?x {")


def test_the_whole_graph_is_the_same_everywhere(home: Path, address: str) -> None:
    here, there = (tsunagu.open(place).graph() for place in (home, address))
    assert set(here) == set(there)
    with tsunagu.open(home) as opened:
        (count,) = opened.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert count == {"n": len(here)}


def test_networks_are_those_of_the_release(home: Path, address: str) -> None:
    here, there = (tsunagu.open(place).network("department-policy") for place in (home, address))
    assert isinstance(here, networkx.Graph)
    assert networkx.utils.graphs_equal(here, there)
    assert here.graph["view"] == "department-policy"
    assert here.number_of_edges() > 5
    assert all({"label", "betweenness", "x"} <= set(told) for _, told in here.nodes(data=True))
    assert all(told["weight"] >= 1 for *_, told in here.edges(data=True))


def test_a_network_that_is_not_there(home: Path, address: str) -> None:
    with pytest.raises(UsageError, match="department-policy"):
        tsunagu.open(home).network("nowhere")
    with pytest.raises(EndpointError, match=r"404: There is no network"):
        tsunagu.open(address).network("nowhere")
    with pytest.raises(UsageError, match="SPARQL alone"):
        tsunagu.open(f"{address}sparql").network("department-policy")


@pytest.mark.parametrize("body", [b"<html>", b"[" * 100_000, b"[]", b'{"nodes": []}'])
def test_a_site_that_gives_no_network_is_told(body: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.remote.question.Inquiry.fetch", lambda inquiry, accept: body)
    with pytest.raises(EndpointError, match="cannot be read"):
        tsunagu.open("http://127.0.0.1:9/").network("everything")


def test_other_endpoints_give_all_triples_or_say_that_they_do_not(address: str) -> None:
    with pytest.raises(EndpointError, match="422"):
        tsunagu.open(f"{address}sparql").graph()


@pytest.mark.parametrize("name", ["futago", "992020", "双子市"])
def test_a_city_among_several_is_alone(name: str, numbered_partner: str) -> None:
    with tsunagu.open(name) as city, tsunagu.open() as all_of_them:
        assert city.ask(OF_CITY, base=FUTAGO)
        assert not city.ask(OF_CITY, base=YUINO)
        own = set(city.graph())
        assert own < set(all_of_them.graph())
        assert not any(str(subject).startswith(YUINO) for subject, _, _ in own)
        (count,) = city.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        assert count == {"n": len(own)}
        points = set(city.network("everything"))
        assert points < set(all_of_them.network("everything"))
        assert not any(point.startswith(YUINO) for point in points)
        assert numbered_partner in points


def test_a_release_stays_the_one_that_was_opened(alone: Path) -> None:
    with tsunagu.open(alone) as first:
        assert first.ask(OF_CITY, base=YUINO)
        assert not first.ask(OF_CITY, base=FUTAGO)
        assert alone.name in repr(first)


def test_a_release_that_is_removed_while_it_is_open_is_told(alone: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(alone, tmp_path / "0001-gone")
    warm, cold = tsunagu.open(copy), tsunagu.open(copy)
    assert warm.ask("ASK {}")
    shutil.rmtree(copy)
    assert warm.ask("ASK {}")
    with pytest.raises(RefusedQuery):
        warm.ask("ASK {")
    for question in (lambda: cold.ask("ASK {}"), cold.graph, lambda: cold.network("everything")):
        with pytest.raises(HomeError, match="0001-gone that was open has been removed"):
            question()


def test_words_are_found(home: Path) -> None:
    found = tsunagu.open(home).query('SELECT ?x { ?x <https://w3id.org/tsunagu/fn#search> "目標" }')
    assert any("/goal/" in row["x"] for row in found)


@pytest.mark.parametrize("words", ["市", "結野", "ゆいのえんがわ", ".txt"])
def test_a_city_finds_what_its_own_graphs_tell_of(words: str, numbered_partner: str) -> None:
    asked = "SELECT ?x ?score { (?x ?score) <https://w3id.org/tsunagu/fn#search> $words } ORDER BY ?x"
    with tsunagu.open("futago") as city, tsunagu.open() as all_of_them:
        known = set(city.graph().subjects())
        everywhere = all_of_them.query(asked, words=words)
        found = city.query(asked, words=words)
    assert found == [row for row in everywhere if row["x"] in known]
    assert 0 < len(found) < len(everywhere)
    if words == "ゆいのえんがわ":
        assert URIRef(numbered_partner) in {row["x"] for row in found}


def test_there_is_nothing_to_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match=r"結野市, 双子市|双子市, 結野市"):
        tsunagu.open("nowhere")
    with pytest.raises(UsageError, match="tsunagu build first"):
        tsunagu.open(tmp_path)
    with pytest.raises(UsageError, match="is no address"):
        tsunagu.open("http://127.0.0.1:9/?x")
    monkeypatch.setenv("TSUNAGU_HOME", str(tmp_path / "none"))
    with pytest.raises(UsageError, match="tsunagu build first"):
        tsunagu.open()
    with pytest.raises(UsageError, match=r"\(none\)"):
        tsunagu.open("yuino")


def test_limits_here(home: Path) -> None:
    with tsunagu.open(home, seconds=0.5) as opened, pytest.raises(TooSlow):
        opened.query(SLOW)
    with tsunagu.open(home, rows=3) as opened:
        with pytest.raises(AnswerTooLarge):
            opened.query(GOALS)
        assert len(opened.query(f"{GOALS} LIMIT 3")) == 3


@pytest.mark.parametrize(
    "limit", [{"seconds": 0}, {"seconds": float("inf")}, {"seconds": "5"}, {"rows": 1.5}]
)
def test_what_is_no_limit_is_told(home: Path, limit: dict[str, float]) -> None:
    (name,) = limit
    with pytest.raises(UsageError, match=name):
        tsunagu.open(home, **limit)


@pytest.mark.parametrize("query", [None, Path("goals.rq"), b"ASK {}"])
def test_a_query_is_text(home: Path, query: str) -> None:
    with pytest.raises(UsageError, match="read_text"):
        tsunagu.open(home).query(query)


def test_limits_there(address: str) -> None:
    with pytest.raises(EndpointError, match=r"within 0\.5 seconds"):
        tsunagu.open(address, seconds=0.5).query(SLOW)
    with pytest.raises(AnswerTooLarge):
        tsunagu.open(address, rows=3).query(GOALS)
    with pytest.raises(EndpointError, match="cannot be reached"):
        tsunagu.open("http://127.0.0.1:9").query(GOALS)


def _process(opened: Opened) -> int:
    return opened._place._ready().pid


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("end", [Opened.close, lambda opened: None], ids=["closed", "forgotten"])
def test_no_process_is_left(home: Path, end: Callable[[Opened], None]) -> None:
    opened = tsunagu.open(home)
    assert opened.query(GOALS)
    pid = _process(opened)
    assert _runs(pid)
    end(opened)
    del opened
    gc.collect()
    assert not _runs(pid)


def test_one_process_answers_many_questions_and_another_follows_it(home: Path) -> None:
    with tsunagu.open(home) as opened:
        first = _process(opened)
        opened.query(GOALS)
        assert _process(opened) == first
        with pytest.raises(RefusedQuery):
            opened.query("SELECT ?x {")
        assert opened.query(GOALS)
        assert _process(opened) != first


def test_threads_wait_for_one_another(home: Path) -> None:
    found: dict[int, int] = {}
    with tsunagu.open(home) as opened:

        def ask(number: int) -> None:
            (row,) = opened.query("SELECT ($n AS ?same) {}", n=number)
            found[number] = row["same"]

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == {number: number for number in range(8)}


def test_it_works_inside_of_a_running_loop_as_in_a_notebook(whole: Opened) -> None:
    async def cell() -> int:
        return len(whole.query(GOALS))

    assert asyncio.run(cell()) > 5
