"""What rules proposed goes out to a person and comes back, with the command."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from loaders.cities.codes import corporate_check_digit

C = "https://w3id.org/tsunagu/id/lg/992011"
PROPOSED = """
@prefix tng: <https://w3id.org/tsunagu/def#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<{c}/x/1> a tng:Mention ; tng:of <{c}/org/x1> ; tng:surface "架空の会" ;
  tng:sheet <{sheet}> ; tng:role tng:supports ;
  tng:status tng:Proposed ; tng:method "suffix" ; tng:confidence 0.87 ; tng:evidence <{c}/ev/1> .
<{c}/org/x1> a tng:Partner ; skos:prefLabel "架空の会"@ja .
<{c}/ev/1> tng:quote "架空の会が集いを支えました。" ; tng:line 7 ; tng:lineEnd 7 .
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, sheets: list[Path]) -> Path:
    """Return a home with a sheet, in whose store one more mention stands."""
    from graph.build import build
    from graph.release import current
    from loaders.cities.find import cities

    home = tmp_path_factory.mktemp("review") / "home"
    assert not build(sheets[:1], home, cities(), jobs=1).refused
    release = current(home)
    assert release is not None
    triples = PROPOSED.format(c=C, sheet=release.manifest.sheets[0].sheet)
    store = Store(str(release.store_path))
    store.load(triples.encode(), format=RdfFormat.TURTLE)
    store.flush()
    del store
    return home


@pytest.fixture
def review(tsunagu: Callable, built: Path, tmp_path: Path) -> Callable:
    """Return the command on a copy of that home: `review("list")`."""
    home = tmp_path / "reviewed"
    shutil.copytree(built, home)
    return lambda *words: tsunagu("review", *words, "--home", home)


def fill_in(path: Path, **cells: str) -> None:
    """Mark the row of the surface."""
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    with path.open("w", encoding="cp932", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(row | (cells if row["surface"] == "架空の会" else {}) for row in rows)


def test_the_list(review: Callable) -> None:
    shown = review("list")
    assert shown.status == 0
    assert all(part in shown.out for part in ("架空の会", "supports", "0.87"))
    (data,) = (each for each in json.loads(review("list", "--json").out) if each["surface"] == "架空の会")
    assert data["contexts"] == ["【架空の会】が集いを支えました。"]
    assert (data["kind"], data["count"], data["score"], data["roles"]) == ("partner", 1, "0.87", ["supports"])


def test_out_and_back(review: Callable, tsunagu: Callable, tmp_path: Path) -> None:
    assert tsunagu("city", "copy", "yuino").status == 0
    marks = tmp_path / "marks.csv"
    assert review("export", "-o", marks).status == 0
    fill_in(marks, decision="採用", key="kaku-no-kai", why="総会で確認")
    words = ("apply", marks, "--who", "係長", "--when", "2026-05-01", "--cities", "cities")
    ended = review(*words, "--register", "--json")
    assert ended.status == 0, ended.err
    assert [row["name"] for row in json.loads(ended.out)["decisions"]] == ["架空の会"]
    assert "tsunagu build" in ended.err
    decisions = (tmp_path / "cities" / "yuino" / "decisions.csv").read_text(encoding="utf-8-sig")
    assert "架空の会,partner,new,架空の会,kaku-no-kai,,,係長,2026-05-01,総会で確認" in decisions
    assert "kaku-no-kai" in (tmp_path / "cities" / "yuino" / "organisations.csv").read_text(
        encoding="utf-8-sig"
    )
    again = review(*words, "--register")
    assert again.status == 0
    assert "Nothing was written" in again.err
    cities = json.loads(tsunagu("city", "list", "--cities", "cities", "--json").out)
    assert [city["folder"] for city in cities if city["key"] == "yuino"] == ["cities/yuino"]


def test_nothing_is_written_where_one_row_is_wrong(
    review: Callable, tsunagu: Callable, tmp_path: Path
) -> None:
    assert tsunagu("city", "copy", "yuino").status == 0
    marks = tmp_path / "marks.csv"
    assert review("export", "-o", marks).status == 0
    fill_in(marks, decision="perhaps")
    ended = review("apply", marks, "--who", "x", "--cities", "cities")
    assert ended.status == 2
    assert "marks.csv, line" in ended.err
    assert "nothing was written" in ended.err
    assert not (tmp_path / "cities" / "yuino" / "decisions.csv").exists()


def test_a_bundled_city_is_read_only(review: Callable, tmp_path: Path) -> None:
    marks = tmp_path / "marks.csv"
    marks.write_text(review("export").out, encoding="utf-8")
    fill_in(marks, decision="reject")
    ended = review("apply", marks, "--who", "x")
    assert ended.status == 2
    assert "tsunagu city copy yuino" in ended.err


def test_marks_are_never_overwritten(review: Callable, tmp_path: Path) -> None:
    marks = tmp_path / "marks.csv"
    marks.write_text("mine", encoding="utf-8")
    ended = review("export", "-o", marks)
    assert (ended.status, marks.read_text(encoding="utf-8")) == (2, "mine")
    assert review("export", "-o", tmp_path / "no" / "marks.csv").status == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--who", "x", "--when", "May"), "--when"),
        (("--who", " "), "--who"),
        (("--who", "x", "--city", "nowhere"), "nowhere"),
    ],
)
def test_what_cannot_be_understood(
    review: Callable, tsunagu: Callable, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    assert tsunagu("city", "copy", "yuino").status == 0
    (tmp_path / "marks.csv").write_text("surface,kind,decision\n架空の会,partner,reject\n", encoding="utf-8")
    ended = review("apply", tmp_path / "marks.csv", "--cities", "cities", *words)
    assert ended.status == 2
    assert said in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("data", [b"", b"\x00", "あ,い\n".encode("utf-16")])
def test_a_file_that_is_no_table(review: Callable, tsunagu: Callable, tmp_path: Path, data: bytes) -> None:
    assert tsunagu("city", "copy", "yuino").status == 0
    (tmp_path / "marks.csv").write_bytes(data)
    ended = review("apply", tmp_path / "marks.csv", "--who", "x", "--cities", "cities")
    assert "Traceback" not in ended.err
    assert ended.status == 2
    assert review("apply", tmp_path / "none.csv", "--who", "x", "--cities", "cities").status == 2


def test_nothing_built_yet(tsunagu: Callable, tmp_path: Path) -> None:
    ended = tsunagu("review", "list")
    assert ended.status == 2
    assert "tsunagu build" in ended.err


def of_the_nation(path: Path, name: str) -> str:
    """Write a file of the national register that holds one body of that name; return its number."""
    number = corporate_check_digit("990000000001") + "990000000001"
    cells = {1: number, 2: "01", 6: name, 8: "399", 9: "架空県", 10: "結野市", 13: "99", 14: "201", 23: "1"}
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow([cells.get(place, "") for place in range(30)])
    return number


def test_numbers_are_proposed_and_only_confirmed_ones_registered(
    review: Callable, tsunagu: Callable, tmp_path: Path
) -> None:
    assert tsunagu("city", "copy", "yuino").status == 0
    number = of_the_nation(tmp_path / "national.csv", "特定非営利活動法人なおす手")
    marks, register = tmp_path / "numbers.csv", tmp_path / "cities" / "yuino" / "organisations.csv"
    before = register.read_bytes()
    proposed = review("identify", tmp_path / "national.csv", "-o", marks, "--cities", "cities")
    assert (proposed.status, proposed.out) == (0, "")
    (row,) = csv.DictReader(io.StringIO(marks.read_text(encoding="utf-8-sig"), newline=""))
    assert (row["organisation"], row["decision"]) == ("NPO法人なおす手", "")
    words = ("register", marks, "--who", "係長", "--cities", "cities", "--json")
    assert json.loads(review(*words).out)["filled"] == 0
    assert register.read_bytes() == before
    text = marks.read_text(encoding="utf-8-sig").replace(
        f",,{row['corporate_number']}", f",採用,{row['corporate_number']}"
    )
    marks.write_text(text, encoding="utf-8")
    done = review(*words)
    assert (done.status, json.loads(done.out)["filled"]) == (0, 1)
    assert number in register.read_text(encoding="utf-8-sig")
    assert json.loads(review(*words).out) == {"filled": 0, "new": 0, "known": 1, "files": []}
