"""What the registers say of a city, its departments, policies, and things with names."""

from dataclasses import replace
from datetime import date

import pytest
from rdflib import BNode, Literal, URIRef

from loaders.cities.city import City
from loaders.cities.entries import ChangeKind, Reorganisation
from loaders.cities.find import cities
from loaders.cities.things import DocumentEntry, FacilityEntry, Operation, OrganisationEntry, ProgramEntry
from loaders.triples import register_graph
from ontology.terms import CPSV, CV, DCT, FOAF, ORG, PROV, RDF, RDFS, SCHEMA, SKOS, TNG, XSD
from shapes.validate import validate_city

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
    assert graph.value(C, ORG.identifier) == Literal("9234567890123")
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


def change(city: City, kind: ChangeKind, before: tuple[str, ...], after: tuple[str, ...]) -> URIRef:
    """Return the one event that says this."""
    event = Reorganisation(kind, date(2026, 4, 1), before, after)
    graph = register_graph(replace(city, reorganisations=(event,)))
    (node,) = graph.subjects(RDF.type, ORG.ChangeEvent)
    assert isinstance(node, URIRef)
    departments = {slug: URIRef(f"{C}/dept/{slug}") for slug in (*before, *after)}
    assert set(graph.objects(node, ORG.originalOrganization)) == {departments[slug] for slug in before}
    assert set(graph.objects(node, ORG.resultingOrganization)) == {departments[slug] for slug in after}
    assert set(graph.subjects(ORG.changedBy, node)) == {departments[slug] for slug in before}
    assert set(graph.subjects(ORG.resultedFrom, node)) == {departments[slug] for slug in after}
    assert graph.value(node, DCT.date) == Literal("2026-04-01", datatype=XSD.date)
    assert graph.value(node, TNG.changeKind) == Literal(kind)
    assert {
        label.language for label in graph.objects(node, SKOS.prefLabel) if isinstance(label, Literal)
    } == {
        "ja",
        "en",
    }
    return node


def test_a_reorganisation_is_an_event_with_a_stable_iri(city: City) -> None:
    new = tuple(replace(city.departments[0], slug=slug, name=slug) for slug in ("a", "b"))
    both = replace(city, departments=(*city.departments, *new))
    assert change(both, "renamed", ("koen",), ("a",)) == URIRef(f"{C}/change/2026-04-01/renamed-koen")
    assert change(both, "split", ("koen",), ("a", "b")) == URIRef(f"{C}/change/2026-04-01/split-koen")
    assert change(both, "merged", ("koen", "midori"), ("a",)) == URIRef(f"{C}/change/2026-04-01/merged-a")
    assert change(both, "abolished", ("koen",), ()) == URIRef(f"{C}/change/2026-04-01/abolished-koen")


def test_the_label_of_a_reorganisation_names_the_departments(city: City) -> None:
    event = Reorganisation("merged", date(2026, 4, 1), ("koen", "midori"), ("midori",))
    graph = register_graph(replace(city, reorganisations=(event,)))
    (node,) = graph.subjects(RDF.type, ORG.ChangeEvent)
    assert set(graph.objects(node, SKOS.prefLabel)) == {
        Literal("公園課・みどり部をみどり部に統合", lang="ja"),
        Literal("公園課 and Green Department merged into Green Department", lang="en"),
    }


def test_all_names_of_a_policy_are_kept_and_one_is_chosen(city: City) -> None:
    kihon, sogo = city.policy_lists
    entry = replace(kihon.entries[1], aliases=("緑づくり",), aliases_en=("Green",))
    graph = register_graph(replace(city, policy_lists=(replace(kihon, entries=(entry,)), sogo)))
    policy = URIRef(f"{LIST}/7")
    assert set(graph.objects(policy, SKOS.prefLabel)) == {Literal("公園づくり", lang="ja")}
    assert set(graph.objects(policy, SKOS.altLabel)) == {
        Literal("緑づくり", lang="ja"),
        Literal("Green", lang="en"),
    }


NPO = OrganisationEntry(
    "緑の会",
    "Green Group",
    ("みどり会",),
    (),
    "",
    "midori-no-kai",
    "NPO",
    "https://midori.example/",
    "覚え",
    "市",
)


def test_an_organisation_is_a_partner_of_the_city_until_it_has_a_number(city: City) -> None:
    graph = register_graph(replace(city, organisations=(NPO,)))
    node = URIRef(f"{C}/org/midori-no-kai")
    assert set(graph.objects(node, RDF.type)) == {TNG.Partner, ORG.Organization}
    assert Literal("緑の会", lang="ja") in set(graph.objects(node, SKOS.prefLabel))
    assert graph.value(node, SKOS.altLabel) == Literal("みどり会", lang="ja")
    assert graph.value(node, FOAF.homepage) == URIRef("https://midori.example/")
    assert graph.value(node, SCHEMA.additionalType) == Literal("NPO")
    assert graph.value(node, SKOS.editorialNote) == Literal("覚え", lang="ja")
    assert graph.value(node, DCT.bibliographicCitation) == Literal("市")
    assert (node, ORG.identifier, None) not in graph
    assert (node, ORG.classification, None) not in graph, "NPO is no kind of the vocabulary"


def test_an_organisation_of_a_known_kind_has_it_with_its_names(city: City) -> None:
    graph = register_graph(city_with(city, "NPO法人"))
    assert graph.value(URIRef(f"{C}/org/midori-no-kai"), ORG.classification) == TNG.KindNonProfit
    assert Literal("特定非営利活動法人", lang="ja") in set(graph.objects(TNG.KindNonProfit, SKOS.prefLabel))


def city_with(city: City, kind: str) -> City:
    return replace(city, organisations=(replace(NPO, kind=kind),))


@pytest.mark.parametrize(
    ("number", "iri"),
    [
        ("9990000000001", "https://data.example.jp/id/org/9990000000001"),
        ("6000020271004", "https://data.example.jp/id/lg/271004"),
    ],
)
def test_a_number_names_an_organisation_in_every_city(city: City, number: str, iri: str) -> None:
    """A municipality among the partners keeps the IRI that it has as a city."""
    graph = register_graph(replace(city, organisations=(replace(NPO, corporate_number=number),)))
    (node,) = graph.subjects(RDF.type, TNG.Partner)
    assert node == URIRef(iri)
    assert graph.value(node, ORG.identifier) == Literal(number)


def test_a_facility_has_an_operator_only_when_the_register_says_so(city: City) -> None:
    run = Operation("midori-no-kai", "designatedManager", date(2020, 4, 1), date(2025, 3, 31), "緑の会")
    again = replace(run, valid_from=date(2025, 4, 1), valid_to=None)
    once = replace(run, role="operates", valid_from=None, valid_to=None)
    hall = FacilityEntry("緑の館", "Green Hall", ("館",), (), "hall", "koen", (run, again, once), "", "市")
    square = FacilityEntry("広場", None, (), (), "square")
    graph = register_graph(replace(city, organisations=(NPO,), facilities=(hall, square)))
    site, partner = URIRef(f"{C}/site/hall"), URIRef(f"{C}/org/midori-no-kai")
    assert set(graph.objects(site, RDF.type)) == {TNG.Site, ORG.Site}
    assert graph.value(site, SKOS.altLabel) == Literal("館", lang="ja")
    assert graph.value(site, ORG.siteOf) == URIRef(f"{C}/dept/koen")
    names = {
        f"midori-no-kai-{each}" for each in ("designatedManager-2020-04-01", "designatedManager-2025-04-01")
    }
    found = set(graph.subjects(TNG.ofSite, site))
    assert found == {URIRef(f"{site}/partnership/{name}") for name in (*names, "midori-no-kai-operates")}
    first = URIRef(f"{site}/partnership/midori-no-kai-designatedManager-2020-04-01")
    assert {TNG.Partnership, CV.Participation} <= set(graph.objects(first, RDF.type))
    assert graph.value(first, TNG.organization) == graph.value(first, TNG.of) == partner
    assert graph.value(first, TNG.role) == TNG.designatedManager
    assert graph.value(first, TNG.status) == TNG.Stated
    assert graph.value(first, SCHEMA.startDate) == Literal("2020-04-01", datatype=XSD.date)
    assert graph.value(first, SCHEMA.endDate) == Literal("2025-03-31", datatype=XSD.date)
    assert (URIRef(f"{site}/partnership/midori-no-kai-operates"), SCHEMA.startDate, None) not in graph
    assert (None, TNG.ofSite, URIRef(f"{C}/site/square")) not in graph
    assert not any(isinstance(term, BNode) for triple in graph for term in triple)


def test_the_registers_of_the_example_city_keep_its_shapes() -> None:
    graph = register_graph(cities()["yuino"])
    assert [each for each in validate_city(graph) if each.severity == "violation"] == []
    named = {
        node for kind in (TNG.Partner, TNG.Site, ORG.ChangeEvent) for node in graph.subjects(RDF.type, kind)
    }
    assert all((node, SKOS.prefLabel, None) in graph for node in named)
    assert len(named) == 8


def test_programs_and_documents(city: City) -> None:
    names = {"name_en": "Flowers", "aliases": ("花会",), "aliases_en": ()}
    flowers = ProgramEntry(
        "花の会", slug="hana", department="koen", applied_for=True, url="https://a.example/", **names
    )
    night = replace(flowers, slug="yoru", name="夜の会", applied_for=False, department=None, url="")
    flowers = replace(flowers, reading="ハナノカイ")
    law = DocumentEntry("花条例", slug="hana", kind="ordinance", source="例規集", **names)
    plan = replace(law, name="花計画", kind="plan", url="https://b.example/")
    graph = register_graph(replace(city, programs=(flowers, night), documents=(law, plan)))
    program = URIRef(f"{C}/program/hana")
    assert set(graph.objects(program, RDF.type)) == {TNG.Program, PROV.Entity, CPSV.PublicService}
    assert CPSV.PublicService not in set(graph.objects(URIRef(f"{C}/program/yoru"), RDF.type))
    assert graph.value(program, SKOS.altLabel) == Literal("花会", lang="ja")
    assert graph.value(program, SCHEMA.provider) == URIRef(f"{C}/dept/koen")
    assert graph.value(program, FOAF.homepage) == URIRef("https://a.example/")
    assert list(graph.subject_objects(TNG.reading)) == [(program, Literal("ハナノカイ", lang="ja-Kana"))]
    ordinance, document = URIRef(f"{C}/law/hana"), URIRef(f"{C}/plan/hana")
    assert TNG.Ordinance in set(graph.objects(ordinance, RDF.type))
    assert TNG.PlanDocument in set(graph.objects(document, RDF.type))
    assert graph.value(ordinance, DCT.bibliographicCitation) == Literal("例規集")
    assert graph.value(document, FOAF.homepage) == URIRef("https://b.example/")
    assert not validate_city(graph)
