"""Literals, written the same way everywhere."""

from datetime import date

from rdflib import Literal

from ontology.terms import XSD


def ja(text: str) -> Literal:
    """Return Japanese text."""
    return Literal(text, lang="ja")


def en(text: str) -> Literal:
    """Return English text."""
    return Literal(text, lang="en")


def string(text: str) -> Literal:
    """Return a string that belongs to no language: a code, a number as printed, a quote."""
    return Literal(text)


def whole(number: int) -> Literal:
    """Return a whole number."""
    return Literal(str(number), datatype=XSD.integer)


def truth(value: bool) -> Literal:
    """Return true or false."""
    return Literal("true" if value else "false", datatype=XSD.boolean)


def day(value: date) -> Literal:
    """Return a day."""
    return Literal(value.isoformat(), datatype=XSD.date)
