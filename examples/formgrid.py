"""Lay a sheet out as the printed form: boxes on a grid of eight columns.

    A      B      C     D         E      F          G       H
    No   label  code  sentence  code   sentence ------------      a goal's measures and policies
    No   plan ---------------   results ---------  issues ---     and, below them, its columns

A box is a cell or a merged range; its text has line breaks between items only, as a workbook has.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from items import Source, bulleted, code_and_sentence, marker, printed, printed_code
from printing import NOTICE

Span = tuple[int, int]  # first and last column, from 0


@dataclass(frozen=True)
class Box:
    """A cell, or several merged into one, with its value and its look; rows and columns from 0."""

    row: int
    columns: Span
    value: str | int | float | None = None
    rows: int = 1
    look: str = "text"  # text, title, heading, header, number or plain
    format: str = "General"


@dataclass(frozen=True)
class Grid:
    """A worksheet: its boxes, its column widths, and the rows that begin a page."""

    name: str
    widths: tuple[float, ...]
    boxes: tuple[Box, ...]
    page_rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Form:
    """An edition of the form: the columns of section 3, and what is left out or printed again."""

    columns: tuple[tuple[str, str], ...] = (
        ("result", "取組みを行った内容・成果"),
        ("issue", "課題・今後の方向性"),
    )
    filled: bool = True  # False: the edition of spring, before there are results
    paged: bool = False  # every goal on its own page, below its column headings
    deep: int = 1  # rows that a narrative box is merged from; a page break may cut such a box


CHANGED = Form(columns=(("issue", "残された課題と次の一歩"), ("result", "取組みを行った内容・成果")))
SPRING = Form(filled=False)
MERGED = Form(paged=True, deep=4)
WIDTHS = (5.0, 10.0, 10.0, 46.0, 10.0, 23.0, 10.0, 23.0)
ALL, NO = (0, 7), (0, 0)
LEFT, RIGHT = (1, 3), (4, 7)
HALVES = ((4, 5), (6, 7))
SLOTS = (((2, 2), (3, 3)), ((4, 4), (5, 7)))  # number or code, and its sentence
LAST_KINDS = {"summary", "result", "issue"}
Drawn = list[Box]


def narrative(source: Source, form: Form = Form()) -> Grid:
    """Return the sheet of a source as the form prints it."""
    boxes: Drawn = list(_head(source, form))
    pages: list[int] = []
    goals = [*_goal_header(form)]
    boxes += _section(
        source, "goals", "３．当年度目標と目標設定に対する振り返り等", goals, form, boxes, pages
    )
    midterms = [Box(0, NO, "No", look="header"), *_pair(0, *_MIDTERM, look="header")]
    boxes += _section(source, "midterms", "４．中期目標（概ね今後4年間）", midterms, form, boxes, pages)
    boxes.append(Box(_end(boxes) + 1, ALL, NOTICE, look="plain"))
    return Grid("シート", WIDTHS, tuple(boxes), tuple(pages) if form.paged else ())


_MIDTERM = ("取組み事項及び取組みにあたっての課題・めざす成果など", "スケジュール（工程）")


def _head(source: Source, form: Form) -> Iterator[Box]:
    year = source["fiscal_year"]
    yield Box(0, (0, 5), f"({year}年度) 部局マネジメントシート", look="title")
    yield Box(0, (6, 7), f"{year}年度", look="plain")
    names = (
        ((0, 1), "部　局", "department"),
        ((4, 4), "補　職", "head_title"),
        ((6, 6), "氏　名", "head_name"),
    )
    for (columns, label, key), place in zip(names, ((2, 3), (5, 5), (7, 7)), strict=True):
        yield Box(1, columns, label, look="header")
        yield Box(1, place, source[key])
    yield Box(3, ALL, "１．部局の使命", look="heading")
    missions = [marker(source, f"{number}") + text for number, text in enumerate(source["missions"], 1)]
    yield Box(4, ALL, "\n".join(missions))
    yield Box(6, ALL, "２．使命を遂行するための取り組み方針と、それに基づく取組みの総括", look="heading")
    yield from _pair(7, "方針", "取組みの総括", look="header", left=(0, 3))
    direction = f"{source['lead']}\n{_cell(source, 'direction', source['directions'], form)}"
    summary = _cell(source, "summary", source["summaries"], form)
    yield from _pair(8, direction, summary, left=(0, 3), rows=form.deep)


def _goal_header(form: Form) -> Iterator[Box]:
    """Yield the two rows of column headings of section 3."""
    yield Box(0, NO, "No", rows=2, look="header")
    yield from _pair(0, "当年度目標（当初設定）", "実績", look="header")
    yield Box(1, LEFT, "取組み事項及びその内容・スケジュール", look="header")
    for columns, (_, heading) in zip(HALVES, form.columns, strict=True):
        yield Box(1, columns, heading, look="header")


def _section(
    source: Source,
    key: str,
    heading: str,
    header: list[Box],
    form: Form,
    above: Iterable[Box],
    pages: list[int],
) -> Drawn:
    """Return the boxes of section 3 or 4; `pages` takes the rows that begin a page."""
    row = _end(above) + 1
    pages.append(row)
    boxes = [Box(row, ALL, heading, look="heading")]
    for place, record in enumerate(source[key]):
        if place == 0 or form.paged:
            row = _end(boxes)
            pages += [row] if place else []
            boxes += [replace(box, row=row + box.row) for box in header]
        boxes += _record(source, record, form, _end(boxes))
    return boxes


def _record(source: Source, record: Source, form: Form, row: int) -> Iterator[Box]:
    """Yield the rows of a goal: title, two of measures, two of policies, and the narrative boxes."""
    yield Box(row, NO, record["no"], rows=5 + form.deep, look="number")
    yield Box(row, (1, 7), record["title"] + ("　【重点】" if record.get("priority") else ""), look="heading")
    yield Box(row + 1, (1, 1), "総合計画", rows=2, look="header")
    yield from _slots(row + 1, [_measure(source, record, each) for each in record.get("measures", [])])
    yield Box(row + 3, (1, 1), "基本政策", rows=2, look="header")
    policies = [each.split(" ", 1) for each in record.get("policies", [])]
    yield from _slots(row + 3, [(int(number), name) for number, name in policies])
    if "aim" in record:
        aim, schedule = (_cell(source, kind, record[kind], form) for kind in ("aim", "schedule"))
        yield from _pair(row + 5, aim, schedule, rows=form.deep)
        return
    yield Box(row + 5, LEFT, _cell(source, "plan", record["plan"], form), form.deep)
    for columns, (kind, _) in zip(HALVES, form.columns, strict=True):
        yield Box(row + 5, columns, _cell(source, kind, record.get(kind, []), form), form.deep)


def _slots(row: int, pairs: list[tuple[str | int | None, str]]) -> Iterator[Box]:
    """Yield the four slots of a goal, two to a row, the unused ones empty."""
    for place in range(4):
        values = pairs[place] if place < len(pairs) else (None, None)
        looks = ("number", "text")
        for columns, value, look in zip(SLOTS[place % 2], values, looks, strict=True):
            yield Box(row + place // 2, columns, value, look=look)


def _measure(source: Source, record: Source, measure: str) -> tuple[str | None, str]:
    code, sentence = code_and_sentence(measure)
    shown = code and record.get("print_codes", True)
    return (printed_code(source, code) if code and shown else None), sentence


def _pair(
    row: int,
    left_value: str | None,
    right_value: str | None,
    *,
    look: str = "text",
    left: Span = LEFT,
    rows: int = 1,
) -> Iterator[Box]:
    yield Box(row, left, left_value, rows, look)
    yield Box(row, RIGHT, right_value, rows, look)


def _cell(source: Source, kind: str, items: Iterable[str | Mapping[str, str]], form: Form) -> str | None:
    """Return the items of one cell, each on its own line."""
    if kind in LAST_KINDS and not form.filled:
        return None
    lines = []
    for item in items:
        if isinstance(item, str):
            lines.append(bulleted(source, kind, item))
        else:
            deep = "-" in item["at"] and source["print"]["indent"]
            lines.append(("　" if deep else "") + marker(source, item["at"]) + printed(source, kind, item))
    return "\n".join(lines) or None


def _end(boxes: Iterable[Box]) -> int:
    """Return the row below all boxes."""
    return max(box.row + box.rows for box in boxes)
