"""Two other families of forms: a list with ratings, and a matrix of indicators by year.

`family_answers.py` tells what a careful reader finds in them.
"""

from collections.abc import Iterable, Iterator

from formgrid import Box, Grid
from items import Source
from printing import NOTICE

NO_VALUE = "－"
WIDE = str.maketrans("ABCDE", "ＡＢＣＤＥ")


def ratings(source: Source) -> Grid:
    """Return a list of programmes with targets, results and ratings (部長マニフェスト)."""
    boxes = [
        Box(0, (0, 5), f"{source['era_year']} 部長マニフェスト", look="title"),
        *_row(1, [((0, 0), "部局名", "header"), ((1, 2), source["department"], "text")]),
        *_row(1, [((3, 3), "職・氏名", "header")]),
        *_row(1, [((4, 5), f"{source['head_title']}　{source['head_name']}", "text")]),
        *_row(2, [((0, 0), "基本方針", "header"), ((1, 5), source["direction"], "text")]),
    ]
    headings = ("番号", "取組項目", "目標", "実績・成果", "評価", "関連する基本政策")
    boxes += _row(4, [((place, place), text, "header") for place, text in enumerate(headings)])
    for row, each in enumerate(source["rows"], 5):
        rating = each.get("rating", NO_VALUE)
        values = (each["no"], each["title"], each["target"], each["result"] or None)
        values += (rating.translate(WIDE) if source["wide_ratings"] else rating, "\n".join(each["policies"]))
        looks = ("number", "text", "text", "text", "number", "text")
        boxes += _row(
            row, [((i, i), value, look) for i, (value, look) in enumerate(zip(values, looks, strict=True))]
        )
    legend = 6 + len(source["rows"])
    boxes.append(Box(legend, (0, 5), "【評価の基準】", look="plain"))
    for place, line in enumerate(source["scale"], legend + 1):
        rating, label = line.split(" ", 1)
        boxes += _row(place, [((0, 0), rating, "number"), ((1, 5), label, "text")])
    boxes.append(Box(legend + 2 + len(source["scale"]), (0, 5), NOTICE, look="plain"))
    return Grid("マニフェスト", (8.0, 26.0, 34.0, 40.0, 8.0, 30.0), tuple(boxes))


def matrix(source: Source) -> Grid:
    """Return blocks of indicators and costs by fiscal year (事務事業評価)."""
    boxes = [
        Box(0, (0, 8), f"事務事業評価シート（{source['era_year']}）", look="title"),
        *_row(1, [((0, 1), "部局名", "header"), ((2, 8), source["department"], "text")]),
    ]
    row = 3
    for program in source["programs"]:
        block = list(_program(source, program, row))
        boxes += block
        row = max(box.row + box.rows for box in block) + 1
    boxes.append(Box(row, (0, 8), NOTICE, look="plain"))
    return Grid("事務事業評価", (24.0, 8.0, 9.0, *[13.0] * 5, 18.0), tuple(boxes))


def _program(source: Source, program: Source, row: int) -> Iterator[Box]:
    yield from _row(row, [((0, 1), "事業名", "header"), ((2, 4), program["name"], "text")])
    yield from _row(row, [((5, 5), "担当課", "header"), ((6, 8), program["section"], "text")])
    yield from _row(row + 1, [((0, 1), "目的", "header"), ((2, 8), program["purpose"], "text")])
    heads = ["指標名", "単位", "区分", *map(_era, source["years"]), "備考"]
    yield from _row(row + 2, [((place, place), text, "header") for place, text in enumerate(heads)])
    row += 3
    for indicator in program["indicators"]:
        yield Box(row, (0, 0), indicator["name"], rows=2)
        yield Box(row, (1, 1), indicator["unit"], rows=2, look="number")
        for below, (label, key) in enumerate(KINDS):
            yield Box(row + below, (2, 2), label, look="header")
            yield from _years(row + below, indicator[key], indicator["format"])
        yield Box(row, (8, 8), indicator.get("note"), rows=2)
        row += 2
    for place, cost in enumerate(program["costs"], row):
        yield Box(place, (0, 2), f"{cost['name']}（{cost['unit']}）", look="header")
        yield from _years(place, cost["values"], "#,##0")
        yield Box(place, (8, 8))


KINDS = (("目標値", "target"), ("実績値", "actual"))


def _years(row: int, values: Iterable[str | int | float], form: str) -> Iterator[Box]:
    for column, value in enumerate(values, 3):
        yield Box(row, (column, column), value if value != "" else None, look="number", format=form)


def _row(row: int, cells: Iterable[tuple[tuple[int, int], str | int | None, str]]) -> list[Box]:
    return [Box(row, columns, value, look=look) for columns, value, look in cells]


def _era(year: int) -> str:
    return f"令和{year - 2018}年度"
