"""Rows with values of Python, and the DataFrame of them."""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pyoxigraph import QueryResultsFormat, Store
from rdflib import BNode, URIRef

from api.sparql.question import Answer
from core.errors import UsageError
from tsunagu.opened import Rows
from tsunagu.opened.rows import rows

QUERY = """
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?whole ?exact ?double ?truth ?day ?time ?code ?iri ?mixed ?wrong ?nothing ?huge {
  VALUES (?whole ?exact ?double ?truth ?day ?time ?code ?iri ?mixed ?wrong ?nothing ?huge) {
    (1 2.50 1e0 true "2024-04-01"^^xsd:date "2024-04-01T10:00:00Z"^^xsd:dateTime
     "01" <urn:a> 1 "x"^^xsd:integer UNDEF 1000000000000000000000000000000)
    (UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF UNDEF "あ"@ja UNDEF UNDEF UNDEF)
  }
}
"""


@pytest.fixture(scope="module")
def found() -> Rows:
    body = Store().query(QUERY).serialize(format=QueryResultsFormat.JSON)
    assert body is not None
    return rows(Answer(body, "json"))


def test_values_are_of_the_type_that_their_datatype_says(found: Rows) -> None:
    first, second = found
    assert first == {
        "whole": 1,
        "exact": Decimal("2.5"),
        "double": 1.0,
        "truth": True,
        "day": date(2024, 4, 1),
        "time": datetime(2024, 4, 1, 10, tzinfo=UTC),
        "code": "01",
        "iri": URIRef("urn:a"),
        "mixed": 1,
        "wrong": "x",
        "nothing": None,
        "huge": 10**30,
    }
    types = (int, Decimal, float, bool, date, datetime, str, URIRef, int, str, type(None), int)
    assert tuple(map(type, first.values())) == types
    assert second == dict.fromkeys(found.columns) | {"mixed": "あ"}


def test_blank_nodes_are_no_texts() -> None:
    body = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"bnode","value":"b"}}]}}'
    assert rows(Answer(body, "json")) == [{"x": BNode("b")}]


def test_columns_of_a_frame_have_types_with_gaps(found: Rows, library: Callable[[str], Any]) -> None:
    pandas = library("pandas")
    frame = found.frame()
    assert list(frame.columns) == list(found.columns)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        "whole": "Int64",
        "exact": "Float64",
        "double": "Float64",
        "truth": "boolean",
        "day": "datetime64[us]",
        "time": "datetime64[us, UTC]",
        "code": "string",
        "iri": "string",
        "mixed": "object",
        "wrong": "string",
        "nothing": "object",
        "huge": "object",
    }
    assert frame["code"][0] == "01"
    assert frame["exact"].sum() == 2.5
    assert frame.iloc[1].drop("mixed").isna().all()
    assert frame["day"][0] == pandas.Timestamp(2024, 4, 1)


def test_a_frame_without_rows_keeps_its_columns(library: Callable[[str], Any]) -> None:
    library("pandas")
    frame = Rows(("a", "b")).frame()
    assert (list(frame.columns), len(frame)) == (["a", "b"], 0)


def test_without_pandas_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError) as caught:
        Rows(("a",)).frame()
    assert "'.[analysis]'" in caught.value.text("ja")
    assert "pandas cannot be loaded" in caught.value.text("en")


def test_a_part_of_the_rows_is_rows() -> None:
    found = Rows(("a",), [{"a": number} for number in range(5)])
    assert found[-1] == {"a": 4}
    assert (found[1:3], found[1:3].columns) == ([{"a": 1}, {"a": 2}], ("a",))
    assert isinstance(found[1:3], Rows)
