import os
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UsageError
from core.messages import Language
from loaders.cities.city import City
from loaders.cities.find import cities, load_city, named

LANGUAGES: tuple[Language, ...] = ("ja", "en")
LEAST = 'code = "992011"\nname = "結野市"\nform = "narrative"\n'
LIST = '[[policies]]\nscheme = "kihon"\nlabel = "基本政策"\nname = "基本政策"\nfirst_year = 2023\n'


def test_the_least_city_has_everything_but_registers(write_city: Any) -> None:
    city = load_city(write_city())
    assert (city.key, city.code, city.name, city.name_en) == ("yuino", "992011", "結野市", "結野市")
    assert city.base == "https://lg-992011.example/"
    assert (city.publisher, city.contact_name) == ("結野市", "結野市")
    assert city.licence is city.licence_title is city.contact_email is city.corporate_number is None
    assert not city.publish_names
    assert not city.fictional
    assert city.policy_lists == city.departments == ()


@pytest.mark.parametrize("register", ["", "\ufeff", "name,slug\n", "\ufeffname,slug\r\n,\r\n\r\n"])
def test_an_empty_register_is_no_register(write_city: Any, register: str) -> None:
    assert load_city(write_city(departments=register)).departments == ()


def test_a_register_with_bom_and_crlf_is_read(write_city: Any) -> None:
    folder = write_city(profile=LEAST + LIST, kihon='\ufeffnotation,name,level\r\n"01","A, B",policy\r\n')
    entry = load_city(folder).policy_lists[0].entries[0]
    assert (entry.notation, entry.name, entry.slug) == ("01", "A, B", "01")


MISTAKES = {
    "city-toml-broken": ({"profile": LEAST + "x = [\n"}, 4),
    "city-unknown-key": ({"profile": LEAST + 'licens = "x"\n'}, 4),
    "city-missing-key": ({"profile": 'code = "992011"\nform = "narrative"\n'}, 1),
    "city-bad-kind": ({"profile": 'code = 992011\nname = "x"\nform = "narrative"\n'}, 1),
    "city-bad-code": ({"profile": LEAST.replace("992011", "992012")}, 1),
    "city-bad-corporate-number": ({"profile": LEAST + 'corporate_number = "6000020271005"\n'}, 4),
    "city-bad-base": ({"profile": LEAST + 'base = "ftp://x.example/"\n'}, 4),
    "city-unknown-form": ({"profile": LEAST.replace("narrative", "novel")}, 3),
    "city-missing-notice": ({"profile": LEAST + "fictional = true\n"}, 4),
    "city-bad-licence": ({"profile": LEAST + '[licence]\niri = "CC BY"\n'}, 5),
    "city-bad-value": ({"profile": LEAST + LIST.replace('"kihon"', '"Kihon 2"')}, 5),
    "city-years-turned": ({"profile": LEAST + LIST + "last_year = 2020\n"}, 5),
    "city-double-scheme": ({"profile": LEAST + LIST + LIST}, 5),
    "city-terms-overlap": ({"profile": LEAST + LIST + LIST.replace('"kihon"', '"zen"')}, 10),
    "city-stray-register": ({"kihon_2202": "notation,name,level\n"}, None),
    "city-not-utf8": ({"profile": LEAST.encode("cp932")}, 2),
    "city-csv-broken": ({"departments": 'name,slug\n"環境部,kankyo\n'}, 2),
    "city-unknown-column": ({"departments": "name,slug,size\n"}, 1),
    "city-double-column": ({"departments": "name,slug,name\n"}, 1),
    "city-missing-column": ({"departments": "name,level\n"}, 1),
    "city-cell-count": ({"departments": "name,slug\n環境部,kankyo,部\n"}, 2),
    "city-cell-empty": ({"departments": "name,slug\n環境部,\n"}, 2),
    "city-bad-date": ({"departments": "name,slug,valid_from\n環境部,kankyo,2023/13/1\n"}, 2),
    "city-dates-turned": (
        {"departments": "name,slug,valid_from,valid_to\n環境部,kankyo,2023-04-01,2022-03-31\n"},
        2,
    ),
    "city-bad-slug": ({"departments": "name,slug\n環境部,環境\n"}, 2),
    "city-duplicate": ({"departments": "name,slug\n環境部,kankyo\n環境 部,kankyo-2\n"}, 3),
    "city-unknown-parent": ({"departments": "name,slug,parent\n資源課,shigen,環境部\n"}, 2),
    "city-bad-choice": ({"profile": LEAST + LIST, "kihon": "notation,name,level\n1,A,goal\n"}, 2),
    "city-unknown-broader": (
        {"profile": LEAST + LIST, "kihon": "notation,name,level,broader\n1,A,policy,midori\n"},
        2,
    ),
}


@pytest.mark.parametrize("key", MISTAKES)
def test_a_mistake_is_told_with_file_and_line(write_city: Any, key: str) -> None:
    files, line = MISTAKES[key]
    folder = write_city(**files)
    with pytest.raises(UsageError) as caught:
        load_city(folder)
    assert caught.value.key == key
    assert caught.value.values.get("line") == line
    assert all(str(folder) in caught.value.text(language) for language in LANGUAGES)
    assert pickle.loads(pickle.dumps(caught.value)).text("en") == caught.value.text("en")


@pytest.mark.parametrize(
    "rows",
    [
        "1,A,policy\n１,A,policy\n",
        "5-1-(3),A,measure\n5-1-（3）,Ａ,measure\n",
        "5-1-(3),A,measure\n5-1-3,B,measure\n",
    ],
)
def test_a_number_stands_once_with_a_name_whatever_its_width(write_city: Any, rows: str) -> None:
    folder = write_city(profile=LEAST + LIST, kihon="notation,name,level\n" + rows)
    with pytest.raises(UsageError) as caught:
        load_city(folder)
    assert (caught.value.key, caught.value.values["line"], caught.value.values["other"]) == (
        "city-duplicate",
        3,
        2,
    )


@pytest.mark.parametrize(
    "day",
    [
        *("2023-02-30", "20230401", "2023-4-1", "2023/4-1", "5/4/1", "令和5年4月1日"),
        *("2023-W10-1", "2023-04-01T00:00"),
    ],
)
def test_only_whole_calendar_days_are_dates(write_city: Any, day: str) -> None:
    folder = write_city(departments=f"name,slug,valid_to\n環境部,kankyo,{day}\n")
    with pytest.raises(UsageError) as caught:
        load_city(folder)
    assert (caught.value.key, caught.value.values["value"]) == ("city-bad-date", day)


@pytest.mark.parametrize(
    "base",
    [
        "data.example/",
        "https://data.example",
        "https:///",
        "https://a b.example/",
        "https://データ.example/",
        "https://a.example/#",
        "https://a.example/?q=/",
        'https://a.example/"/',
        "https://a.example/<x>/",
    ],
)
def test_a_base_makes_iris(write_city: Any, base: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_city(write_city(profile=LEAST + f"base = '{base}'\n"))
    assert caught.value.key == "city-bad-base"


def test_a_slug_never_looks_like_that_of_an_unregistered_name(write_city: Any) -> None:
    folder = write_city(departments=f"name,slug\n環境部,x{'0a' * 8}\n")
    with pytest.raises(UsageError) as caught:
        load_city(folder)
    assert caught.value.key == "city-bad-slug"


def test_one_name_in_two_terms_is_two_departments(write_city: Any) -> None:
    rows = "環境部,kankyo-1,2010-04-01,2015-03-31\n環境部,kankyo-2,2020-04-01,\n"
    city = load_city(write_city(departments="name,slug,valid_from,valid_to\n" + rows))
    found = {year: city.department("環境部", year) for year in (2012, 2017, 2024)}
    assert {year: entry and entry.slug for year, entry in found.items()} == {
        2012: "kankyo-1",
        2017: None,
        2024: "kankyo-2",
    }


def test_no_folder_and_no_profile_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        load_city(tmp_path)
    assert caught.value.key == "city-no-profile"
    with pytest.raises(UsageError) as caught:
        cities(str(tmp_path / "nowhere"))
    assert caught.value.key == "city-no-such-folder"


@given(data=st.binary(max_size=200))
def test_no_bytes_break_the_reading_of_a_register(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = tmp_path_factory.mktemp("city")
    (folder / "city.toml").write_text(LEAST, encoding="utf-8")
    (folder / "departments.csv").write_bytes(data)
    try:
        city = load_city(folder)
    except UsageError as error:
        assert str(folder) in error.text("en")
    else:
        assert all(entry.name and entry.slug for entry in city.departments)


def test_own_folders_are_found_beside_the_bundled_ones(write_city: Any, bundled: dict[str, City]) -> None:
    profile = LEAST.replace("992011", "992020").replace("結野市", "試野市")
    folder = write_city("tamesino", profile)
    found = cities(os.pathsep.join(["", str(folder.parent)]))
    assert list(found) == sorted([*bundled, "tamesino"])


def test_an_own_copy_takes_the_place_of_the_bundled_city(write_city: Any) -> None:
    folder = write_city("ours")
    found = cities(str(folder.parent))
    assert "yuino" not in found
    assert found["ours"].departments == ()


def test_two_own_folders_of_one_city_are_an_error(write_city: Any) -> None:
    one, two = write_city("one"), write_city("two")
    with pytest.raises(UsageError) as caught:
        cities(str(one.parent))
    assert caught.value.key == "city-two-folders"
    assert str(two) in str(caught.value)


@pytest.mark.parametrize("name", ["yuino", "992011", "結野市", "９９２０１１", "Yuino City", "YUINO"])
def test_a_city_is_named_by_key_code_or_name(bundled: dict[str, City], name: str) -> None:
    assert named(bundled, name).key == "yuino"


def test_an_unknown_name_lists_the_known_ones(bundled: dict[str, City]) -> None:
    with pytest.raises(UsageError) as caught:
        named(bundled, "無野市")
    assert "無野市" in caught.value.text("ja")
    assert all(city.name in caught.value.text("en") for city in bundled.values())


def test_the_digest_changes_with_any_file_and_not_with_the_place(write_city: Any) -> None:
    one = load_city(write_city("a/yuino", departments="name,slug\n環境部,kankyo\n"))
    same = load_city(write_city("b/yuino", departments="name,slug\n環境部,kankyo\n"))
    other = load_city(write_city("c/yuino", departments="name,slug\n環境部,kankyo-bu\n"))
    assert one == same
    assert one.digest == same.digest != other.digest


def test_a_city_travels_between_processes(example: City) -> None:
    assert pickle.loads(pickle.dumps(example)) == example
