"""The sheets of the example city, their sources and what a careful reader finds in them."""

import importlib
import json
import re
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.cities.city import City
from loaders.cities.find import cities

ROOT = Path(__file__).resolve().parents[2]
SHEETS = sorted((ROOT / "examples" / "yuino").glob("*.txt"))
STEMS = [path.stem for path in SHEETS]


@pytest.fixture(scope="module")
def wrapping() -> ModuleType:
    """The module of the tool that breaks lines; the tool's folder is no package."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "examples"))
        return importlib.import_module("wrapping")


@pytest.fixture(scope="module")
def city() -> City:
    return cities()["yuino"]


def lines(stem: str) -> list[str]:
    data = (ROOT / "examples" / "yuino" / f"{stem}.txt").read_bytes()
    encoding = source(stem)["print"]["encoding"]
    return data.decode(encoding).splitlines()


def source(stem: str) -> dict[str, Any]:
    path = ROOT / "examples" / "yuino" / "source" / f"{stem}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def golden(stem: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (ROOT / "tests" / "golden" / f"{stem}.json").read_text(encoding="utf-8")
    )
    return found


def test_sheets_and_golden_files_come_from_the_sources() -> None:
    tool = subprocess.run(
        [sys.executable, str(ROOT / "examples" / "make.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (tool.stdout, tool.stderr, tool.returncode) == ("", "", 0)


def test_three_departments_two_of_them_for_two_years() -> None:
    heads = [(golden(stem)["sheet"]["department"], golden(stem)["sheet"]["fiscal_year"]) for stem in STEMS]
    assert len(set(heads)) == 5
    assert {year for _, year in heads} == {2024, 2025}
    assert len({department for department, _ in heads}) == 3


@pytest.mark.parametrize("stem", STEMS)
def test_a_sheet_ends_with_the_notice_that_it_is_fictional(stem: str) -> None:
    assert lines(stem)[-1] == golden(stem)["notice"] == "※この資料は架空の市の例です。"
    assert golden(stem)["fictional"] is True


@pytest.mark.parametrize("stem", STEMS)
def test_what_the_golden_file_says_stands_in_the_sheet(stem: str) -> None:
    printed = re.sub(r"\s", "", "".join(lines(stem)))
    found = golden(stem)
    for statement in [
        *found["sheet_statements"],
        *(each for row in found["goals"] for each in row["statements"]),
    ]:
        assert re.sub(r"\s", "", statement["marker"] + statement["text_full"]) in printed
        assert all(f"[{tag}]" in printed for tag in statement["tags"])
    for row in found["goals"]:
        assert row["title"] in lines(stem) or f"{row['title']}　【重点】" in lines(stem)
        assert all(measure["code"] is None or measure["code"] in printed for measure in row["measures"])


@pytest.mark.parametrize("stem", STEMS)
def test_a_sheet_agrees_with_the_registers(stem: str, city: City) -> None:
    """Number 25 is left out of the register on purpose: it is learnt."""
    found = golden(stem)
    year = found["sheet"]["fiscal_year"]
    assert city.department(found["sheet"]["department"], year)
    numbered, coded = city.policy_list("基本政策", year), city.policy_list("総合計画", year)
    assert numbered
    assert coded
    for row in found["goals"]:
        for number, name in zip(row["policies"], row["policy_names"], strict=True):
            entry = numbered.find(str(number))
            assert (entry.name if entry else number) == (name if entry else 25)
        sentences = {entry.name: entry.notation for entry in coded.entries}
        for measure in row["measures"]:
            code = (measure["code"] or measure["code_inferred"] or sentences[measure["text"]]).translate(
                str.maketrans("（）", "()")
            )
            assert sentences[measure["text"]] == code


def test_departments_share_policies() -> None:
    users: dict[int, set[str]] = {}
    for stem in STEMS:
        for row in golden(stem)["goals"]:
            for number in row["policies"]:
                users.setdefault(number, set()).add(golden(stem)["sheet"]["department"])
    assert sorted(number for number, names in users.items() if len(names) > 1) == [3, 15, 16, 18, 21, 22]


def test_the_sheets_vary_as_real_ones_do() -> None:
    files = {path.stem: path.read_bytes() for path in SHEETS}
    texts = {stem: "\n".join(lines(stem)) for stem in STEMS}
    every = "\n".join(texts.values())
    assert all(re.search(f"^{bullet}", every, re.MULTILINE) for bullet in "○●◯〇")
    assert "[新\n規]" in every
    assert "[拡\n充]" in every
    assert any(data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data for data in files.values())
    assert [stem for stem in STEMS if source(stem)["print"]["encoding"] == "cp932"] == [
        "yuino-2024-midori-kankyo"
    ]
    assert any(re.search(r"^\(1\)", text, re.MULTILINE) for text in texts.values())
    assert any(re.search(r"^- \d+ -$", text, re.MULTILINE) for text in texts.values())
    assert {source(stem)["print"]["order"][0] for stem in STEMS} == {"plan", "result", "issue"}
    for text in texts.values():
        assert text.index("基本政策\n", text.index("スケジュール（工程）")) < text.index("４．中期目標")
    rows = [row for stem in STEMS for row in source(stem)["goals"]]
    assert any(not row.get("issue") for row in rows)
    assert any(not row.get("measures") for row in rows)


@given(text=st.text("あア漢、。（）「」ッー・a1 　,0", max_size=200), width=st.sampled_from([32, 60, 64, 68]))
def test_wrapping_keeps_every_character_and_the_rules(wrapping: ModuleType, text: str, width: int) -> None:
    broken = wrapping.wrap(text, width)
    assert "".join(broken) == text
    for before, after in pairwise(broken):
        first = wrapping.UNIT.findall(after)[0]
        movable = len(wrapping.UNIT.findall(before)) > 1
        bad = first in wrapping.NO_START or first.isspace() or before[-1] in wrapping.NO_END
        assert not (movable and bad)


def test_wrapping_fills_the_column(wrapping: ModuleType) -> None:
    assert wrapping.wrap("あ" * 17, 32) == ["あ" * 16, "あ"]
    assert wrapping.wrap("あ" * 15 + "（い", 32) == ["あ" * 15, "（い"]
    assert wrapping.wrap("あ" * 16 + "。い", 32) == ["あ" * 15, "あ。い"]
    assert wrapping.wrap("あ" * 14 + "4,000人", 32) == ["あ" * 14, "4,000人"]
