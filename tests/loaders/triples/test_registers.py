"""What the registers say of a city, its departments and its policies."""

from dataclasses import replace
from datetime import date

from rdflib import BNode, Literal, URIRef

from loaders.cities.city import City
from loaders.triples import register_graph
from ontology.terms import CV, DCT, ORG, RDF, RDFS, SCHEMA, SKOS, TNG, XSD

C = URIRef("https://data.example.jp/id/lg/992011")
LIST = URIRef(f"{C}/policy/kihon-2022")


def test_the_city_has_its_numbers_and_names_and_says_that_it_is_fictional(city: City) -> None:
    graph = register_graph(city)
    assert set(graph.objects(C, RDF.type)) == {TNG.City, ORG.FormalOrganization, CV.PublicOrganisation}
    assert set(graph.objects(C, SKOS.prefLabel)) == {
        Literal("みどりの市", lang="ja"),
        Literal("Midorino City", lang="en"),
    }
    assert graph.value(C, DCT.identifier) == Literal("992011")
    assert graph.value(C, ORG.identifier) == Literal("1234567890123")
    assert Literal("実在しない市です。", lang="ja") in set(graph.objects(C, RDFS.comment))


def test_departments_stand_in_the_city_and_under_their_parent(city: City) -> None:
    graph = register_graph(city)
    division = URIRef(f"{C}/dept/koen")
    assert graph.value(division, ORG.unitOf) == C
    assert graph.value(division, ORG.subOrganizationOf) == URIRef(f"{C}/dept/midori")
    assert graph.value(division, TNG.level) == Literal("課")
    assert graph.value(division, SCHEMA.foundingDate) == Literal("2020-04-01", datatype=XSD.date)
    assert graph.value(division, SCHEMA.dissolutionDate) == Literal("2026-03-31", datatype=XSD.date)
    assert (URIRef(f"{C}/dept/midori"), ORG.subOrganizationOf, None) not in graph


def test_a_parent_is_only_one_of_the_same_time(city: City) -> None:
    old = replace(city.departments[0], slug="midori-old", valid_to=date(2019, 3, 31))
    graph = register_graph(replace(city, departments=(old, *city.departments)))
    parents = set(graph.objects(URIRef(f"{C}/dept/koen"), ORG.subOrganizationOf))
    assert parents == {URIRef(f"{C}/dept/midori")}


def test_policies_stand_in_the_scheme_of_their_generation(city: City) -> None:
    graph = register_graph(city)
    policy, pillar = URIRef(f"{LIST}/7"), URIRef(f"{LIST}/town")
    assert (LIST, RDF.type, SKOS.ConceptScheme) in graph
    assert graph.value(LIST, SKOS.altLabel) == Literal("基本政策", lang="ja")
    assert graph.value(LIST, TNG.firstYear) == Literal("2022", datatype=XSD.integer)
    assert graph.value(LIST, TNG.lastYear) == Literal("2025", datatype=XSD.integer)
    assert set(graph.objects(policy, RDF.type)) == {TNG.Policy, SKOS.Concept}
    assert graph.value(policy, SKOS.notation) == Literal("7")
    assert graph.value(policy, SKOS.broader) == pillar
    assert graph.value(policy, TNG.level) == Literal("policy")
    assert graph.value(policy, SKOS.editorialNote) == Literal("注記", lang="ja")
    assert graph.value(policy, DCT.bibliographicCitation) == Literal("市のページ")
    assert (pillar, SKOS.notation, None) not in graph
    assert graph.value(LIST, SKOS.hasTopConcept) == pillar
    assert graph.value(URIRef(f"{C}/policy/sogo-1/2-1-3"), SKOS.notation) == Literal("2-1-(3)")


def test_empty_registers_still_name_the_city_and_nothing_is_blank(city: City, bare_city: City) -> None:
    assert set(register_graph(bare_city).subjects()) == {C}
    assert not any(isinstance(term, BNode) for triple in register_graph(city) for term in triple)
