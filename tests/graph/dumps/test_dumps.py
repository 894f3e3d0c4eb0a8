"""What can be taken away with a release: whole, the same every time, described as it is."""

import csv
import gzip
import hashlib
import importlib.util
import io
import json
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

from graph.dumps import PACKAGE, SUMS, SUMS_PLACE, Dump, dump_file, dumps, left_out
from graph.dumps import writing as writer
from graph.dumps.kinds import kinds
from graph.dumps.writing import write_dumps
from graph.export import tables
from graph.release import Release, current, verify

TYPES: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": re.compile(r"\d{4}-\d\d-\d\d").fullmatch,
}


@pytest.fixture(scope="module")
def release(example: Release) -> Release:
    return example


def possible() -> list[str]:
    """Return the names of all files; Parquet needs a library of an extra."""
    return [
        name
        for name, kind in kinds().items()
        if kind.format != "parquet" or importlib.util.find_spec("pyarrow")
    ]


def data_of(release: Release, name: str) -> bytes:
    found = dump_file(release, name)
    assert found is not None
    return found[1].read_bytes()


def test_every_kind_of_file_is_there_and_is_what_is_said_of_it(release: Release) -> None:
    told = dumps(release)
    assert [each.name for each in told] == possible()
    for each in told:
        data = data_of(release, each.name)
        assert (each.size, each.sha256) == (len(data), hashlib.sha256(data).hexdigest())
        assert data
        assert each.title.ja != each.title.en
    assert verify(release) == []


def test_the_sums_name_every_other_file(release: Release) -> None:
    lines = data_of(release, SUMS).decode().splitlines()
    assert dict(reversed(line.split("  ")) for line in lines) == {
        each.name: each.sha256 for each in dumps(release) if each.name != SUMS
    }


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("graph.nq.gz", RdfFormat.N_QUADS),
        ("graph.trig.gz", RdfFormat.TRIG),
        ("graph.jsonld.gz", RdfFormat.JSON_LD),
    ],
)
def test_packed_graphs_hold_what_the_plain_one_holds(name: str, form: RdfFormat, release: Release) -> None:
    plain = set(parse(data_of(release, "graph.nq"), format=RdfFormat.N_QUADS))
    assert set(parse(gzip.decompress(data_of(release, name)), format=form)) == plain
    assert len(plain) == sum(release.manifest.graphs.values())


def test_a_packed_file_is_the_plain_one(release: Release) -> None:
    for name in ("graph.nq", "graph.ttl"):
        assert gzip.decompress(data_of(release, f"{name}.gz")) == data_of(release, name)


def test_excel_gets_the_same_table_with_a_mark(release: Release) -> None:
    for table in tables():
        assert data_of(release, f"{table.name}-excel.csv") == b"\xef\xbb\xbf" + data_of(
            release, f"{table.name}.csv"
        )


def test_the_package_describes_the_tables_as_they_are(release: Release) -> None:
    package = json.loads(data_of(release, PACKAGE))
    assert package["version"] == release.id
    assert [each["name"] for each in package["resources"]] == [table.name for table in tables()]
    for resource in package["resources"]:
        data = data_of(release, resource["path"])
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        rows = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
        fields = {field["name"]: TYPES[field["type"]] for field in resource["schema"]["fields"]}
        assert list(rows.fieldnames or ()) == list(fields)
        filled = [(fields[name], text) for row in rows for name, text in row.items() if text]
        assert filled
        assert all(as_typed(text) is not None for as_typed, text in filled)


def test_the_tables_can_be_joined_as_the_package_says(release: Release) -> None:
    schemas = {each["name"]: each for each in json.loads(data_of(release, PACKAGE))["resources"]}
    rows = {
        name: list(csv.DictReader(io.StringIO(data_of(release, each["path"]).decode("utf-8"), newline="")))
        for name, each in schemas.items()
    }
    joined = 0
    for name, each in schemas.items():
        key = each["schema"].get("primaryKey", [])
        assert not key or len({tuple(map(row.get, key)) for row in rows[name]}) == len(rows[name]), name
        for link in each["schema"].get("foreignKeys", []):
            (column,), (target,) = link["fields"], link["reference"]["fields"]
            there = {row[target] for row in rows[link["reference"]["resource"] or name]}
            assert {row[column] for row in rows[name]} <= there | {""}, (name, column)
            joined += 1
    assert joined > 10


def test_codes_of_municipalities_are_in_the_tables(release: Release) -> None:
    rows = csv.DictReader(io.StringIO(data_of(release, "goals.csv").decode(), newline=""))
    assert {row["city_code"] for row in rows} == {"992011"}


def test_terms_of_use_are_told_only_where_they_hold_for_all(release: Release) -> None:
    manifest = release.manifest
    (city,) = manifest.cities
    silent = replace(city, face=replace(city.face, licence=""))
    mixed = replace(manifest, cities=(city, silent))
    sums = {each.name: each.sha256 for each in dumps(release)}
    assert json.loads(writer.package(manifest, sums, lambda name: 0))["licenses"]
    assert "licenses" not in json.loads(writer.package(mixed, sums, lambda name: 0))


def test_the_same_release_gives_the_same_files(release: Release, tmp_path: Path) -> None:
    again = copy_without_dumps(release, tmp_path)
    made = write_dumps(again)
    assert made == {name: sha for name, sha in release.manifest.checksums.items() if name in made}
    assert len(made) == len(possible())


def test_a_workbook_that_does_not_fit_is_left_out(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.export.workbook.MOST_ROWS", 2)
    again = copy_without_dumps(release, tmp_path)
    made = write_dumps(again)
    assert "dumps/tables.xlsx" not in made
    assert {f"dumps/{table.name}.csv" for table in tables()} < made.keys()
    assert not (again.path / "dumps/tables.xlsx").exists()


def test_without_pyarrow_there_is_no_parquet(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    made = write_dumps(copy_without_dumps(release, tmp_path))
    assert {f"dumps/{table.name}.csv" for table in tables()} < made.keys()
    assert not any(name.endswith(".parquet") for name in made)
    assert not list(tmp_path.glob("dumps/*.parquet"))


def test_parquet_is_a_file_of_each_table(release: Release, library: Callable[[str], Any]) -> None:
    parquet = library("pyarrow.parquet")
    for table in tables():
        rows = data_of(release, f"{table.name}.csv").decode()
        found = parquet.read_table(io.BytesIO(data_of(release, f"{table.name}.parquet")))
        assert found.num_rows == len(list(csv.DictReader(io.StringIO(rows, newline=""))))


def test_a_release_without_dumps_has_its_n_quads_and_the_next_build_makes_the_others(
    do_build: Callable, sheets: list[Path], home: Path
) -> None:
    assert do_build(sheets[0]).changed
    assert not do_build(sheets[0]).changed
    old = current(home)
    assert old is not None
    checksums = {name: each for name, each in old.manifest.checksums.items() if not name.startswith("dumps/")}
    (old.path / "manifest.json").write_bytes(replace(old.manifest, checksums=checksums).as_json())
    bare = current(home)
    assert bare is not None
    assert [each.name for each in dumps(bare)] == ["graph.nq"]
    assert dump_file(bare, "graph.ttl") is None
    made = do_build(sheets[0])
    assert made.changed
    assert SUMS_PLACE in made.release.manifest.checksums


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ([], []),
        (["tables.xlsx"], ["tables.xlsx"]),
        (["goals.parquet"], ["goals.parquet"]),
        ([f"{table.name}.parquet" for table in tables()], []),  # nobody installed what writes them
    ],
)
def test_what_could_not_be_made_is_told(
    release: Release, gone: list[str], told: list[str], library: Callable
) -> None:
    library("pyarrow")
    checksums = {
        name: each
        for name, each in release.manifest.checksums.items()
        if name not in [f"dumps/{one}" for one in gone]
    }
    assert left_out(replace(release, manifest=replace(release.manifest, checksums=checksums))) == told


@pytest.mark.parametrize("name", ["", "none.nq", "../manifest.json", "dumps/graph.ttl", "manifest.json"])
def test_other_names_are_no_files(name: str, release: Release) -> None:
    assert dump_file(release, name) is None


def test_a_packed_file_says_how_it_is_sent() -> None:
    title = kinds()["graph.ttl"].title
    assert Dump("a.ttl", "text/turtle", "ttl", 1, "", title).served_as == "text/turtle"
    assert (
        Dump("a.ttl.gz", "text/turtle", "ttl", 1, "", title, "application/gzip").served_as
        == "application/gzip"
    )


def copy_without_dumps(release: Release, folder: Path) -> Release:
    """Return a release that has no files to take away yet but its N-Quads, with the same store."""
    for part in ("dump.nq", "store", "fragments", "network"):
        (folder / part).symlink_to(release.path / part)
    checksums = {
        name: each for name, each in release.manifest.checksums.items() if not name.startswith("dumps/")
    }
    return Release(release.id, folder, replace(release.manifest, checksums=checksums))
