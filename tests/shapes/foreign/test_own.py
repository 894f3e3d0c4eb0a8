"""Graphs in our vocabulary from elsewhere, under our rules."""

from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef

from core.errors import RefusedFile
from ontology.terms import RDF, TNG
from shapes.foreign.own import own_findings


@pytest.fixture
def whole(base: Any) -> Graph:
    """A sheet and the registers of its city in one graph."""
    graph: Graph = base.sheet + base.registers
    return graph


def test_a_whole_graph_in_which_everything_holds(whole: Graph) -> None:
    assert own_findings(whole, Graph(), "all.nq") == []


def test_registers_tell_only_what_the_graph_does_not(base: Any, whole: Graph) -> None:
    assert own_findings(base.sheet, base.registers, "sheet.ttl") == []
    doubled = Graph() + base.registers
    for city in base.registers.subjects(RDF.type, TNG.City):
        doubled.add((city, TNG.number, Literal("other")))
    assert own_findings(whole, doubled, "all.nq") == []


def test_what_does_not_hold_is_found(whole: Graph) -> None:
    (sheet,) = whole.subjects(RDF.type, TNG.ManagementSheet)
    whole.remove((sheet, TNG.fiscalYear, None))
    assert "sheet-year" in {each.shape for each in own_findings(whole, Graph(), "all.nq")}


def test_what_only_a_register_says_needs_no_evidence(whole: Graph) -> None:
    for each in list(whole.subjects(TNG.organization)):
        whole.remove((each, TNG.evidence, None))
        whole.remove((each, TNG.sheet, None))
        whole.set((each, TNG.method, Literal("register")))
        found = own_findings(whole, Graph(), "all.nq")
        assert str(each) not in {finding.focus for finding in found}


def test_other_data_is_refused() -> None:
    with pytest.raises(RefusedFile) as refused:
        own_findings(Graph(), Graph(), "other.ttl")
    assert refused.value.key == "rdf-no-sheet"
    assert "--profile" in refused.value.text("ja")


def test_two_cities_are_checked_one_by_one(whole: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    import shapes.foreign.own as own

    seen: list[set[str]] = []

    def check(part: Graph) -> tuple[()]:
        seen.append(set(map(str, part.subjects(RDF.type, TNG.City))))
        return ()

    monkeypatch.setattr(own, "validate_city", check)
    (city,) = whole.subjects(RDF.type, TNG.City)
    other = URIRef(str(city)[:-6] + "992038")
    whole.add((other, RDF.type, TNG.City))
    own_findings(whole, Graph(), "all.nq")
    assert seen == [{str(city)}, {str(other)}]
