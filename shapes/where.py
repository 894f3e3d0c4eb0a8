"""Where a thing stands in its source: on lines, in cells or on a page, in words and in order.

>>> Place("midori.xlsx", cell="シート!B12").in_words("ja"), Place("midori.pdf", page=3).in_words("en")
('midori.xlsx シート!B12', 'midori.pdf page 3')
"""

import re
from dataclasses import dataclass

from core.messages import Language, say

_ADDRESS = re.compile(r"(?:(.*)!)?([A-Z]+)([0-9]+)")

Order = tuple[int, int, str, int, int, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A file, a place in it and words; what is not known is empty or None."""

    file: str = ""
    line: int | None = None
    line_end: int | None = None
    quote: str = ""
    cell: str = ""
    page: int | None = None

    def in_words(self, language: Language | None = None) -> str:
        """Return a place such as 「midori.txt 12～13行目」; the file alone where no more is known."""
        return f"{self.file} {self.spot(language)}".strip()

    def spot(self, language: Language | None = None) -> str:
        """Return the place in its file: 「シート!B12」, 「3ページ」, 「12行目」, or nothing."""
        if self.cell:
            return self.cell
        if self.page is not None:
            return say("finding-page", language, page=self.page)
        if self.line is None:
            return ""
        key = "finding-line" if self.line_end in {None, self.line} else "finding-lines"
        return say(key, language, first=self.line, last=self.line_end)

    def order(self) -> Order:
        """Return the key of reading order: by page, by line, by row and column of a sheet."""
        found = _ADDRESS.match(self.cell)
        sheet, column, row = (found[1] or "", found[2], int(found[3])) if found else ("", "", 0)
        return self.page or 0, self.line or 0, sheet, row, len(column), column
