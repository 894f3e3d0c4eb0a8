"""Time expressions: 通年, 7～8月, 4月以降, 下半期, 令和6年度（2024年度）～令和9年度（2027年度）.

    expression = point, [range, [point]], [suffix]  |  point, suffix
    point      = [year], [month, [day | part]]  |  [year], term
    range      = "~" | "から"
    suffix     = "以降" | "から" | "まで" | part, …

An expression becomes the periods that it names without doubt: 随時 names none, and 9月まで has no
beginning that anybody wrote.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from loaders.language.years import YEAR, Year, read_year
from loaders.sheet import Period

# Term to (first month, last month) of a fiscal year; None where it names no days.
_TERMS: dict[str, tuple[int, int] | None] = {
    "通年": (4, 3),
    "年間": (4, 3),
    "年度内": (4, 3),
    "年度中": (4, 3),
    "年度当初": (4, 4),
    "年度末": (3, 3),
    "年内": (4, 12),
    "上半期": (4, 9),
    "下半期": (10, 3),
    "前半期": (4, 9),
    "後半期": (10, 3),
    "第1四半期": (4, 6),
    "第2四半期": (7, 9),
    "第3四半期": (10, 12),
    "第4四半期": (1, 3),
    "随時": None,
    "毎月": None,
    "毎週": None,
    "隔月": None,
}
_TERM = re.compile("|".join(sorted(_TERMS, key=len, reverse=True)))
_MONTH = re.compile(
    r"(1[0-2]|0?[1-9])(?:月(?![間額刊次例号])|(?=(?:[~・、,](?:1[0-2]|0?[1-9]))+月(?![間額刊次例号])))"
)
_SAME_SPAN = re.compile(r"(?:翌年|翌|同年|当年)(?=\d)")
_DAY = re.compile(r"(3[01]|[12]\d|0?[1-9])日(?!間)")
_PART = re.compile(r"(?:上旬|中旬|下旬|初旬|頃|ごろ|末|中)")
_RANGE = re.compile(r"\s*(?:~|-|から)\s*")
_OPEN = re.compile(r"\s*(?:以降|から|より|~)")
_UNTIL = re.compile(r"まで")


@dataclass(frozen=True, slots=True)
class When:
    """A time expression that ends at `end` of the folded text."""

    end: int
    periods: tuple[Period, ...]
    consistent: bool = True


@dataclass(frozen=True, slots=True)
class _Point:
    end: int
    first: date | None
    last: date | None
    year: Year | None
    open: bool = False


def read_when(text: str, start: int, fiscal_year: int) -> When | None:
    """Read the longest time expression of a folded text at `start`; None where there is none.

    Months without a year belong to the sheet's fiscal year.

    >>> read_when("7~2月", 0, 2024).periods[0].ends
    datetime.date(2025, 2, 28)
    """
    begin = _point(text, start, fiscal_year, None)
    if begin is None:
        return None
    if begin.open:
        return _when(begin.end, begin.first, None, begin)
    if step := _RANGE.match(text, begin.end):
        finish = _point(text, step.end(), fiscal_year, begin.year) or _same_month(text, step.end(), begin)
        if finish is not None:
            return _when(finish.end, begin.first, finish.last, begin, finish)
    if until := _UNTIL.match(text, begin.end):
        return When(until.end(), (), _consistent(begin))
    if suffix := _OPEN.match(text, begin.end):
        return _when(suffix.end(), begin.first, None, begin)
    return _when(begin.end, begin.first, begin.last, begin)


def _when(end: int, first: date | None, last: date | None, *points: _Point) -> When:
    ordered = first is not None and (last is None or first <= last)
    periods = (Period(first, last),) if first is not None and ordered else ()
    return When(end, periods, _consistent(*points) and (ordered or first is None))


def _consistent(*points: _Point) -> bool:
    return all(point.year is None or point.year.consistent for point in points)


def _point(text: str, start: int, fiscal_year: int, inherited: Year | None) -> _Point | None:
    """Read a year, a month with its year, or a term with its year."""
    found = YEAR.match(text, start)
    year = read_year(found, fiscal_year) if found else None
    after = found.end() if found and year else start
    if found and year is None:
        return None
    if year is not None and text[after : after + 1] == "の":
        after += 1
    if (term := _TERM.match(text, after)) and (year is None or year.fiscal):
        return _term(term, year, fiscal_year)
    # 翌年3月 says what the fiscal year says already: its months run from April to March.
    said = _SAME_SPAN.match(text, after)
    if month := _MONTH.match(text, said.end() if said else after):
        return _month(text, month, year, inherited or Year(fiscal_year, fiscal=True))
    if year is None or found is None:
        return None
    return _Point(found.end(), year.first(), year.last(), year, year.open)


def _term(term: re.Match[str], year: Year | None, fiscal_year: int) -> _Point:
    span = _TERMS[term[0]]
    if span is None:
        return _Point(term.end(), None, None, year)
    fiscal = Year(year.value if year else fiscal_year, fiscal=True)
    return _Point(term.end(), _day(fiscal, span[0], 1), _day(fiscal, span[1], None), year)


def _month(text: str, month: re.Match[str], year: Year | None, fallback: Year) -> _Point:
    known = year or fallback
    number = int(month[1])
    day = _DAY.match(text, month.end())
    part = _PART.match(text, month.end())
    end = (day or part or month).end()
    try:
        first = _day(known, number, int(day[1]) if day else 1)
        last = first if day else _day(known, number, None)
    except ValueError:  # 2月30日
        return _Point(end, None, None, year)
    return _Point(end, first, last, known)


def _same_month(text: str, start: int, begin: _Point) -> _Point | None:
    """Read the second day of 「11月3日～10日」."""
    day = _DAY.match(text, start)
    if day is None or begin.first is None or begin.first != begin.last:
        return None
    last_day = calendar.monthrange(begin.first.year, begin.first.month)[1]
    return _Point(day.end(), None, begin.first.replace(day=min(int(day[1]), last_day)), begin.year)


def _day(year: Year, month: int, day: int | None) -> date:
    """Return a day of the month as it falls in the (fiscal) year; its last day for None."""
    calendar_year = year.value + (1 if year.fiscal and month < 4 else 0)
    return date(calendar_year, month, day or calendar.monthrange(calendar_year, month)[1])
