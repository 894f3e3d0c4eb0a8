"""The graph of a city's registers: the city, its departments, policies, organisations and facilities."""

from collections.abc import Iterable

from rdflib import Graph, URIRef
from rdflib.term import Node

from core.messages import Language, say
from loaders.cities.city import (
    City,
    DepartmentEntry,
    FacilityEntry,
    Operation,
    OperatorRole,
    OrganisationEntry,
    PolicyEntry,
    PolicyList,
    Reorganisation,
    canonical,
)
from loaders.cities.codes import local_government_of
from loaders.triples.literals import day, en, ja, string, whole
from ontology.classes import types_of
from ontology.iris import Iris, below
from ontology.terms import DCT, FOAF, ORG, PROV, RDF, RDFS, SCHEMA, SKOS, TNG

REGISTER = "register"
"""The `tng:method` of what a person entered into a register."""

ROLES: dict[OperatorRole, URIRef] = {
    "operates": TNG.operates,
    "designatedManager": TNG.designatedManager,
}


def register_graph(city: City) -> Graph:
    """Return all that the registers of a city say, names in both languages where known."""
    writer = _Writer(city)
    writer.write_city()
    for department in city.departments:
        writer.write_department(department)
    known = {entry.slug for entry in city.departments}
    for change in city.reorganisations:
        if known.issuperset((*change.before, *change.after)):
            writer.write_reorganisation(change)
    for each in city.policy_lists:
        writer.write_list(each)
    for organisation in city.organisations:
        writer.write_organisation(organisation)
    for facility in city.facilities:
        writer.write_facility(facility)
    return writer.graph


class _Writer:
    def __init__(self, city: City) -> None:
        self.city = city
        self.iris = Iris(city.base, city.code)
        self.graph = Graph(bind_namespaces="none")
        self._departments = {entry.slug: entry for entry in city.departments}
        self._organisations = {entry.key: entry for entry in city.organisations}

    def _add(self, subject: URIRef, predicate: URIRef, *values: Node) -> None:
        for value in values:
            self.graph.add((subject, predicate, value))

    def _named(self, node: URIRef, kind: URIRef, name: str, name_en: str | None) -> None:
        self._add(node, RDF.type, *types_of(kind))
        self._add(node, SKOS.prefLabel, ja(name))
        if name_en:
            self._add(node, SKOS.prefLabel, en(name_en))

    def _also_called(self, node: URIRef, names: Iterable[str], names_en: Iterable[str]) -> None:
        self._add(node, SKOS.altLabel, *map(ja, names), *map(en, names_en))

    def _remarked(self, node: URIRef, note: str, source: str) -> None:
        if note:
            self._add(node, SKOS.editorialNote, ja(note))
        if source:
            self._add(node, DCT.bibliographicCitation, string(source))

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
        self._remarked(node, entry.note, entry.source)

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

    def write_reorganisation(self, change: Reorganisation) -> None:
        """Write what became of departments. A merger is named after what came of it."""
        about = change.after if change.kind == "merged" else change.before
        node = below(self.iris.city(), "change", change.day.isoformat(), f"{change.kind}-{about[0]}")
        self._add(node, RDF.type, ORG.ChangeEvent, PROV.Activity)
        self._add(node, SKOS.prefLabel, ja(self._sentence(change, "ja")), en(self._sentence(change, "en")))
        self._add(node, TNG.changeKind, string(change.kind))
        self._add(node, DCT.date, day(change.day))
        for slug in change.before:
            department = self.iris.department(slug)
            self._add(node, ORG.originalOrganization, department)
            self._add(department, ORG.changedBy, node)
        for slug in change.after:
            department = self.iris.department(slug)
            self._add(node, ORG.resultingOrganization, department)
            self._add(department, ORG.resultedFrom, node)

    def _sentence(self, change: Reorganisation, language: Language) -> str:
        before, after = (
            say("change-and", language).join(self._department_name(slug, language) for slug in slugs)
            for slugs in (change.before, change.after)
        )
        return say(f"change-{change.kind}", language, before=before, after=after)

    def _department_name(self, slug: str, language: Language) -> str:
        entry = self._departments[slug]
        return (language == "en" and entry.name_en) or entry.name

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
        self._also_called(node, entry.aliases, entry.aliases_en)
        self._add(node, SKOS.inScheme, list_iri)
        self._add(node, TNG.level, string(entry.level))
        if entry.notation:
            self._add(node, SKOS.notation, string(entry.notation))
        if entry.broader:
            self._add(node, SKOS.broader, self.iris.policy(scheme, entry.broader))
        else:
            self._add(node, SKOS.topConceptOf, list_iri)
            self._add(list_iri, SKOS.hasTopConcept, node)
        self._remarked(node, entry.note, entry.source)

    def write_organisation(self, entry: OrganisationEntry) -> None:
        node = self._organisation(entry)
        self._named(node, TNG.Partner, entry.name, entry.name_en)
        self._also_called(node, entry.aliases, entry.aliases_en)
        if entry.corporate_number:
            self._add(node, ORG.identifier, string(entry.corporate_number))
        if entry.kind:
            self._add(node, SCHEMA.additionalType, string(entry.kind))
        if entry.url:
            self._add(node, FOAF.homepage, URIRef(entry.url))
        self._remarked(node, entry.note, entry.source)

    def _organisation(self, entry: OrganisationEntry) -> URIRef:
        """Return the IRI of a partner. Another municipality has the one that it has as a city."""
        code = local_government_of(entry.corporate_number)
        if code is not None:
            return Iris(self.city.base, code).city()
        return self.iris.organization(entry.slug, entry.corporate_number)

    def write_facility(self, entry: FacilityEntry) -> None:
        node = self.iris.site(entry.slug)
        self._named(node, TNG.Site, entry.name, entry.name_en)
        self._also_called(node, entry.aliases, entry.aliases_en)
        if entry.department:
            self._add(node, ORG.siteOf, self.iris.department(entry.department))
        for operation in entry.operations:
            self._write_operation(node, operation)
        self._remarked(node, entry.note, entry.source)

    def _write_operation(self, site: URIRef, operation: Operation) -> None:
        """Write who runs a facility; one that did so several times has an IRI for each first day."""
        since = f"-{operation.valid_from.isoformat()}" if operation.valid_from else ""
        node = self.iris.partnership(site, operation.organisation, operation.role + since)
        partner = self._organisation(self._organisations[operation.organisation])
        self._add(node, RDF.type, *types_of(TNG.Partnership))
        self._add(node, TNG.organization, partner)
        self._add(node, TNG.of, partner)
        self._add(node, TNG.role, ROLES[operation.role])
        self._add(node, TNG.ofSite, site)
        self._add(node, TNG.surface, string(operation.printed))
        self._add(node, TNG.status, TNG.Stated)
        self._add(node, TNG.method, string(REGISTER))
        for predicate, value in (
            (SCHEMA.startDate, operation.valid_from),
            (SCHEMA.endDate, operation.valid_to),
        ):
            if value is not None:
                self._add(node, predicate, day(value))


def _together(one: DepartmentEntry, other: DepartmentEntry) -> bool:
    """Tell whether two departments existed on a common day, as far as their days are known."""
    return all(
        not (begun and ended and begun > ended)
        for begun, ended in ((one.valid_from, other.valid_to), (other.valid_from, one.valid_to))
    )
