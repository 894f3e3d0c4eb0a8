"""Years as sheets print them: eras, fiscal years, and the slips of the pen.

A Japanese fiscal year runs from 1 April to 31 March and is named after the year it begins in.
Era beginnings: 令和 2019, 平成 1989, 昭和 1926 (year 1 is 元年).
"""

import re
from dataclasses import dataclass
from datetime import date

from loaders.language.width import Folded, fold

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "S": 1925}

# 令和6年度（2024年度）, 令和6年度（2024年度～）, 令和6年度（2024度）, 令和6（2024）年度,
# 令和8年（2026年）年1月, 2024年度, 7年度. The era without a number of years is no year.
# The spaces are possessive (*+): three runs of them side by side would be tried in all divisions.
YEAR = re.compile(
    r"(?:(?P<era>令和|平成|昭和|(?<![A-Za-z])[RHS])\s*+(?P<number>元|\d{1,2})|(?<!\d)(?P<western>[12]\d{3})|(?<!\d)(?P<bare>\d{1,2})(?=年度))"
    r"(?:\s*+\((?P<early>[12]\d{3})\)\s*+)?"
    r"(?P<unit>年度|年分|年)"
    r"(?:\s*+\(\s*+(?P<gloss>[12]\d{3})\s*+(?:年?度|年)?\s*+(?P<open>~)?\s*+\))?"
    r"(?:年(?=\d{1,2}月))?"
)


@dataclass(frozen=True, slots=True)
class Year:
    """A year as read: `fiscal` tells 年度 from the calendar's 年.

    `open` is set where the bracket holds the wave: 令和6年度（2024年度～). `consistent` is False
    where era and western year contradict each other.
    """

    value: int
    fiscal: bool
    open: bool = False
    consistent: bool = True

    def first(self) -> date:
        """Return its first day."""
        return date(self.value, 4 if self.fiscal else 1, 1)

    def last(self) -> date:
        """Return its last day."""
        return date(self.value + 1, 3, 31) if self.fiscal else date(self.value, 12, 31)


def read_year(found: "re.Match[str]", context: int | None = None) -> Year | None:
    """Return the year of a match of `YEAR`; None for a bare 「7年度」 without a context.

    The era of a bare number is the one of the fiscal year `context`.
    """
    fiscal = found["unit"] == "年度"
    glosses = [int(value) for value in (found["early"], found["gloss"]) if value]
    if found["western"]:
        value = int(found["western"])
    elif found["era"]:
        value = ERAS[found["era"]] + (1 if found["number"] == "元" else int(found["number"]))
    elif context is not None:
        value = _era_start(context) + int(found["bare"])
    elif glosses:
        value = glosses[0]
    else:
        return None
    return Year(value, fiscal, bool(found["open"]), all(gloss == value for gloss in glosses))


def fiscal_years(text: str) -> list[int]:
    """Return the fiscal years that a text names, in order.

    >>> fiscal_years("令和６年度（2024年度）～令和９年度")
    [2024, 2027]
    """
    years = (read_year(found) for found in YEAR.finditer(fold(text)))
    return [year.value for year in years if year and year.fiscal]


def without_years(text: str) -> str:
    """Return a folded copy with every year taken out."""
    return YEAR.sub("", Folded.of(text).text)


def _era_start(year: int) -> int:
    """Return the year zero of the era that holds the calendar year."""
    return max((start for start in ERAS.values() if start < year), default=0)
