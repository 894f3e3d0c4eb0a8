"""Addresses: what is guessed, what is refused."""

import pytest

from core.errors import UsageError
from graph.remote.endpoint import Endpoint, checked


@pytest.mark.parametrize(
    ("query", "graphs", "update"),
    [
        ("http://h:7878/query", "http://h:7878/store", "http://h:7878/update"),
        ("http://h:8890/sparql", "http://h:8890/sparql-graph-crud-auth", "http://h:8890/sparql-auth"),
        ("http://h:3030/ds/sparql", "http://h:3030/ds/data", "http://h:3030/ds/update"),
        (
            "https://h/repositories/city",
            "https://h/repositories/city/rdf-graphs/service",
            "https://h/repositories/city/statements",
        ),
    ],
)
def test_customary_layouts(query: str, graphs: str, update: str) -> None:
    assert Endpoint.for_writing(query) == Endpoint(query, graphs, update)


def test_what_is_given_stands() -> None:
    assert Endpoint.for_writing("http://h/x", update="http://h/u") == Endpoint("http://h/x", "", "http://h/u")


def test_an_unknown_layout_asks_for_addresses() -> None:
    with pytest.raises(UsageError) as refused:
        Endpoint.for_writing("http://h/somewhere")
    assert refused.value.key == "endpoint-layout"


@pytest.mark.parametrize(
    "address", ["", "h/query", "ftp://h/query", "http://", "http://h/q?x=1", "http://h:99999/q"]
)
def test_no_address(address: str) -> None:
    with pytest.raises(UsageError) as refused:
        checked(address)
    assert refused.value.key == "endpoint-address-wrong"


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError) as refused:
        checked("http://user:geheim@h/query")
    assert "geheim" not in str(refused.value)
