"""How a city is shown, and whom people can write to: what cannot be right is refused with its line."""

from typing import Any

import pytest

from core.errors import UsageError
from loaders.cities.colours import DARK, LEGIBLE, LIGHT, contrast, palest
from loaders.cities.display import NEUTRAL
from loaders.cities.find import load_city

LEAST = 'code = "992011"\nname = "結野市"\nform = "narrative"\n'
SHOWN = """
[display]
name = "結野"
name_en = "Yuino"
colour = "#1b5a86"
colour_dark = "#8cc3e8"
"""


def test_a_city_says_how_it_is_shown(write_city: Any) -> None:
    shown = load_city(write_city(profile=LEAST + SHOWN)).display
    assert (shown.name, shown.name_en) == ("結野", "Yuino")
    assert (shown.colour, shown.colour_dark) == ("#1b5a86", "#8cc3e8")


def test_a_city_need_not_say_it(write_city: Any) -> None:
    city = load_city(write_city())
    assert city.display == NEUTRAL
    assert city.contact_name_en == city.name_en


@pytest.mark.parametrize(
    ("table", "key", "said"),
    [
        ('[display]\ncolour = "blue"', "city-bad-colour", "blue"),
        ('[display]\ncolour = "#fff"', "city-bad-colour", "#fff"),
        ('[display]\ncolour = "#f0c000"', "city-pale-colour", "#f0c000"),
        ('[display]\ncolour_dark = "#1b5a86"', "city-pale-colour-dark", "#1b5a86"),
        ('[display]\nlogo = "yuino.svg"', "city-unknown-key", "logo"),
        ('[contact]\nemail = "市長公室"', "city-bad-email", "市長公室"),
        ('[contact]\nemail = "a@b.example?cc=c"', "city-bad-email", "cc"),
        ('[contact]\nurl = "javascript:alert(1)"', "city-bad-contact-url", "javascript"),
    ],
)
def test_what_cannot_be_shown_is_refused(write_city: Any, table: str, key: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        load_city(write_city(profile=f"{LEAST}\n{table}\n"))
    assert refused.value.key == key
    for language in ("ja", "en"):
        sentence = refused.value.text(language)
        assert said in sentence
        assert "city.toml" in sentence
    assert refused.value.values["line"] == 6


def test_a_pale_colour_is_refused_with_both_numbers(write_city: Any) -> None:
    with pytest.raises(UsageError) as refused:
        load_city(write_city(profile=f'{LEAST}\n[display]\ncolour = "#777777"\n'))
    sentence = refused.value.text("ja")
    assert f"{LEGIBLE}:1" in sentence
    assert f"{palest('#777777', LIGHT):.1f}:1" in sentence


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert palest("#ffffff", DARK) > LEGIBLE
