import re
from pathlib import Path
from typing import Any

import pytest

from core.errors import UsageError
from loaders.cities.city import City
from loaders.cities.find import cities, load_city
from loaders.cities.registers import NAMES
from loaders.cities.replaced import REPLACED
from loaders.cities.skeleton import copy_city, new_city


def test_a_new_city_loads_and_holds_what_was_said(tmp_path: Path) -> None:
    folder = new_city("992020", "試野市", tmp_path / "cities")
    assert folder == tmp_path / "cities" / "992020"
    city = load_city(folder)
    assert (city.code, city.name, city.policy_lists, city.departments) == ("992020", "試野市", (), ())
    assert city.organisations == city.facilities == city.programs == city.documents == city.groups == ()
    assert city.decisions == city.corrections == ()


def test_a_new_city_has_each_register_with_all_its_columns(tmp_path: Path) -> None:
    folder = new_city("992020", "試野市", tmp_path)
    profile = (folder / "city.toml").read_text(encoding="utf-8")
    for name in NAMES:
        assert name in profile
        row = (folder / f"{name}.csv").read_text(encoding="utf-8-sig").strip().split(",")
        assert {"name", "source"} <= set(row) or {"who", "when", "why"} <= set(row) or name == REPLACED


def test_every_remark_of_the_skeleton_can_be_switched_on(tmp_path: Path) -> None:
    """The examples in the comments must be right, or a beginner's first edit fails."""
    profile = new_city("992020", "試野市", tmp_path) / "city.toml"
    switched = re.sub(r"^# (?=\[|\w+ = )", "", profile.read_text(encoding="utf-8"), flags=re.MULTILINE)
    profile.write_text(switched, encoding="utf-8")
    city = load_city(profile.parent)
    assert city.base == "https://data.example.jp/"
    assert city.licence_title == "CC BY 4.0"
    assert city.policy_list("基本政策", 2024) is not None


@pytest.mark.parametrize("code", ["992021", "99202", "992020 ", "９９２０２０", ""])
def test_a_wrong_code_writes_nothing(tmp_path: Path, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        new_city(code, "試野市", tmp_path)
    assert caught.value.key == "city-bad-code-given"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "　", 'a"b', "a\\b", "a\nb"])
def test_a_name_that_toml_cannot_hold_writes_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        new_city("992020", name, tmp_path)
    assert caught.value.key == "city-bad-name-given"
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    folder = new_city("992020", "試野市", tmp_path)
    before = (folder / "city.toml").read_bytes()
    with pytest.raises(UsageError) as caught:
        new_city("992020", "別野市", tmp_path)
    assert caught.value.key == "city-folder-exists"
    assert (folder / "city.toml").read_bytes() == before


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError) as caught:
        new_city("992020", "試野市", tmp_path / "file")
    assert caught.value.key == "city-unwritable"


def test_a_copy_holds_the_workbooks_too(tmp_path: Path, write_city: Any) -> None:
    folder = write_city(departments={"Sheet1": [["name", "slug"], ["環境部", "kankyo"]]})
    copy = load_city(copy_city(load_city(folder), tmp_path / "copies"))
    assert [entry.slug for entry in copy.departments] == ["kankyo"]


def test_a_copy_is_the_same_city_and_takes_its_place(tmp_path: Path, example: City) -> None:
    copy = load_city(copy_city(example, tmp_path))
    assert copy == example
    assert cities(str(tmp_path))["yuino"].folder == tmp_path / "yuino"
