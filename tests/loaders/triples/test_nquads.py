"""Canonical N-Quads: the same input, the same bytes, and nothing lost on the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse
from rdflib import BNode, Graph, Literal, URIRef

from loaders.cities.city import City
from loaders.sheet import Extraction
from loaders.triples import nquads, register_graph, sheet_graph
from ontology.terms import TNG, XSD

NAME = URIRef("https://data.example.jp/graph/a")
S = URIRef("https://data.example.jp/id/s")


def test_the_same_sheet_gives_the_same_bytes(extraction: Extraction, city: City) -> None:
    for make in (lambda: sheet_graph(extraction, city), lambda: register_graph(city)):
        data = nquads(make(), NAME)
        assert data == nquads(make(), NAME)
        lines = data.decode().splitlines(keepends=True)
        assert lines == sorted(set(lines))
        assert all(line.endswith(f" <{NAME}> .\n") for line in lines)
        assert b"_:" not in data
        assert b"\r" not in data


def test_the_order_of_triples_does_not_matter(extraction: Extraction, city: City) -> None:
    graph = sheet_graph(extraction, city)
    turned = Graph()
    for triple in sorted(graph, reverse=True):
        turned.add(triple)
    assert nquads(turned, NAME) == nquads(graph, NAME)


def test_rdflib_reads_back_what_was_written(extraction: Extraction, city: City) -> None:
    graph = sheet_graph(extraction, city)
    triples = nquads(graph, NAME).decode().replace(f" <{NAME}> .\n", " .\n")
    assert set(Graph().parse(data=triples, format="nt")) == set(graph)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_the_store(text: str) -> None:
    graph = Graph()
    graph.add((S, TNG.quote, Literal(text)))
    data = nquads(graph, NAME)
    assert data.count(b"\n") == 1
    (quad,) = parse(data, format=RdfFormat.N_QUADS)
    assert quad.object.value == text


def test_literals_are_written_plainly() -> None:
    graph = Graph()
    graph.add((S, TNG.text, Literal('「公園」\t"A"\\\n', lang="ja")))
    graph.add((S, TNG.number, Literal("7", datatype=XSD.integer)))
    graph.add((S, TNG.surface, Literal("45", datatype=XSD.string)))
    graph.add((S, TNG.quote, Literal("\x0b")))
    number, quote, surface, text = nquads(graph, NAME).decode().splitlines()
    assert '"7"^^<http://www.w3.org/2001/XMLSchema#integer>' in number
    assert '"\\u000B"' in quote
    assert ' "45" <' in surface
    assert '"「公園」\\t\\"A\\"\\\\\\n"@ja' in text


def test_a_blank_node_is_refused() -> None:
    graph = Graph()
    graph.add((BNode(), TNG.quote, Literal("a")))
    with pytest.raises(ValueError, match="neither an IRI nor a literal"):
        nquads(graph, NAME)


@pytest.mark.parametrize("bad", ["https://a.example/a b", "https://a.example/<", "https://a.example/\n"])
def test_a_broken_iri_is_refused(bad: str) -> None:
    graph = Graph()
    graph.add((URIRef(bad), TNG.quote, Literal("a")))
    with pytest.raises(ValueError, match="not an IRI"):
        nquads(graph, NAME)
