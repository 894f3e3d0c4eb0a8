import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.cities.codes import (
    corporate_check_digit,
    is_corporate_number,
    is_local_government_code,
    local_government_check_digit,
)

DIGITS = "0123456789"


@pytest.mark.parametrize("code", ["011002", "131008", "271004", "472018", "992011"])
def test_known_codes_are_right(code: str) -> None:
    assert is_local_government_code(code)


@pytest.mark.parametrize("number", ["8000020130001", "6000020271004", "7000012050002"])
def test_known_corporate_numbers_are_right(number: str) -> None:
    assert is_corporate_number(number)


@given(st.text(DIGITS, min_size=5, max_size=5))
def test_exactly_one_check_digit_fits_a_code(five: str) -> None:
    fitting = [digit for digit in DIGITS if is_local_government_code(five + digit)]
    assert fitting == [local_government_check_digit(five)]


@given(st.text(DIGITS, min_size=12, max_size=12))
def test_exactly_one_check_digit_fits_a_corporate_number(twelve: str) -> None:
    fitting = [digit for digit in DIGITS if is_corporate_number(digit + twelve)]
    assert fitting == [corporate_check_digit(twelve)]
    assert fitting != ["0"]


@given(st.text(DIGITS, min_size=12, max_size=12), st.integers(0, 11), st.integers(1, 8))
def test_one_wrong_digit_in_a_corporate_number_is_found(twelve: str, place: int, change: int) -> None:
    """The rule tells all digits apart but 0 and 9 (they are the same modulo 9)."""
    old, new = int(twelve[place]), (int(twelve[place]) + change) % 10
    changed = twelve[:place] + str(new) + twelve[place + 1 :]
    same = corporate_check_digit(changed) == corporate_check_digit(twelve)
    assert same == ({old, new} == {0, 9})


@pytest.mark.parametrize("wrong", ["", "99201", "9920111", "９９２０１１", "99201x", "992011\n", " 992011"])
def test_what_is_not_six_ascii_digits_is_no_code(wrong: str) -> None:
    assert not is_local_government_code(wrong)
    assert not is_corporate_number(wrong)


def test_a_check_digit_of_something_else_is_an_error() -> None:
    with pytest.raises(ValueError, match="5 digits"):
        local_government_check_digit("992011")
    with pytest.raises(ValueError, match="12 digits"):
        corporate_check_digit("6000020271004")
