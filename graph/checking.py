"""Checking files without publishing them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import Graph

from core.errors import RefusedFile
from graph.files import collect
from graph.findings import notes_as_findings, violations
from graph.result import Progress, Report
from loaders.cities.city import City
from loaders.cities.find import named
from loaders.extract import extract_bytes
from loaders.sheet import Extraction
from loaders.triples import register_graph, sheet_graph
from ontology.terms import RDF, TNG
from shapes.report import Finding
from shapes.validate import validate_city, validate_sheet


@dataclass(frozen=True, slots=True)
class CheckedSheet:
    """A sheet that could be read: what was read, the key of its city, its graph and its IRI there.

    `holds` tells that it breaks no rule, so that a build would publish it.
    """

    extraction: Extraction
    city: str
    graph: Graph
    iri: str
    holds: bool


@dataclass
class Checked:
    """What was read, what the checks said, the files that could not be read, and those that are no sheets."""

    sheets: list[CheckedSheet] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    refused: list[RefusedFile] = field(default_factory=list)
    skipped: list[Path] = field(default_factory=list)

    def graphs(self) -> dict[str, list[Graph]]:
        """Return the graphs of the sheets by the key of their city."""
        found: dict[str, list[Graph]] = defaultdict(list)
        for sheet in self.sheets:
            found[sheet.city].append(sheet.graph)
        return dict(found)


def check(
    paths: Sequence[Path],
    home: Path,
    cities: Mapping[str, City],
    city: str | None,
    report: Report | None = None,
) -> Checked:
    """Check the sheet of each file by itself, then those of each city together that a build would publish."""
    checked = Checked()
    given = collect(paths, home)
    for number, (path, data) in enumerate(given.contents(), 1):
        try:
            checked.sheets.append(_checked(path.name, data, cities, city, checked.findings))
        except RefusedFile as error:
            checked.refused.append(error)
        if report:  # an archive has more files than one
            report(Progress("read", number, max(number, len(given.files)), path.name))
    checked.refused += [refusal.error for refusal in given.refused]
    checked.skipped = given.skipped
    for owner in checked.graphs():
        whole = register_graph(cities[owner])
        for sheet in checked.sheets:
            if sheet.city == owner and sheet.holds:
                whole += sheet.graph
        checked.findings += validate_city(whole)
    return checked


def _checked(
    name: str, data: bytes, cities: Mapping[str, City], city: str | None, findings: list[Finding]
) -> CheckedSheet:
    extraction = extract_bytes(data, name, cities, city)
    owner = named(cities, extraction.sheet.city)
    graph = sheet_graph(extraction, owner)
    iri = str(graph.value(predicate=RDF.type, object=TNG.ManagementSheet))
    found = (*notes_as_findings(extraction, iri), *validate_sheet(graph, register_graph(owner)))
    findings += found
    return CheckedSheet(extraction, owner.key, graph, iri, holds=not violations(found))
