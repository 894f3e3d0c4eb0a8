"""Break text into the lines of a narrow column, as a form does when it is printed."""

import re
import unicodedata

# JIS X 4051: what must not begin a line, and what must not end one.
NO_START = set(
    "、。，．・：；？！ー～）〕］｝〉》」』】｡､･ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々)]},.:;?!"
)
NO_END = set("（〔［｛〈《「『【([{")
UNIT = re.compile(r"[0-9A-Za-z.,%/]*[0-9A-Za-z%]|.")


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` half-width cells.

    Numbers and Latin words stay whole; what must not begin a line takes what stands before it
    along; white space hangs over the edge.
    """
    lines: list[list[str]] = [[]]
    for unit in UNIT.findall(text):
        line = lines[-1]
        if unit.isspace() or not line or cells("".join(line)) + cells(unit) <= width:
            line.append(unit)
            continue
        moved = [unit]
        while len(line) > 1 and (moved[0] in NO_START or moved[0].isspace() or line[-1] in NO_END):
            moved.insert(0, line.pop())
        lines.append(moved)
    return ["".join(line) for line in lines]


def cells(text: str) -> int:
    """Return the width of a text in half-width cells."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
