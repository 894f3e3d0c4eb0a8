"""Several graphs as one: each triple once, whatever holds it, by FROM and by the protocol alike."""

import json
import operator
from collections.abc import Callable, Sequence
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from api.errors import RefusedQuery
from api.sparql.child import Child
from api.sparql.dataset import Source, TooManyTriples, graphs_of, merged_store
from api.sparql.formats import named
from api.sparql.guard import check
from api.sparql.question import Dataset, Question
from core.settings import Settings
from graph.release import Release

A, B, C, D = (NamedNode(f"http://g.example/{name}") for name in "abcd")
GRAPHS = (A, B, C)
PREFIX = "PREFIX g: <http://g.example/>\n"
TRIPLES = [
    Triple(NamedNode(f"http://s.example/{s}"), NamedNode(f"http://p.example/{p}"), Literal(o))
    for s in range(2)
    for p in range(2)
    for o in range(2)
]
ASPECTS = (
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT (SUM(?o) AS ?n) { ?s ?p ?o }",
    "SELECT ?s ?p ?o { ?s ?p ?o }",
    "SELECT ?s ?o { ?s <http://p.example/0>|<http://p.example/1> ?o }",
    "SELECT ?s (GROUP_CONCAT(?o) AS ?all) { { SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o } } GROUP BY ?s",
    "SELECT ?s ?t { ?s ?p ?o . ?t ?p ?o }",
    "SELECT ?g ?s { GRAPH ?g { ?s ?p ?o } }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o . GRAPH ?g { ?s ?p ?o } }",
    "ASK { <http://s.example/0> <http://p.example/0> 1 }",
    "CONSTRUCT { ?o ?p ?s } { ?s ?p ?o FILTER(isIRI(?s)) }",
)


def asked(source: Source, query: str) -> object:
    """Return an answer as a bag: rows as often as they come."""
    results = source.store.query(query, default_graph=source.default, named_graphs=source.named)
    if isinstance(results, QueryBoolean):
        return bool(results)
    if isinstance(results, QueryTriples):
        return sorted(map(str, results))
    assert isinstance(results, QuerySolutions)
    return sorted(str([row[variable] for variable in results.variables]) for row in results)


def clauses(default: Sequence[NamedNode], names: Sequence[NamedNode]) -> str:
    return " ".join([f"FROM {each}" for each in default] + [f"FROM NAMED {each}" for each in names])


def with_clauses(query: str, written: str) -> str:
    head, brace, rest = query.partition("{ " if not query.startswith("CONSTRUCT") else "} {")
    if query.startswith("CONSTRUCT"):
        return f"{head}}} {written} WHERE {{{rest}"
    return f"{head} {written} {brace}{rest}"


@given(
    graphs=st.lists(st.sets(st.sampled_from(TRIPLES)), min_size=3, max_size=3),
    default=st.lists(st.sampled_from([*GRAPHS, D]), max_size=5),
    names=st.lists(st.sampled_from([*GRAPHS, D]), max_size=3),
)
def test_an_answer_is_that_of_the_merge_made_by_hand(
    graphs: list[set[Triple]], default: list[NamedNode], names: list[NamedNode]
) -> None:
    """The expected answer comes from a store that holds nothing but the merge, as sets say it."""
    contents = dict(zip(GRAPHS, graphs, strict=True))
    release, expected = Store(), Store()
    for graph, triples in contents.items():
        release.extend(Quad(*triple, graph) for triple in triples)
    # A release holds the merge of all its graphs as well (decision 0002).
    release.extend(Quad(*triple, DefaultGraph()) for triple in set().union(*graphs))
    merge: set[Triple] = reduce(operator.or_, (contents.get(each, set()) for each in default), set())
    expected.extend(Quad(*triple, DefaultGraph()) for triple in merge)
    for each in names:
        expected.extend(Quad(*triple, each) for triple in contents.get(each, set()))
    written = clauses(default, names)
    for aspect in ASPECTS:
        wanted = asked(Source(expected), aspect)
        by_protocol = Source.of(
            release, aspect, [each.value for each in default], [each.value for each in names]
        )
        assert asked(by_protocol, aspect) == wanted, aspect
        if written:
            query = with_clauses(aspect, written)
            assert asked(Source.of(release, query, None, None), query) == wanted, query


def test_the_engine_alone_counts_double() -> None:
    """Why there is a merge at all. When this fails, it may go."""
    store = Store()
    store.extend(Quad(*TRIPLES[0], graph) for graph in (A, B))
    for written in (clauses([A, B], []), clauses([A, A], [])):
        query = f"SELECT (COUNT(*) AS ?n) {written} {{ ?s ?p ?o }}"
        counted = store.query(query)
        assert isinstance(counted, QuerySolutions)
        assert [row["n"] for row in counted] == [Literal(2)]


@pytest.mark.parametrize(
    ("query", "default", "names"),
    [
        ("SELECT * FROM g:a FROM <http://g.example/b> { }", [A, B], []),
        ("SELECT*FROM<http://g.example/a>FROM<http://g.example/b>{}", [A, B], []),
        ("SELECT * from g:a From named g:b WHERE { }", [A], [B]),
        ("SELECT * FROM g:a FROM g:a FROM NAMED g:c FROM NAMED g:c { }", [A], [C]),
        ("BASE <http://g.example/x/y> SELECT * FROM <../a> FROM <//g.example/b> { }", [A, B], []),
        (
            "SELECT * # FROM g:c\n FROM <http://g.example/\\u0061> { ?s ?p 'FROM <http://g.example/b>' }",
            [A],
            [],
        ),
        ("SELECT (EXISTS { ?a ?b ?c } AS ?x) FROM g:a { }", [A], []),
        ("CONSTRUCT { ?s ?p g:c } FROM g:a FROM g:b { ?s ?p ?o }", [A, B], []),
        ("CONSTRUCT FROM g:a WHERE { ?s ?p ?o }", [A], []),
        ("DESCRIBE g:c FROM g:a FROM g:b", [A, B], []),
        ("ASK FROM NAMED g:a { GRAPH ?from { ?named ?p ?o } }", [], [A]),
    ],
)
def test_clauses_are_read_however_they_are_written(
    query: str, default: list[NamedNode], names: list[NamedNode]
) -> None:
    Store().query(PREFIX + query)
    check(PREFIX + query)
    assert graphs_of(PREFIX + query) == (default, names)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?from { ?from ?p 'from', \"NAMED\" }",
        "PREFIX from: <http://g.example/> SELECT * { from:a from:b ?named } # FROM g:a",
        "SELECT * FROM unknown:a FROM unknown:b { }",
        "SELECT * FROM",
        "FROM g:a",
    ],
)
def test_what_is_no_clause_is_left_to_the_engine(query: str) -> None:
    assert graphs_of(PREFIX + query) is None


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROMg:a FROMg:b { }",
        "SELECT * FROMNAMED<http://g.example/a> { }",
        "ASKFROM<http://g.example/a>FROM<http://g.example/b>{}",
        "SELECT * FROM NAMEDg:a { }",
    ],
)
def test_a_clause_that_only_the_engine_sees_is_refused(query: str) -> None:
    Store().query(PREFIX + query)
    with pytest.raises(RefusedQuery) as refused:
        check(PREFIX + query)
    assert refused.value.key == "query-from-glued"


@pytest.mark.parametrize(
    "query",
    ["PREFIX fromage: <urn:x:> SELECT * { fromage:a fromage:b ?o }", "BASE <urn:x:> ASK { <fromage> ?p ?o }"],
)
def test_names_that_hold_the_word_are_welcome(query: str) -> None:
    assert check(query)


def test_a_merge_has_a_bound() -> None:
    store = Store()
    store.extend(Quad(*triple, graph) for triple in TRIPLES for graph in (A, B))
    assert len(merged_store(store, [A, B], [], most=16)) == len(TRIPLES)
    with pytest.raises(TooManyTriples):
        merged_store(store, [A], [B], most=15)


Count = Callable[[str, Dataset | None], int]


@pytest.fixture(scope="module")
def count(example: Release, settings: Settings) -> Count:
    """Return what a worker on the example city counts."""

    def counted(query: str, dataset: Dataset | None) -> int:
        with Child(example.store_path, settings) as child:
            answer = child.ask(Question(query, named("json"), dataset).checked())
        (row,) = json.loads(answer.body)["results"]["bindings"]
        return int(row["n"]["value"])

    return counted


def test_graphs_of_a_release_are_merged_in_its_worker(example: Release, count: Count) -> None:
    graphs = sorted(example.manifest.graphs)
    entries = {
        entry.graph: set(example.fragment(entry).triples()) for entry in example.manifest.graph_files()
    }
    query = "SELECT (COUNT(*) AS ?n) %s { ?s ?p ?o }"
    for chosen in (graphs[:2], graphs[1:], graphs[:1] * 2, graphs):
        expected = len(set().union(*(entries[graph] for graph in chosen)))
        written = " ".join(f"FROM <{graph}>" for graph in chosen)
        assert count(query % written, None) == expected
        assert count(query % "", Dataset(tuple(chosen), ())) == expected
    assert expected == example.manifest.merged


def test_the_protocol_stands_before_the_query(example: Release, count: Count) -> None:
    one, other = sorted(example.manifest.graphs)[:2]
    query = f"SELECT (COUNT(*) AS ?n) FROM <{one}> FROM <{other}> {{ ?s ?p ?o }}"
    assert count(query, Dataset((other,), ())) == example.manifest.graphs[other]
    assert count(query, Dataset((), (one,))) == 0
