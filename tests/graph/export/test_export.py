"""A release as files for other programs: every format reads back whole, and is the same every time."""

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import networkx
import pytest
from openpyxl import load_workbook
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from graph.build import build
from graph.export import FORMATS, export
from graph.export.answers import answers
from graph.export.archive import README, csv_archive
from graph.export.tables import tables
from graph.export.workbook import MOST_ROWS, write_workbook
from graph.network.exports import EDGE_COLUMNS, NODE_COLUMNS
from graph.release import Release
from graph.store import open_store
from loaders.cities.find import cities
from ontology.terms import RDF, SKOS, TNG

RDF_FORMATS = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
}
DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "＝１＋１", "\t=1")


@pytest.fixture(scope="module")
def release(example: Release) -> Release:
    return example


@pytest.fixture(scope="module")
def written(release: Release) -> Callable[[str], bytes]:
    def write(form: str) -> bytes:
        out = io.BytesIO()
        export(release, form, out)
        return out.getvalue()

    return write


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("form", sorted(FORMATS.keys() - {"parquet"}))
def test_a_format_is_the_same_every_time(form: str, written: Callable[[str], bytes]) -> None:
    assert written(form) == written(form)


@pytest.mark.parametrize("form", RDF_FORMATS)
def test_graphs_read_back_to_the_same_content(
    form: str, written: Callable[[str], bytes], release: Release
) -> None:
    quads = set(parse(release.dump_path.read_bytes(), format=RdfFormat.N_QUADS))
    assert len(quads) == sum(release.manifest.graphs.values())
    found = set(parse(written(form), format=RDF_FORMATS[form]))
    if form == "ttl":
        assert len(found) == release.manifest.merged
        assert {quad.triple for quad in found} == {quad.triple for quad in quads}
    else:
        assert found == quads


def test_networks_read_back_to_the_same_content(written: Callable[[str], bytes], release: Release) -> None:
    network = release.network("everything")
    assert network is not None
    graphml = networkx.parse_graphml(written("graphml").decode())
    gexf = networkx.read_gexf(io.BytesIO(written("gexf")))
    points = {node.id: values(NODE_COLUMNS, node) for node in network.nodes}
    assert len(points) > 50
    for found in (graphml, gexf):
        assert {node: said_of(NODE_COLUMNS, told) for node, told in found.nodes(data=True)} == points
        assert found.number_of_edges() == len(network.edges)
        for edge in network.edges:
            told = found.edges[edge.source, edge.target]
            assert said_of(EDGE_COLUMNS, told) == values(EDGE_COLUMNS, edge)


def values(columns: Mapping[str, Any], thing: object) -> dict[str, object]:
    return {name: column.value(thing) for name, column in columns.items()}


def said_of(columns: Mapping[str, Any], told: Mapping[str, object]) -> dict[str, object]:
    """Return what a file says; networkx leaves empty texts out."""
    return {name: told.get(name, "") for name in columns}


def test_tables_read_back_with_equal_counts(written: Callable[[str], bytes], release: Release) -> None:
    archive = zipfile.ZipFile(io.BytesIO(written("csv")))
    book = load_workbook(io.BytesIO(written("xlsx")), read_only=True)
    names = [table.name for table in tables()]
    assert archive.namelist() == [README, *(f"{name}.csv" for name in names)]
    assert book.sheetnames == ["README", *names]
    for table in tables():
        expected = _rows(open_store(release), table.name)
        head, *found = rows(archive.read(f"{table.name}.csv"))
        assert head == list(table.columns)
        assert found == expected
        assert len(found) >= 3
        sheet = list(book[table.name].iter_rows(values_only=True))
        assert list(sheet[0]) == head
        assert len(sheet) - 1 == len(expected)


@pytest.mark.parametrize(("table", "kind"), [("programs", TNG.Program), ("figures", TNG.Figure)])
def test_a_table_has_every_thing_of_its_kind_once(table: str, kind: str, release: Release) -> None:
    store = open_store(release)
    pattern = store.quads_for_pattern(None, NamedNode(str(RDF.type)), NamedNode(str(kind)), DefaultGraph())
    known = sorted(str(quad.subject.value) for quad in pattern)
    (chosen,) = [each for each in tables() if each.name == table]
    assert sorted({row[0].text for row in chosen.rows(store)}) == sorted(set(known))


def _rows(store: Store, name: str) -> list[list[str]]:
    (chosen,) = [each for each in tables() if each.name == name]
    with answers(store) as found:
        return [[cell.text for cell in row] for row in found.rows(chosen)]


def test_what_only_a_register_knows_is_no_partner_and_no_department_of_a_table(release: Release) -> None:
    store, kind = Store(), NamedNode(str(RDF.type))
    store.extend(open_store(release).quads_for_pattern(None, None, None, DefaultGraph()))
    before = {name: _rows(store, name) for name in ("partners", "departments", "policies")}
    named = {row[1] for row in _rows(store, "partnerships")}
    assert {row[0] for row in before["partners"]} == named
    assert {row[4] for row in before["departments"]} - {row[0] for row in before["departments"]} <= {""}
    city = release.manifest.cities[0].graph.partition("/graph/")[0]
    for name, term in (("org/only-registered", TNG.Partner), ("dept/only-registered", TNG.Department)):
        store.add(Quad(NamedNode(f"{city}/{name}"), kind, NamedNode(str(term))))
    assert {name: _rows(store, name) for name in before} == before


def test_policies_are_whole_and_say_how_many_goals_name_them(release: Release) -> None:
    store = open_store(release)
    given = [policy for _, policy in _rows(store, "contributions")]
    (chosen,) = [each for each in tables() if each.name == "policies"]
    place = list(chosen.columns).index("named")
    counts = {row[0]: int(row[place]) for row in _rows(store, "policies")}
    assert counts == {policy: given.count(policy) for policy in counts}
    assert 0 in counts.values()
    assert sum(counts.values()) == len(given)


def test_the_real_sheet_has_few_partners_among_many_registered(shared: Path, tmp_path: Path) -> None:
    made = build(sorted((shared / "sheets").glob("*.txt")), tmp_path / "home", cities(), jobs=1).release
    assert made is not None
    store = open_store(made)
    known = store.quads_for_pattern(
        None, NamedNode(str(RDF.type)), NamedNode(str(TNG.Partner)), DefaultGraph()
    )
    assert 0 < len(_rows(store, "partners")) < len({quad.subject for quad in known}) / 2
    assert 0 < len(_rows(store, "departments")) < 6


def test_the_readme_names_each_column(written: Callable[[str], bytes]) -> None:
    text = zipfile.ZipFile(io.BytesIO(written("csv"))).read(README).decode()
    assert "架空" in text
    assert "fictional" in text
    for table in tables():
        assert table.title.ja in text
        assert all(words.en in text for words in table.columns.values())


def test_no_text_runs_as_a_formula() -> None:
    store = Store()
    for number, text in enumerate(DANGEROUS):
        partner = NamedNode(f"https://a.example/id/org/{number}")
        store.add(Quad(partner, NamedNode(str(RDF.type)), NamedNode(str(TNG.Partner))))
        store.add(Quad(partner, NamedNode(str(SKOS.prefLabel)), Literal(text, language="ja")))
        mention = NamedNode(f"https://a.example/id/mention/{number}")
        store.add(Quad(mention, NamedNode(str(TNG.organization)), partner))
        store.add(Quad(mention, NamedNode(str(TNG.sheet)), NamedNode("https://a.example/id/sheet")))
    csvs, book = io.BytesIO(), io.BytesIO()
    with answers(store) as told:
        csv_archive(told, csvs, "")
        write_workbook(told, book, "")
    found = rows(zipfile.ZipFile(csvs).read("partners.csv"))[1:]
    assert [row[1] for row in found] == [f"'{text}" for text in DANGEROUS]
    sheet = load_workbook(book)["partners"]
    cells = [cell for (cell,) in sheet.iter_rows(min_row=2, min_col=2, max_col=2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(DANGEROUS)
    assert all(str(cell.value).startswith("'") for cell in cells)
    assert b"<f>" not in b"".join(
        zipfile.ZipFile(book).read(name) for name in zipfile.ZipFile(book).namelist()
    )


def test_the_workbook_is_sound_xml_without_a_time(written: Callable[[str], bytes]) -> None:
    archive = zipfile.ZipFile(io.BytesIO(written("xlsx")))
    for name in archive.namelist():
        assert archive.getinfo(name).date_time == (1980, 1, 1, 0, 0, 0)
        ElementTree.fromstring(archive.read(name))
    assert b"dcterms:modified" not in archive.read("docProps/core.xml")
    assert MOST_ROWS == 2**20


def test_json_ld_fetches_no_context(written: Callable[[str], bytes], release: Release) -> None:
    data = json.loads(written("jsonld"))
    assert {each["@id"] for each in data if "@graph" in each} == set(release.manifest.graphs)
    assert not any("@context" in each for each in data)
