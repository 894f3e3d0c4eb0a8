"""Time expressions: 通年, 7～8月, 7月上旬, R7.3, 4月以降, 令和6年度（2024年度）～令和9年度（2027年度）.

    expression = point, [range, [point]], [suffix]  |  point, suffix  |  days  |  7/1~8/31
    point      = [year], [month, [day | part]]  |  [year], term  |  R7.3
    range      = "~" | "から"
    suffix     = "以降" | "から" | "まで" | part, …
    days       = "毎月", "第2火曜日", … | 7/1, 7/1・9/12 (not 1/2: a half)

An expression becomes the periods that it names without doubt: 随時 names none, 9月まで has no
beginning that anybody wrote, and 10月～6月 leaves open which year its months belong to.
"""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

from loaders.language.years import ERAS, YEAR, Year, read_year
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
    "上期": (4, 9),
    "下期": (10, 3),
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
    "毎日": None,
    "隔月": None,
    "隔週": None,
}
# The same behind a fiscal year: 令和6年度末, 令和6年度（2024年度）中.
_OF_YEAR: dict[str, tuple[int, int] | None] = {
    word.removeprefix("年度"): months for word, months in _TERMS.items() if word.startswith("年度")
}
_TERM = re.compile("|".join(sorted(_TERMS, key=len, reverse=True)))
_PART_OF_YEAR = re.compile("|".join(_OF_YEAR))
# What says the days more closely: 毎月第2・第4火曜日, 毎週水・金曜日, 毎月10日.
_DAYS = re.compile(
    r"毎(?:月|週)(?=第|\d|[日月火水木金土])"
    r"(?:第?\d{1,2}(?:日?[・、,]第?\d{1,2}){0,9}(?!\d))?"
    r"(?:日|[日月火水木金土](?:[・、,][日月火水木金土]){0,6}曜日?)"
)
# Occasions that name no days by themselves: 毎月1回, 第2・第4日曜日, 奇数月, 秋, 2学期, 9月定例会,
# 開催の1か月前.
_OCCASION = re.compile(
    r"(?:毎年|毎月|毎週|各学期|各月|各四半期)\d{1,2}回"
    r"|(?:第[1-5](?:[・、,]第?[1-5]){0,4})?[日月火水木金土](?:[・、,][日月火水木金土]){0,6}曜日?"
    r"|(?:1[0-2]|[1-9])月(?:定例会|議会)|[^\s、,;()]{1,15}\d{1,2}(?:日|週間|[かヶカケ]月)前"
    r"|奇数月|偶数月|常時|[1-3]学期|[春夏秋冬](?:頃|ごろ|季|期)?(?=[\s、,;)]|$)"
)
_NUMBER = r"(?:1[0-2]|0?[1-9])"
# A list of months is bounded: each of its numbers looks ahead for the one 月 behind it.
_MONTH = re.compile(
    rf"({_NUMBER})(?:月(?![間額刊次例号])|(?=(?:[~・、,]{_NUMBER}){{1,12}}月(?![間額刊次例号])))"
)
_DOTTED = re.compile(
    rf"(?:(?<![A-Za-z])(?P<era>[RHS]|令和|平成|昭和)(?P<number>\d{{1,2}}|元)|(?<!\d)(?P<western>20\d\d))"
    rf"(?P<sign>[./])(?P<month>{_NUMBER})(?:(?P=sign)(?P<day>3[01]|[12]\d|0?[1-9])|月)?(?!\d|[./]\d)"
)
# Alone, 1/2 is a half; 7/1 is no share, and a list that holds such a day is one of days.
_STROKE_DAYS = re.compile(rf"{_NUMBER}/\d{{1,2}}(?:[・、,]\s?{_NUMBER}/\d{{1,2}}){{0,11}}(?![\d/])")
_STROKES = re.compile(rf"({_NUMBER})/(\d{{1,2}})\s?~\s?({_NUMBER})/(\d{{1,2}})(?![\d/])")
_SAME_SPAN = re.compile(r"(?:翌年|翌|同年|当年)(?=\d)")
_DAY = re.compile(r"(3[01]|[12]\d|0?[1-9])日(?!間)")
_PART = re.compile(r"(上旬|初旬|中旬|下旬|末日?)?(?:頃|ごろ|中)?")
# Part of a month to its (first, last) day; None is the last day of that month. 月末 is that day
# alone, not the ten days of 下旬.
_DAYS_OF_PART: dict[str, tuple[int | None, int | None]] = {
    "上旬": (1, 10),
    "初旬": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, None),
    "末": (None, None),
    "末日": (None, None),
}
_RANGE = re.compile(r"\s*+(?:~|-|から)\s*+")
_OPEN = re.compile(r"\s*+(?:以降|から|より|~)")
_UNTIL = re.compile(r"まで")


@dataclass(frozen=True, slots=True)
class When:
    """A time expression that ends at `end` of the folded text.

    `consistent` is False where the print contradicts itself or the calendar: 令和6年度（2025年度）,
    2月30日, 令和7年度～令和6年度.
    """

    end: int
    periods: tuple[Period, ...]
    consistent: bool = True


@dataclass(frozen=True, slots=True)
class _Point:
    """A point as read; `dated` tells that its own year was printed."""

    end: int
    first: date | None
    last: date | None
    year: Year | None
    open: bool = False
    dated: bool = False
    exists: bool = True

    @property
    def consistent(self) -> bool:
        return self.exists and (self.year is None or self.year.consistent)


def read_when(text: str, start: int, fiscal_year: int) -> When | None:
    """Read the longest time expression of a folded text at `start`; None where there is none.

    Months without a year belong to the sheet's fiscal year.

    >>> read_when("7~2月", 0, 2024).periods[0].ends
    datetime.date(2025, 2, 28)
    """
    if days := _DAYS.match(text, start) or _OCCASION.match(text, start):
        return When(days.end(), ())
    if text.startswith("~", start) and (end := _point(text, start + 1, fiscal_year, None)):
        return When(end.end, (), end.consistent)
    if strokes := _strokes(text, start, Year(fiscal_year, fiscal=True)):
        return strokes
    begin = _point(text, start, fiscal_year, None)
    if begin is None:
        return None
    if begin.open:
        return _from(begin.end, begin)
    if step := _RANGE.match(text, begin.end):
        finish = _point(text, step.end(), fiscal_year, begin.year) or _same_month(text, step.end(), begin)
        if finish is not None:
            until = _UNTIL.match(text, finish.end)
            return _between(begin, replace(finish, end=until.end() if until else finish.end))
    if until := _UNTIL.match(text, begin.end):
        return When(until.end(), (), begin.consistent)
    if suffix := _OPEN.match(text, begin.end):
        return _from(suffix.end(), begin)
    return _between(begin, begin)


def _from(end: int, begin: _Point) -> When:
    periods = (Period(begin.first, None),) if begin.first else ()
    return When(end, periods, begin.consistent)


def _between(begin: _Point, finish: _Point) -> When:
    consistent = begin.consistent and finish.consistent
    if begin.first is None or finish.last is None:
        return When(finish.end, (), consistent)
    if begin.first <= finish.last:
        return When(finish.end, (Period(begin.first, finish.last),), consistent)
    # Two printed years in the wrong order contradict each other; months alone may mean another year
    # than the sheet's: 1月～12月.
    return When(finish.end, (), consistent and not (begin.dated and finish.dated))


def _strokes(text: str, start: int, year: Year) -> When | None:
    """Read days printed with a stroke, 7/1~8/31 and 7/1; None where there are none."""
    found = _STROKES.match(text, start)
    if found is None:
        listed = _STROKE_DAYS.match(text, start)
        return _stroke_days(listed, year) if listed else None
    month, day, last_month, last_day = map(int, found.groups())
    return _between(
        _days(found.end(), year, month, (day, day), dated=False),
        _days(found.end(), year, last_month, (last_day, last_day), dated=False),
    )


def _stroke_days(found: re.Match[str], year: Year) -> When | None:
    """Read 7/1, 7/1~ and 7/1・9/12; None where each could be a share."""
    days = [tuple(map(int, each.split("/"))) for each in re.findall(r"\d+/\d+", found[0])]
    if all(month <= day for month, day in days):
        return None
    points = [_days(found.end(), year, month, (day, day), dated=False) for month, day in days]
    suffix = _OPEN.match(found.string, found.end())
    if len(points) == 1 and suffix:
        return _from(suffix.end(), points[0])
    whens = [_between(point, point) for point in points]
    periods = tuple(period for when in whens for period in when.periods)
    return When(found.end(), periods, all(when.consistent for when in whens))


def _point(text: str, start: int, fiscal_year: int, inherited: Year | None) -> _Point | None:
    """Read a year, a month with its year, or a term with its year."""
    if dotted := _DOTTED.match(text, start):
        return _dotted(text, dotted)
    found = YEAR.match(text, start)
    year = read_year(found, fiscal_year) if found else None
    after = found.end() if found and year else start
    if found and year is None:
        return None
    if year is not None and text[after : after + 1] == "の":
        after += 1
    if (term := _TERM.match(text, after)) and (year is None or year.fiscal):
        return _term(term.end(), _TERMS[term[0]], year, fiscal_year)
    if year is not None and year.fiscal and (part := _PART_OF_YEAR.match(text, after)):
        return _term(part.end(), _OF_YEAR[part[0]], year, fiscal_year)
    # 翌年3月 says what a fiscal year says already: its months run from April to March.
    said = _SAME_SPAN.match(text, after)
    if month := _MONTH.match(text, said.end() if said else after):
        known = year or inherited or Year(fiscal_year, fiscal=True)
        if said and said[0].startswith("翌") and not known.fiscal:
            known = Year(known.value + 1, fiscal=False)
        return _month(text, month.end(), known, int(month[1]), dated=year is not None)
    if year is None or found is None:
        return None
    return _Point(found.end(), year.first(), year.last(), year, year.open, dated=True)


def _term(end: int, months: tuple[int, int] | None, year: Year | None, fiscal_year: int) -> _Point:
    if months is None:
        return _Point(end, None, None, year)
    fiscal = Year(year.value if year else fiscal_year, fiscal=True)
    first = _day(fiscal, months[0], 1)
    return _Point(end, first, _day(fiscal, months[1], None), year, dated=year is not None)


def _dotted(text: str, found: re.Match[str]) -> _Point:
    """Read R7.3, R7.3.31, 2025/3: years of the calendar."""
    number = 1 if found["number"] == "元" else int(found["number"] or found["western"])
    year = Year(number + (ERAS[found["era"]] if found["era"] else 0), fiscal=False)
    if found["day"]:
        day = int(found["day"])
        return _days(found.end(), year, int(found["month"]), (day, day), dated=True)
    return _month(text, found.end(), year, int(found["month"]), dated=True)


def _month(text: str, end: int, year: Year, number: int, *, dated: bool) -> _Point:
    """Read the day or the part of a month that ends at `end`."""
    span: tuple[int | None, int | None] = (1, None)
    if day := _DAY.match(text, end):
        span, end = (int(day[1]), int(day[1])), day.end()
    if part := _PART.match(text, end):
        span, end = _DAYS_OF_PART.get(part[1] or "", span), part.end()
    return _days(end, year, number, span, dated=dated)


def _days(end: int, year: Year, month: int, span: tuple[int | None, int | None], *, dated: bool) -> _Point:
    """Return the days of a month; none where the calendar has no such day."""
    try:
        first, last = (_day(year, month, day) for day in span)
    except ValueError:  # 2月30日
        return _Point(end, None, None, year, dated=dated, exists=False)
    return _Point(end, first, last, year, dated=dated)


def _same_month(text: str, start: int, begin: _Point) -> _Point | None:
    """Read the second end of 「11月3日～10日」 and of 「7月上旬～下旬」."""
    if begin.first is None or begin.last is None or begin.last > _last_day(begin.first):
        return None
    whole_month = begin.first.day == 1 and begin.last == _last_day(begin.first)
    day, part = _DAY.match(text, start), _PART.match(text, start)
    span: tuple[int | None, int | None]
    if day is not None and begin.first == begin.last:
        span, end = (int(day[1]), int(day[1])), day.end()
    elif part is not None and part[1] and not whole_month:
        span, end = _DAYS_OF_PART[part[1]], part.end()
    else:
        return None
    known = Year(begin.first.year, fiscal=False)
    return _days(end, known, begin.first.month, span, dated=False)


def _day(year: Year, month: int, day: int | None) -> date:
    """Return a day of the month as it falls in the (fiscal) year; its last day for None."""
    first = date(year.value + (1 if year.fiscal and month < 4 else 0), month, 1)
    return _last_day(first) if day is None else first.replace(day=day)


def _last_day(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
