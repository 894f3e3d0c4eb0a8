"""Which queries are look-ups; whatever could be read in another way is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, Store

from api.sparql.lookup import MOST_PATTERNS, MOST_ROWS, look_up

EX = "PREFIX ex: <http://e.example/> "


@pytest.mark.parametrize(
    ("query", "text", "patterns"),
    [
        (
            "SELECT ?p ?o { <urn:x> ?p ?o }",
            f"SELECT ?p ?o {{ <urn:x> ?p ?o }} LIMIT {MOST_ROWS + 1} OFFSET 0",
            [("urn:x", None, None)],
        ),
        (
            "select*where{<urn:x#y> ?p ?o.}limit 7 offset 3# all of {it}\n#\r\n",
            "select*where{<urn:x#y> ?p ?o.} LIMIT 7 OFFSET 3",
            [("urn:x#y", None, None)],
        ),
        (
            f"{EX}SELECT $s\n{{ $s a ex:K }}\tOFFSET 2 LIMIT 999999999",
            f"{EX}SELECT $s\n{{ $s a ex:K }} LIMIT {MOST_ROWS + 1} OFFSET 2",
            [(None, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://e.example/K")],
        ),
        (
            f"{EX}SELECT * {{ ex:x ex:p ?a, ?b ; ex:q ex:y . <urn:z> ?r ?a }}",
            f"{EX}SELECT * {{ ex:x ex:p ?a, ?b ; ex:q ex:y . <urn:z> ?r ?a }} LIMIT {MOST_ROWS + 1} OFFSET 0",
            [
                ("http://e.example/x", "http://e.example/p", None),
                ("http://e.example/x", "http://e.example/p", None),
                ("http://e.example/x", "http://e.example/q", "http://e.example/y"),
                ("urn:z", None, None),
            ],
        ),
        (
            "PREFIX : <urn:1#> PREFIX : <urn:2#> SELECT ?o { :x :y ?o }",
            f"PREFIX : <urn:1#> PREFIX : <urn:2#> SELECT ?o {{ :x :y ?o }} LIMIT {MOST_ROWS + 1} OFFSET 0",
            [("urn:2#x", "urn:2#y", None)],
        ),
    ],
)
def test_look_ups_are_known(query: str, text: str, patterns: list[tuple[str | None, ...]]) -> None:
    found = look_up(query)
    assert found is not None
    assert (found.text, [tuple(each) for each in found.patterns]) == (text, patterns)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "ASK { <urn:x> ?p ?o }",
        "SELECT * { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o . <urn:x> ?p ?o }",
        "SELECT * { <urn:x> ?p ?p }",
        "SELECT * { ?s ?s <urn:x> }",
        "SELECT * { <urn:x> ?p $p }",
        "SELECT * { }",
        "SELECT * { { <urn:x> ?p ?o } }",
        "SELECT * { <urn:x> ?p ?o } VALUES ?p { UNDEF }",
        "SELECT * { <urn:x> ?p ?o } { <urn:x> ?p ?o }",
        "SELECT * { <urn:x> ?p ?o } GROUP BY ?p",
        "SELECT * { <urn:x> ?p ?o } ORDER BY ?p",
        "SELECT * { <urn:x> ?p ?o } LIMIT 1 LIMIT 2",
        "SELECT * { <urn:x> ?p ?o } LIMIT -1",
        "SELECT * { <urn:x> ?p ?o } LIMIT 1e3",
        "SELECT * { <urn:x> ?p ?o } LIMIT 99999999999999999999",
        f"SELECT * {{ <urn:x> ?p ?o }} OFFSET {MOST_ROWS + 1}",
        "SELECT DISTINCT * { <urn:x> ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { <urn:x> ?p ?o }",
        "SELECT * FROM <urn:g> { <urn:x> ?p ?o }",
        "SELECT * { GRAPH <urn:g> { <urn:x> ?p ?o } }",
        "SELECT * { SERVICE <urn:g> { <urn:x> ?p ?o } }",
        "SELECT * { SERVICE <urn:x> ?p ?o }",
        "PREFIX service: <urn:> SELECT * { service:x ?p ?o }",
        "SELECT * { <urn:x> ?p ?o FILTER(?o > 1) }",
        "SELECT * { <urn:x> ?p ?o OPTIONAL { ?o ?q ?r } }",
        "SELECT * { <urn:x> <urn:p>* ?o }",
        "SELECT * { <urn:x> <urn:p>/<urn:q> ?o }",
        "SELECT * { <urn:x> ^<urn:p> ?o }",
        "SELECT * { <urn:x> !a ?o }",
        "SELECT * { <urn:x> a* ?o }",
        "SELECT * { <urn:x> ?p [] }",
        "SELECT * { <urn:x> ?p [ ?q ?o ] }",
        "SELECT * { <urn:x> ?p ( ?o ) }",
        "SELECT * { _:b ?p <urn:x> }",
        "SELECT * { << <urn:x> ?p ?o >> ?q ?r }",
        'SELECT * { <urn:x> ?p "}" }',
        "SELECT * { <urn:x> ?p 'a' }",
        "SELECT * { <urn:x> ?p 5 }",
        "SELECT * { <urn:x> ?p true }",
        "SELECT * { <x> ?p ?o }",
        "SELECT * { <urn:it's> ?p ?o }",
        "BASE <urn:b> SELECT * { <urn:x> ?p ?o }",
        "SELECT * { <urn:x y> ?p ?o }",
        "SELECT * { <urn:x\\u003e> ?p ?o }",
        'SELECT * { <urn:x"> ?p ?o }',
        "SELECT * { <urn:x}> ?p ?o }",
        "SELECT * { <urn:x\x00> ?p ?o }",
        "SELECT * { # <urn:x> ?p ?o }\n ?s ?p ?o }",
        "SELECT * { <urn:x> ?p ?o } # \\u000a VALUES ?p {}",
        "SELECT * { <urn:x> ?p ?o } # x\n VALUES ?p { 1 }",
        "SELECT * { <urn:x> ?p ?o } # x\r VALUES ?p { 1 }",
        "SELECT * # { <urn:x> ?p ?o }",
        f"{EX}SELECT * {{ ex:a\\,b ?p ?o }}",
        f"{EX}SELECT * {{ ex:a%41 ?p ?o }}",
        f"{EX}SELECT * {{ ex:a.ex:b ?p ?o }}",
        f"{EX}SELECT * {{ ex:a ?p ex:b.ex:c ?q ?r }}",
        f"{EX}SELECT * {{ ex:a ?p ex:b:c }}",
        "SELECT * { <urn:x> a<urn:b> ?o }",
        "\N{LATIN SMALL LETTER LONG S}ELECT * { <urn:x> ?p ?o }",
        "SELECT\N{NO-BREAK SPACE}* { <urn:x> ?p ?o }",
        "SELECT * { <urn:x> ?p\N{LATIN SMALL LETTER E WITH ACUTE} ?o }",
        "SELECT * { <urn:x> ?p ?o }; SELECT * { ?s ?p ?o }",
        "INSERT DATA { <urn:x> <urn:p> <urn:o> }",
        f"SELECT * {{ <urn:x> ?p {', '.join(f'?o{number}' for number in range(MOST_PATTERNS + 1))} }}",
        f"SELECT * {{ <urn:x> ?p ?o }} #{'x' * 2000}",
    ],
)
def test_all_else_goes_the_ordinary_way(query: str) -> None:
    assert look_up(query) is None


TERMS = [
    "<urn:x>",
    "<urn:p>",
    "ex:",
    "ex:a",
    "ex:b.c",
    "?s",
    "?o",
    "$p",
    "_:b",
    '"x"',
    "a",
    "1",
    "5",
    "\\u007b",
]
SIGNS = [*"*{}{}.;,#\n[]()^/|+!", "<<", ">>"]
WORDS = [
    "SELECT",
    "WHERE",
    "LIMIT",
    "OFFSET",
    "PREFIX",
    "FILTER",
    "UNION",
    "GRAPH",
    "SERVICE",
    "VALUES",
    "FROM",
]


@given(st.lists(st.sampled_from(TERMS + SIGNS + WORDS), max_size=14), st.sampled_from(["", " ", "\n"]))
def test_the_engine_reads_a_look_up_in_the_same_way(pieces: list[str], between: str) -> None:
    """What is taken for a look-up has nothing but triple patterns for the engine too, or is no query."""
    block = between.join(pieces)
    for query in (block, f"SELECT * {{ <urn:x> ?p {block} }}", f"SELECT * {{ <urn:x> ?p ?o }} {block}"):
        found = look_up(query)
        if found is None:
            continue
        try:
            rows = Store().query(found.text)
        except SyntaxError:
            continue
        assert isinstance(rows, QuerySolutions)
        assert list(rows) == []
        assert not set(found.text) & set("()[]\"'\\|^!")
