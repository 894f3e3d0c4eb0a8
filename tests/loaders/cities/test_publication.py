"""`[publication]` of a city's folder."""

from pathlib import Path

import pytest

from core.errors import UsageError
from loaders.cities.city import City
from loaders.cities.find import cities, load_city
from loaders.cities.publication import EVERYTHING, Publication
from loaders.cities.skeleton import copy_city


def city_with(tmp_path: Path, text: str) -> City:
    folder = copy_city(cities()["yuino"], tmp_path)
    place = folder / "city.toml"
    place.write_text(f"{place.read_text('utf-8')}\n[publication]\n{text}\n", "utf-8")
    return load_city(folder)


def test_a_city_that_says_nothing_publishes_everything() -> None:
    city = cities()["yuino"]
    assert city.publication == EVERYTHING
    assert not city.publication.restricts
    assert not city.holds("くらし安心部", 2025)


def test_what_is_held_back_is_read(tmp_path: Path) -> None:
    city = city_with(
        tmp_path, 'status = "stated"\ndepartments_held = ["くらし安心部"]\nyears_held = [2027, 2026]'
    )
    assert city.publication == Publication("stated", ("くらし安心部",), (2026, 2027))
    assert city.holds("くらし安心部", 2025)
    assert city.holds("ﾏﾅﾋﾞ育ち部", 2026)
    assert not city.holds("まなび育ち部", 2025)


def test_a_division_is_held_back_with_its_department(tmp_path: Path) -> None:
    city = city_with(tmp_path, 'departments_held = ["kurashi-anshin"]')
    assert city.holds("地域つながり課", 2025)
    assert not city.holds("資源めぐり課", 2025)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('status = "some"', "city-bad-smallest"),
        ('departments_held = ["くらし安全部"]', "city-unknown-held"),
        ("departments_held = [1]", "city-bad-kind"),
        ("years_held = [true]", "city-bad-years-held"),
        ('years_held = ["2025"]', "city-bad-years-held"),
        ("years = [2025]", "city-unknown-key"),
    ],
)
def test_slips_are_refused(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(UsageError) as error:
        city_with(tmp_path, text)
    assert error.value.key == key
    assert "city.toml" in str(error.value.values["file"])
