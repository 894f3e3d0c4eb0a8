"""Things with names: organisations, programs, law and plans."""

from rdflib import URIRef

from loaders.cities.things import DocumentKind, OrganisationEntry, ProgramEntry
from loaders.triples.literals import string
from loaders.triples.registers.entry import Entries
from ontology.kinds import described, kind
from ontology.terms import CPSV, FOAF, ORG, RDF, SCHEMA, TNG

DOCUMENTS: dict[DocumentKind, URIRef] = {"ordinance": TNG.Ordinance, "plan": TNG.PlanDocument}
"""What the kinds of documents are."""


def write_things(entries: Entries) -> None:
    """Write all organisations, programs and documents."""
    for organisation in entries.city.organisations:
        _write_organisation(entries, organisation)
    for program in entries.city.programs:
        _write_program(entries, program)
    for document in entries.city.documents:
        node = (entries.iris.ordinance if document.kind == "ordinance" else entries.iris.plan)(document.slug)
        entries.described(node, DOCUMENTS[document.kind], document)
        _write_page(entries, node, document.url)


def _write_organisation(entries: Entries, entry: OrganisationEntry) -> None:
    node = entries.organisation(entry)
    entries.described(node, TNG.Partner, entry)
    entries.read(node, entry.reading)
    if entry.corporate_number:
        entries.add(node, ORG.identifier, string(entry.corporate_number))
    if entry.kind:
        entries.add(node, SCHEMA.additionalType, string(entry.kind))
    known = kind(entry.kind)
    if known is not None:
        entries.concept(node, ORG.classification, known, described(known))
    _write_page(entries, node, entry.url)


def _write_program(entries: Entries, entry: ProgramEntry) -> None:
    """Write a program. It is a public service only where the register says that citizens apply for it."""
    node = entries.iris.program(entry.slug)
    entries.described(node, TNG.Program, entry)
    entries.read(node, entry.reading)
    if entry.applied_for:
        entries.add(node, RDF.type, CPSV.PublicService)
    if entry.department:
        entries.add(node, SCHEMA.provider, entries.iris.department(entry.department))
    _write_page(entries, node, entry.url)


def _write_page(entries: Entries, node: URIRef, url: str) -> None:
    if url:
        entries.add(node, FOAF.homepage, URIRef(url))
