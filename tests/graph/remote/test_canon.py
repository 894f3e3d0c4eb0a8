"""Graphs that say the same have one fingerprint, others have not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.remote.canon import fingerprint

XSD = "http://www.w3.org/2001/XMLSchema#"


def of(*objects: str) -> tuple[int, str]:
    return fingerprint([f"<urn:s> <urn:p> {each} .\n".encode() for each in objects])


def typed(value: str, name: str) -> str:
    return f'"{value}"^^<{XSD}{name}>'


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (typed("10000.0", "decimal"), typed("10000", "decimal")),
        (typed("+007", "integer"), typed("7", "integer")),
        (typed("3", "nonNegativeInteger"), typed("3", "integer")),
        (typed("12345678901234567890123", "integer"), typed("12345678901234567890123", "decimal")),
        (typed("1.0E3", "double"), typed("1000", "double")),
        (typed("1", "boolean"), typed("true", "boolean")),
        (typed("-0.50", "decimal"), typed("-.5", "decimal")),
        ('"x"@ja-JP', '"x"@ja-jp'),
        ('"\\u8A18"', '"記"'),
    ],
)
def test_spellings_of_one_value(one: str, other: str) -> None:
    assert of(one) == of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (typed("1", "integer"), '"1"'),
        (typed("1", "integer"), typed("1", "double")),
        (typed("0.1", "decimal"), typed("0.10000000000000000000000001", "decimal")),
        (typed("x", "integer"), typed("x", "decimal")),
        ('"x"@ja', '"x"@en'),
        ('"x"', '"x "'),
        ("<urn:x>", '"urn:x"'),
    ],
)
def test_values_that_differ(one: str, other: str) -> None:
    assert of(one) != of(other)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4), st.integers(0, 5))
def test_zeros_at_the_end_say_nothing(number: object, zeros: int) -> None:
    assert of(typed(f"{number:f}", "decimal")) == of(typed(f"{number:f}{'0' * zeros}", "decimal"))


def test_order_and_repetition_say_nothing() -> None:
    assert of('"a"', '"b"', '"a"') == of('"b"', '"a"')
    assert of('"a"', '"b"')[0] == 2


def test_what_is_no_ntriples_is_an_error() -> None:
    with pytest.raises(SyntaxError):
        fingerprint([b'<urn:a> <urn:b> "c" .\nThe SPARQL operation has been cancelled'])
