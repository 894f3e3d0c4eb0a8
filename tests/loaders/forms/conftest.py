"""Sheets with their hand-made answers, and the changes that a sheet must survive.

A change works on the text of any sheet of the form, never on what one sheet says.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from loaders.extract import read_bytes
from loaders.language.codes import codes
from loaders.language.width import key
from loaders.read.text import read_text
from loaders.sheet import Item, ManagementSheet

Change = Callable[[str], str]

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted((ROOT / "examples").glob("*/*.txt"))
BULLETS = "〇○◯●"
MARK = re.compile(rf"\s*(?:[{BULLETS}①-⑳・]|[（(]?\d{{1,2}}[）)])")
NUMBER = re.compile(r"\s*\d{1,2}\s*")
LABEL = re.compile(r"\s*(?:総合計画|基本政策)\s*")
POLICY = re.compile(r"\s*\d{1,2} \S")
CODES = re.compile(r"[\d\-（）() ]+")
FURNITURE = re.compile(
    r"^\s*No\s*$|^\s*No |当年度目標|取組み事項及び|部局の使命|使命を遂行|中期目標[（(]|方針 取組みの総括"
)
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def _lines(change: Callable[[list[str]], list[str]]) -> Change:
    return lambda text: "\n".join(change(text.split("\n")))


def _is_special(line: str) -> bool:
    stripped = line.strip()
    return (
        not stripped
        or any(pattern.fullmatch(line) for pattern in (NUMBER, LABEL))
        or bool(POLICY.match(line) or CODES.fullmatch(stripped) or FURNITURE.search(line))
    )


def _unwrapped(lines: list[str]) -> list[str]:
    """Print every item on one line."""
    out: list[str] = []
    for line in lines:
        plain = not _is_special(line) and not MARK.match(line)
        if out and plain and not _is_special(out[-1]) and MARK.match(out[-1]):
            out[-1] = out[-1].rstrip() + line.strip()
        else:
            out.append(line)
    return out


def _rows(lines: list[str]) -> Iterator[list[tuple[int, int]]]:
    """Yield for each row of section 3 its three blocks as (first, end), as they stand."""
    blocks: list[tuple[int, int, bool]] = []
    start = 0
    for index, line in enumerate([*lines, ""]):
        if not line.strip() or FURNITURE.search(line):
            if start < index and MARK.match(lines[start]):
                blocks.append((start, index, lines[start][:1] in BULLETS))
            start = index + 1
    for first, second, third in zip(blocks, blocks[1:], blocks[2:], strict=False):
        kinds = [first[2], second[2], third[2]]
        adjacent = all(
            not any(line.strip() for line in lines[before[1] : after[0]])
            for before, after in ((first, second), (second, third))
        )
        if adjacent and sorted(kinds) == [False, True, True]:
            yield [first[:2], second[:2], third[:2]]


def _reordered(order: tuple[int, int, int]) -> Change:
    """Put the blocks of each row of section 3 into another order."""

    def change(lines: list[str]) -> list[str]:
        lines = list(lines)
        done = len(lines)
        for row in reversed(list(_rows(lines))):
            if row[-1][1] > done:
                continue
            done = row[0][0]
            blocks = [lines[first:end] for first, end in row]
            lines[row[0][0] : row[-1][1]] = [*blocks[order[0]], "", *blocks[order[1]], "", *blocks[order[2]]]
        return lines

    return _lines(change)


def _widths(table: dict[str, str]) -> Change:
    return lambda text: text.translate(str.maketrans(table))


def _with_pages(lines: list[str]) -> list[str]:
    """Put a lone page number before every page head."""
    return [part for line in lines for part in (["7", line] if re.match(r"\s*No", line) else [line])]


def _then(*changes: Change) -> Change:
    def change(text: str) -> str:
        for one in changes:
            text = one(text)
        return text

    return change


no_blanks = _lines(lambda lines: [line for line in lines if line.strip()])
no_furniture = _lines(lambda lines: [line for line in lines if not FURNITURE.search(line)])
half_width = _widths({"（": "(", "）": ")", "［": "[", "］": "]"})
unindented = _lines(lambda lines: [line.strip() for line in lines])

CHANGES: dict[str, Change] = {
    "crlf and byte order mark": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    **{
        f"bullets {bullet}": (lambda text, b=bullet: re.sub(rf"(?m)^[{BULLETS}]", b, text))
        for bullet in BULLETS
    },
    "items unwrapped": _lines(_unwrapped),
    "first two blocks swapped": _reordered((1, 0, 2)),
    "last block first": _reordered((2, 0, 1)),
    "last block in the middle": _reordered((0, 2, 1)),
    "furniture missing": no_furniture,
    "stray page numbers": _lines(_with_pages),
    "indents stripped": unindented,
    "all blank lines removed": no_blanks,
    "a blank after every line": lambda text: text.replace("\n", "\n\n"),
    "half-width brackets": half_width,
    "full-width digits": _widths({str(digit): chr(0xFF10 + digit) for digit in range(10)}),
    "no blanks, swapped": _then(_reordered((1, 0, 2)), no_blanks),
    "no blanks, half-width, unindented": _then(half_width, unindented, no_blanks),
    "no blanks, no furniture, page numbers": _then(_lines(_with_pages), no_furniture, no_blanks),
    "unwrapped, no blanks": _then(_lines(_unwrapped), no_blanks),
}


@dataclass(frozen=True)
class Facts:
    """What a sheet says, comparable: white space and widths do not count."""

    rows: frozenset[tuple[object, ...]]
    lists: frozenset[tuple[object, ...]]
    codes: frozenset[tuple[object, ...]]
    statements: frozenset[tuple[object, ...]]


def facts_of(sheet: ManagementSheet) -> Facts:
    """Return the facts of a sheet that was read."""
    rows, lists, found, statements = set(), set(), set(), set()
    for row in sheet.objectives:
        place = (3 if row.section == "goal" else 4, row.number)
        rows.add((*place, key(row.title.value), row.priority))
        lists |= {(*place, policy.notation) for policy in row.policies}
        lists |= {(*place, key(measure.text.value)) for measure in row.measures}
        found |= {
            (*place, key(measure.text.value), measure.notation)
            for measure in row.measures
            if measure.code_source == "printed"
        }
        statements |= {(*place, *_statement(item)) for item in row.items}
    for item in (*sheet.missions, *sheet.directions, *sheet.summaries):
        statements.add((0, 0, *_statement(item)))
    return Facts(frozenset(rows), frozenset(lists), frozenset(found), frozenset(statements))


def _statement(item: Item) -> tuple[object, ...]:
    schedule = key(item.schedule.printed) if item.schedule else ""
    return item.kind, item.notation, _bare(item.text), item.tags, _bare(schedule)


def facts_of_answer(answer: dict[str, Any]) -> Facts:
    """Return the facts of a hand-made answer."""
    rows, lists, found, statements = set(), set(), set(), set()
    for row in answer["goals"]:
        place = (row["section"], row["no"])
        rows.add((*place, key(row["title"]), row["priority"]))
        lists |= {(*place, str(number)) for number in row["policies"]}
        lists |= {(*place, key(measure["text"])) for measure in row["measures"]}
        found |= {
            (*place, key(measure["text"]), codes(measure["code"])[0].notation)
            for measure in row["measures"]
            if measure["code"]
        }
        statements |= {(*place, *_answered(statement)) for statement in row["statements"]}
    statements |= {(0, 0, *_answered(statement)) for statement in answer["sheet_statements"]}
    return Facts(frozenset(rows), frozenset(lists), frozenset(found), frozenset(statements))


def _answered(statement: dict[str, Any]) -> tuple[object, ...]:
    kind = {"plan": "action"}.get(statement["kind"], statement["kind"])
    schedule = _bare(key(statement["schedule"] or ""))
    notation = _notation(statement["notation"])
    return kind, notation, _bare(statement["text"]), tuple(statement["tags"]), schedule


def _notation(printed: str) -> str:
    """Turn (1)②・1 into 1-2-1."""
    if printed == "lead":
        return "0"
    circled = next((char for char in printed if char in CIRCLED), None)
    dot = printed.partition("・")[2]
    parts = [re.findall(r"\d+", printed)[0] if printed[0] in "([" else "0"]
    if circled or dot:
        parts.append(str(CIRCLED.index(circled) + 1) if circled else "0")
    return "-".join([*parts, dot] if dot else parts)


def _bare(text: str) -> str:
    return re.sub(r"[。;]", "", key(text))


def _accepted(answer: dict[str, Any]) -> dict[str, str]:
    """Map the other texts that an answer accepts for a statement to its first one."""
    statements = [*answer["sheet_statements"], *(s for row in answer["goals"] for s in row["statements"])]
    return {
        _bare(text): _bare(statement["text"])
        for statement in statements
        for text in (*statement["text_alt"], statement["text_full"])
    }


@dataclass(frozen=True)
class Case:
    """A sheet's text and what a careful reader finds in it."""

    text: str
    answer: Facts
    accepted: dict[str, str]

    def facts(self, sheet: ManagementSheet) -> Facts:
        """Return what was read, in the words of the answer where it accepts several."""
        found = facts_of(sheet)
        statements = frozenset(
            (*place, self.accepted.get(text, text), *rest)
            for *place, text, tags, schedule in found.statements
            for rest in [(tags, schedule)]
        )
        return replace(found, statements=statements)

    def read(self, text: str | None = None) -> ManagementSheet:
        """Read the sheet, or a changed text of it."""
        return read_bytes((self.text if text is None else text).encode(), "sheet.txt").sheet


def _case(sheet: Path, answer: Path) -> Case:
    text = "\n".join(read_text(sheet.read_bytes(), sheet.name).lines)
    answers = json.loads(answer.read_text(encoding="utf-8"))
    return Case(text, facts_of_answer(answers), _accepted(answers))


@pytest.fixture(params=[*EXAMPLES, "real"], ids=lambda sheet: sheet if isinstance(sheet, str) else sheet.stem)
def case(request: pytest.FixtureRequest) -> Case:
    """Every sheet of the example city, and the real one."""
    if isinstance(request.param, Path):
        return _case(request.param, ROOT / "tests" / "golden" / f"{request.param.stem}.json")
    shared: Path = request.getfixturevalue("shared")
    sheet = next((shared / "sheets").glob("*.txt"))
    return _case(sheet, shared / "gold" / f"{sheet.stem}.json")


@pytest.fixture(params=CHANGES, ids=str)
def change(request: pytest.FixtureRequest) -> Change:
    """Each change that a sheet must survive."""
    return CHANGES[request.param]
