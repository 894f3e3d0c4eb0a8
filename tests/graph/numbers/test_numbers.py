"""Numbers of organisations, proposed from a file of the national register and confirmed by a person."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import UsageError
from core.spreadsheet import BYTE_ORDER_MARK
from graph.fragments import Fragment
from graph.numbers.national import COLUMNS, corporations
from graph.numbers.proposals import Proposal, proposals, without_number
from graph.numbers.registering import register
from graph.numbers.table import confirmed, table
from loaders.cities.city import City
from loaders.cities.codes import corporate_check_digit
from loaders.cities.find import load_city
from loaders.cities.skeleton import copy_city
from loaders.triples import nquads, register_graph
from ontology.iris import Iris, slug_for

Write = Callable[..., Path]


def number(last: int) -> str:
    twelve = f"99000{last:07}"
    return corporate_check_digit(twelve) + twelve


def body(last: int, name: str, kind: str = "399", town: str = "結野市", **other: str) -> list[str]:
    """Return a row as the site writes it."""
    cells = {1: number(last), 2: "01", 6: name, 8: kind, 9: "架空県", 10: town, 11: "緑町一丁目２番３号"}
    cells |= {13: "99", 14: "201" if town == "結野市" else "202", 23: "1"}
    cells |= {int(place.removeprefix("c")): value for place, value in other.items()}
    return [cells.get(place, "") for place in range(COLUMNS)]


@pytest.fixture
def national(tmp_path: Path) -> Write:
    def write(*rows: list[str], encoding: str = "utf-8") -> Path:
        path = tmp_path / "99_kakuu_all.csv"
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
        return path

    return write


@pytest.fixture
def city(known: dict[str, City], tmp_path: Path) -> City:
    return load_city(copy_city(known["yuino"], tmp_path / "cities"))


def proposed(city: City, path: Path) -> list[Proposal]:
    name = Iris(city.base, city.code).graph_registers()
    fragment = Fragment.of("registers.nq", str(name), nquads(register_graph(city), name))
    return proposals(without_number([fragment], city), corporations(path), city)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_bodies_are_read_as_they_are_now(national: Write, encoding: str) -> None:
    path = national(
        body(1, "特定非営利活動法人なおす手"),
        body(2, "株式会社消えた会社", c2="99"),
        body(3, "株式会社前の名前", c23="0"),
        body(4, "株式会社終わった会社", "301", c18="2024-03-31"),
        encoding=encoding,
    )
    found = list(corporations(path))
    assert [(each.number, each.name, each.kind, each.closed, each.line) for each in found] == [
        (number(1), "特定非営利活動法人なおす手", "その他の設立登記法人", "", 1),
        (number(4), "株式会社終わった会社", "株式会社", "2024-03-31", 4),
    ]
    assert (found[0].address, found[0].town) == ("架空県結野市緑町一丁目２番３号", "99201")


@pytest.mark.parametrize(
    "rows", [[["a", "b"]], [body(1, "x", c1="1234567890123")], [["x" * 200_000] * COLUMNS]]
)
def test_another_file_is_refused(national: Write, rows: list[list[str]]) -> None:
    with pytest.raises(UsageError) as error:
        list(corporations(national(*rows)))
    assert error.value.key in ("national-bad-row", "national-unreadable")


def test_organisations_are_found_under_the_names_of_the_register(national: Write, city: City) -> None:
    path = national(
        body(1, "特定非営利活動法人なおす手", town="別の町"),
        body(2, "特定非営利活動法人なおす手"),
        body(3, "株式会社なおす手", "301"),
        body(4, "特定非営利活動法人なおす手の会"),
        body(5, "一般社団法人ゆいの市民電力", c18="2023-01-01"),
        body(6, "一般社団法人ユイノ市民電力"),
    )
    found = [(each.organisation.ja, each.corporation.number, each.same_city) for each in proposed(city, path)]
    assert found == [
        ("NPO法人なおす手", number(2), True),
        ("NPO法人なおす手", number(1), False),
        ("一般社団法人ゆいの市民電力", number(6), True),
        ("一般社団法人ゆいの市民電力", number(5), True),
    ]


def marked(path: Path, text: str, confirm: Callable[[dict[str, str]], bool]) -> Path:
    """Return the table as a person gives it back."""
    rows = list(csv.DictReader(text.removeprefix(BYTE_ORDER_MARK).splitlines()))
    for row in rows:
        row["decision"] = "採用" if confirm(row) else ""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_confirmed_numbers_stand_in_the_register(national: Write, city: City, tmp_path: Path) -> None:
    path = national(
        body(1, "特定非営利活動法人なおす手"), body(2, "特定非営利活動法人なおす手", town="別の町")
    )
    text = table(proposed(city, path), "ja")
    assert number(1) not in text  # a spreadsheet would round it
    marks = marked(tmp_path / "marks.csv", text, lambda row: row["in_city"] == "市内")
    done = register(city, confirmed(marks), "担当者", "2026-04-01")
    assert (done.filled, done.new, done.known, len(done.files)) == (1, 0, 0, 1)
    after = load_city(city.folder)
    entry = next(each for each in after.organisations if each.name == "NPO法人なおす手")
    assert (entry.corporate_number, entry.slug) == (number(1), "naosute")
    others = [each for each in after.organisations if each != entry]
    assert others == [each for each in city.organisations if each.name != entry.name]
    again = register(after, confirmed(marks), "担当者", "2026-04-01")
    assert (again.filled, again.known, again.files) == (0, 1, ())


def test_an_organisation_that_the_register_lacks_is_added(city: City, tmp_path: Path) -> None:
    marks = tmp_path / "marks.csv"
    marks.write_text(f"organisation,decision,corporate_number\n株式会社本の森,confirm,{number(7)}\n", "utf-8")
    done = register(city, confirmed(marks), "担当者", "2026-04-01")
    assert (done.filled, done.new) == (0, 1)
    after = load_city(city.folder)
    assert after.organisations[-1].corporate_number == number(7)
    (replaced,) = after.replaced
    assert (replaced.former, replaced.now) == (slug_for(city.code, "org", "株式会社本の森"), number(7))


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([("NPO法人なおす手", "1234567890123")], "city-bad-corporate-number"),
        ([("NPO法人なおす手", number(1)), ("ＮＰＯ法人なおす手", number(2))], "numbers-twice"),
        ([("NPO法人なおす手", number(1)), ("里山ゆいの会", number(1))], "numbers-twice"),
        ([("", number(1))], "city-cell-empty"),
    ],
)
def test_marks_that_cannot_be_are_refused(tmp_path: Path, rows: list[tuple[str, str]], key: str) -> None:
    marks = tmp_path / "marks.csv"
    lines = "".join(f"{name},採用,{value}\n" for name, value in rows)
    marks.write_text(f"organisation,decision,corporate_number\n{lines}", "utf-8")
    with pytest.raises(UsageError) as error:
        confirmed(marks)
    assert error.value.key == key


def test_a_number_of_another_organisation_is_refused(city: City, tmp_path: Path) -> None:
    marks = tmp_path / "marks.csv"
    marks.write_text(f"organisation,decision,corporate_number\nNPO法人なおす手,採用,{number(1)}\n", "utf-8")
    register(city, confirmed(marks), "担当者", "2026-04-01")
    marks.write_text(f"organisation,decision,corporate_number\n里山ゆいの会,採用,{number(1)}\n", "utf-8")
    with pytest.raises(UsageError) as error:
        register(load_city(city.folder), confirmed(marks), "担当者", "2026-04-01")
    assert error.value.key == "numbers-taken"
