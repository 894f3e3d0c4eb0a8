"""Rows of an answer, and large work that stands in nobody's way."""

import asyncio
import json
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.types import Message

from api import site
from api.rows import Rows, Term, rows_of, text, truth
from api.sparql.question import Answer


def answer(body: object) -> Answer:
    return Answer(json.dumps(body, ensure_ascii=False).encode(), "json")


@given(st.lists(st.one_of(st.none(), st.text())), st.one_of(st.none(), st.integers(0, 5)))
def test_rows_are_read_one_by_one(values: list[str | None], most: int | None) -> None:
    bindings = [{} if each is None else {"x": {"type": "literal", "value": each}} for each in values]
    found = rows_of(answer({"head": {"vars": ["x"]}, "results": {"bindings": bindings}}), most)
    assert found.variables == ("x",)
    assert [text(row, "x") for row in found.rows] == [each or "" for each in values[:most]]
    assert len(found.rows) + found.more == len(values)


def test_what_ends_a_row_may_stand_in_a_value() -> None:
    row = b'{"x":{"type":"literal","value":"},{\\"bindings\\":[","xml:lang":"en"}}'
    body = b'{"head":{"vars":["x"]},"results":{"bindings":[%s,%s]}}' % (row, row)
    expected = {"x": Term("literal", '},{"bindings":[', "en")}
    assert rows_of(Answer(body, "json")) == Rows(("x",), (expected, expected))


def test_an_answer_to_ask_has_no_rows() -> None:
    said = answer({"head": {}, "boolean": True})
    assert truth(said) is True
    assert rows_of(said) == Rows((), ())
    assert truth(answer({"head": {"vars": []}, "results": {"bindings": [{}] * 2000}})) is None


@pytest.mark.parametrize(("size", "apart"), [(1, False), (site._MUCH + 1, True)])
def test_much_is_done_in_another_thread(size: int, apart: bool) -> None:
    async def silence() -> Message:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    request = Request({"type": "http", "headers": [], "client": ("192.0.2.1", 1)}, silence)
    ran = asyncio.run(site.apart(request, size, threading.current_thread))
    assert (ran is not threading.current_thread()) == apart
