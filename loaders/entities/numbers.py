"""Numbers as prose prints them: 1,234 · 12.5 · 2億7千万 · 31万2,450 · 二 (in 二回).

Texts are folded before (`loaders.language.width`): the rules know ASCII digits, commas and points. A
comma parts thousands or the number is none: of 12,34 nobody can tell what was meant.
"""

import re
from decimal import Decimal

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_KANJI = "一二三四五六七八九"
_SMALL = {"十": 10, "百": 100, "千": 1000}
_GREAT = {"万": 10**4, "億": 10**8, "兆": 10**12}

# A digit in kanji counts only before a sign of 千 and above: 五千, 一万. 三 alone is part of words.
_DIGIT = rf"(?:{_DIGITS}|[{_KANJI}](?=[千万億兆]))"
_SECTION = rf"(?:{_DIGIT}千)?(?:{_DIGIT}百)?(?:{_DIGIT})?"
_FIRST = rf"(?=\d|[{_KANJI}][千万億兆])"

# 数10人 are some tens of people, but 参加者数10人 are ten.
_NOT_SOME = r"(?<!^数)(?<![^一-鿿]数)(?<!約数)"

NUMBER = (
    rf"{_NOT_SOME}(?<!\d)(?<!\d[.,])(?:[△▲]\s?)?{_FIRST}"
    rf"(?:{_SECTION}兆)?(?:{_SECTION}億)?(?:{_SECTION}万)?{_SECTION}"
)
"""A number that begins with a digit; △ and ▲ are how Japanese accounts print a minus. 数10 is none."""

KANJI_NUMBER = rf"(?<![{_KANJI}十百千万数第])(?:[{_KANJI[1:]}]?十[{_KANJI}]?|[{_KANJI[1:]}])"
"""A number in kanji from two on (一 is part of too many words), for units that allow it."""

_PART = re.compile(rf"(?P<digits>{_DIGITS}|[{_KANJI}])?(?P<sign>[十百千万億兆])?")


def value_of(number: str) -> Decimal:
    """Return the value of a folded number that `NUMBER` or `KANJI_NUMBER` matched.

    >>> value_of("4万5千"), value_of("1億2,000万"), value_of("5億9,640万")
    (Decimal('45000'), Decimal('120000000'), Decimal('596400000'))
    >>> value_of("1.5億"), value_of("▲3.50"), value_of("二十三")
    (Decimal('150000000'), Decimal('-3.5'), Decimal('23'))
    """
    bare = number.lstrip("△▲ ")
    total = section = Decimal(0)
    for part in _PART.finditer(bare):
        digits, sign = part["digits"], part["sign"]
        count = _count(digits) if digits else Decimal(0)
        if sign in _GREAT:
            total += (section + count) * _GREAT[sign]
            section = Decimal(0)
        elif sign in _SMALL:
            section += (count if digits else 1) * _SMALL[sign]
        else:
            section += count
    value = total + section
    return canonical(-value if bare != number else value)


def canonical(value: Decimal) -> Decimal:
    """Return the same number without zeros behind the point and without an exponent.

    >>> canonical(Decimal("24.60")), canonical(Decimal("1.2E+3"))
    (Decimal('24.6'), Decimal('1200'))
    """
    return Decimal(f"{value.normalize():f}")


def _count(digits: str) -> Decimal:
    if digits in _KANJI:
        return Decimal(_KANJI.index(digits) + 1)
    return Decimal(digits.replace(",", ""))
