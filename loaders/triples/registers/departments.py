"""Departments, and which of them became which."""

from rdflib import URIRef

from core.messages import Language, say
from loaders.cities.entries import DepartmentEntry, Reorganisation, canonical
from loaders.triples.literals import day, en, ja, string
from loaders.triples.registers.entry import Entries
from ontology.iris import below
from ontology.terms import DCT, ORG, PROV, RDF, SCHEMA, SKOS, TNG


def write_departments(entries: Entries) -> None:
    """Write all departments, and the reorganisations of those that are known."""
    known = {entry.slug: entry for entry in entries.city.departments}
    for department in entries.city.departments:
        _write_department(entries, department)
    for change in entries.city.reorganisations:
        if known.keys() >= {*change.before, *change.after}:
            _write_reorganisation(entries, change, known)


def _write_department(entries: Entries, entry: DepartmentEntry) -> None:
    node = entries.iris.department(entry.slug)
    entries.named(node, TNG.Department, entry.name, entry.name_en)
    entries.add(node, ORG.unitOf, entries.iris.city())
    if entry.level:
        entries.add(node, TNG.level, string(entry.level))
    for above in _above(entries, entry):
        entries.add(node, ORG.subOrganizationOf, entries.iris.department(above.slug))
    days = ((SCHEMA.foundingDate, entry.valid_from), (SCHEMA.dissolutionDate, entry.valid_to))
    entries.lasted(node, days)
    entries.remarked(node, entry.note, entry.source)


def _above(entries: Entries, entry: DepartmentEntry) -> list[DepartmentEntry]:
    """Return the departments of the parent's name that existed together with this one."""
    if not entry.parent:
        return []
    wanted = canonical(entry.parent)
    return [
        each for each in entries.city.departments if canonical(each.name) == wanted and _together(each, entry)
    ]


def _together(one: DepartmentEntry, other: DepartmentEntry) -> bool:
    """Tell whether two departments existed on a common day, as far as their days are known."""
    return all(
        not (begun and ended and begun > ended)
        for begun, ended in ((one.valid_from, other.valid_to), (other.valid_from, one.valid_to))
    )


def _write_reorganisation(
    entries: Entries, change: Reorganisation, known: dict[str, DepartmentEntry]
) -> None:
    """Write what became of departments. A merger is named after what came of it."""
    about = change.after if change.kind == "merged" else change.before
    node = below(entries.iris.city(), "change", change.day.isoformat(), f"{change.kind}-{about[0]}")
    entries.add(node, RDF.type, ORG.ChangeEvent, PROV.Activity)
    names = (ja(_sentence(change, known, "ja")), en(_sentence(change, known, "en")))
    entries.add(node, SKOS.prefLabel, *names)
    entries.add(node, TNG.changeKind, string(change.kind))
    entries.add(node, DCT.date, day(change.day))
    for slug in change.before:
        _join(entries, node, ORG.originalOrganization, ORG.changedBy, entries.iris.department(slug))
    for slug in change.after:
        _join(entries, node, ORG.resultingOrganization, ORG.resultedFrom, entries.iris.department(slug))


def _join(entries: Entries, change: URIRef, there: URIRef, back: URIRef, department: URIRef) -> None:
    entries.add(change, there, department)
    entries.add(department, back, change)


def _sentence(change: Reorganisation, known: dict[str, DepartmentEntry], language: Language) -> str:
    def name(slug: str) -> str:
        return (language == "en" and known[slug].name_en) or known[slug].name

    before, after = (
        say("change-and", language).join(map(name, slugs)) for slugs in (change.before, change.after)
    )
    return say(f"change-{change.kind}", language, before=before, after=after)
