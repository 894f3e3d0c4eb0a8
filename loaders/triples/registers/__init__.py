"""The graph of a city's registers: the city, its departments, policies, and things with names."""

from rdflib import Graph

from loaders.cities.city import City
from loaders.triples.literals import en, ja, string
from loaders.triples.registers.departments import write_departments
from loaders.triples.registers.entry import Entries
from loaders.triples.registers.facilities import write_facilities
from loaders.triples.registers.policies import write_policies
from loaders.triples.registers.replaced import write_replaced
from loaders.triples.registers.things import write_things
from ontology.terms import DCT, ORG, RDFS, TNG


def register_graph(city: City) -> Graph:
    """Return all that the registers of a city say, names in both languages where known."""
    entries = Entries(city)
    _write_city(entries)
    write_departments(entries)
    write_policies(entries)
    write_things(entries)
    write_facilities(entries)
    write_replaced(entries)
    return entries.graph


def _write_city(entries: Entries) -> None:
    city, node = entries.city, entries.iris.city()
    entries.named(node, TNG.City, city.name, city.name_en)
    entries.add(node, DCT.identifier, string(city.code))
    if city.corporate_number:
        entries.add(node, ORG.identifier, string(city.corporate_number))
    for notice, literal in ((city.notice, ja), (city.notice_en, en)):
        if notice:
            entries.add(node, RDFS.comment, literal(notice))
