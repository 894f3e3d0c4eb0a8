"""Numbers: every way in which sheets print them, and what is none."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.entities.numbers import KANJI_NUMBER, NUMBER, canonical, value_of

numbers = st.integers(0, 10**15 - 1)


def in_myriads(value: int) -> str:
    """Print a number as 1億2345万6789."""
    parts = [(10**12, "兆"), (10**8, "億"), (10**4, "万"), (1, "")]
    printed = "".join(f"{value // unit % 10000}{sign}" for unit, sign in parts if value // unit % 10000)
    return printed or "0"


@given(numbers)
def test_a_number_is_read_however_it_is_printed(value: int) -> None:
    assert value_of(str(value)) == value_of(f"{value:,}") == value_of(in_myriads(value)) == value


@given(numbers)
def test_the_pattern_takes_a_number_whole(value: int) -> None:
    for printed in (str(value), f"{value:,}", in_myriads(value)):
        found = re.search(NUMBER, f"延べ{printed}人")
        assert found is not None
        assert found[0] == printed


@given(st.decimals(0, 10**6, places=2))
def test_a_decimal_has_no_exponent_and_no_zeros_at_its_end(value: Decimal) -> None:
    made = value_of(f"{value:f}")
    assert made == value
    assert "E" not in str(made)
    assert "." not in str(made) or not str(made).endswith("0")


@given(st.text(alphabet="0123456789,.千万億百 ", max_size=40))
def test_whatever_the_pattern_takes_has_a_value(text: str) -> None:
    for found in re.finditer(NUMBER, text):
        assert value_of(found[0]) == canonical(value_of(found[0]))


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("4万5千", "45000"),
        ("1億2,000万", "120000000"),
        ("31万2,450", "312450"),
        ("2億7千万", "270000000"),
        ("1.5億", "150000000"),
        ("1千万", "10000000"),
        ("3千5百", "3500"),
        ("五千", "5000"),
        ("▲3.5", "-3.5"),
        ("△ 12", "-12"),
    ],
)
def test_composites(printed: str, value: str) -> None:
    found = re.fullmatch(NUMBER, printed)
    assert found is not None
    assert str(value_of(printed)) == value


@pytest.mark.parametrize("printed", ["12,34人", "数10人", "1.2.3人", "千人", "百人"])
def test_what_is_no_number(printed: str) -> None:
    assert not re.search(f"{NUMBER}人", printed)


def test_some_people_are_no_number_but_a_count_is() -> None:
    assert re.search(NUMBER, "参加者数10人")
    assert not re.search(NUMBER, "約数10人")


@pytest.mark.parametrize(("printed", "value"), [("二", 2), ("十", 10), ("十二", 12), ("二十三", 23)])
def test_kanji(printed: str, value: int) -> None:
    found = re.search(f"({KANJI_NUMBER})回", f"説明会を{printed}回開催")
    assert found is not None
    assert value_of(found[1]) == value


@pytest.mark.parametrize("text", ["一回", "第二回", "数十回"])
def test_kanji_that_count_nothing(text: str) -> None:
    assert not re.search(f"{KANJI_NUMBER}回", text)
