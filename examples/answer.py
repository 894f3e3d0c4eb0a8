"""What a careful reader finds in a sheet, told from the source and not from any reading."""

import json
from collections.abc import Iterable, Iterator

from items import SUB_BULLET, Item, Source, code_and_sentence, marker, printed, printed_code
from printing import NOTICE


def golden_text(name: str, source: Source) -> str:
    """Return the golden file as JSON text."""
    return json.dumps(golden(name, source), ensure_ascii=False, indent=1) + "\n"


def golden(name: str, source: Source) -> dict[str, object]:
    """Return what a careful reader finds in the sheet."""
    sections = ((3, source["goals"]), (4, source["midterms"]))
    shown = {
        measure
        for _, rows in sections
        for row in rows
        if row.get("print_codes", True)
        for measure in row.get("measures", [])
    }
    return {
        "id": name,
        "fictional": True,
        "notice": NOTICE,
        "sheet": {"city": "結野市"}
        | {key: source[key] for key in ("department", "head_title", "head_name", "fiscal_year")},
        "sheet_statements": list(_sheet_statements(source)),
        "goals": [_golden_row(source, section, row, shown) for section, rows in sections for row in rows],
    }


def _sheet_statements(source: Source) -> Iterator[dict[str, object]]:
    for number, text in enumerate(source["missions"], 1):
        yield _statement(source, "mission", {"at": str(number), "text": text})
    yield _statement(source, "direction", source["lead"], "lead")
    for kind, key in (("direction", "directions"), ("summary", "summaries")):
        for text, bullet in _counted(source[key]):
            yield _statement(source, kind, text, bullet)


def _counted(items: Iterable[str | Item]) -> Iterator[tuple[str | Item, str]]:
    """Yield each item with its count among the unnumbered ones: [2], and [2]・1 below it."""
    number = deep = 0
    for item in items:
        if isinstance(item, str) and item.startswith(SUB_BULLET):
            deep += 1
            yield item, f"[{number}]・{deep}"
        else:
            number, deep = number + 1, 0
            yield item, f"[{number}]"


def _golden_row(source: Source, section: int, row: Source, shown: Iterable[str]) -> dict[str, object]:
    kinds = ("plan", "result", "issue") if section == 3 else ("schedule", "aim")
    policies = [policy.split(" ", 1) for policy in row.get("policies", [])]
    return {
        "section": section,
        "no": row["no"],
        "title": row["title"].replace("\n", ""),
        "priority": row.get("priority", False),
        "policies": [int(number) for number, _ in policies],
        "policy_names": [name for _, name in policies],
        "measures": [_golden_measure(source, row, measure, shown) for measure in row.get("measures", [])],
        "statements": [
            _statement(source, kind, item, bullet)
            for kind in kinds
            for item, bullet in _counted(row.get(kind, []))
        ],
    }


def _golden_measure(source: Source, row: Source, measure: str, shown: Iterable[str]) -> dict[str, object]:
    """Return a measure; a code that this row does not print but another one does is only inferred."""
    code, text = code_and_sentence(measure)
    code_shown = printed_code(source, code) if code and measure in shown else None
    here = row.get("print_codes", True)
    return {"text": text, "code": code_shown if here else None, "code_inferred": None if here else code_shown}


def _statement(source: Source, kind: str, item: str | Item, bullet: str = "") -> dict[str, object]:
    """Return one statement of the golden file; `bullet` is the notation of an unnumbered one."""
    if isinstance(item, str):
        deep = item.startswith(SUB_BULLET)
        sign = "" if bullet == "lead" else "・" if deep else source["print"]["bullets"][kind]
        text = full = item.removeprefix(SUB_BULLET)
        notation, item = bullet, {}
    else:
        first, *rest = item["at"].split("-")
        sign, notation, text = marker(source, item["at"]), f"({first})", str(item["text"])
        if rest and rest[0] != "0":
            notation += marker(source, f"{first}-{rest[0]}")
        if len(rest) == 2:
            notation += f"・{rest[1]}"
        full = printed(source, kind, item).replace("\n　", "")
    return {
        "kind": kind,
        "notation": notation,
        "marker": sign,
        "text": text,
        "text_full": full,
        "text_alt": list(item.get("text_alt", [])),
        "tags": list(item.get("tags", [])),
        "schedule": item.get("when"),
    }
