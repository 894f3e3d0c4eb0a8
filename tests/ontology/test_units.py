"""Units are found by every name that sheets print, and say how they are converted."""

from decimal import Decimal

import pytest
from rdflib import Graph, Literal, URIRef

from ontology.terms import RDF, SKOS, TNG
from ontology.units import described, unit
from ontology.vocabulary import load


@pytest.mark.parametrize(
    ("printed", "known"),
    [
        ("世帯", TNG.UnitHousehold),
        ("名", TNG.UnitPerson),
        ("か所", TNG.UnitPlace),
        ("ヶ所", TNG.UnitPlace),
        ("％", TNG.UnitPercent),
        ("千円", TNG.UnitThousandYen),
        ("千　円", TNG.UnitThousandYen),
        ("㎏", TNG.UnitKilogram),
        ("㎡", TNG.UnitSquareMetre),
        ("ｈａ", TNG.UnitHectare),
        ("トン", TNG.UnitTon),
        ("人日", None),
        ("", None),
    ],
)
def test_a_unit_is_known_by_any_of_its_names(printed: str, known: URIRef | None) -> None:
    assert unit(printed) == known


def test_no_name_means_two_units() -> None:
    vocabulary = load()
    for known in vocabulary.subjects(SKOS.inScheme, TNG.units):
        for predicate in (SKOS.notation, SKOS.prefLabel, SKOS.altLabel):
            for name in vocabulary.objects(known, predicate):
                assert isinstance(name, Literal)
                if name.language != "en":
                    assert unit(str(name)) == known


@pytest.mark.parametrize(
    ("known", "factor", "base"),
    [
        (TNG.UnitThousandYen, "1000", "円"),
        (TNG.UnitTenThousandYen, "10000", "円"),
        (TNG.UnitMillionYen, "1000000", "円"),
        (TNG.UnitHundredMillionYen, "100000000", "円"),
        (TNG.UnitKilogram, "0.001", "t"),
        (TNG.UnitHectare, "10000", "m2"),
    ],
)
def test_a_multiple_says_what_of(known: URIRef, factor: str, base: str) -> None:
    graph = Graph()
    for triple in described(known):
        graph.add(triple)
    (of,) = graph.objects(known, TNG.baseUnit)
    assert Decimal(str(graph.value(known, TNG.unitFactor))) == Decimal(factor)
    assert graph.value(of, SKOS.notation) == Literal(base)
    assert set(graph.subjects(RDF.type, SKOS.Concept)) == {known, of}


def test_a_factor_never_stands_without_its_base() -> None:
    vocabulary = load()
    assert set(vocabulary.subjects(TNG.unitFactor)) == set(vocabulary.subjects(TNG.baseUnit))
