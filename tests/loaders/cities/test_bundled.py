"""The cities that come with the project."""

import csv
import unicodedata
from pathlib import Path

import pytest

from loaders.cities.city import City
from loaders.cities.codes import local_government_of
from loaders.cities.entries import canonical


def test_the_bundled_cities(bundled: dict[str, City]) -> None:
    assert {key: city.code for key, city in bundled.items()} == {"toyonaka": "272035", "yuino": "992011"}
    assert [key for key, city in bundled.items() if city.fictional] == ["yuino"]
    assert not any(city.publish_names for city in bundled.values())


def test_the_fictional_city_says_so_in_both_languages(example: City) -> None:
    assert "架空" in example.notice
    assert "fictional" in example.notice_en
    assert "架空" in example.publisher
    assert example.base == "https://w3id.org/tsunagu/"
    assert example.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert example.contact_email is not None
    assert example.contact_email.endswith(".example")


def test_everything_of_the_example_city_has_an_english_name(example: City) -> None:
    entries = [entry for policies in example.policy_lists for entry in policies.entries]
    assert all(entry.name_en for entry in [*entries, *example.departments])
    numbered = example.policy_list("基本政策", 2024)
    assert numbered is not None
    assert sum(entry.level == "policy" for entry in numbered.entries) == 24


def test_the_example_city_has_organisations_and_facilities_that_nobody_is(example: City) -> None:
    """A body that does not exist has no corporate number, and its address is reserved for examples."""
    assert {entry.corporate_number for entry in example.organisations} == {""}
    assert all(not entry.url or ".example/" in entry.url for entry in example.organisations)
    assert all(entry.name_en for entry in (*example.organisations, *example.facilities))
    plaza = next(entry for entry in example.facilities if len(entry.operations) == 2)
    assert {each.role for each in plaza.operations} == {"designatedManager"}
    assert any(not entry.operations for entry in example.facilities)
    assert [change.kind for change in example.reorganisations] == ["renamed"]
    assert example.remarks == ()


def test_the_example_city_has_programs_documents_and_words_for_several_things(example: City) -> None:
    assert {entry.applied_for for entry in example.programs} == {True, False}
    assert {entry.kind for entry in example.documents} == {"ordinance", "plan"}
    named = {entry.name for entry in (*example.organisations, *example.facilities, *example.departments)}
    assert all(set(group.members) <= named for group in example.groups)
    assert all(entry.name_en for entry in (*example.programs, *example.documents))


def test_the_registers_of_the_real_city_name_their_source(bundled: dict[str, City]) -> None:
    city = bundled["toyonaka"]
    assert all(entry.source for entry in (*city.organisations, *city.facilities, *city.documents))
    assert city.programs == city.groups == city.reorganisations == city.remarks == ()


def test_only_municipalities_of_the_real_register_have_a_number(bundled: dict[str, City]) -> None:
    """Theirs follow from their codes; any other number would have to be looked up."""
    numbered = [entry for entry in bundled["toyonaka"].organisations if entry.corporate_number]
    assert all(local_government_of(entry.corporate_number) for entry in numbered)
    assert len(numbered) > 10


def test_the_real_register_of_documents_has_the_known_ordinances_and_plans(
    bundled: dict[str, City], shared: Path
) -> None:
    names = {
        canonical(name) for entry in bundled["toyonaka"].documents for name in (entry.name, *entry.aliases)
    }
    for row in _rows(shared / "registers" / "toyonaka-ordinances-plans.csv"):
        known = canonical(row["name"].partition(" ")[0])
        # The two lists of basic policies are concept schemes of their own.
        assert known in names or row["name"].startswith("基本政策")


def test_the_real_city_states_no_rights_and_no_address_of_its_own(bundled: dict[str, City]) -> None:
    city = bundled["toyonaka"]
    assert city.licence is None
    assert ".example/" in city.base
    assert city.corporate_number is not None
    assert city.corporate_number[1:] == "00002" + "0" + city.code


@pytest.mark.parametrize(
    ("label", "year", "scheme"),
    [
        ("基本政策", 2018, "kihon-2018"),
        ("基本政策", 2021, "kihon-2018"),
        ("基本政策", 2022, "kihon-2022"),
        ("基本政策", 2026, "kihon-2022"),
        ("総合計画", 2027, "sogo-4"),
        ("総合計画", 2028, None),
    ],
)
def test_terms_of_the_real_city(bundled: dict[str, City], label: str, year: int, scheme: str | None) -> None:
    found = bundled["toyonaka"].policy_list(label, year)
    assert (found and found.scheme) == scheme


def test_the_real_registers_hold_the_facts_and_nothing_of_the_sheet(
    bundled: dict[str, City], shared: Path
) -> None:
    rows = _rows(shared / "registers" / "toyonaka-kihon-2022.csv")
    known = {(row["number"], row["name"]) for row in rows if not row["source"].startswith("sheet")}
    policies = bundled["toyonaka"].policy_list("基本政策", 2024)
    assert policies is not None
    assert {(entry.notation, entry.name) for entry in policies.entries if entry.level == "policy"} == known
    pillars = {entry.slug: entry.name for entry in policies.entries if entry.level == "pillar"}
    for row in rows:
        entry = policies.find(row["number"])
        assert entry is None or pillars[entry.broader or ""] == row["pillar"]


def test_departments_of_the_real_city_have_no_inferred_parent(bundled: dict[str, City], shared: Path) -> None:
    rows = _rows(shared / "registers" / "toyonaka-departments.csv")
    entries = {entry.name: entry for entry in bundled["toyonaka"].departments}
    assert set(entries) == {row["name"] for row in rows}
    for row in rows:
        entry = entries[row["name"]]
        assert (entry.parent or "") == ("" if "inferred" in row["note"] else row["parent"])
        assert (entry.valid_from.isoformat() if entry.valid_from else "") == row["valid_from"]
        assert (entry.valid_to.isoformat() if entry.valid_to else "") == row["valid_to"]


def test_the_plan_of_the_real_city_has_only_chapters(bundled: dict[str, City], shared: Path) -> None:
    rows = _rows(shared / "registers" / "toyonaka-sogo-4.csv")
    plan = bundled["toyonaka"].policy_list("総合計画", 2024)
    assert plan is not None
    assert [(entry.notation, entry.name) for entry in plan.entries] == [
        (row["code"], row["text"]) for row in rows if row["level"] == "chapter"
    ]


def test_registers_are_stored_composed(bundled: dict[str, City]) -> None:
    """A decomposed か + ゛ looks the same and is another string to a store."""
    for city in bundled.values():
        for path in city.folder.glob("*.csv"):
            text = path.read_text(encoding="utf-8")
            assert unicodedata.normalize("NFC", text) == text


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
