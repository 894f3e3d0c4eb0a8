"""Values of a workbook as text, the way its cells show them."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from loaders.read.shown_dates import show_date

_GENERAL = ("general", "", "@", "標準")
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?,]*(?:\.[0#?]+)?")
_IS_DIGIT = re.compile("[#0?]")
_UNKNOWN = re.compile(r"[EeGgYyMmDdHhSs/?#0@]")  # powers, dates, fractions, a second number
_MARKS = [chr(0xE000 + i) for i in range(32)]  # stand for the quoted parts of a format
_DIGITS_OF_DOUBLE = 15
_LARGEST = 10**_DIGITS_OF_DOUBLE
_MOST_PLACES = 10


def shown(value: object, number_format: str = "General") -> str:
    """Return a value as its number format prints it.

    Formats that are not understood (fractions, powers, conditions) print the plain number or the
    date as ISO: never a wrong value.

    >>> shown(12.1, "0.00"), shown(1234.0), shown(-1500, "#,##0;△#,##0"), shown(0.25, "0%")
    ('12.10', '1234', '△1,500', '25%')
    """
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float() | Decimal():
            return _show_number(value, number_format)
        case datetime() | date() | time():
            return show_date(value, number_format)
        case timedelta():
            return _show_hours(value)
    return str(value)


def _show_number(value: float | Decimal, number_format: str) -> str:
    if number_format.strip().lower() in _GENERAL:
        return _plain(value)
    sections = _sections(number_format)
    number = Decimal(_plain(value))
    section = sections[0]
    if number < 0 and len(sections) > 1:
        section, number = sections[1], -number
    elif number == 0 and len(sections) > 2:
        section = sections[2]
    return _fill(section, number) or _plain(value)


def _plain(value: float | Decimal) -> str:
    """Return a number with the digits that a program would show, and no exponent.

    >>> _plain(0.1 + 0.2), _plain(1e21)
    ('0.3', '1000000000000000000000')
    """
    number = Decimal(f"{value:.{_DIGITS_OF_DOUBLE}g}") if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        return str(value)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _sections(number_format: str) -> list[str]:
    """Part a format at the semicolons that stand outside quotes and brackets."""
    outside = _QUOTED.sub(lambda found: found.group().replace(";", "\x00"), number_format)
    return [section.replace("\x00", ";") for section in outside.split(";")]


def _fill(section: str, number: Decimal) -> str | None:
    """Write a number into one section of a format; None where the section is not understood."""
    pieces = [_literal(found) for found in _QUOTED.finditer(section)]
    if len(pieces) > len(_MARKS) or abs(number) >= _LARGEST:
        return None
    marks = iter(_MARKS)
    bare = _QUOTED.sub(lambda _: next(marks), section)
    pattern = max(_DIGITS.findall(bare), key=len, default="")
    rest = bare.replace(pattern, "", 1) if pattern else bare
    not_understood = _UNKNOWN.search(rest) or (pattern and not _IS_DIGIT.search(pattern))
    if not_understood or len(pattern.partition(".")[2]) > _MOST_PLACES:
        return None
    if "%" in rest:
        number *= 100
    text = bare.replace(pattern, _digits(pattern, number), 1) if pattern else bare
    for mark, piece in zip(_MARKS, pieces, strict=False):
        text = text.replace(mark, piece)
    return text.strip()


def _literal(found: re.Match[str]) -> str:
    """Return what a quoted part prints: a currency sign of `[$¥-411]`, else nothing for brackets."""
    if found.group().startswith("[$"):
        return found.group()[2:-1].partition("-")[0]
    return found.group(1) or found.group(2) or ""


def _digits(pattern: str, number: Decimal) -> str:
    """Write a number with the places, leading zeros and thousands that a pattern asks for."""
    whole, _, places = pattern.partition(".")
    while whole.endswith(","):  # each comma at the end divides by a thousand
        whole, number = whole[:-1], number / 1000
    rounded = number.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    for mark in reversed(places):
        if mark == "0" or not text.endswith("0"):
            break
        text = text[:-1]
    text = text.rstrip(".")
    missing = whole.count("0") - len(text.partition(".")[0].lstrip("-").replace(",", ""))
    return text if missing <= 0 else text.replace("-", "", 1).rjust(len(text) + missing, "0")


def _show_hours(value: timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
