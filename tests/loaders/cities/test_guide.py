"""The guide names every field and column, and its example loads."""

import re
from pathlib import Path
from typing import Any

import pytest

from loaders.cities import decisions, recognise
from loaders.cities.continuations import CONTINUATION_COLUMNS, CONTINUATIONS
from loaders.cities.corrections import CORRECTION_COLUMNS, CORRECTIONS, FIGURE_KINDS
from loaders.cities.corrections import FIELDS as FIELDS_TO_MEND
from loaders.cities.departments import DEPARTMENT_COLUMNS, DEPARTMENTS, KINDS
from loaders.cities.documents import DOCUMENT_COLUMNS, DOCUMENT_KINDS, DOCUMENTS
from loaders.cities.facilities import FACILITIES, FACILITY_COLUMNS, ROLES
from loaders.cities.find import load_city
from loaders.cities.groups import GROUP_COLUMNS, GROUPS
from loaders.cities.organisations import ORGANISATION_COLUMNS, ORGANISATIONS
from loaders.cities.policies import POLICY_COLUMNS
from loaders.cities.profile import FIELDS
from loaders.cities.programs import ANSWERS, PROGRAM_COLUMNS, PROGRAMS
from loaders.cities.registers import NAMES
from loaders.cities.replaced import REPLACED, REPLACED_COLUMNS, REPLACED_KINDS

COLUMNS = {
    DEPARTMENTS: DEPARTMENT_COLUMNS,
    ORGANISATIONS: ORGANISATION_COLUMNS,
    FACILITIES: FACILITY_COLUMNS,
    PROGRAMS: PROGRAM_COLUMNS,
    DOCUMENTS: DOCUMENT_COLUMNS,
    GROUPS: GROUP_COLUMNS,
    REPLACED: REPLACED_COLUMNS,
    "〈scheme〉": POLICY_COLUMNS,
    decisions.DECISIONS: decisions.DECISION_COLUMNS,
    CORRECTIONS: CORRECTION_COLUMNS,
    CONTINUATIONS: CONTINUATION_COLUMNS,
}


@pytest.fixture(scope="module")
def guide(root: Path) -> str:
    return (root / "docs" / "cities.md").read_text(encoding="utf-8")


def names_in(part: str) -> set[str]:
    """Return the names in the first cells of the table rows, and the names of tables among them."""
    cells = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
    return {name.strip("[]") for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def test_every_field_of_the_profile_is_described(guide: str) -> None:
    part = guide[guide.index("## city.toml") : guide.index("## 登録簿")]
    assert names_in(part) == {field for fields in FIELDS.values() for field in fields}


def test_every_column_of_the_registers_is_described(guide: str) -> None:
    part = guide[guide.index("## 登録簿") : guide.index("## 市の見分け方")]
    parts = re.split(r"^\*\*`(.+?)`\*\*", part, flags=re.MULTILINE)[1:]
    described = {name: names_in(text) for name, text in zip(parts[::2], parts[1::2], strict=True)}
    assert described == {name: set(columns) for name, columns in COLUMNS.items()}
    assert {*NAMES, "〈scheme〉"} == COLUMNS.keys()


@pytest.mark.parametrize(
    "word",
    [
        *KINDS,
        *ROLES,
        *ANSWERS,
        *DOCUMENT_KINDS,
        *decisions.KINDS,
        *decisions.VERDICTS,
        *FIGURE_KINDS,
        *REPLACED_KINDS,
    ]
    + [field for fields in FIELDS_TO_MEND.values() for field in fields],
)
def test_every_word_that_a_register_may_use_is_told(guide: str, word: str) -> None:
    assert word in guide


def test_the_weights_are_the_ones_in_use(guide: str) -> None:
    weights = [int(text.replace("−", "-")) for text in re.findall(r"\| ([+−]\d) \|", guide)]
    assert weights == [
        recognise.POLICY,
        recognise.CONTRADICTION,
        recognise.DEPARTMENT,
        recognise.NAMED,
        recognise.NAMED_OFTEN,
    ]


def test_the_example_of_the_guide_loads(guide: str, write_city: Any) -> None:
    profile = guide.split("```toml\n")[1].split("```")[0]
    assert load_city(write_city(profile=profile)).name == "試野市"
