"""Dates of a workbook as its cells show them, Japanese eras too."""

import re
from datetime import date, datetime, time

_ERAS = (
    (date(2019, 5, 1), "令和", "R"),
    (date(1989, 1, 8), "平成", "H"),
    (date(1926, 12, 25), "昭和", "S"),
    (date(1912, 7, 30), "大正", "T"),
    (date(1868, 9, 8), "明治", "M"),
)
_SYSTEM_DATES = ("mm-dd-yy", "m/d/yy")
_SHORT_DATE = "yyyy/m/d"
_GENERAL = ("general", "", "@")
_DAYS = "月火水木金土日"
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[[^\]]*\]'
    r"|(?P<token>y+|g+|e+|m+|d+|a{3,4}|h+|s+)|(?P<other>.)",
    re.IGNORECASE,
)


def show_date(value: date | time, number_format: str) -> str:
    """Return a date or time as its format prints it, or as ISO where the format is a general one.

    >>> show_date(date(2024, 4, 1), 'ggge"年"m"月"d"日"'), show_date(date(2024, 4, 1), "General")
    ('令和6年4月1日', '2024-04-01')
    """
    day = value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
    moment = value.time() if isinstance(value, datetime) else value if isinstance(value, time) else time()
    first = number_format.split(";")[0]
    # The built-in short date has no form of its own: Japanese Excel shows it so.
    first = _SHORT_DATE if first in _SYSTEM_DATES else first
    if first.strip().lower() in _GENERAL:
        return _iso(value)
    parts: list[str] = []
    before = ""
    for found in _TOKEN.finditer(first):
        token = (found["token"] or "").lower()
        if not token:
            parts.append(found["quoted"] or found["escaped"] or _other(found))
            continue
        is_minute = token in ("m", "mm") and (before.startswith("h") or _seconds_follow(first, found.end()))
        text = _clock(token, moment, is_minute) or (_day(token, day) if day else None)
        if text is None:
            return _iso(value)
        parts.append(text)
        before = token
    return "".join(parts) if before else _iso(value)


def _other(found: re.Match[str]) -> str:
    return "" if found["other"] in (None, "@", "_", "*") else found["other"]


def _seconds_follow(number_format: str, position: int) -> bool:
    return re.match(r"[^a-zA-Z]*s", number_format[position:], re.IGNORECASE) is not None


def _clock(token: str, moment: time, is_minute: bool) -> str | None:
    if token[0] == "h":
        number = moment.hour
    elif token[0] == "s":
        number = moment.second
    elif is_minute:
        number = moment.minute
    else:
        return None
    return f"{number:0{len(token)}}"


def _day(token: str, day: date) -> str | None:
    start, era, letter = next((each for each in _ERAS if day >= each[0]), _ERAS[-1])
    year = day.year - start.year + 1
    return {
        "yyyy": f"{day.year}",
        "yy": f"{day.year % 100:02}",
        "ggg": era,
        "gg": era[0],
        "g": letter,
        "e": f"{year}",
        "ee": f"{year:02}",
        "m": f"{day.month}",
        "mm": f"{day.month:02}",
        "d": f"{day.day}",
        "dd": f"{day.day:02}",
        "aaa": _DAYS[day.weekday()],
        "aaaa": f"{_DAYS[day.weekday()]}曜日",
    }.get(token)


def _iso(value: date | time) -> str:
    """Return a date without a time of day that nobody wrote.

    >>> _iso(datetime(2024, 4, 1)), _iso(datetime(2024, 4, 1, 9, 30))
    ('2024-04-01', '2024-04-01T09:30:00')
    """
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat()
