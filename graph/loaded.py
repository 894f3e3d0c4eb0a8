"""One file, from its bytes to checked triples: the work that is done once and then cached.

Reading depends on the bytes and the reading code. Linking, triples and checks depend on that, on
the registers of the city and on the rest of the code. Which city a sheet is of depends on the
registers of all.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import RefusedFile
from core.messages import user_language
from graph.cache import LINKING_CODE, READING_CODE, Cache, code_digest, digest
from graph.disk import home_errors
from graph.findings import broken, notes_as_findings, violations
from graph.fragments import Fragment, Packed
from graph.sources import source_of
from graph.structure import structure_of
from loaders.cities.city import City
from loaders.document import SourceFile
from loaders.extract import Reading, city_of, link, read_bytes
from loaders.forms.profile import profiles_digest
from loaders.publication import published
from loaders.triples import nquads, register_graph, sheet_graph
from ontology.iris import Iris
from ontology.terms import RDF, TNG
from shapes.report import Finding
from shapes.validate import validate_sheet

Cities = Mapping[str, City]


@dataclass(frozen=True, slots=True)
class Job:
    """A file to load: where its bytes lie, their checksum, its name, and its city where known."""

    path: Path
    sha256: str
    name: str
    city: str | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """One sheet, ready for a release. `sheet` is its IRI, `city` the key of its city.

    `source` is the file of its lines in the release; `structure` is the same for files that say
    the same, empty where that is not known. `fragment` is what goes out; `whole` is all that the sheet
    says, None where that is no more. `held` says that the sheet stays inside.
    """

    sheet: str
    city: str
    code: str
    department: str
    fiscal_year: int
    edition: str
    objectives: int
    unread: int
    file: SourceFile
    structure: str
    source: Packed
    fragment: Fragment
    findings: tuple[Finding, ...]
    recognised: tuple[str, ...] = ()
    whole: Fragment | None = None
    held: bool = False

    @property
    def facts(self) -> int:
        """How many triples the sheet's graph has."""
        return self.fragment.count


def load(job: Job, cities: Cities, cache: Cache) -> Loaded:
    """Return the sheet of one file, from the cache where nothing changed; raises `RefusedFile`."""
    known = recall(job, cities, cache)
    if known is not None:
        return known
    key, reasons = _city_of(job, cities, cache)
    loaded = replace(_load(job, cities, cities[key], cache), recognised=reasons)
    remember(job, loaded, cities, cache)
    return loaded


def remember(job: Job, loaded: Loaded, cities: Cities, cache: Cache) -> None:
    """Keep what `recall` looks for."""
    if not job.city:
        cache.put(_city_key(job, cities), (loaded.city, loaded.recognised))
    cache.put(_sheet_key(job, cities[loaded.city]), replace(loaded, recognised=()))


def recall(job: Job, cities: Cities, cache: Cache) -> Loaded | None:
    """Return the sheet of one file if the cache has it."""
    recognised = (job.city, ()) if job.city else cache.get(_city_key(job, cities), tuple)
    if recognised is None or recognised[0] not in cities:
        return None
    key, reasons = recognised
    known = cache.get(_sheet_key(job, cities[key]), Loaded)
    if known is None:
        return None
    cache.keep(_reading_key(job, names=cities[key].publish_names))  # for when the registers change
    return replace(known, recognised=reasons)


def registers(city: City, cache: Cache) -> Fragment:
    """Return the graph of a city's registers."""
    key = digest("registers", city.key, city.digest, code_digest(LINKING_CODE))
    known = cache.get(key, Fragment)
    if known is None:
        name = Iris(city.base, city.code).graph_registers()
        data = nquads(register_graph(city), name)
        known = Fragment.of(f"{city.code}-registers.nq", str(name), data)
        cache.put(key, known)
    return known


def _city_of(job: Job, cities: Cities, cache: Cache) -> tuple[str, tuple[str, ...]]:
    """Return the key of the city that a file is of, and the reasons."""
    if job.city:
        return job.city, ()
    city, reasons = city_of(_reading(job, cache, names=False), cities)
    return city.key, reasons


def _load(job: Job, cities: Cities, city: City, cache: Cache) -> Loaded:
    reading = _reading(job, cache, names=city.publish_names)
    everything = link(reading, cities, city.key)
    extraction = published(everything, city.publication.smallest)
    graph = sheet_graph(extraction, city)
    iri = str(graph.value(predicate=RDF.type, object=TNG.ManagementSheet, any=False))
    findings = (*validate_sheet(graph, register_graph(city)), *notes_as_findings(extraction, iri))
    broken_shapes = violations(findings)
    if broken_shapes:
        raise broken(job.name, broken_shapes)
    sheet = extraction.sheet
    slug = iri.rsplit("/", 1)[1]
    name = Iris(city.base, city.code).graph_sheet(sheet.fiscal_year, slug)
    file = f"{city.code}-sheet-{sheet.fiscal_year}-{slug}.nq"
    whole = None
    if extraction is not everything:
        whole = Fragment.of(file, str(name), nquads(sheet_graph(everything, city), name))
    return Loaded(
        sheet=iri,
        city=city.key,
        code=city.code,
        department=sheet.department.value,
        fiscal_year=sheet.fiscal_year,
        edition=sheet.edition,
        objectives=len(sheet.objectives),
        unread=len(sheet.unread()),
        file=extraction.document.file,
        structure=structure_of(reading.sheet),
        source=Packed.of(source_of(extraction, iri).as_json()),
        fragment=Fragment.of(file, str(name), nquads(graph, name)),
        findings=findings,
        whole=whole,
        held=city.holds(sheet.department.value, sheet.fiscal_year),
    )


def _reading(job: Job, cache: Cache, *, names: bool) -> Reading:
    key = _reading_key(job, names=names)
    reading = cache.get(key, Reading)
    if reading is None:
        reading = read_bytes(bytes_of(job), job.name, names=names)
        cache.put(key, reading)
    return reading


def bytes_of(job: Job) -> bytes:
    """Return the kept bytes of a file; a home that lost or damaged them costs this file only."""
    with home_errors(job.path):
        data = job.path.read_bytes() if job.path.exists() else b""
    if hashlib.sha256(data).hexdigest() != job.sha256:
        raise RefusedFile("kept-file-damaged", file=job.name, place=str(job.path))
    return data


def _reading_key(job: Job, *, names: bool) -> str:
    return digest("reading", job.sha256, job.name, names, profiles_digest(), code_digest(READING_CODE))


def _city_key(job: Job, cities: Cities) -> str:
    registers_of_all = [(key, city.digest) for key, city in sorted(cities.items())]
    # The reasons are sentences, so they are kept by language.
    return digest("city", job.sha256, job.name, registers_of_all, user_language(), _rules())


def _sheet_key(job: Job, city: City) -> str:
    return digest("sheet", job.sha256, job.name, city.key, city.digest, _rules())


def _rules() -> tuple[str, str]:
    """Return what a sheet depends on besides its bytes and its city: the forms and the code."""
    return profiles_digest(), code_digest(LINKING_CODE)
