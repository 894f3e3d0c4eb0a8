"""Values in a query: each stands where it may, as what it is, and never as a part of the text."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal as Term
from pyoxigraph import NamedNode, QuerySolutions, Store
from rdflib import XSD, Literal, URIRef

from core.errors import UsageError
from tsunagu.opened.bindings import bound

STORE = Store()


def through(value: Any) -> Any:
    """Return what an engine makes of a value."""
    found = STORE.query(bound("SELECT ($x AS ?y) { }", {"x": value}))
    assert isinstance(found, QuerySolutions)
    (row,) = found
    return row["y"]


@pytest.mark.parametrize(
    ("value", "text", "datatype"),
    [
        (2024, "2024", "integer"),
        (-1, "-1", "integer"),
        (10**30, str(10**30), "integer"),
        (numpy.int64(3), "3", "integer"),
        (True, "true", "boolean"),
        (numpy.bool_(False), "false", "boolean"),
        (0.5, "0.5", "double"),
        (float("inf"), "INF", "double"),
        (Decimal("1.50"), "1.5", "decimal"),
        (date(2024, 4, 1), "2024-04-01", "date"),
        (datetime(2024, 4, 1, 12), "2024-04-01T12:00:00", "dateTime"),
        ("0112", "0112", "string"),
        (Literal("2024", datatype=XSD.gYear), "2024", "gYear"),
    ],
)
def test_each_type_is_a_term_of_its_datatype(value: Any, text: str, datatype: str) -> None:
    assert through(value) == Term(text, datatype=NamedNode(str(XSD[datatype])))


def test_iris_and_words_of_a_language() -> None:
    assert through(URIRef("https://a.example/b?c=d#e")) == NamedNode("https://a.example/b?c=d#e")
    assert through(Literal("防災", lang="ja")) == Term("防災", language="ja")


@given(st.text())
def test_any_text_is_a_value_and_nothing_else(text: str) -> None:
    found = through(text)
    assert isinstance(found, Term)
    assert found.value == text


def test_quotes_after_line_ends_close_nothing() -> None:
    for text in ('a\n\\"', '\n"""', "\\", '" } DROP ALL #', "$x", "'''"):
        assert through(text) == Term(text)


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("ASK { ?s ?p $x }", 'ASK { ?s ?p "v" }'),
        (
            "ASK { $xy ?x '$x' <urn:$x> } # $x\n#$x\nLIMIT $x",
            "ASK { $xy ?x '$x' <urn:$x> } # $x\n#$x\nLIMIT \"v\"",
        ),
        ("ASK{?s?p$x.$x?p?o}", 'ASK{?s?p"v"."v"?p?o}'),
    ],
)
def test_only_the_places_are_filled(query: str, written: str) -> None:
    assert bound(query, {"x": "v"}) == written


def test_without_values_nothing_is_touched() -> None:
    assert bound("ASK { $this ?p ?o }", {}) == "ASK { $this ?p ?o }"


@pytest.mark.parametrize(
    ("query", "values", "key"),
    [
        ("ASK { ?s ?p ?x }", {"x": 1}, "binding-unknown"),
        ("ASK { ?s ?p $y }", {"x": 1}, "binding-unknown"),
        ("ASK { ?s ?p $x }", {"x": None}, "binding-type"),
        ("ASK { ?s ?p $x }", {"x": [1]}, "binding-type"),
        ("ASK { ?s ?p $x }", {"x": float("nan")}, "binding-gap"),
        ("ASK { ?s ?p $x }", {"x": Decimal("-Infinity")}, "binding-gap"),
        ("ASK { ?s ?p $x }", {"x": URIRef("a> . <b")}, "binding-iri"),
        ("ASK { ?s ?p $x }", {"x": Literal("a", datatype=URIRef("b c"))}, "binding-iri"),
        ("ASK { ?s ?p ?o FILTER(?s<$x&&?p>$x) }", {"x": 1}, "binding-two-ways"),
    ],
)
def test_what_cannot_be_filled_is_told(query: str, values: dict[str, Any], key: str) -> None:
    with pytest.raises(UsageError) as caught:
        bound(query, values)
    assert caught.value.key == key
    assert caught.value.text("ja") != caught.value.text("en")


def test_values_of_numpy_are_numbers_and_arrays_of_it_are_told(library: Callable[[str], Any]) -> None:
    numpy = library("numpy")
    assert bound("ASK { $x }", {"x": numpy.int64(3)}) == bound("ASK { $x }", {"x": 3})
    for several in (numpy.array([1, 2]), numpy.array([1])):
        with pytest.raises(UsageError, match="ndarray"):
            bound("ASK { $x }", {"x": several})
