"""The cities of a release: their registers, and the checks over all sheets of one city together."""

from collections.abc import Iterable, Sequence
from itertools import chain

from core.errors import UsageError
from graph.cache import LINKING_CODE, Cache, code_digest, digest
from graph.choose import Chosen
from graph.content import CityPart, fragments_of
from graph.files import Refusal
from graph.findings import broken, remarks_as_findings, violations
from graph.fragments import Fragment
from graph.loaded import Cities, registers
from graph.manifest import CityEntry, CityFace
from graph.release import Release
from loaders.cities.city import City
from shapes.report import Finding
from shapes.validate import validate_city_lines


def city_parts(
    sheets: Sequence[Chosen], cities: Cities, previous: Release | None, cache: Cache
) -> list[CityPart]:
    """Return the cities of these sheets, by code, each checked over all its sheets.

    A city whose folder is gone stays as the current release has it.
    """
    known = {city.code: city for city in cities.values()}
    entries = {entry.code: entry for entry in previous.manifest.cities} if previous else {}
    parts: list[CityPart] = []
    for code in sorted({chosen.candidate.loaded.code for chosen in sheets}):
        if code in known:
            own = [each for each in sheets if each.candidate.loaded.code == code]
            fragments = [fragment for each in own for fragment in fragments_of(each)]
            parts.append(_checked(known[code], fragments, cache))
        elif previous is not None:
            parts.append(CityPart(entries[code], previous.fragment(entries[code]), ()))
    return parts


def refused_by_city(parts: Iterable[CityPart], sheets: Sequence[Chosen]) -> list[Refusal]:
    """Return the sheets given now that break a shape of their city.

    A published sheet stays: its findings say what is wrong. Registers that break a shape are a
    `UsageError`, since no sheet is at fault and nothing should be published with them.
    """
    broken_by: dict[str, tuple[Chosen, list[Finding]]] = {}
    for part in parts:
        for finding in violations(part.findings):
            about = [each for each in sheets if each.candidate.loaded.fragment.about(finding.focus)]
            if not about:
                raise UsageError("registers-break-shape", city=part.entry.key, message=finding.message())
            for each in about:
                if each.changes:
                    broken_by.setdefault(each.candidate.loaded.sheet, (each, []))[1].append(finding)
    return [_refusal(chosen, findings) for chosen, findings in broken_by.values()]


def _checked(city: City, fragments: Sequence[Fragment], cache: Cache) -> CityPart:
    own = registers(city, cache)
    entry = CityEntry(
        key=city.key,
        code=city.code,
        name=city.name,
        fictional=city.fictional,
        digest=city.digest,
        graph=own.graph,
        fragment=own.name,
        face=_face(city),
    )
    return CityPart(entry, own, (*remarks_as_findings(city), *_findings([own, *fragments], cache)))


def _face(city: City) -> CityFace:
    return CityFace(
        name=city.display.name or city.name,
        name_en=city.display.name_en or city.name_en,
        colour=city.display.colour,
        colour_dark=city.display.colour_dark,
        notice=city.notice,
        notice_en=city.notice_en,
        publisher=city.publisher,
        publisher_en=city.publisher_en,
        contact=city.contact_name,
        contact_en=city.contact_name_en,
        email=city.contact_email or "",
        url=city.contact_url or "",
        licence=city.licence or "",
        licence_title=city.licence_title or "",
        themes=city.catalogued.themes,
        keywords=city.catalogued.keywords,
        keywords_en=city.catalogued.keywords_en,
    )


def _findings(fragments: Sequence[Fragment], cache: Cache) -> tuple[Finding, ...]:
    key = digest("city-check", [each.sha256 for each in fragments], code_digest(LINKING_CODE))
    known = cache.get(key, tuple)
    if known is None:
        known = validate_city_lines(lambda: chain.from_iterable(each.triples() for each in fragments))
        cache.put(key, known)
    return known


def _refusal(chosen: Chosen, findings: Sequence[Finding]) -> Refusal:
    task = chosen.candidate.task
    return Refusal(task.file, broken(task.job.name, findings))
