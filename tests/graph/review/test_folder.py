"""Decisions and organisations in the folder of a city, or nothing at all."""

from collections.abc import Callable

import pytest

from core.errors import UsageError
from graph.review.folder import write_decisions
from graph.review.judge import Judged
from loaders.cities.city import City
from loaders.cities.find import load_city
from ontology.iris import slug_for


def test_confirmed_organisations_go_into_the_register(decide: Callable[..., Judged], city: City) -> None:
    judged = decide(
        {
            "朝日商店会": {"decision": "採用", "key": "asahi-shotenkai"},
            "空の会": {"decision": "新規", "name": "一般社団法人空の会", "key": "sora-no-kai"},
        },
        register=True,
    )
    assert judged.problems == ()
    written = write_decisions(city, judged.decisions, judged.organisations)
    assert [path.name for path in written] == ["organisations.csv", "replaced.csv", "decisions.csv"]
    now = load_city(city.folder)
    assert now.organisations[:-2] == city.organisations
    shop, sky = now.organisations[-2:]
    assert (shop.name, shop.key, shop.aliases) == ("朝日商店会", "asahi-shotenkai", ())
    assert (sky.name, sky.key, sky.aliases) == ("一般社団法人空の会", "sora-no-kai", ("空の会",))
    assert [each.key for each in now.decisions] == ["asahi-shotenkai", "sora-no-kai"]
    former = [slug_for(city.code, "org", name) for name in ("朝日商店会", "空の会")]
    assert [(each.kind, each.former, each.now) for each in now.replaced] == [
        ("partner", former[0], "asahi-shotenkai"),
        ("partner", former[1], "sora-no-kai"),
    ]


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        ({"decision": "採用"}, "review-no-slug"),
        ({"decision": "新規"}, "review-no-slug"),
        ({"decision": "新規", "key": "朝日"}, "city-bad-slug"),
        ({"decision": "新規", "key": "naosute"}, "review-key-taken"),
        ({"decision": "採用", "key": "朝日"}, "city-bad-slug"),
    ],
)
def test_what_cannot_go_into_the_register_is_told(
    decide: Callable[..., Judged], cells: dict[str, str], key: str
) -> None:
    (problem,) = decide({"朝日商店会": cells}, register=True).problems
    assert (problem.key, problem.values["line"]) == (key, 2)


def test_nothing_is_written_where_the_folder_would_break(decide: Callable[..., Judged], city: City) -> None:
    judged = decide(
        {
            "朝日商店会": {"decision": "新規", "key": "same"},
            "空の会": {"decision": "新規", "name": "里 山ゆいの会", "key": "same-2"},
        },
        register=True,
    )
    before = {path.name: path.read_bytes() for path in city.folder.iterdir()}
    with pytest.raises(UsageError) as caught:
        write_decisions(city, judged.decisions, judged.organisations)
    assert caught.value.key == "city-duplicate"
    assert str(city.folder / "organisations.csv") in str(caught.value)
    assert {path.name: path.read_bytes() for path in city.folder.iterdir()} == before


def test_rows_are_added_and_the_others_stay(decide: Callable[..., Judged], city: City) -> None:
    path = city.folder / "decisions.csv"
    path.write_bytes(
        'why,surface,kind,verdict,who,when,name,key\n"a\nb",川,place,confirm,x,2026/4/1,,'.encode()
    )
    write_decisions(city, decide({"まちの日": {"decision": "却下"}}).decisions, ())
    assert path.read_text(encoding="utf-8-sig") == (
        'why,surface,kind,verdict,who,when,name,key\n"a\nb",川,place,confirm,x,2026/4/1,,\n'
        ",まちの日,program,reject,係長,2026-05-01,,\n"
    )
    assert [each.line for each in load_city(city.folder).decisions] == [3, 4]


def test_a_decision_that_the_file_has_no_column_for(decide: Callable[..., Judged], city: City) -> None:
    (city.folder / "decisions.csv").write_text("surface,kind,verdict,who,when\n", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        write_decisions(city, decide({"空の会": {"decision": "新規", "name": "空"}}).decisions, ())
    assert (caught.value.key, caught.value.values["column"]) == ("city-missing-column", "name")


def test_what_was_saved_in_cp932_is_written_as_utf8(decide: Callable[..., Judged], city: City) -> None:
    path = city.folder / "decisions.csv"
    path.write_bytes(
        "surface,kind,verdict,who,when,why\r\n川のまつり,place,confirm,係長,2026-04-01,まちの川\r\n".encode(
            "cp932"
        )
    )
    write_decisions(city, decide({"まちの日": {"decision": "却下", "why": "ゔ"}}).decisions, ())
    assert [each.surface for each in load_city(city.folder).decisions] == ["川のまつり", "まちの日"]


def test_a_workbook_cannot_be_added_to(decide: Callable[..., Judged], city: City) -> None:
    (city.folder / "decisions.xlsx").write_bytes(b"")
    with pytest.raises(UsageError) as caught:
        write_decisions(city, decide({"まちの日": {"decision": "却下"}}).decisions, ())
    assert caught.value.key == "review-workbook"


def test_a_bundled_city_is_not_written_to(decide: Callable[..., Judged], known: dict[str, City]) -> None:
    before = sorted(known["yuino"].folder.iterdir())
    with pytest.raises(UsageError) as caught:
        write_decisions(known["yuino"], decide({"まちの日": {"decision": "却下"}}).decisions, ())
    assert caught.value.key == "review-city-bundled"
    assert "tsunagu city copy yuino" in str(caught.value)
    assert sorted(known["yuino"].folder.iterdir()) == before
