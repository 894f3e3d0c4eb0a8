"""Print a source as a flattened sheet: the form turned into a PDF and the PDF into text."""

from collections.abc import Iterator
from typing import Any

from items import Source, bulleted, code_and_sentence, marker, printed, printed_code
from wrapping import wrap

NOTICE = "※この資料は架空の市の例です。"
# Widths of the form's columns, in half-width cells.
WIDTH = {"direction": 64, "summary": 68, "plan": 64, "result": 32, "issue": 32, "schedule": 60, "aim": 68}


def sheet_bytes(source: Source) -> bytes:
    """Return the bytes of the sheet, in the encoding and with the line ends that the source asks for."""
    printing = source["print"]
    text = "\n".join(sheet_lines(source)) + "\n"
    if printing["line_end"] == "crlf":
        text = text.replace("\n", "\r\n")
    return text.encode(printing["encoding"])


def sheet_lines(source: Source) -> Iterator[str]:
    """Yield the lines of the sheet."""
    yield from _head(source)
    printing = source["print"]
    yield from ["", "", "", "３．当年度目標と目標設定に対する振り返り等 ", "", "No"]
    yield from _GOAL_COLUMNS
    for page, row in enumerate(source["goals"], 2):
        if page > 2:
            yield from _page_break(source, page, [" No", *_GOAL_COLUMNS])
        yield from _row_head(row)
        for kind in printing["order"]:
            if row.get(kind):
                yield ""
                yield from _block(source, kind, row[kind])
        yield from _codes(source, row)
    yield from _midterm(source)
    yield from ["", NOTICE]


_GOAL_COLUMNS = [
    "当年度目標（当初設定） 実績",
    "",
    "取組み事項及びその内容・スケジュール 取組みを行った内容・成果 課題・今後の方向性",
]
_MIDTERM_COLUMNS = " No 取組み事項及び取組みにあたっての課題・めざす成果など スケジュール（工程）"


def _head(source: Source) -> Iterator[str]:
    year = source["fiscal_year"]
    yield from [
        "",
        f"部　局 {source['department']} 補　職 {source['head_title']} 氏　名 {source['head_name']}",
        "",
    ]
    yield from ["１．部局の使命", ""]
    yield "２．使命を遂行するための取り組み方針と、それに基づく取組みの総括 方針取組みの総括"
    yield from ["", "方針 取組みの総括", "", f"({year}年度) 部局マネジメントシート {year}年度", ""]
    for number, text in enumerate(source["missions"], 1):
        yield marker(source, f"{number}") + text
    yield ""
    yield from wrap(source["lead"], WIDTH["direction"])
    yield from _block(source, "direction", source["directions"])
    yield ""
    yield from _block(source, "summary", source["summaries"])


def _row_head(row: Source, indent: str = "") -> Iterator[str]:
    """Yield number, title, measures and policies; two measures or policies stand on one line."""
    title = row["title"] + ("　【重点】" if row.get("priority") else "")
    yield from ["", str(row["no"]), "", *title.split("\n")]
    yield from [indent] * (11 if indent else 1)
    if row.get("measures"):
        yield f"{indent}総合計画"
        sentences = [code_and_sentence(measure)[1] for measure in row["measures"]]
        yield from _in_pairs(sentences, indent)
        yield ""
    if row.get("policies"):
        yield from [f"{indent}基本政策", ""]
        yield from _in_pairs(row["policies"], indent)


def _midterm(source: Source) -> Iterator[str]:
    """Yield section 4: the heads of two rows, then their schedules, aims and codes, page by page."""
    rows = source["midterms"]
    for place in range(0, len(rows), 2):
        page = rows[place : place + 2]
        yield from ["", "", ""] if place == 0 else []
        yield from _page_break(source, len(source["goals"]) + 2 + place // 2, [_MIDTERM_COLUMNS])
        for row, indent in zip(page, ["", " "], strict=False):
            yield from _row_head(row, indent)
            yield from ["", " "]
        # The heading is displaced: the heads of the first two rows come before it.
        yield from ["", "４．中期目標（概ね今後4年間）"] if place == 0 else []
        for row in page:
            for kind in ("schedule", "aim"):
                if row.get(kind):
                    yield ""
                    yield from _block(source, kind, row[kind])
            yield from _codes(source, row)


def _page_break(source: Source, page: int, furniture: list[str]) -> Iterator[str]:
    if source["print"]["page_numbers"]:
        yield from ["", f"- {page} -", ""]
    yield from furniture


def _codes(source: Source, row: Source) -> Iterator[str]:
    """Yield the codes of a row's measures, which float to the end of its block."""
    codes = [code_and_sentence(measure)[0] for measure in row.get("measures", [])]
    if row.get("print_codes", True) and any(codes):
        yield ""
        yield from _in_pairs([printed_code(source, code) for code in codes if code])


def _in_pairs(texts: list[str], indent: str = "") -> Iterator[str]:
    for place in range(0, len(texts), 2):
        if place:
            yield ""
        yield indent + " ".join(texts[place : place + 2])


def _block(source: Source, kind: str, items: list[Any]) -> Iterator[str]:
    """Yield the wrapped lines of one block: bullets (plain strings) or numbered items (tables)."""
    for item in items:
        if isinstance(item, str):
            yield from wrap(bulleted(source, kind, item), WIDTH[kind])
            continue
        deep = "-" in item["at"] and source["print"]["indent"]
        body = ("　" if deep else "") + marker(source, item["at"]) + printed(source, kind, item)
        for line in body.split("\n"):
            yield from wrap(line, WIDTH[kind])
