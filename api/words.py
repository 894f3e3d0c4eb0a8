"""Codes that stand in the data as words for people: `learnt` is 「シートから学んだもの」."""

from decimal import Decimal

from core.messages import Language, catalogue, say
from ontology.terms import SCHEMA, TNG, XSD

_CODED = tuple(map(str, (TNG.method, TNG.level, TNG.form, TNG.codeSource, TNG.changeKind)))
"""The properties whose values are codes."""

_DAYS = {str(SCHEMA.startDate): "value-since", str(SCHEMA.endDate): "value-until"}
"""First and last days, which stand beside each other in a name."""

_TRUTH = {"true": "yes", "false": "no"}


def word(prop: str, value: str, datatype: str, language: Language) -> str:
    """Return the word for a code, a boolean or a first or last day, and a number with its thousands apart.

    What needs no word is the value itself.

    >>> word(str(TNG.method), "learnt", "", "en"), word(str(TNG.method), "crystal-ball", "", "en")
    ('learnt from a sheet', 'crystal-ball')
    >>> word(str(TNG.value), "12400.50", str(XSD.decimal), "en")
    '12,400.50'
    """
    if datatype == str(XSD.boolean):
        return say(_TRUTH[value], language)
    if prop == str(TNG.achievement):
        return f"{Decimal(value) * 100:.1f}%"
    if datatype == str(XSD.decimal):
        return thousands(value)
    if prop in _DAYS:
        return say(_DAYS[prop], language, day=value)
    key = f"value-{prop.rpartition('#')[2].lower()}-{value}"
    return say(key, language) if prop in _CODED and key in catalogue() else value


def thousands(number: str) -> str:
    """Return a decimal number with commas, its digits as they are.

    >>> thousands("-1234567.50"), thousands("90.0")
    ('-1,234,567.50', '90.0')
    """
    whole, dot, rest = number.partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('+-') or 0):,}{dot}{rest}"
