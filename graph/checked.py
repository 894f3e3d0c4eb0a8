"""One file, from its bytes to what the rules say of it: the work that is done once where there is a cache.

A build keeps what it publishes (`graph.loaded`); this keeps what a person is shown before that, of
sheets too that break a rule. A cache that cannot be used costs time, never the answer.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph

from core.errors import HomeError
from core.messages import user_language
from graph.cache import LINKING_CODE, Cache, code_digest, digest
from graph.findings import notes_as_findings, violations
from graph.fragments import Packed
from loaders.cities.city import City
from loaders.cities.find import named
from loaders.extract import extract_bytes
from loaders.forms.profile import profiles_digest
from loaders.sheet import Extraction
from loaders.triples import register_graph, sheet_graph
from ontology.terms import RDF, TNG
from shapes.report import Finding
from shapes.validate import validate_sheet

_CHECKING_CODE = (*LINKING_CODE, "graph/checked.py")


@dataclass(frozen=True, slots=True)
class CheckedSheet:
    """A sheet that could be read: what was read, the key of its city, its graph and its IRI there."""

    extraction: Extraction
    city: str
    triples: Packed
    iri: str
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether it breaks no rule, so that a build would publish it."""
        return not violations(self.findings)


@dataclass(frozen=True, slots=True)
class File:
    """A file to check: its number among all, its name, where its bytes lie, and their sha-256."""

    number: int
    name: str
    place: Path
    sha256: str


def check_file(file: File, cities: Mapping[str, City], city: str | None, cache: Cache | None) -> CheckedSheet:
    """Return what a file says and breaks, from the cache where nothing changed; raises `RefusedFile`."""
    if cache is None:
        return _checked(file, cities, city)
    key = _key(file, cities, city)
    with suppress(HomeError):
        known = cache.get(key, CheckedSheet)
        if known:
            return known
    made = _checked(file, cities, city)
    with suppress(HomeError):
        cache.put(key, made)
    return made


def triples(graph: Graph) -> Packed:
    """Return a graph as N-Triples."""
    return Packed.of(graph.serialize(format="nt", encoding="utf-8"))


def _checked(file: File, cities: Mapping[str, City], city: str | None) -> CheckedSheet:
    extraction = extract_bytes(file.place.read_bytes(), file.name, cities, city)
    owner = named(cities, extraction.sheet.city)
    graph = sheet_graph(extraction, owner)
    iri = str(graph.value(predicate=RDF.type, object=TNG.ManagementSheet))
    found = (*notes_as_findings(extraction, iri), *validate_sheet(graph, register_graph(owner)))
    return CheckedSheet(extraction, owner.key, triples(graph), iri, found)


def _key(file: File, cities: Mapping[str, City], city: str | None) -> str:
    """Return the name of an entry; why a sheet is a city's is kept in sentences, so by language."""
    registers = [(key, each.digest) for key, each in sorted(cities.items())]
    rules = profiles_digest(), code_digest(_CHECKING_CODE)
    return digest("checked", file.sha256, file.name, city, registers, user_language(), rules)
