"""Programs, documents, and words for several things."""

from typing import Any

import pytest

from core.errors import UsageError
from core.messages import Language
from loaders.cities.city import City
from loaders.cities.find import load_city

LANGUAGES: tuple[Language, ...] = ("ja", "en")
DEPARTMENTS = "name,slug\n環境部,kankyo\n学び部,manabi\n"
PROGRAMS = "name,aliases,slug,department,applied_for,url,valid_from,valid_to\n"
DOCUMENTS = "name,aliases,slug,kind\n"
GROUPS = "name,members,department\n"
TWO_HALLS = "name,slug,aliases\n東の館,east,東館\n西の館,west,\n"


def city_of(write_city: Any, **registers: object) -> City:
    return load_city(write_city(departments=DEPARTMENTS, **registers))


def test_programs_keep_all_their_names(write_city: Any) -> None:
    rows = (
        "花の会,花会、はなの会,hana,kankyo,はい,https://hana.example/,2020-04-01,2023-03-31\n"
        "花と緑の会,,hana,環境部,yes,,2023-04-01,\n"
        "水辺の日,,mizube,,いいえ,,,\n"
        "夜の学校,,yoru,,,,,\n"
    )
    city = city_of(write_city, programs=PROGRAMS + rows)
    flowers, water, night = city.programs
    assert (flowers.name, flowers.aliases) == ("花と緑の会", ("花の会", "花会", "はなの会"))
    assert (flowers.slug, flowers.department, flowers.url) == ("hana", "kankyo", "https://hana.example/")
    assert (flowers.applied_for, water.applied_for, night.applied_for) == (True, False, False)
    assert [(remark.key, remark.file) for remark in city.remarks] == [("city-several-names", "programs.csv")]


def test_a_name_is_read_as_any_row_of_that_name_says(write_city: Any) -> None:
    rows = "花の館,hana,,緑の会,2020-04-01\n花の館,hana,はなのやかた,緑の会,2025-04-01\n夜の館,yoru,,,\n"
    facilities = "name,slug,reading,operator,operator_from\n" + rows
    city = city_of(write_city, facilities=facilities, organisations="name,slug\n緑の会,midori\n")
    assert [(each.name, each.reading) for each in city.facilities] == [
        ("花の館", "はなのやかた"),
        ("夜の館", ""),
    ]


def test_documents_are_law_or_plans(write_city: Any) -> None:
    words = ("条例", "規則", "ordinance", "計画", "方針", "指針", "要綱", "構想", "plan")
    rows = "".join(f"文書{number},,d{number},{word}\n" for number, word in enumerate(words))
    kinds = [entry.kind for entry in city_of(write_city, documents=DOCUMENTS + rows).documents]
    assert kinds == ["ordinance"] * 3 + ["plan"] * 6


def test_a_group_has_the_names_of_the_registers(write_city: Any) -> None:
    city = city_of(
        write_city,
        facilities=TWO_HALLS,
        organisations="name,slug\n東の会,east\n",
        groups=GROUPS + "両館,東館、西 の館,学び部\n両館,東の会、環境部、東の館,\n",
    )
    first, second = city.groups
    assert (first.members, first.department) == (("東の館", "西の館"), "manabi")
    assert (second.members, second.department) == (("東の会", "環境部", "東の館"), None)


def test_registers_may_be_workbooks(write_city: Any) -> None:
    city = city_of(
        write_city,
        programs={"programs": [["name", "slug"], ["花の会", "hana"]], "memo": [["読まない"]]},
        documents={"Sheet1": [["name", "slug", "kind"], ["花条例", "hana", "条例"]]},
    )
    assert [entry.slug for entry in (*city.programs, *city.documents)] == ["hana", "hana"]


MISTAKES = {
    "two of a name": ({"programs": "name,slug\n花 の会,a\n花の会,b\n"}, ("city-duplicate", 3, "花の会")),
    "answer": ({"programs": PROGRAMS + "花の会,,a,,多分,,,\n"}, ("city-bad-choice", 2, "多分")),
    "address": ({"programs": PROGRAMS + "花の会,,a,,,hana,,\n"}, ("city-bad-address", 2, "hana")),
    "department": (
        {"programs": PROGRAMS + "花の会,,a,無い部,,,,\n"},
        ("city-unknown-reference", 2, "無い部"),
    ),
    "slug": ({"documents": DOCUMENTS + "花条例,,はな,条例\n"}, ("city-bad-slug", 2, "はな")),
    "kind": ({"documents": DOCUMENTS + "花条例,,a,法律\n"}, ("city-bad-choice", 2, "法律")),
    "no kind": ({"documents": DOCUMENTS + "花条例,,a,\n"}, ("city-cell-empty", 2, "kind")),
    "two kinds": (
        {"documents": DOCUMENTS + "花条例,,a,条例\n花計画,,a,計画\n"},
        ("city-rows-differ", 3, "kind"),
    ),
    "one member": (
        {"facilities": TWO_HALLS, "groups": GROUPS + "両館,東の館、東館,\n"},
        ("city-group-of-one", 2, "両館"),
    ),
    "no member": ({"groups": GROUPS + "両館,,\n"}, ("city-cell-empty", 2, "members")),
    "unknown member": (
        {"facilities": TWO_HALLS, "groups": GROUPS + "両館,東の館、北の館,\n"},
        ("city-unknown-reference", 2, "北の館"),
    ),
    "a group twice": (
        {"facilities": TWO_HALLS, "groups": GROUPS + "両館,東館、西の館,\n両 館,東館、西の館,\n"},
        ("city-duplicate", 3, "2"),
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_file_row_and_column(write_city: Any, name: str) -> None:
    files, (key, line, part) = MISTAKES[name]
    with pytest.raises(UsageError) as caught:
        city_of(write_city, **files)
    assert (caught.value.key, caught.value.values["line"]) == (key, line)
    for language in LANGUAGES:
        assert part in caught.value.text(language)
