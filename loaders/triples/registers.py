"""The graph of a city's registers: the city, its departments, its lists of policies."""

from rdflib import Graph, URIRef
from rdflib.term import Node

from loaders.cities.city import City, DepartmentEntry, PolicyEntry, PolicyList, canonical
from loaders.triples.literals import day, en, ja, string, whole
from ontology.classes import types_of
from ontology.iris import Iris
from ontology.terms import DCT, ORG, RDF, RDFS, SCHEMA, SKOS, TNG


def register_graph(city: City) -> Graph:
    """Return all that the registers of a city say, names in both languages where known."""
    writer = _Writer(city)
    writer.write_city()
    for department in city.departments:
        writer.write_department(department)
    for each in city.policy_lists:
        writer.write_list(each)
    return writer.graph


class _Writer:
    def __init__(self, city: City) -> None:
        self.city = city
        self.iris = Iris(city.base, city.code)
        self.graph = Graph(bind_namespaces="none")

    def _add(self, subject: URIRef, predicate: URIRef, *values: Node) -> None:
        for value in values:
            self.graph.add((subject, predicate, value))

    def _named(self, node: URIRef, kind: URIRef, name: str, name_en: str | None) -> None:
        self._add(node, RDF.type, *types_of(kind))
        self._add(node, SKOS.prefLabel, ja(name))
        if name_en:
            self._add(node, SKOS.prefLabel, en(name_en))

    def write_city(self) -> None:
        city, node = self.city, self.iris.city()
        self._named(node, TNG.City, city.name, city.name_en)
        self._add(node, DCT.identifier, string(city.code))
        if city.corporate_number:
            self._add(node, ORG.identifier, string(city.corporate_number))
        for notice, literal in ((city.notice, ja), (city.notice_en, en)):
            if notice:
                self._add(node, RDFS.comment, literal(notice))

    def write_department(self, entry: DepartmentEntry) -> None:
        node = self.iris.department(entry.slug)
        self._named(node, TNG.Department, entry.name, entry.name_en)
        self._add(node, ORG.unitOf, self.iris.city())
        if entry.level:
            self._add(node, TNG.level, string(entry.level))
        for above in self._above(entry):
            self._add(node, ORG.subOrganizationOf, self.iris.department(above.slug))
        for predicate, value in (
            (SCHEMA.foundingDate, entry.valid_from),
            (SCHEMA.dissolutionDate, entry.valid_to),
        ):
            if value is not None:
                self._add(node, predicate, day(value))

    def _above(self, entry: DepartmentEntry) -> list[DepartmentEntry]:
        """Return the departments of the parent's name that existed together with this one."""
        if not entry.parent:
            return []
        wanted = canonical(entry.parent)
        return [
            each
            for each in self.city.departments
            if canonical(each.name) == wanted and _together(each, entry)
        ]

    def write_list(self, each: PolicyList) -> None:
        node = self.iris.policy_scheme(each.scheme)
        self._named(node, SKOS.ConceptScheme, each.name, each.name_en)
        self._add(node, SKOS.altLabel, ja(each.label))
        self._add(node, DCT.publisher, self.iris.city())
        self._add(node, TNG.firstYear, whole(each.first_year))
        if each.last_year is not None:
            self._add(node, TNG.lastYear, whole(each.last_year))
        for entry in each.entries:
            self._write_entry(each.scheme, node, entry)

    def _write_entry(self, scheme: str, list_iri: URIRef, entry: PolicyEntry) -> None:
        node = self.iris.policy(scheme, entry.slug)
        self._named(node, TNG.Policy, entry.name, entry.name_en)
        self._add(node, SKOS.inScheme, list_iri)
        self._add(node, TNG.level, string(entry.level))
        if entry.notation:
            self._add(node, SKOS.notation, string(entry.notation))
        if entry.broader:
            self._add(node, SKOS.broader, self.iris.policy(scheme, entry.broader))
        else:
            self._add(node, SKOS.topConceptOf, list_iri)
            self._add(list_iri, SKOS.hasTopConcept, node)
        if entry.note:
            self._add(node, SKOS.editorialNote, ja(entry.note))
        if entry.source:
            self._add(node, DCT.bibliographicCitation, string(entry.source))


def _together(one: DepartmentEntry, other: DepartmentEntry) -> bool:
    """Tell whether two departments existed on a common day, as far as their days are known."""
    return all(
        not (begun and ended and begun > ended)
        for begun, ended in ((one.valid_from, other.valid_to), (other.valid_from, one.valid_to))
    )
