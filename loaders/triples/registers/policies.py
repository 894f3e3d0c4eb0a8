"""The lists of policies, one concept scheme for each."""

from rdflib import URIRef

from loaders.cities.entries import PolicyEntry, PolicyList
from loaders.triples.literals import ja, string, whole
from loaders.triples.registers.entry import Entries
from ontology.terms import DCT, SKOS, TNG


def write_policies(entries: Entries) -> None:
    """Write all policy lists with their entries."""
    for each in entries.city.policy_lists:
        _write_list(entries, each)


def _write_list(entries: Entries, each: PolicyList) -> None:
    node = entries.iris.policy_scheme(each.scheme)
    entries.named(node, SKOS.ConceptScheme, each.name, each.name_en)
    entries.add(node, SKOS.altLabel, ja(each.label))
    entries.add(node, DCT.publisher, entries.iris.city())
    entries.add(node, TNG.firstYear, whole(each.first_year))
    if each.last_year is not None:
        entries.add(node, TNG.lastYear, whole(each.last_year))
    for entry in each.entries:
        _write_entry(entries, each.scheme, node, entry)


def _write_entry(entries: Entries, scheme: str, list_iri: URIRef, entry: PolicyEntry) -> None:
    node = entries.iris.policy(scheme, entry.slug)
    entries.described(node, TNG.Policy, entry)
    entries.add(node, SKOS.inScheme, list_iri)
    entries.add(node, TNG.level, string(entry.level))
    if entry.notation:
        entries.add(node, SKOS.notation, string(entry.notation))
    if entry.broader:
        entries.add(node, SKOS.broader, entries.iris.policy(scheme, entry.broader))
    else:
        entries.add(node, SKOS.topConceptOf, list_iri)
        entries.add(list_iri, SKOS.hasTopConcept, node)
