"""Checking files without publishing them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import Graph

from core.errors import RefusedFile
from graph.files import collect
from graph.findings import notes_as_findings
from loaders.cities.city import City
from loaders.cities.find import named
from loaders.extract import extract_bytes
from loaders.triples import register_graph, sheet_graph
from ontology.terms import RDF, TNG
from shapes.report import Finding
from shapes.validate import validate_city, validate_sheet


@dataclass
class Checked:
    """What the checks said, and the files that could not be read at all."""

    findings: list[Finding] = field(default_factory=list)
    refused: list[RefusedFile] = field(default_factory=list)


def check(paths: Sequence[Path], home: Path, cities: Mapping[str, City], city: str | None) -> Checked:
    """Check the sheet of each file by itself, then the sheets of each city together."""
    checked = Checked()
    sheets: dict[str, list[Graph]] = defaultdict(list)
    given = collect(paths, home)
    for path, data in given.contents():
        try:
            owner, graph = _check_one(path.name, data, cities, city, checked.findings)
        except RefusedFile as error:
            checked.refused.append(error)
        else:
            sheets[owner].append(graph)
    checked.refused += [refusal.error for refusal in given.refused]
    for owner, graphs in sheets.items():
        whole = register_graph(cities[owner])
        for graph in graphs:
            whole += graph
        checked.findings += validate_city(whole)
    return checked


def _check_one(
    name: str, data: bytes, cities: Mapping[str, City], city: str | None, findings: list[Finding]
) -> tuple[str, Graph]:
    extraction = extract_bytes(data, name, cities, city)
    owner = named(cities, extraction.sheet.city)
    graph = sheet_graph(extraction, owner)
    sheet = graph.value(predicate=RDF.type, object=TNG.ManagementSheet)
    findings += notes_as_findings(extraction, str(sheet))
    findings += validate_sheet(graph, register_graph(owner))
    return owner.key, graph
