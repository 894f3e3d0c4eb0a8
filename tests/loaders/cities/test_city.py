from datetime import date

import pytest

from loaders.cities.city import City
from loaders.cities.entries import DepartmentEntry, fiscal_year_days


def department(valid_from: date | None, valid_to: date | None) -> DepartmentEntry:
    return DepartmentEntry("みどり環境部", None, "部", None, valid_from, valid_to, "midori")


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "years"),
    [
        (None, None, {2022, 2023, 2024}),
        (date(2023, 4, 1), None, {2023, 2024}),
        (date(2023, 3, 31), None, {2022, 2023, 2024}),
        (None, date(2023, 3, 31), {2022}),
        (date(2023, 10, 1), date(2024, 3, 31), {2023}),
    ],
)
def test_a_department_is_valid_in_the_years_it_touches(
    valid_from: date | None, valid_to: date | None, years: set[int]
) -> None:
    entry = department(valid_from, valid_to)
    assert {year for year in (2022, 2023, 2024) if entry.valid_in(year)} == years


def test_a_fiscal_year_begins_in_april() -> None:
    assert fiscal_year_days(2024) == (date(2024, 4, 1), date(2025, 3, 31))


def test_a_department_is_found_whatever_the_width_and_white_space(example: City) -> None:
    found = example.department("みどり　環境部 ", 2024)
    assert found is not None
    assert found.slug == "midori-kankyo"


def test_a_department_is_found_only_in_its_years(example: City) -> None:
    assert example.department("環境部", 2024) is None
    before = example.department("環境部", 2021)
    assert before is not None
    assert before.slug == "kankyo"


@pytest.mark.parametrize("printed", ["4-1-(2)", "4-1-（2）", "４-１-（２）", "4-1-(２)"])
def test_a_code_is_found_in_any_width(example: City, printed: str) -> None:
    policies = example.policy_list("総合計画", 2024)
    assert policies is not None
    found = policies.find(printed)
    assert found is not None
    assert (found.notation, found.slug, found.level) == ("4-1-(2)", "4-1-2", "measure")
    assert found.broader == "4"


def test_a_list_is_meant_only_in_its_years(example: City) -> None:
    assert example.policy_list("基本政策", 2022) is None
    assert example.policy_list("基本政策", 2023) is not None
    assert example.policy_list("総合計画", 2031) is None
    assert example.policy_list("ほかの計画", 2024) is None


def test_nothing_is_found_under_an_empty_number(example: City) -> None:
    """Pillars have no number; an empty one must not find them."""
    policies = example.policy_list("基本政策", 2024)
    assert policies is not None
    assert policies.find("") is None
    pillar = policies.at("midori-kankyo")
    assert pillar is not None
    assert (pillar.level, pillar.notation) == ("pillar", "")
