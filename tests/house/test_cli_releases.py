"""From sheets to answers with the command alone: build, validate, query, releases."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.release import Release

GOALS = "PREFIX tng: <https://w3id.org/tsunagu/def#> SELECT (COUNT(*) AS ?goals) WHERE { ?goal a tng:Goal }"
SAME = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 3"


@pytest.fixture(scope="module")
def built(example: Release) -> Path:
    """Return a home with the sheets of the example city."""
    return example.path.parents[1]


def test_build_ends_with_a_table(tsunagu: Callable, sheets: list[Path]) -> None:
    ended = tsunagu("build", *sheets)
    assert ended.status == 0
    assert all(sheet.name in ended.out for sheet in sheets)
    assert "Switched to release" in ended.err
    again = tsunagu("build", *sheets)
    assert again.status == 0
    assert "Nothing changed" in again.err


def test_build_goes_on_when_a_file_is_refused(tsunagu: Callable, sheets: list[Path], tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    ended = tsunagu("build", sheets[0], tmp_path / "empty.txt", "--json")
    assert ended.status == 1
    data = json.loads(ended.out)
    assert [Path(row["file"]).name for row in data["sheets"]] == [sheets[0].name]
    assert data["refused"][0]["error"]["key"] == "file-empty"
    assert "empty.txt" in ended.err


def test_a_build_says_which_files_could_not_be_made(
    tsunagu: Callable, sheets: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.export.workbook.MOST_ROWS", 2)
    ended = tsunagu("build", sheets[0])
    assert ended.status == 0
    assert "could not be made (a value or the number of rows does not fit): tables.xlsx." in " ".join(
        ended.err.split()
    )


def test_a_home_that_is_no_folder(tsunagu: Callable, sheets: list[Path], tmp_path: Path) -> None:
    (tmp_path / "home").write_bytes(b"")
    for words in (("build", sheets[0]), ("releases", "list"), ("query", GOALS), ("validate",)):
        ended = tsunagu(*words)
        assert ended.status == 2, words
        assert ended.err
        assert "Traceback" not in ended.err
        assert ended.out == "" or words[0] == "releases"


@pytest.mark.parametrize("words", [("query", GOALS), ("validate",), ("serve",), ("releases", "verify")])
def test_nothing_built_yet(tsunagu: Callable, words: tuple[str, ...]) -> None:
    ended = tsunagu(*words)
    assert ended.status == 2
    assert "tsunagu build" in ended.err
    assert ended.out == ""


def test_query_as_a_table_and_as_data(tsunagu: Callable, built: Path) -> None:
    table = tsunagu("query", GOALS, "--home", built)
    assert table.status == 0
    assert "goals" in table.out
    assert "1 rows" in table.err
    rows = list(csv.reader(io.StringIO(tsunagu("query", GOALS, "--format", "csv", "--home", built).out)))
    assert rows[0] == ["goals"]
    assert int(rows[1][0]) > 5
    data = json.loads(tsunagu("query", GOALS, "--json", "--home", built).out)
    assert data["results"]["bindings"][0]["goals"]["value"] == rows[1][0]


def test_query_for_triples(tsunagu: Callable, built: Path) -> None:
    assert len(tsunagu("query", SAME, "--format", "nt", "--home", built).out.splitlines()) == 3
    refused = tsunagu("query", SAME, "--home", built)
    assert refused.status == 2
    assert "--format ttl" in refused.err


def test_query_from_a_file(tsunagu: Callable, built: Path, tmp_path: Path) -> None:
    (tmp_path / "goals.rq").write_text(GOALS, encoding="utf-8")
    assert tsunagu("query", "-f", "goals.rq", "--format", "csv", "--home", built).status == 0
    assert tsunagu("query", "-f", "nowhere.rq", "--home", built).status == 2
    assert tsunagu("query", "--home", built).status == 2
    assert tsunagu("query", GOALS, "-f", "goals.rq", "--home", built).status == 2


@pytest.mark.parametrize("page", ["README.md", "README.ja.md"])
def test_the_first_question_of_the_readme(tsunagu: Callable, built: Path, root: Path, page: str) -> None:
    text = (root / page).read_text(encoding="utf-8")
    found = re.search(r"tsunagu query '([^']+)'", text)
    assert found
    answer = csv.reader(io.StringIO(tsunagu("query", found[1], "--format", "csv", "--home", built).out))
    shown = [row.strip("| ").split(" | ") for row in re.findall(r"^\| .+ \|$", text, re.MULTILINE)]
    assert list(answer) == shown[:4]


@pytest.mark.parametrize(
    "query", ["SELEKT", "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "DROP ALL", "{" * 5000]
)
def test_a_query_that_is_refused(tsunagu: Callable, built: Path, query: str) -> None:
    ended = tsunagu("query", query, "--home", built)
    assert ended.status == 2
    assert ended.out == ""
    assert ended.err
    assert "Traceback" not in ended.err


def test_a_query_is_stopped_at_the_deadline(
    tsunagu: Callable, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TSUNAGU_QUERY_TIMEOUT", "0.5")
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    ended = tsunagu("query", endless, "--home", built)
    assert ended.status == 2
    assert ended.out == ""


def test_saved_queries(tsunagu: Callable, built: Path) -> None:
    listed = json.loads(tsunagu("queries", "list", "--json").out)
    assert len(listed) >= 10
    for each in listed:
        assert each["title"]["ja"]
        assert each["title"]["en"]
        ended = tsunagu("queries", "run", each["name"], "--format", "csv", "--home", built)
        assert ended.status == 0, each["name"]
        assert ended.out.splitlines()
    assert all(each["name"] in tsunagu("queries", "list").out for each in listed)
    assert tsunagu("queries", "run", "no-such-query", "--home", built).status == 2
    wrong = tsunagu("queries", "run", listed[0]["name"], "--param", "nonsense", "--home", built)
    assert wrong.status == 2
    assert "nonsense" in wrong.err


def test_validate_the_release_and_a_file(tsunagu: Callable, built: Path, sheets: list[Path]) -> None:
    for words in ((), (sheets[0],)):
        ended = tsunagu("validate", *words, "--home", built)
        assert ended.status == 0
        assert ended.out
        rows = json.loads(tsunagu("validate", *words, "--home", built, "--format", "json").out)
        assert all(row["severity"] != "violation" for row in rows)
        table = csv.reader(io.StringIO(tsunagu("validate", *words, "--home", built, "--format", "csv").out))
        assert len(list(table)) == len(rows) + 1


def test_releases(tsunagu: Callable, sheets: list[Path]) -> None:
    for sheet in sheets[:2]:
        assert tsunagu("build", sheet).status == 0
    first, second = json.loads(tsunagu("releases", "list", "--json").out)
    assert (first["current"], second["current"]) == (False, True)
    assert len(second["manifest"]["sheets"]) == 2
    assert tsunagu("releases", "verify").status == 0
    assert tsunagu("releases", "switch", first["manifest"]["id"]).status == 0
    assert tsunagu("releases", "switch", "no-such-release").status == 2
    assert "current" in tsunagu("releases", "list").out
    gone = tsunagu("releases", "prune", "--keep", 1)
    assert gone.status == 0
    assert gone.out == ""  # the newest stays by number, the other one because it answers
    assert len(json.loads(tsunagu("releases", "list", "--json").out)) == 2


def test_verify_finds_what_was_changed(tsunagu: Callable, sheets: list[Path], tmp_path: Path) -> None:
    assert tsunagu("build", sheets[0]).status == 0
    (dump,) = (tmp_path / "home" / "releases").glob("*/dump.nq")
    dump.chmod(0o644)
    dump.write_bytes(dump.read_bytes()[:-10])
    ended = tsunagu("releases", "verify")
    assert ended.status == 1
    assert "dump.nq" in ended.out


def test_a_city_of_ones_own(tsunagu: Callable, tmp_path: Path) -> None:
    ended = tsunagu("city", "new", "992020", "星川市")
    assert ended.status == 0
    assert Path(ended.out.strip()).is_dir()
    keys = {row["code"] for row in json.loads(tsunagu("city", "list", "--cities", "cities", "--json").out)}
    assert {"992020", "992011"} <= keys
    assert tsunagu("city", "new", "992021", "星川市").status == 2
    assert tsunagu("city", "copy", "yuino", "--into", "copies").status == 0
    assert "yuino" in tsunagu("city", "list", "--cities", "copies").out
