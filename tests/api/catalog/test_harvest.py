"""A portal harvests the catalogue as ckanext-dcat does, and finds what DCAT-AP 3 asks for."""

import hashlib
import re
from collections.abc import Iterator

import httpx
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF, RDFS, SKOS, XSD
from rdflib.term import BNode, Node

from graph.dumps import dumps
from graph.release import Release

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
AVAILABILITY = URIRef("http://data.europa.eu/r5r/availability")

WANTED: dict[URIRef, tuple[URIRef, ...]] = {
    DCAT.Catalog: (
        *(DCT.title, DCT.description, DCT.publisher, DCAT.dataset, DCAT.service, DCT.language, DCT.license),
        *(DCT.issued, DCT.modified, DCT.spatial, DCAT.themeTaxonomy, FOAF.homepage),
    ),
    DCAT.Dataset: (
        *(DCT.title, DCT.description, DCAT.contactPoint, DCAT.distribution, DCAT.keyword, DCT.publisher),
        *(DCT.spatial, DCT.temporal, DCAT.theme, DCT.identifier, DCT.issued, DCT.modified, DCT.language),
        *(DCT.accrualPeriodicity, DCT.conformsTo, DCAT.landingPage, DCT.provenance, DCAT.version),
        *(DCT.accessRights, DCT.license),
    ),
    DCAT.Distribution: (
        *(DCAT.accessURL, AVAILABILITY, DCT.description, DCT["format"], DCT.license, DCT.title),
        *(DCT.issued, DCT.modified, DCT.language),
    ),
    DCAT.DataService: (
        *(DCT.title, DCT.description, DCAT.endpointURL, DCAT.endpointDescription, DCAT.servesDataset),
        *(DCT.license, DCT.publisher, DCAT.contactPoint, DCAT.keyword, DCAT.theme, DCT.accessRights),
    ),
    DCAT.DatasetSeries: (
        *(DCT.title, DCT.description, DCT.publisher, DCAT.contactPoint, DCT.accrualPeriodicity),
        *(DCAT.first, DCAT.last, DCT.spatial, DCT.issued, DCT.modified),
    ),
}
"""What each of these must or should say (../shared/portal.md, DCAT-AP 3.0.1)."""

RANGES: dict[URIRef, URIRef] = {
    DCT.publisher: FOAF.Agent,
    DCT.spatial: DCT.Location,
    DCT.temporal: DCT.PeriodOfTime,
    DCT.language: DCT.LinguisticSystem,
    DCT.license: DCT.LicenseDocument,
    DCT.accessRights: DCT.RightsStatement,
    DCT.accrualPeriodicity: DCT.Frequency,
    DCT.conformsTo: DCT.Standard,
    DCT.provenance: DCT.ProvenanceStatement,
    DCT["format"]: DCT.MediaTypeOrExtent,
    DCAT.mediaType: DCT.MediaType,
    DCAT.compressFormat: DCT.MediaType,
    DCAT.theme: SKOS.Concept,
    DCAT.themeTaxonomy: SKOS.ConceptScheme,
    AVAILABILITY: SKOS.Concept,
    DCAT.landingPage: FOAF.Document,
    FOAF.homepage: FOAF.Document,
    DCAT.contactPoint: VCARD.Kind,
    DCAT.dataset: DCAT.Dataset,
    DCAT.distribution: DCAT.Distribution,
    DCAT.service: DCAT.DataService,
    DCAT.accessService: DCAT.DataService,
    DCAT.servesDataset: DCAT.Dataset,
    DCAT.inSeries: DCAT.DatasetSeries,
    SPDX.checksum: SPDX.Checksum,
    SPDX.algorithm: SPDX.ChecksumAlgorithm,
}
"""Of what class the values must be, told in the same answer."""

ONCE = (
    *(DCT.publisher, DCT.issued, DCT.modified, DCT.license, DCT.accessRights, DCT.accrualPeriodicity),
    *(DCAT.version, DCT["format"], DCAT.mediaType, DCAT.byteSize, DCAT.downloadURL, AVAILABILITY),
    *(DCAT.compressFormat, SPDX.checksum, DCAT.prev, DCAT.endpointDescription),
)
"""What nothing may say twice."""


@pytest.fixture(scope="module")
def harvest(client: httpx.Client) -> Graph:
    """What a harvester reads: HEAD, then GET without a wish for any format."""
    head = client.head("/catalog")
    assert head.status_code == 200
    request = client.build_request("GET", "/catalog")
    del request.headers["accept"]
    answer = client.send(request)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == head.headers["content-type"] == "text/turtle; charset=utf-8"
    assert len(answer.content) < 50_000_000
    return Graph().parse(data=answer.content.decode("utf-8"), format="turtle")


def of_class(harvest: Graph, kind: URIRef) -> list[Node]:
    found = sorted(harvest.subjects(RDF.type, kind), key=str)
    assert found
    return found


def test_no_node_is_blank(harvest: Graph) -> None:
    assert not [term for triple in harvest for term in triple if isinstance(term, BNode)]


@pytest.mark.parametrize("kind", WANTED, ids=lambda kind: kind.rpartition("#")[2])
def test_everything_says_what_portals_want(harvest: Graph, kind: URIRef) -> None:
    missing = [
        (str(node), str(prop))
        for node in of_class(harvest, kind)
        for prop in WANTED[kind]
        if harvest.value(node, prop, any=True) is None
    ]
    assert missing == []


@pytest.mark.parametrize("prop", RANGES, ids=lambda prop: prop.rpartition("/")[2])
def test_values_are_told_of_what_class_they_are(harvest: Graph, prop: URIRef) -> None:
    values = set(harvest.objects(None, prop))
    assert values
    assert [str(value) for value in values if (value, RDF.type, RANGES[prop]) not in harvest] == []


def test_nothing_is_said_twice(harvest: Graph) -> None:
    twice = [
        (str(node), str(prop))
        for prop in ONCE
        for node in set(harvest.subjects(prop))
        if len(list(harvest.objects(node, prop))) > 1
    ]
    assert twice == []


def test_titles_are_in_both_languages_and_carry_latin_letters(harvest: Graph) -> None:
    for kind in (DCAT.Catalog, DCAT.Dataset, DCAT.DataService, DCAT.DatasetSeries):
        for node in of_class(harvest, kind):
            for prop in (DCT.title, DCT.description):
                said = list(harvest.objects(node, prop))
                assert sorted(str(each.language) for each in said if isinstance(each, Literal)) == [
                    "en",
                    "ja",
                ]
    addresses = [re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") for title in japanese(harvest)]
    assert len(set(addresses)) == len(addresses) > 4
    assert all(len(address) > 10 for address in addresses)


def japanese(harvest: Graph) -> Iterator[str]:
    """Yield the Japanese titles of the datasets, of which CKAN makes their addresses."""
    for node in of_class(harvest, DCAT.Dataset):
        for title in harvest.objects(node, DCT.title):
            if isinstance(title, Literal) and title.language == "ja":
                yield str(title)


def test_what_has_a_name_of_its_own_is_called_in_words(harvest: Graph) -> None:
    for prop in (DCAT.theme, DCT.language, DCT.accrualPeriodicity, DCT.accessRights, AVAILABILITY):
        for value in set(harvest.objects(None, prop)):
            assert len(list(harvest.objects(value, SKOS.prefLabel))) == 2, value
    (licence,) = set(harvest.objects(None, DCT.license))
    assert str(licence) == "https://creativecommons.org/licenses/by/4.0/"
    assert harvest.value(licence, DCT.title) == Literal("Creative Commons Attribution")
    assert harvest.value(licence, RDFS.label) == Literal("CC BY 4.0")
    (contact,) = set(harvest.objects(None, DCAT.contactPoint))
    assert harvest.value(contact, VCARD.hasEmail) == URIRef("mailto:opendata@yuino.example")


def test_years_follow_each_other_in_their_series(harvest: Graph) -> None:
    (series,) = of_class(harvest, DCAT.DatasetSeries)
    members = sorted(harvest.subjects(DCAT.inSeries, series), key=str)
    assert [str(each).rpartition("#")[2] for each in members] == ["sheets-992011-2024", "sheets-992011-2025"]
    assert harvest.value(members[1], DCAT.prev) == members[0]
    assert [harvest.value(series, DCAT.first), harvest.value(series, DCAT.last)] == members
    period = harvest.value(members[0], DCT.temporal)
    assert harvest.value(period, DCAT.startDate) == Literal("2024-04-01", datatype=XSD.date)
    assert harvest.value(period, DCAT.endDate) == Literal("2025-03-31", datatype=XSD.date)


def test_every_file_of_the_release_is_listed_once(harvest: Graph, example: Release) -> None:
    listed = [str(each).rpartition("/dumps/")[2] for each in harvest.objects(None, DCAT.downloadURL)]
    assert {dump.name for dump in dumps(example)} <= set(listed)
    assert len(listed) == len(set(listed))
    owners = [
        list(harvest.subjects(DCAT.distribution, each)) for each in of_class(harvest, DCAT.Distribution)
    ]
    assert all(len(each) == 1 for each in owners)


def test_every_download_is_what_it_is_said_to_be(harvest: Graph, client: httpx.Client) -> None:
    files = sorted(harvest.subject_objects(DCAT.downloadURL), key=str)
    assert len(files) > 30
    for node, address in files:
        answer = client.get(str(address), headers={"Accept-Encoding": "identity"})
        assert answer.status_code == 200
        size = harvest.value(node, DCAT.byteSize)
        assert size == Literal(str(len(answer.content)), datatype=XSD.nonNegativeInteger), address
        checksum = harvest.value(node, SPDX.checksum)
        assert str(harvest.value(checksum, SPDX.checksumValue)) == hashlib.sha256(answer.content).hexdigest()
        media = harvest.value(node, DCAT.compressFormat) or harvest.value(node, DCAT.mediaType)
        told = str(media).partition("/media-types/")[2]
        assert answer.headers["content-type"].partition(";")[0] == told, address


def test_other_addresses_answer_too(harvest: Graph, client: httpx.Client) -> None:
    for prop in (DCAT.accessURL, DCAT.landingPage, FOAF.homepage, DCAT.endpointURL, DCAT.endpointDescription):
        for address in set(harvest.objects(None, prop)):
            assert client.head(str(address)).status_code == 200, address


def test_names_are_under_the_base_and_addresses_at_the_host(harvest: Graph, client: httpx.Client) -> None:
    for kind in WANTED:
        for node in of_class(harvest, kind):
            assert str(node).partition("#")[0] == "https://w3id.org/tsunagu/catalog"
    here = str(client.base_url).rstrip("/")
    assert all(str(each).startswith(here) for each in harvest.objects(None, DCAT.accessURL))
    other = client.get("/catalog.ttl", headers={"Host": "data.yuino.example"}).text
    assert "http://data.yuino.example/dumps/graph.nq" in other
    assert here not in other
