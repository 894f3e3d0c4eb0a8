"""Sheets that the reader was not made with in view: each file must be read almost without a miss.

They are written with other habits than the example sheets (`tests/fixtures/heldout/source/`); what
a careful reader finds in them comes from the same sources, never from a reading.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from loaders.extract import read_bytes
from loaders.sheet import Item, ManagementSheet

HELD_OUT = Path(__file__).resolve().parents[2] / "fixtures" / "heldout"
FILES = sorted(path for path in HELD_OUT.glob("yuino-*") if path.suffix != ".json")
FORMATS = {".txt", ".xlsx", ".xls", ".ods", ".csv", ".pdf", ".cp932.csv", ".cut.pdf"}
LEAST = 0.98
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

Fact = tuple[Any, ...]
Place = tuple[int, int]
SHEET: Place = (0, 0)


def bare(text: str | None) -> str:
    """Return a text without white space, widths and a full stop at its end."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text or ""))
    return text.replace("〜", "~").rstrip("。")


def read_facts(sheet: ManagementSheet, accepted: dict[str, str]) -> set[Fact]:
    """Return what was read, in the words of the answer where it accepts several."""
    facts: set[Fact] = {("head", sheet.fiscal_year, bare(sheet.department.value))}
    for row in sheet.objectives:
        place = (3 if row.section == "goal" else 4, row.number)
        facts |= {("goal", place), ("title", place, bare(row.title.value)), ("priority", place, row.priority)}
        facts |= {("policy", place, policy.notation) for policy in row.policies}
        facts |= {("measure", place, bare(measure.text.value)) for measure in row.measures}
        facts |= {
            ("code", place, bare(measure.text.value), bare(measure.code))
            for measure in row.measures
            if measure.code_source == "printed"
        }
        facts |= set(_items(place, row.items, accepted))
    facts |= set(_items(SHEET, (*sheet.missions, *sheet.directions, *sheet.summaries), accepted))
    return facts


def _items(place: Place, items: Iterable[Item], accepted: dict[str, str]) -> Iterator[Fact]:
    for item in items:
        text = accepted.get(bare(item.text), bare(item.text))
        schedule = bare(item.schedule.printed) if item.schedule else ""
        yield from _statement((place, item.kind, text), item.notation, item.tags, schedule)


def _statement(subject: Fact, notation: str, tags: Iterable[str], schedule: str) -> Iterator[Fact]:
    yield ("statement", *subject)
    yield ("notation", *subject, notation)
    yield from (("tag", *subject, tag) for tag in tags)
    if schedule:
        yield ("schedule", *subject, schedule)


def answered_facts(answer: dict[str, Any]) -> set[Fact]:
    """Return what a careful reader finds."""
    head = answer["sheet"]
    facts: set[Fact] = {("head", head["fiscal_year"], bare(head["department"]))}
    for row in answer["goals"]:
        place = (row["section"], row["no"])
        facts |= {("goal", place), ("title", place, bare(row["title"])), ("priority", place, row["priority"])}
        facts |= {("policy", place, str(number)) for number in row["policies"]}
        facts |= {("measure", place, bare(measure["text"])) for measure in row["measures"]}
        facts |= {
            ("code", place, bare(measure["text"]), bare(measure["code"]))
            for measure in row["measures"]
            if measure["code"]
        }
        facts |= {fact for each in row["statements"] for fact in _answered(place, each)}
    return facts | {fact for each in answer["sheet_statements"] for fact in _answered(SHEET, each)}


def _answered(place: Place, statement: dict[str, Any]) -> Iterator[Fact]:
    kind = {"plan": "action"}.get(statement["kind"], statement["kind"])
    subject = (place, kind, bare(statement["text"]))
    notation, schedule = _notation(statement["notation"]), bare(statement["schedule"])
    yield from _statement(subject, notation, statement["tags"], schedule)


def _notation(printed: str) -> str:
    """Turn (1)②・1 into 1-2-1, [2] into 2 and [2]・1 into 2-0-1; a lead is 0."""
    found = re.fullmatch(rf"[(\[](\d+)[)\]]([{CIRCLED}])?(?:・(\d+))?", printed)
    if not found:
        return "0"
    first, circled, dot = found.groups()
    second = str(CIRCLED.index(circled) + 1) if circled else "0"
    return "-".join([first, *([second] if circled or dot else []), *([dot] if dot else [])])


def other_words(answer: dict[str, Any]) -> dict[str, str]:
    """Map the other texts that an answer accepts for a statement to its first one."""
    statements = [*answer["sheet_statements"], *(s for row in answer["goals"] for s in row["statements"])]
    return {
        bare(text): bare(statement["text"])
        for statement in statements
        for text in (statement["text_full"], *statement["text_alt"], statement["text"])
    }


def test_every_sheet_stands_in_every_format() -> None:
    stems = {path.name.partition(".")[0] for path in FILES}
    assert len(stems) == 3
    assert {path.name for path in FILES} == {stem + ending for stem in stems for ending in FORMATS}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_sheet_of_another_department_is_read(path: Path) -> None:
    answer = json.loads((HELD_OUT / f"{path.name.partition('.')[0]}.json").read_text(encoding="utf-8"))
    found = read_facts(read_bytes(path.read_bytes(), path.name).sheet, other_words(answer))
    wanted = answered_facts(answer)
    missed, extra = sorted(wanted - found, key=repr), sorted(found - wanted, key=repr)
    score = 2 * len(wanted & found) / (len(wanted) + len(found))
    lines = [f"missed {fact}" for fact in missed] + [f"extra {fact}" for fact in extra]
    assert score >= LEAST, "\n".join([f"F1 {score:.4f}", *lines])
