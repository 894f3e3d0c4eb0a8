"""How portals file a city's data: what no portal knows is refused with its line."""

from typing import Any

import pytest

from core.errors import UsageError
from core.messages import catalogue
from loaders.cities.catalogued import THEMES, Catalogued
from loaders.cities.find import load_city

LEAST = 'code = "992011"\nname = "結野市"\nform = "narrative"\n'


def test_a_city_names_themes_and_keywords(write_city: Any) -> None:
    told = '[catalog]\nthemes = ["ENVI", "GOVE"]\nkeywords = ["みどり"]\nkeywords_en = ["green"]\n'
    city = load_city(write_city(profile=f"{LEAST}\n{told}"))
    assert city.catalogued == Catalogued(("ENVI", "GOVE"), ("みどり",), ("green",))


def test_a_city_need_not_name_any(write_city: Any) -> None:
    assert load_city(write_city()).catalogued == Catalogued(("GOVE",), (), ())


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('themes = ["行政"]', "city-unknown-theme"),
        ('themes = ["gove"]', "city-unknown-theme"),
        ("themes = [1]", "city-bad-kind"),
        ('keywords = "みどり"', "city-bad-kind"),
        ('keywords = [""]', "city-bad-kind"),
        ('tags = ["みどり"]', "city-unknown-key"),
    ],
)
def test_what_portals_do_not_know_is_refused(write_city: Any, line: str, key: str) -> None:
    with pytest.raises(UsageError) as refused:
        load_city(write_city(profile=f"{LEAST}\n[catalog]\n{line}\n"))
    assert refused.value.key == key


def test_every_theme_has_words() -> None:
    assert {f"catalog-theme-{theme.lower()}" for theme in THEMES} <= catalogue().keys()
