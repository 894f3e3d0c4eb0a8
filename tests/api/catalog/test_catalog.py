"""The catalogue in its other forms: RDF, CKAN, VoID, schema.org, sitemap, page."""

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import Graph, Literal, Namespace, URIRef

from api.catalog.contents import catalogue
from api.catalog.graph import described
from core.settings import Settings
from graph.build import build
from graph.release import Release
from loaders.cities.find import cities

Serve = Callable[[Settings], AbstractContextManager[httpx.Client]]
VOID = Namespace("http://rdfs.org/ns/void#")
DCT = Namespace("http://purl.org/dc/terms/")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES,
}


@pytest.mark.parametrize("address", ["/catalog", "/.well-known/void"])
def test_every_format_says_the_same(client: httpx.Client, address: str) -> None:
    said = []
    for media, form in FORMATS.items():
        answer = client.get(address, headers={"Accept": media})
        assert answer.headers["content-type"].partition(";")[0] == media
        assert {"Accept", "Host"} <= set(re.split(r", *", answer.headers["vary"]))
        said.append({str(quad.triple) for quad in parse(answer.content, form)})
    assert len(said[0]) > 100
    assert said[1:] == [said[0]] * 3


@pytest.mark.parametrize("suffix", ["ttl", "rdf", "jsonld", "nt"])
def test_a_suffix_names_the_format(client: httpx.Client, suffix: str) -> None:
    answer = client.get(f"/catalog.{suffix}", headers={"Accept": "text/html"})
    media = answer.headers["content-type"].partition(";")[0]
    assert media in FORMATS
    assert answer.content == client.get("/catalog", headers={"Accept": media}).content
    assert f'</catalog.{suffix}>; rel="alternate"; type="{media}"' in answer.headers["link"]
    assert (
        client.get(f"/catalog.{suffix}", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    )


def test_a_browser_gets_a_page_and_only_a_browser(client: httpx.Client) -> None:
    page = client.get("/catalog", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "結野市 2024年度 部局マネジメントシートのデータ" in page.text
    english = client.get("/en/catalog", headers={"Accept": "text/html"}).text
    assert "Yuino City: knowledge graph" in english
    for accept in ("*/*", "", "application/octet-stream;q=0.1, */*"):
        assert (
            client.get("/catalog", headers={"Accept": accept})
            .headers["content-type"]
            .startswith("text/turtle")
        )
    assert client.get("/catalog", headers={"Accept": "image/png"}).status_code == 406


def test_ckan_takes_the_body_as_it_is(client: httpx.Client) -> None:
    answer = client.get("/catalog.ckan.json")
    assert answer.headers["content-type"] == "application/json"
    body = answer.json()
    assert re.fullmatch(r"[a-z0-9_-]{2,100}", body["name"])
    assert re.search(r"[A-Za-z]{4}", body["title"])
    assert body["license_id"] == "cc-by"
    assert body["maintainer_email"] == "opendata@yuino.example"
    for tag in body["tags"]:
        assert re.fullmatch(r"[\w .-]{2,100}", tag["name"])
    names = [tag["name"] for tag in body["tags"]]
    assert len(names) == len(set(names))
    assert {"結野市", "Yuino City"} <= set(names)
    keys = [extra["key"] for extra in body["extras"]]
    assert len(keys) == len(set(keys))
    assert all(isinstance(extra["value"], str) for extra in body["extras"])
    assert len(body["resources"]) > 30
    for resource in body["resources"]:
        head = client.head(resource["url"])
        assert head.status_code == 200
        if "hash" in resource:
            assert int(head.headers["content-length"]) == resource["size"]


def test_void_counts_what_is_there(client: httpx.Client, example: Release) -> None:
    said = Graph().parse(data=client.get("/.well-known/void").text, format="turtle")
    whole = URIRef("https://w3id.org/tsunagu/catalog#graph")
    assert said.value(whole, VOID.triples) == Literal(example.manifest.merged)
    parts = list(said.objects(whole, VOID.propertyPartition))
    assert sum(int(str(said.value(part, VOID.triples))) for part in parts) == example.manifest.merged
    assert said.value(whole, VOID.properties) == Literal(len(parts))
    sizes = {str(said.value(part, DCT.identifier)): part for part in said.objects(whole, VOID.subset)}
    for graph, size in example.manifest.graphs.items():
        assert said.value(sizes[graph], VOID.triples) == Literal(size)
    goals = said.value(None, VOID["class"], URIRef("https://w3id.org/tsunagu/def#Goal"))
    assert int(str(said.value(goals, VOID.entities))) > 10
    assert said.value(whole, VOID.uriSpace) == Literal("https://w3id.org/tsunagu/id/")
    for address in said.objects(whole, VOID.dataDump):
        assert client.head(str(address)).status_code == 200
    thing = str(said.value(whole, VOID.exampleResource)).removeprefix("https://w3id.org/tsunagu")
    assert client.get(thing, follow_redirects=True).status_code == 200


@pytest.mark.parametrize(("prefix", "word"), [("", "部局マネジメントシート"), ("/en", "management sheets")])
def test_search_engines_find_the_datasets(client: httpx.Client, prefix: str, word: str) -> None:
    page = client.get(f"{prefix}/data").text
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    said = json.loads(block)
    assert said["@type"] == "DataCatalog"
    assert len(said["dataset"]) == 5
    for dataset in said["dataset"]:
        assert word in dataset["name"] or "ネットワーク" in dataset["name"] or "networks" in dataset["name"]
        assert 50 <= len(dataset["description"]) <= 5000
        assert dataset["license"] == ["https://creativecommons.org/licenses/by/4.0/"]
        for file in dataset["distribution"]:
            assert client.head(file["contentUrl"]).status_code == 200


def test_the_sitemap_leads_to_pages_that_are_there(client: httpx.Client) -> None:
    robots = client.get("/robots.txt").text
    index = re.search(r"Sitemap: (\S+)", robots)
    assert index
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ElementTree.fromstring(client.get(index[1]).text)
    assert root.tag == f"{space}sitemapindex"
    files = [str(each.text) for each in root.iter(f"{space}loc")]
    assert len(files) > 8
    pages: list[str] = []
    for file in files:
        answer = client.get(file)
        assert answer.headers["content-type"].startswith("application/xml")
        entries = ElementTree.fromstring(answer.text)
        assert entries.tag == f"{space}urlset"
        found = [str(each.text) for each in entries.iter(f"{space}loc")]
        assert found
        pages += found
    assert len(pages) == len(set(pages))
    here = str(client.base_url).rstrip("/")
    assert f"{here}/doc/lg/992011/org/naosute.html" in pages
    assert f"{here}/en/doc/lg/992011/org/naosute.html" in pages
    for page in pages[::9]:
        assert client.get(page, headers={"Accept": "text/html"}).status_code == 200, page


@pytest.mark.parametrize("name", ["nothing-1", "goals-0", "goals-x", "goals", "goals-99999"])
def test_a_sitemap_has_no_other_files(client: httpx.Client, name: str) -> None:
    assert client.get(f"/sitemap/{name}.xml").status_code == 404


@pytest.mark.parametrize("name", ["manifest.json", "..%2fmanifest.json", "nothing.nq", "findings.json"])
def test_only_graphs_are_given_away(client: httpx.Client, name: str) -> None:
    assert client.get(f"/data/sheets/{name}").status_code == 404


def test_the_graph_of_a_sheet_comes_with_its_mark(client: httpx.Client, example: Release) -> None:
    sheet = example.manifest.sheets[0]
    address = f"/data/sheets/{sheet.fragment}"
    answer = client.get(address)
    quads = list(parse(answer.content, RdfFormat.N_QUADS))
    assert {quad.graph_name for quad in quads} == {NamedNode(sheet.graph)}
    assert len(quads) == example.manifest.graphs[sheet.graph]
    assert client.get(address, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    assert client.get(address, headers={"Range": "bytes=0-99"}).content == answer.content[:100]


@pytest.fixture(scope="module")
def bare(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of a copy of the example city that states neither licence nor contact nor English names."""
    place = tmp_path_factory.mktemp("bare")
    folder = place / "cities" / "yuino"
    folder.mkdir(parents=True)
    for file in (root / "loaders" / "cities" / "yuino").iterdir():
        if file.suffix in (".csv", ".toml"):
            (folder / file.name).write_bytes(file.read_bytes())
    profile = (folder / "city.toml").read_text()
    for table in ("licence", "contact", "catalog", "publisher"):
        profile = re.sub(rf"\[{table}\]\n(.+\n)+", "", profile)
    profile = re.sub(r'^name_en = "Yuino City"\n', "", profile, count=1, flags=re.MULTILINE)
    (folder / "city.toml").write_text(profile)
    home = place / "home"
    sheet = root / "examples" / "yuino" / "yuino-2024-midori-kankyo.txt"
    result = build([sheet], home, cities(str(folder.parent)), jobs=1)
    assert result.release is not None
    return home


def test_what_a_city_does_not_state_is_said_to_be_unstated(bare: Path, serve: Serve) -> None:
    with serve(Settings(home=bare)) as client:
        said = Graph().parse(data=client.get("/catalog.ttl").text, format="turtle")
        catalog = URIRef("https://w3id.org/tsunagu/catalog")
        assert not list(said.objects(None, DCT.license))
        rights = said.value(catalog, DCT.rights)
        labels = {str(each) for each in said.objects(rights)}
        assert "利用条件（権利）は記載されていません。" in labels
        title = {str(each) for each in said.objects(catalog, DCT.title)}
        assert any("Municipality 992011" in each for each in title)
        body = client.get("/catalog.ckan.json").json()
        assert body["license_id"] == "notspecified"
        assert "license_url" not in body
        assert len(set(said.objects(None, DCAT.theme))) == 1


def test_the_named_graph_of_the_catalogue_leads_to_it(client: httpx.Client) -> None:
    answer = client.get("/graph/catalog", headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert (answer.url.path, answer.status_code) == ("/catalog", 200)


def test_cities_with_several_licences_have_a_statement_of_rights(example: Release) -> None:
    terms = (("https://a.example/by", "A"), ("https://b.example/sa", "B"))
    quads = described(replace(catalogue(example, "http://localhost"), licences=terms))
    rights = NamedNode("https://w3id.org/tsunagu/catalog#rights")
    assert not [quad for quad in quads if quad.predicate == NamedNode(DCT.license)]
    assert {quad.object for quad in quads if quad.predicate == NamedNode(DCT.rights)} == {rights}
    said = {quad.object.value for quad in quads if quad.subject == rights}
    assert {"https://a.example/by", "https://b.example/sa", "利用条件は市ごとに違います（A、B）。"} <= said
