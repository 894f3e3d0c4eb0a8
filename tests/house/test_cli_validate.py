"""`tsunagu validate`: what is wrong with a sheet, a file of RDF or the release, in every form of report."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.namespace import SH

from graph.home import Home

SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix tng: <https://w3id.org/tsunagu/def#> .
<http://example.org/Goal> a sh:NodeShape ; sh:targetClass tng:Goal ;
    sh:property [ sh:path <http://example.org/colour> ; sh:minCount 1 ; sh:severity sh:Warning ] .
"""
TURTLE = "@prefix tng: <https://w3id.org/tsunagu/def#> .\n\n<http://example.org/g> a tng:Goal .\n"


@pytest.fixture
def wrong(sheets: list[Path], tmp_path: Path) -> Path:
    """A sheet in which two goals have the number 1, beside a file that is empty."""
    folder = tmp_path / "from an officer"
    folder.mkdir()
    text = sheets[2].read_bytes().decode("cp932")
    doubled = re.sub(r"(?m)^2$", "1", text, count=1)
    assert doubled != text
    (folder / "みどり 1.txt").write_text(doubled, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def test_a_wrong_sheet_leads_to_file_place_and_remedy(
    tsunagu: Callable, wrong: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSUNAGU_LANG", "ja")
    ended = tsunagu("validate", wrong)
    assert ended.status == 1
    said = ended.out[ended.out.index("みどり 1.txt") :]
    assert re.search(r"違反  \d+行目  1 ", said)
    assert "番号（No）が重複しています。番号を付け直してください。" in said
    assert "空のファイルです" in ended.err
    assert "empty.txt" not in ended.out


def test_every_form_of_report_says_the_same(tsunagu: Callable, wrong: Path, tmp_path: Path) -> None:
    written = {}
    for form in ("csv", "html", "sarif", "ttl", "json"):
        file = tmp_path / f"report.{form}"
        ended = tsunagu("validate", wrong, "--format", form, "-o", file)
        assert (ended.status, ended.out) == (1, "")
        assert file.name in ended.err
        written[form] = file.read_bytes().decode("utf-8")
    rows = json.loads(written["json"])
    assert {row["shape"] for row in rows} >= {"sheet-numbers-unique", "file-empty"}
    assert len(list(csv.reader(io.StringIO(written["csv"], newline="")))) == len(rows) + 1
    assert written["csv"].startswith("\ufeff")
    assert len(json.loads(written["sarif"])["runs"][0]["results"]) == len(rows)
    report = Graph().parse(data=written["ttl"], format="turtle")
    assert len(set(report.objects(None, SH.result))) == len(rows)
    counts = map(int, re.findall(r"<dd>(\d+)</dd>", written["html"]))
    assert sum(counts) == len(rows)


def test_a_report_does_not_overwrite(tsunagu: Callable, sheets: list[Path], tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("mine")
    ended = tsunagu("validate", sheets[0], "--format", "csv", "-o", tmp_path / "mine.csv")
    assert ended.status == 2
    assert (tmp_path / "mine.csv").read_text() == "mine"


def test_a_table_ends_with_the_counts(tsunagu: Callable, wrong: Path) -> None:
    ended = tsunagu("validate", wrong, "--format", "table")
    assert ended.status == 1
    assert "violation" in ended.out
    assert re.search(r"violations: [1-9]\d*, warnings: ", ended.out.splitlines()[-1])


def test_rdf_is_checked_by_a_profile(tsunagu: Callable, tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text(SHAPES)
    (tmp_path / "data.ttl").write_text(TURTLE)
    ended = tsunagu("validate", tmp_path / "data.ttl", "--profile", tmp_path / "shapes.ttl")
    assert ended.status == 0  # a warning
    assert "data.ttl\n  warning  line 3" in ended.out
    assert "http://example.org/colour is missing: at least 1 needed." in ended.out
    again = tsunagu("validate", tmp_path / "data.ttl", "--profile", tmp_path / "none.ttl")
    assert (again.status, again.out) == (2, "")
    sheet = tsunagu("validate", tmp_path / "data.ttl", "--profile", tmp_path / "shapes.txt")
    assert sheet.status == 2


def test_two_profiles_may_have_files_of_one_name(tsunagu: Callable, tmp_path: Path) -> None:
    for folder, name in (("one", "colour"), ("two", "weight")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "shacl.ttl").write_text(SHAPES.replace("/colour", f"/{name}"))
    (tmp_path / "data.ttl").write_text(TURTLE)
    profiles = [each for name in ("one", "two") for each in ("--profile", tmp_path / name / "shacl.ttl")]
    ended = tsunagu("validate", tmp_path / "data.ttl", *profiles)
    assert "http://example.org/colour is missing" in ended.out
    assert "http://example.org/weight is missing" in ended.out


def test_a_sheet_may_be_checked_by_a_profile(tsunagu: Callable, sheets: list[Path], tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text(SHAPES)
    ended = tsunagu("validate", sheets[0], "--profile", tmp_path / "shapes.ttl", "--json")
    rows = json.loads(ended.out)
    assert len(rows) > 2
    assert {row["shape"] for row in rows} == {"http://example.org/Goal"}
    assert {row["file"] for row in rows} == {f"{sheets[0].name}.nt"}


def test_other_data_without_a_profile_is_refused(tsunagu: Callable, tmp_path: Path) -> None:
    (tmp_path / "data.ttl").write_text(TURTLE)
    ended = tsunagu("validate", tmp_path / "data.ttl")
    assert (ended.status, ended.out) == (1, "")
    assert "--profile" in ended.err
    assert tsunagu("validate", tmp_path / "nowhere.ttl").status == 2


def test_what_was_found_is_kept_where_a_home_is_ours_alone(
    tsunagu: Callable, sheets: list[Path], tmp_path: Path
) -> None:
    home = Home(tmp_path / "home")
    first = tsunagu("validate", sheets[0], "--json")
    assert not home.root.exists()
    home.create()
    home.cache.chmod(0o777)
    assert tsunagu("validate", sheets[0], "--json") == first
    assert list(home.cache.iterdir()) == []
    home.cache.chmod(0o700)
    for _ in range(2):
        assert tsunagu("validate", sheets[0], "--json") == first
        assert len([path for path in home.cache.rglob("*") if path.is_file()]) == 1
