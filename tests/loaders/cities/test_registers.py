"""Reorganisations, organisations, facilities, and one code with several names."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.errors import UsageError
from core.messages import Language
from loaders.cities.city import City
from loaders.cities.codes import corporate_check_digit
from loaders.cities.find import load_city
from loaders.cities.recognise import Hints, recognise
from loaders.cities.things import Operation

LANGUAGES: tuple[Language, ...] = ("ja", "en")
LEAST = 'code = "992011"\nname = "結野市"\nform = "narrative"\n'
LIST = '[[policies]]\nscheme = "kihon"\nlabel = "基本政策"\nname = "基本政策"\nfirst_year = 2023\n'
DEPARTMENTS = "name,slug,valid_from,valid_to,kind,successor\n"
ORGANISATIONS = "name,aliases,corporate_number,slug\n"
FACILITIES = "name,slug,department,operator,operator_role,operator_from,operator_to\n"
UNASSIGNED = "990000000001"  # there is no registry office 9900
NUMBER = corporate_check_digit(UNASSIGNED) + UNASSIGNED


def policies(write_city: Any, text: str, key: str = "yuino") -> City:
    return load_city(write_city(key, profile=LEAST + LIST, kihon=text))


# one code, several names


def test_one_number_with_several_names_keeps_all_and_tells(write_city: Any) -> None:
    city = policies(
        write_city, "notation,name,name_en,level\n1,旧名,Old,policy\n１,新名,New,policy\n2,B,,policy\n"
    )
    first, second = city.policy_lists[0].entries
    assert (first.name, first.name_en) == ("旧名", "Old")
    assert (first.aliases, first.aliases_en) == (("新名",), ("New",))
    assert second.aliases == ()
    (remark,) = city.remarks
    assert (remark.key, remark.file, remark.line) == ("city-several-names", "kihon.csv", 2)
    for language in LANGUAGES:
        assert (
            all(name in remark.sentence(language) for name in ("「1」", "旧名", "新名")) or language == "en"
        )


@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        (",", ",", "A"),
        (",2020-03-31", "2020-04-01,", "B"),
        ("2020-04-01,", "2015-04-01,2020-03-31", "A"),
        ("2015-04-01,2018-03-31", "2018-04-01,2021-03-31", "B"),
        ("2015-04-01,", "2018-04-01,", "B"),
        (",", "2015-04-01,2018-03-31", "B"),
        ("2018-04-01,", "2018-04-01,", "A"),
    ],
)
def test_the_name_that_was_valid_last_is_chosen(
    write_city: Any, first: str, second: str, chosen: str
) -> None:
    rows = f"1,A,policy,{first}\n1,B,policy,{second}\n"
    city = policies(write_city, "notation,name,level,valid_from,valid_to\n" + rows)
    entry = city.policy_lists[0].entries[0]
    assert {entry.name, *entry.aliases} == {"A", "B"}
    assert entry.name == chosen


def test_a_sheet_with_any_of_the_names_is_of_this_city(write_city: Any) -> None:
    city = policies(write_city, "notation,name,level\n1,公園づくり,policy\n1,緑づくり,policy\n")
    for name in ("公園づくり", "緑 づくり"):
        hints = Hints("部", 2024, (("基本政策", "1", name),), "")
        assert recognise(hints, {"yuino": city})[0] is city


# mistakes

MISTAKES = {
    "differ": (
        {"profile": LEAST + LIST, "kihon": "notation,name,level\n1,A,policy\n1,B,measure\n"},
        ("city-rows-differ", 3, "level"),
    ),
    "notation is a date": (
        {"profile": LEAST + LIST, "kihon": "notation,name,level\n5月1日,A,policy\n"},
        ("city-notation-is-date", 2, "5月1日"),
    ),
    "kind": ({"departments": DEPARTMENTS + "A,a,,2022-03-31,closed,\n"}, ("city-bad-choice", 2, "kind")),
    "no kind": (
        {"departments": DEPARTMENTS + "A,a,,2022-03-31,,b\nB,b,,,,\n"},
        ("city-cell-empty", 2, "kind"),
    ),
    "no day": ({"departments": DEPARTMENTS + "A,a,,,abolished,\n"}, ("city-cell-empty", 2, "valid_to")),
    "no successor": (
        {"departments": DEPARTMENTS + "A,a,,2022-03-31,renamed,c\n"},
        ("city-unknown-reference", 2, "successor"),
    ),
    "two successors": (
        {"departments": DEPARTMENTS + "A,a,,2022-03-31,renamed,B、C\nB,b,,,,\nC,c,,,,\n"},
        ("city-successor-count", 2, "renamed"),
    ),
    "one part": (
        {"departments": DEPARTMENTS + "A,a,,2022-03-31,split,B\nB,b,,,,\n"},
        ("city-successor-count", 2, "split"),
    ),
    "successor of nothing": (
        {"departments": DEPARTMENTS + "A,a,,2022-03-31,廃止,B\nB,b,,,,\n"},
        ("city-successor-count", 2, "廃止"),
    ),
    "later successor": (
        {"departments": DEPARTMENTS + "A,a,,2022-03-31,renamed,B\nB,b,2023-04-01,,,\n"},
        ("city-successor-days", 2, "2022-04-01"),
    ),
    "itself": ({"departments": DEPARTMENTS + "A,a,,2022-03-31,renamed,a\n"}, ("city-successor-days", 2, "A")),
    "two of a name": (
        {
            "departments": DEPARTMENTS
            + "A,a,,2022-03-31,renamed,B\nB,b-1,2010-04-01,2015-03-31,,\nB,b-2,2022-04-01,,,\n"
        },
        ("city-ambiguous-name", 2, "b-1、b-2"),
    ),
    "number": (
        {"organisations": ORGANISATIONS + f"A,,{NUMBER[:-1]}9,\n"},
        ("city-bad-corporate-number", 2, ""),
    ),
    "no slug": ({"organisations": ORGANISATIONS + "A,,,\n"}, ("city-cell-empty", 2, "slug")),
    "slug": ({"organisations": ORGANISATIONS + "A,,,えい\n"}, ("city-bad-slug", 2, "えい")),
    "one slug, two bodies": (
        {"organisations": ORGANISATIONS + f"A,,,a\nB,,{NUMBER},a\n"},
        ("city-duplicate", 3, "a"),
    ),
    "one name, two bodies": (
        {"organisations": ORGANISATIONS + "A,,,a\nＡ,,,b\n"},
        ("city-duplicate", 3, "name"),
    ),
    "url": (
        {"organisations": "name,slug,url\nA,a,www.a.example\n"},
        ("city-bad-address", 2, "www.a.example"),
    ),
    "own number": (
        {
            "profile": LEAST + f'corporate_number = "{NUMBER}"\n',
            "organisations": ORGANISATIONS + f"A,,{NUMBER},\n",
        },
        ("city-is-no-organisation", 2, "A"),
    ),
    "unknown department": (
        {"facilities": FACILITIES + "A,a,環境部,,,,\n"},
        ("city-unknown-reference", 2, "環境部"),
    ),
    "unknown operator": (
        {"facilities": FACILITIES + "A,a,,B,,,\n"},
        ("city-unknown-reference", 2, "organisations"),
    ),
    "role": (
        {"organisations": ORGANISATIONS + "B,,,b\n", "facilities": FACILITIES + "A,a,,B,owns,,\n"},
        ("city-bad-choice", 2, "operator_role"),
    ),
    "days of nobody": (
        {"facilities": FACILITIES + "A,a,,,,2020-04-01,\n"},
        ("city-cell-empty", 2, "operator"),
    ),
    "days turned": (
        {
            "organisations": ORGANISATIONS + "B,,,b\n",
            "facilities": FACILITIES + "A,a,,B,,2020-04-01,2019-03-31\n",
        },
        ("city-dates-turned", 2, "operator_to"),
    ),
    "two ends": (
        {
            "organisations": ORGANISATIONS + "B,C,,b\n",
            "facilities": FACILITIES + "A,a,,B,,,2019-03-31\nA,a,,C,,,2020-03-31\n",
        },
        ("city-two-ends", 3, "C"),
    ),
    "the same row": ({"facilities": FACILITIES + "A,a,,,,,\nA,a,,,,,\n"}, ("city-duplicate", 3, "slug")),
    "one name, two facilities": (
        {"facilities": FACILITIES + "A,a,,,,,\nA,b,,,,,\n"},
        ("city-duplicate", 3, "A"),
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_file_row_and_column(write_city: Any, name: str) -> None:
    files, (key, line, part) = MISTAKES[name]
    folder: Path = write_city(**files)
    with pytest.raises(UsageError) as caught:
        load_city(folder)
    error = caught.value
    assert (error.key, error.values["line"]) == (key, line)
    for language in LANGUAGES:
        assert part in error.text(language)
        assert str(folder) in error.text(language)


# reorganisations


def test_what_became_of_departments(write_city: Any) -> None:
    rows = (
        "甲部,ko,,2022-03-31,改称,乙部\n乙部,otsu,2022-04-01,2024-03-31,split,丙部、hinoto\n"
        "丙部,hei,2024-04-01,2025-03-31,統合,戊部\n丁部,hinoto,2024-04-01,2025-03-31,merged,戊部\n"
        "戊部,bo,2010-04-01,2026-03-31,abolished,\n"
    )
    city = load_city(write_city(departments=DEPARTMENTS + rows))
    assert [(each.kind, each.day.isoformat(), each.before, each.after) for each in city.reorganisations] == [
        ("renamed", "2022-04-01", ("ko",), ("otsu",)),
        ("split", "2024-04-01", ("otsu",), ("hei", "hinoto")),
        ("merged", "2025-04-01", ("hei", "hinoto"), ("bo",)),
        ("abolished", "2026-04-01", ("bo",), ()),
    ]


def test_mergers_on_two_days_are_two(write_city: Any) -> None:
    rows = "甲部,ko,,2022-03-31,merged,丙部\n乙部,otsu,,2023-03-31,merged,丙部\n丙部,hei,,,,\n"
    changes = load_city(write_city(departments=DEPARTMENTS + rows)).reorganisations
    assert [(each.before, each.day.year) for each in changes] == [(("ko",), 2022), (("otsu",), 2023)]


# organisations and facilities


def test_an_organisation_has_a_number_or_a_slug(write_city: Any) -> None:
    full = NUMBER.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    rows = f"甲会社,甲;KO 社、甲　,{full},\n乙の会,,,otsu\n甲株式会社,,{NUMBER},ko\n"
    city = load_city(write_city(organisations=ORGANISATIONS + rows))
    one, other = city.organisations
    assert (one.name, one.corporate_number, one.slug) == ("甲会社", NUMBER, "ko")
    assert one.aliases == ("甲株式会社", "甲", "KO 社")
    assert (other.name, other.corporate_number, other.slug) == ("乙の会", "", "otsu")
    assert [remark.line for remark in city.remarks] == [2]


def test_a_number_that_excel_keeps_as_a_number_is_whole(write_city: Any) -> None:
    rows = [["name", "corporate_number"], ["甲会社", int(NUMBER)]]
    city = load_city(write_city(organisations={"organisations": rows}))
    assert city.organisations[0].corporate_number == NUMBER


def test_who_ran_a_facility_and_when(write_city: Any) -> None:
    rows = (
        "旧会館,hall,くらし課,甲の会,,,2020-03-31\n新会館,hall,,ko,指定管理者,2020-04-01,2025-03-31\n"
        f"新会館,hall,kurashi,{NUMBER},,2025-04-01,\n広場,square,,,,,\n"
    )
    city = load_city(
        write_city(
            departments="name,slug\nくらし課,kurashi\n",
            organisations=ORGANISATIONS + f"甲,甲の会,,ko\n乙,,{NUMBER},\n",
            facilities=FACILITIES + rows,
        )
    )
    hall, square = city.facilities
    assert (hall.name, hall.aliases, hall.department) == ("旧会館", ("新会館",), "kurashi")
    assert hall.operations == (
        Operation("ko", "operates", None, date(2020, 3, 31), "甲の会"),
        Operation("ko", "designatedManager", date(2020, 4, 1), date(2025, 3, 31), "ko"),
        Operation(NUMBER, "operates", date(2025, 4, 1), None, NUMBER),
    )
    assert (square.department, square.operations) == (None, ())
    assert [(remark.key, remark.file) for remark in city.remarks] == [
        ("city-several-names", "facilities.csv")
    ]
