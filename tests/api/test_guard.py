"""What must never reach the engine, however it is dressed up."""

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.errors import RefusedQuery
from api.sparql.guard import MOST_TOKENS, NESTING, QUERY_BYTES, check

PREFIX = "PREFIX : <http://127.0.0.1:1/>\n"

# Oxigraph 0.5.13 reads each of these as a call to another server, or a reading of SPARQL does.
SERVICE = [
    "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://a/> { ?s ?p ?o } }",
    "SELECT * { # comment\rSERVICE <http://a/> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://a/> { ?s ?p ?o } }",
    "SELECT * { SERV\\U00000049CE <http://a/> { ?s ?p ?o } }",
    PREFIX + "SELECT * { ?s ?p trueSERVICE:x { ?a ?b ?c } }",
    PREFIX + 'SELECT * { ?s ?p "x"@en.SERVICE:x { ?a ?b ?c } }',
    PREFIX + "SELECT * { ?s ?p true.SERVICE:x { ?a ?b ?c } }",
    PREFIX + "SELECT * { SERVICESILENT:x { ?a ?b ?c } }",
    PREFIX + "SELECT * { ?s ?p ?o FILTER(?o<?s)SERVICE#>\n:x { ?a ?b ?c } }",
    PREFIX + 'SELECT * { ?s ?p "\\u0022 #" SERVICE :x { ?a ?b ?c } }',
    "SELECT * { { SELECT * { SERVICE ?x { ?s ?p ?o } } } }",
    "SELECT * { ?s ?p 'a''' . SERVICE <http://a/> {} }",
    PREFIX + "SELECT * { ?s ?p ?o FILTER(?o<urn:x)SERVICE#>\n:x { ?a ?b ?c } }",
    PREFIX + "SELECT * { ?s ?p ?o FILTER(?o<urn:x#> '''\n)SERVICE :x { ?a ?b ?c } #'''\n }",
    PREFIX + "SELECT * { ?s ?p ?o FILTER(?o<urn:x+'>  ')SERVICE :x { ?a ?b ?c } # '\n }",
]


@pytest.mark.parametrize("query", SERVICE)
def test_service_is_refused_in_every_reading(query: str) -> None:
    with pytest.raises(RefusedQuery) as refused:
        check(query)
    assert refused.value.key in ("query-service", "query-quote-open")


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE", """a " SERVICE""", \'\'\'it\'s SERVICE\'\'\' }',
        "SELECT * { ?s <https://a.example/service/1#x> ?service } # SERVICE <http://a/> {}",
        "SELECT * { ?s ?p ?o . _:service a x:service }",
        'SELECT * { ?s ?p "\\"SERVICE" }',
        "SELECT * { <urn:x/service> ?p <tag:service,2024:from> }",
        "SELECT * { <urn:it's> ?p ?o }",
    ],
)
def test_the_word_alone_is_welcome(query: str) -> None:
    assert check(query) == "SELECT"


def test_a_refusal_names_line_and_column() -> None:
    with pytest.raises(RefusedQuery) as refused:
        check("SELECT * {\n  ?s ?p ?o .\n  SERVICE <http://a/> { }\n}")
    assert (refused.value.values["line"], refused.value.values["column"]) == (3, 3)
    assert "3行3列" in refused.value.text("ja")
    assert "Line 3, column 3" in refused.value.text("en")


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("SELECT * " + "{" * 5000 + "}" * 5000, "query-too-deep"),
        ("SELECT * { FILTER" + "(" * (NESTING + 1), "query-too-deep"),
        ("SELECT * {" + "{} UNION" * 2500 + "{} }", "query-too-many"),
        ("SELECT * { FILTER(" + "?a||" * 12_000 + "?a) }", "query-too-many"),
        ("SELECT * { ?s <a:b>" + "/<a:b>" * 9000 + " ?o }", "query-too-many"),
        ("SELECT * { }" + " " * QUERY_BYTES, "query-too-long"),
        ("SELECT * { " + "a " * MOST_TOKENS, "query-too-many-words"),
        ("PREFIX select: <http://a/> INSERT DATA { }", "query-update"),
        ("LOAD <http://a/>", "query-update"),
        ("PREFIX x: <http://a/> SELECT * FROMx:a FROMx:b { }", "query-from-glued"),
        ('SELECT * { ?s ?p "open }', "query-quote-open"),
    ],
)
def test_what_else_is_refused(query: str, key: str) -> None:
    with pytest.raises(RefusedQuery) as refused:
        check(query)
    assert refused.value.key == key
    assert refused.value.text("ja") != refused.value.text("en")


@pytest.mark.parametrize("form", ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
def test_the_form_is_found_behind_prefixes_and_comments(form: str) -> None:
    assert check(f"# INSERT\nBASE <http://a/> PREFIX add: <http://load/> {form.lower()} {{}}") == form


def test_no_text_without_words_has_a_form() -> None:
    assert check("") is None
    assert check("# nothing") is None


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    try:
        check(text)
    except RefusedQuery as refused:
        assert refused.text("en")


PIECES = ["'", '"', "<urn:x", "<urn:x>", "/", "+", "'''", "\\u0022", "\\", "#", "\n", "<", ">"]


@given(st.lists(st.sampled_from([*PIECES, "?a", ":b", "true", " ", ".", "(", ")"])))
def test_no_dressing_hides_a_call_from_the_guard(pieces: list[str]) -> None:
    """A text that the guard lets pass means the same to the engine with another word in that place."""
    query = PREFIX + f"SELECT * {{ ?s ?p ?o {''.join(pieces)}SERVICE :x {{ ?a ?b ?c }} }}"
    if _parses(query) and _passes(query):
        assert _parses(query.replace("SERVICE", "NOTHING"))


def _parses(query: str) -> bool:
    try:
        # Nothing is called: there are no solutions to call with.
        pyoxigraph.Store().query(query)
    except SyntaxError:
        return False
    return True


def _passes(query: str) -> bool:
    try:
        check(query)
    except RefusedQuery:
        return False
    return True
