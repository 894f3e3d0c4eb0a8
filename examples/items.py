"""How the items of a source are printed: markers, brackets, schedules, tags, codes."""

import re
from collections.abc import Mapping
from typing import Any

Item = Mapping[str, Any]
Source = Mapping[str, Any]
SUB_BULLET = "　・"


def marker(source: Source, at: str) -> str:
    """Return the marker of a place: "1" （１）, "1-2" ②, "1-2-1" or "1-0-1" ・."""
    path = at.split("-")
    if len(path) == 1:
        return _bracketed(source, path[0] if source["print"]["brackets"] == "half" else _full_width(path[0]))
    return chr(ord("①") + int(path[1]) - 1) if len(path) == 2 else "・"


def bulleted(source: Source, kind: str, text: str) -> str:
    """Return an unnumbered item with its bullet; a sub-bullet brings its own."""
    return text if text.startswith(SUB_BULLET) else source["print"]["bullets"][kind] + text


def printed(source: Source, kind: str, item: Item) -> str:
    """Return an item as printed, without its marker; a line feed where the form breaks the line."""
    if "printed" in item:
        return str(item["printed"])
    text = str(item["text"])
    if "when" in item:
        between = "\n　" if item.get("own_line") else "　"
        text += _bracketed(source, item["when"]) if kind == "plan" else between + item["when"]
    return text + str(item.get("after", "")) + "".join(f"[{tag}]" for tag in item.get("tags", []))


def printed_code(source: Source, code: str) -> str:
    """Return "5-1-(2)" with the brackets that this sheet prints."""
    stem, last = code.rstrip(")").split("(")
    return stem + _bracketed(source, last)


def _bracketed(source: Source, text: str) -> str:
    return f"({text})" if source["print"]["brackets"] == "half" else f"（{text}）"


def _full_width(digits: str) -> str:
    return digits.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def code_and_sentence(measure: str) -> tuple[str | None, str]:
    """Return code (None where the source gives none) and sentence of "4-1-(1) …"."""
    found = re.fullmatch(r"(\d+-\d+-\(\d+\)) (.+)", measure)
    return (found[1], found[2]) if found else (None, measure)
