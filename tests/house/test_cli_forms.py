"""`tsunagu forms`: the known forms, and what they find in a file."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loaders.forms.profile import PROFILE, profiles
from loaders.language.width import key

RENAMED = "残された課題と次の一歩"


@pytest.fixture(scope="module")
def fixtures(root: Path) -> Path:
    return root / "tests" / "fixtures" / "yuino"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yield a folder of forms that the command knows."""
    folder = tmp_path / "forms"
    folder.mkdir()
    monkeypatch.setenv("TSUNAGU_FORMS", str(folder))
    profiles.cache_clear()
    yield folder
    profiles.cache_clear()


def copy_of_the_narrative(root: Path, folder: Path) -> Path:
    shutil.copytree(root / "loaders" / "forms" / "profiles" / "narrative", folder)
    return folder / PROFILE


def test_the_known_forms(tsunagu: Callable, own: Path, root: Path) -> None:
    form = copy_of_the_narrative(root, own / "narrative")
    listed = {each["name"]: each for each in json.loads(tsunagu("forms", "list", "--json").out)}
    assert {"narrative", "ratings", "matrix"} <= set(listed)
    assert listed["narrative"]["profile"] == str(form)
    assert listed["narrative"]["tables"] == ["preamble", "goal", "midterm"]
    assert listed["ratings"]["parser"] == "list"
    assert set(listed["ratings"]["label"]) == {"ja", "en"}
    table = tsunagu("forms", "list")
    assert table.err == ""
    assert all(name in table.out and each["label"]["en"] in table.out for name, each in listed.items())


@pytest.mark.parametrize(
    ("name", "form", "counts"),
    [
        ("yuino-2024-midori-kankyo.xlsx", "narrative", {"goal": 3, "midterm": 2}),
        ("yuino-2024-midori-kankyo.pdf", "narrative", {"goal": 3, "midterm": 2}),
        ("yuino-manifest-midori-kankyo.csv", "ratings", {"goal": 5, "rating": 4}),
        ("yuino-programs-midori-kankyo.xlsx", "matrix", {}),
    ],
)
def test_a_file_that_is_used_to_the_last_cell(
    tsunagu: Callable, fixtures: Path, name: str, form: str, counts: dict[str, int]
) -> None:
    ended = tsunagu("forms", "test", fixtures / name, "--json")
    data = json.loads(ended.out)
    assert (ended.status, ended.err) == (0, "")
    claims = {claim["form"]: claim for claim in data["claims"]}
    assert [each for each, claim in claims.items() if claim["verdict"] == "chosen"] == [form]
    assert len(claims[form]["signs"]) >= data["enough_signs"]
    assert counts.items() <= data["counts"].items()
    assert data["unread"] == []
    assert data["fields"]["department"]["text"] == "みどり環境部"
    for table in data["tables"]:
        assert None not in table["headings"].values()
        assert table["records"] >= 1
        assert table["records"] == counts.get(table["name"], table["records"])


def test_a_text(tsunagu: Callable, sheets: list[Path]) -> None:
    ended = tsunagu("forms", "test", sheets[0])
    assert ended.status == 0
    assert "line 2" in ended.out
    assert " 0 unread (" in ended.out.splitlines()[-1]


def test_a_renamed_column_is_shown_with_its_place(tsunagu: Callable, fixtures: Path) -> None:
    file = fixtures / "yuino-2025-midori-kankyo.changed.xlsx"
    ended = tsunagu("forms", "test", file)
    assert ended.status == 1
    assert "issue: (heading not found)" in ended.out
    assert "シート!E13:F13" in ended.out
    assert RENAMED in ended.out
    data = json.loads(tsunagu("forms", "test", file, "--json").out)
    assert data["unread"][0]["spot"]["place"]["cell"] == "E13:F13"
    assert max(len(each["text"]) for each in data["unread"]) <= 61
    assert any(note["spot"]["place"]["sheet"] == "シート" for note in data["notes"])
    goal = next(table for table in data["tables"] if table["name"] == "goal")
    assert goal["headings"]["issue"] is None


def test_a_build_names_the_files_with_unread_lines(tsunagu: Callable, fixtures: Path) -> None:
    name = "yuino-2025-midori-kankyo.changed.xlsx"
    ended = tsunagu("build", fixtures / name)
    said = next(line for line in ended.err.splitlines() if line.startswith("Lines that no rule used"))
    assert f"{name} (" in said
    assert "、" not in said
    assert ": 0" not in said


@pytest.mark.parametrize(
    ("name", "place"),
    [("yuino-2024-midori-kankyo.xlsx", "シート!"), ("yuino-2024-midori-kankyo.pdf", "page 1")],
)
def test_reading_a_table_shows_cells_or_pages(
    tsunagu: Callable, fixtures: Path, name: str, place: str
) -> None:
    lines = [line for line in tsunagu("read", fixtures / name).out.splitlines() if "mission" in line]
    assert lines
    assert all(place in line for line in lines)


def test_a_matrix_without_a_city_is_told_the_option(tsunagu: Callable, fixtures: Path) -> None:
    ended = tsunagu("read", fixtures / "yuino-programs-midori-kankyo.xlsx")
    assert ended.status == 1
    assert "--city yuino" in ended.err
    read = tsunagu("read", fixtures / "yuino-programs-midori-kankyo.xlsx", "--city", "yuino")
    assert "Programme 1:" in read.out


def test_two_forms_that_claim_equally_are_both_shown(
    tsunagu: Callable, fixtures: Path, own: Path, root: Path
) -> None:
    copy_of_the_narrative(root, own / "copy")
    file = fixtures / "yuino-2024-midori-kankyo.xlsx"
    ended = tsunagu("forms", "test", file)
    assert ended.status == 2
    assert ended.out.count("claims it equally") == 2
    assert "copy" in ended.err
    data = json.loads(tsunagu("forms", "test", file, "--json").out)
    assert {each["form"] for each in data["claims"] if each["verdict"] == "equal"} == {"narrative", "copy"}
    assert data["refused"]["key"] == "form-two"


def test_a_refused_file_still_tells_its_signs(tsunagu: Callable, fixtures: Path, tmp_path: Path) -> None:
    table = (fixtures / "yuino-2024-midori-kankyo.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "cut.csv").write_text(table.replace("部　局", "組　織"), encoding="utf-8")
    ended = tsunagu("forms", "test", "cut.csv", "--json")
    data = json.loads(ended.out)
    assert ended.status == 2
    assert "cut.csv" in ended.err
    assert data["refused"]["key"] == "form-no-department"
    assert [claim["form"] for claim in data["claims"] if claim["verdict"] == "chosen"] == ["narrative"]
    assert [table["name"] for table in data["tables"]] == ["preamble", "preamble", "goal", "midterm"]


@pytest.mark.parametrize("cut", [False, True])
@pytest.mark.parametrize(
    "name",
    [
        "yuino-2024-midori-kankyo.csv",
        "yuino-2024-midori-kankyo.cp932.csv",
        "yuino-manifest-midori-kankyo.csv",
    ],
)
def test_no_name_is_shown(
    tsunagu: Callable, fixtures: Path, root: Path, tmp_path: Path, name: str, cut: bool
) -> None:
    """Also of a file that is refused, where only its signs are shown."""
    answer = json.loads(
        (root / "tests" / "golden" / f"{name.split('.')[0]}.json").read_text(encoding="utf-8")
    )
    head_name = answer.get("head_name") or answer["sheet"]["head_name"]
    data = (fixtures / name).read_bytes()
    if cut:
        codec = "cp932" if "cp932" in name else "utf-8"
        for year in ("2024年度", "令和6年度"):
            data = data.replace(year.encode(codec), "年度".encode(codec))
    (tmp_path / name).write_bytes(data)
    for words in ((), ("--json",)):
        ended = tsunagu("forms", "test", tmp_path / name, *words)
        assert ended.status == (2 if cut else 0)
        assert "■" in ended.out
        assert key(head_name) not in key(ended.out + ended.err)


def test_what_is_no_sheet(tsunagu: Callable, tmp_path: Path) -> None:
    (tmp_path / "stock.csv").write_text("品名,数量\n紙,3\n", encoding="utf-8")
    ended = tsunagu("forms", "test", "stock.csv")
    assert ended.status == 2
    assert "stock.csv" in ended.err
    assert "chosen" not in ended.out
    assert tsunagu("city", "list").status == 0, "a small table must not stop larger ones from being read"
    (tmp_path / "empty.csv").write_bytes(b"")
    for name in ("empty.csv", "nowhere.csv"):
        ended = tsunagu("forms", "test", name)
        assert (ended.status, ended.out) == (2, "")
        assert name in ended.err


def test_wrong_usage(
    tsunagu: Callable, own: Path, sheets: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tsunagu("forms", "test").status == 2
    (own / "odd").mkdir()
    (own / "odd" / PROFILE).write_text('parser = "narrative"\n', encoding="utf-8")
    ended = tsunagu("forms", "test", sheets[0])
    assert (ended.status, ended.out) == (2, "")
    assert str(own / "odd" / PROFILE) in ended.err
    monkeypatch.setenv("TSUNAGU_FORMS", str(own / "nowhere"))
    profiles.cache_clear()
    ended = tsunagu("forms", "list")
    assert (ended.status, ended.out) == (2, "")
    assert "nowhere" in ended.err
