"""`continuations`: what people decided about goals of successive years."""

from typing import Any

import pytest

from core.errors import UsageError
from loaders.cities.city import City
from loaders.cities.decided import Continuation
from loaders.cities.find import load_city

HEAD = "department,fiscal_year,title,before,verdict,who,when,why\n"
BY = "係長,2026/5/1,"


def city_of(write_city: Any, rows: str) -> City:
    departments = "name,slug\n環境部,kankyo\n"
    return load_city(write_city(departments=departments, continuations=HEAD + rows))


def test_decisions_in_either_language(write_city: Any) -> None:
    rows = (
        f"kankyo,２０２５,ごみの減量,ごみを減らす,採用,{BY}面談\n水道局,2025,管の更新,管の更新,reject,{BY}\n"
    )
    one, other = city_of(write_city, rows).continuations
    assert one == Continuation(
        *("環境部", 2025, "ごみの減量", "ごみを減らす", "confirm"),
        *("係長", "2026-05-01", "面談", 2),
    )
    assert (other.department, other.verdict) == ("水道局", "reject")


WRONG = {
    "year": (f"環境部,令和7,a,b,採用,{BY}\n", "correction-bad-year", 2),
    "verdict": (f"環境部,2025,a,b,たぶん,{BY}\n", "city-bad-choice", 2),
    "no title": (f"環境部,2025,,b,採用,{BY}\n", "city-cell-empty", 2),
    "no title before": (f"環境部,2025,a,,採用,{BY}\n", "city-cell-empty", 2),
    "nobody": ("環境部,2025,a,b,採用,,2026-05-01,\n", "city-cell-empty", 2),
    "twice": (f"環境部,2025,a,b,採用,{BY}\nkankyo,2025,ａ,b,却下,{BY}\n", "continuation-twice", 3),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_row_is_told_with_its_line(write_city: Any, name: str) -> None:
    rows, key, line = WRONG[name]
    with pytest.raises(UsageError) as caught:
        city_of(write_city, rows)
    assert (caught.value.key, caught.value.values["line"]) == (key, line)
