"""Names that a city marks as meaning another thing in each department."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import UsageError
from loaders.cities.find import load_city

LEAST = 'code = "992011"\nname = "結野市"\nform = "narrative"\n'


def test_names_are_read_and_none_is_none(write_city: Callable[..., Path]) -> None:
    named = load_city(write_city("one", LEAST + 'ambiguous_names = ["まちかど会", "ふれあい講座"]\n'))
    assert named.ambiguous_names == ("まちかど会", "ふれあい講座")
    assert load_city(write_city("two", LEAST)).ambiguous_names == ()


@pytest.mark.parametrize("value", ['"まちかど会"', "[1]", '["まちかど会", " "]', '[["まちかど会"]]'])
def test_anything_else_is_refused_with_its_line(write_city: Callable[..., Path], value: str) -> None:
    with pytest.raises(UsageError) as refused:
        load_city(write_city("one", f"{LEAST}ambiguous_names = {value}\n"))
    assert refused.value.key == "city-bad-kind"
    assert refused.value.values["line"] == 4
