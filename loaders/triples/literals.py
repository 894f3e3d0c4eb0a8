"""Literals, written the same way everywhere."""

from datetime import date
from decimal import Decimal

from rdflib import Literal

from ontology.terms import XSD


def ja(text: str) -> Literal:
    """Return Japanese text."""
    return Literal(text, lang="ja")


def en(text: str) -> Literal:
    """Return English text."""
    return Literal(text, lang="en")


def kana(text: str) -> Literal:
    """Return how a name is read."""
    return Literal(text, lang="ja-Kana")


def string(text: str) -> Literal:
    """Return a string that belongs to no language: a code, a number as printed, a quote."""
    return Literal(text)


def whole(number: int) -> Literal:
    """Return a whole number."""
    return Literal(str(number), datatype=XSD.integer)


def decimal(number: Decimal) -> Literal:
    """Return a number as XML Schema 1.1 writes it canonically: no zeros that say nothing.

    >>> [str(decimal(Decimal(text))) for text in ("2.40", "1400", "-0.0", "1E+3", "0.068")]
    ['2.4', '1400', '0', '1000', '0.068']
    """
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Literal("0" if text == "-0" else text, datatype=XSD.decimal)


def truth(value: bool) -> Literal:
    """Return true or false."""
    return Literal("true" if value else "false", datatype=XSD.boolean)


def day(value: date) -> Literal:
    """Return a day."""
    return Literal(value.isoformat(), datatype=XSD.date)
