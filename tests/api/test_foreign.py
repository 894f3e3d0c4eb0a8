"""What another server answers becomes our answer: whole, in a format that is wanted, or an error."""

import asyncio
import gc
import json
import sys

import pytest

from api.errors import AnswerTooLarge, NotAcceptable, QueryError, RefusedQuery, TooSlow, Unavailable
from api.sparql.foreign import Reader
from api.sparql.formats import GRAPHS, ROWS, Choice, named
from api.sparql.guard import Form
from core.settings import Settings

BOTH = Choice(ROWS[0], GRAPHS[0])
ROW = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"urn:x"}}]}}'
READER = Reader(Settings(query_rows=2, query_bytes=1))


def test_rows_in_the_format_that_is_wanted() -> None:
    assert READER.written("SELECT", named("csv"), ROW) == (b"x\r\nurn:x\r\n", "csv")
    assert READER.written("SELECT", named("tsv"), ROW) == (b"?x\n<urn:x>\n", "tsv")
    body, name = READER.written("SELECT", BOTH, ROW)
    assert (json.loads(body), name) == (json.loads(ROW), "json")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"head":{},"boolean":true}', True),
        (b'{"head":{},"boolean":false}', False),
        (
            b'{"head":{"vars":["r"]},"results":{"bindings":[{"r":{"type":"typed-literal","value":"1"}}]}}',
            True,
        ),
        (b'{"head":{"vars":["r"]},"results":{"bindings":[]}}', False),
    ],
)
def test_truth_as_servers_tell_it(body: bytes, said: bool) -> None:
    assert json.loads(READER.written("ASK", BOTH, body)[0])["boolean"] is said


@pytest.mark.parametrize(("digit", "word"), [("0", "false"), ("1", "true")])
def test_truth_in_an_answer_is_a_word(digit: str, word: str) -> None:
    kind = "http://www.w3.org/2001/XMLSchema#boolean"
    quoted = f'"{digit}"^^<{kind}>'
    values = {
        "x": {"type": "typed-literal", "datatype": kind, "value": digit},
        "y": {"type": "literal", "value": quoted},
        "z": {"type": "typed-literal", "datatype": kind.replace("boolean", "integer"), "value": digit},
    }
    body = json.dumps({"head": {"vars": ["x", "y", "z"]}, "results": {"bindings": [values]}}).encode()
    said = quoted.replace('"', '""')
    assert READER.written("SELECT", named("csv"), body)[0].decode() == (
        f'x,y,z\r\n{word},"{said}",{digit}\r\n'
    )
    said = quoted.replace('"', '\\"')
    triple = f'<urn:a> <urn:b> {quoted} .\n<urn:a> <urn:c> "{said}" .\n'
    expected = triple.replace(quoted, f'"{word}"^^<{kind}>')
    assert READER.written("CONSTRUCT", named("nt"), triple.encode())[0].decode() == expected


def test_graphs_in_the_format_that_is_wanted() -> None:
    triple = b'<urn:a>\t<urn:b>\t"\\u3042" .\n'
    assert READER.written("CONSTRUCT", named("nt"), triple)[0] == '<urn:a> <urn:b> "あ" .\n'.encode()
    assert b"urn:a" in READER.written("DESCRIBE", named("rdf"), triple)[0]
    with pytest.raises(NotAcceptable):
        READER.written("CONSTRUCT", named("csv"), triple)


@pytest.mark.parametrize("form", ["SELECT", "ASK", "CONSTRUCT"])
@pytest.mark.parametrize("end", [b"The SPARQL operation has been cancelled", b"<", b'{"'])
def test_half_an_answer_is_none(form: Form, end: bytes) -> None:
    begun = ROW[:-2] if form != "CONSTRUCT" else b"<urn:a> <urn:b> <urn:c> .\n"
    with pytest.raises(TooSlow) as half:
        READER.written(form, BOTH, begun + end)
    assert half.value.key == "endpoint-half"


@pytest.mark.parametrize("form", ["SELECT", "ASK", "CONSTRUCT"])
def test_an_error_holds_nothing_of_the_engine(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers are read in another thread, and the engine's rows can be let go of only there."""
    said: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda told: said.append(told.exc_value))
    begun = ROW[:-2] if form != "CONSTRUCT" else b"<urn:a> <urn:b> <urn:c> .\n"

    async def ask() -> None:
        with pytest.raises(TooSlow):
            await asyncio.to_thread(READER.written, form, BOTH, begun + b"<")

    asyncio.run(ask())
    gc.collect()
    assert said == []


def test_limits_hold() -> None:
    many = b"".join(b"<urn:a> <urn:b> <urn:%d> .\n" % number for number in range(3))
    with pytest.raises(AnswerTooLarge):
        READER.written("CONSTRUCT", BOTH, many)
    rows = {
        "head": {"vars": ["x"]},
        "results": {"bindings": [{"x": {"type": "literal", "value": "a\n"}}] * 3},
    }
    with pytest.raises(AnswerTooLarge):
        READER.written("SELECT", BOTH, json.dumps(rows).encode())


@pytest.mark.parametrize(
    ("status", "headers", "text", "kind", "key"),
    [
        (200, {"x-sparql-maxrows": "10000"}, "", AnswerTooLarge, "answer-too-many-rows"),
        (200, {"x-sql-state": "S1TAT"}, "", TooSlow, "query-too-slow"),
        (400, {}, "error at 2:7: expected X", RefusedQuery, "query-syntax-place"),
        (400, {}, "Virtuoso 37000 Error SP030: syntax", RefusedQuery, "query-invalid"),
        (500, {}, "Virtuoso 22012 Error SR084: Division by 0.", RefusedQuery, "query-invalid"),
        (500, {}, "Virtuoso S1T00 Error SR171: Transaction timed out", TooSlow, "query-too-slow"),
        (504, {}, "", TooSlow, "query-too-slow"),
        (302, {}, "", Unavailable, "endpoint-down"),
        (401, {}, "", Unavailable, "endpoint-down"),
        (500, {}, "at com.example.Secret", Unavailable, "endpoint-down"),
    ],
)
def test_problems(status: int, headers: dict[str, str], text: str, kind: type[QueryError], key: str) -> None:
    problem = READER.problem(status, headers, text)
    assert isinstance(problem, kind)
    assert problem.key == key
    assert "Secret" not in str(problem)


def test_no_problem() -> None:
    assert READER.problem(200, {}) is None
