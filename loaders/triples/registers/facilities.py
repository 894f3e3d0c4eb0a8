"""Facilities, and who runs them."""

from rdflib import URIRef

from core.messages import say
from loaders.cities.things import FacilityEntry, Operation
from loaders.triples.literals import en, ja, string
from loaders.triples.registers.entry import Entries
from ontology.classes import types_of
from ontology.roles import described, role
from ontology.terms import DCT, ORG, RDF, SCHEMA, TNG

REGISTER = "register"
"""The `tng:method` of what a person entered into a register."""


def write_facilities(entries: Entries) -> None:
    """Write all facilities."""
    organisations = {entry.key: entries.organisation(entry) for entry in entries.city.organisations}
    for facility in entries.city.facilities:
        _write_facility(entries, facility, organisations)


def _write_facility(entries: Entries, entry: FacilityEntry, organisations: dict[str, URIRef]) -> None:
    node = entries.iris.site(entry.slug)
    entries.described(node, TNG.Site, entry)
    entries.read(node, entry.reading)
    if entry.department:
        entries.add(node, ORG.siteOf, entries.iris.department(entry.department))
    for operation in entry.operations:
        _write_operation(entries, node, operation, organisations[operation.organisation])


def _write_operation(entries: Entries, site: URIRef, operation: Operation, partner: URIRef) -> None:
    """Write who runs a facility; one that did so several times has an IRI for each first day.

    No sheet says so: what stands for the evidence is the row of the register.
    """
    since = f"-{operation.valid_from.isoformat()}" if operation.valid_from else ""
    node = entries.iris.partnership(site, operation.organisation, operation.role + since)
    entries.add(node, RDF.type, *types_of(TNG.Partnership))
    entries.add(node, TNG.organization, partner)
    entries.add(node, TNG.of, partner)
    known = role(operation.role)
    entries.concept(node, TNG.role, known, described(known))
    entries.add(node, TNG.ofSite, site)
    entries.add(node, TNG.surface, string(operation.printed))
    entries.add(node, TNG.status, TNG.Stated)
    entries.add(node, TNG.method, string(REGISTER))
    days = ((SCHEMA.startDate, operation.valid_from), (SCHEMA.endDate, operation.valid_to))
    entries.lasted(node, days)
    row = {"file": operation.file, "line": operation.line}
    cited = (ja(say("register-row", "ja", **row)), en(say("register-row", "en", **row)))
    entries.add(node, DCT.bibliographicCitation, *cited)
    entries.remarked(node, "", operation.source)
