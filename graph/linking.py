"""The links of each city of a release (graph.years), checked before they are published."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rdflib import Graph

from graph.cache import LINKING_CODE, Cache, code_digest, digest
from graph.choose import Chosen
from graph.content import CityPart
from graph.findings import remarks_as_findings
from graph.fragments import Fragment
from graph.loaded import Cities
from graph.years.links import NOBODY, links
from graph.years.people import Decided, People
from loaders.cities.city import City
from loaders.cities.continuations import CONTINUATIONS
from loaders.cities.entries import Remark
from ontology.iris import Iris
from ontology.terms import DCT, RDF, SKOS, TNG
from shapes.report import Finding
from shapes.validate import validate_links

_TOLD = frozenset(
    f"<{each}>".encode()
    for each in (
        *(RDF.type, DCT.title, SKOS.prefLabel, TNG.fiscalYear),
        *(TNG.file, TNG.quote, TNG.line, TNG.lineEnd, TNG.cell, TNG.page),
    )
)
"""What is told of the things that links refer to: what they are, what they are called, where they stand."""


def with_links(
    parts: Iterable[CityPart], sheets: Sequence[Chosen], cities: Cities, cache: Cache
) -> list[CityPart]:
    """Return the cities with their links, and with what the checks of these found."""
    known = {city.code: city for city in cities.values()}
    made: list[CityPart] = []
    for part in parts:
        code = part.entry.code
        loaded = [each.candidate.loaded for each in sheets]
        own = [each.fragment for each in loaded if each.code == code]
        made.append(_linked(part, own, known.get(code), cache))
    return made


def _linked(part: CityPart, sheets: Sequence[Fragment], city: City | None, cache: Cache) -> CityPart:
    proposals = city is None or city.publication.smallest == "all"
    found = links(part.fragment, sheets, cache, _people(city) if city else NOBODY, proposals=proposals)
    findings = list(part.findings)
    if city is not None:
        findings += remarks_as_findings(replace(city, remarks=tuple(map(_remark, found.unused))))
    if found.fragment is not None:
        findings += _findings(found.fragment, [part.fragment, *sheets], cache)
    return replace(part, findings=tuple(findings), links=found.fragment)


def _people(city: City) -> People:
    """Return what people decided about this city's goals and programs."""
    iris = Iris(city.base, city.code)

    def department(name: str, year: int) -> str:
        return str(iris.department(city.department_slug(name, year)))

    return People(
        tuple(
            Decided(
                department(each.department, each.fiscal_year),
                each.fiscal_year,
                each.title,
                each.before,
                each.verdict == "confirm",
                each.line,
            )
            for each in city.continuations
        ),
        tuple(each.surface for each in city.decisions if each.kind == "program" and each.verdict == "new"),
    )


def _remark(unused: Decided) -> Remark:
    titles = (("title", unused.title), ("before", unused.before))
    return Remark("continuation-stale", CONTINUATIONS, unused.line, titles)


def _findings(found: Fragment, others: Sequence[Fragment], cache: Cache) -> tuple[Finding, ...]:
    key = digest("links-check", [each.sha256 for each in (found, *others)], code_digest(LINKING_CODE))
    known = cache.get(key, tuple)
    if known is None:
        lines = b"\n".join([*found.triples(), *_context(found, others)])
        known = validate_links(Graph(bind_namespaces="none").parse(data=lines, format="nt"))
        cache.put(key, known)
    return known


def _context(found: Fragment, others: Iterable[Fragment]) -> Iterator[bytes]:
    """Yield the lines that tell of the things that links refer to."""
    about = {line.split(b" ")[2] for line in found.triples()}
    for fragment in others:
        for line in fragment.triples():
            subject, predicate, _ = line.split(b" ", 2)
            if subject in about and predicate in _TOLD:
                yield line
