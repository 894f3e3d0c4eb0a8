"""One sheet as text, workbook, table and printout gives the same triples, evidence excepted."""

from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from loaders.cities.city import City
from loaders.cities.find import cities
from loaders.extract import extract
from loaders.triples import sheet_graph
from ontology.terms import PROV, TNG

ROOT = Path(__file__).resolve().parents[3]
FILES = sorted(
    path
    for path in (ROOT / "tests" / "fixtures" / "yuino").glob("yuino-20*")
    if not {"initial", "changed"} & set(path.name.split("."))
)
# Where a thing stands, and the signs by which it was told, differ from file to file.
PLACES = (TNG.evidence, TNG.signs, PROV.wasDerivedFrom)


@pytest.fixture(scope="module")
def city() -> City:
    return cities()["yuino"]


def facts(path: Path, city: City) -> set[tuple[str, str, str]]:
    """Return the triples without evidence, with white space that no reader keeps alike left out."""
    graph: Graph = sheet_graph(extract(path, {city.key: city}), city)
    own = f"{city.base}id/ev/", f"{city.base}id/file/"
    return {
        (str(subject), str(predicate), "".join(str(value).split()))
        for subject, predicate, value in graph
        if predicate not in PLACES and not str(subject).startswith(own)
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_same_triples_come_from_every_file(path: Path, city: City) -> None:
    text = ROOT / "examples" / "yuino" / f"{path.name.partition('.')[0]}.txt"
    found, expected = facts(path, city), facts(text, city)
    assert len(expected) > 500
    assert found == expected


def test_the_evidence_of_a_workbook_names_cells(city: City) -> None:
    path = next(path for path in FILES if path.suffix == ".xlsx")
    graph = sheet_graph(extract(path, {city.key: city}), city)
    evidence = set(graph.subjects(TNG.quote, None))
    assert evidence
    assert all((piece, TNG.cell, None) in graph for piece in evidence if isinstance(piece, URIRef))
