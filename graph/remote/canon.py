"""When are two graphs equal? A store may write a value in its own way: `10000.0` comes back as `10000`.

So numbers are compared as values (integers and decimals alike, since one server answers integers
of more than 19 digits as decimals), booleans as such, language tags without case. There are no blank
nodes in a release.
"""

import hashlib
import re
from collections.abc import Iterable
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ontology.terms import XSD

_SIGNED = ("integer", "long", "int", "short", "byte", "nonPositiveInteger", "negativeInteger")
_UNSIGNED = ("nonNegativeInteger", "positiveInteger", "unsignedLong", "unsignedInt", "unsignedShort")
_EXACT = {XSD.base + name for name in (*_SIGNED, *_UNSIGNED, "unsignedByte", "decimal")}
_FLOATING = {XSD.base + "double", XSD.base + "float"}
_DECIMAL = NamedNode(XSD.base + "decimal")
_BOOLEAN = XSD.base + "boolean"
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_TRUTH = {"1": "true", "0": "false"}


def fingerprint(ntriples: Iterable[bytes]) -> tuple[int, str]:
    """Return how many triples N-Triples hold, each once, and a hash that equal graphs share.

    Raises `SyntaxError` where they are no N-Triples.
    """
    lines = {_line(triple) for part in ntriples for triple in parse(part, format=RdfFormat.N_TRIPLES)}
    return len(lines), hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def _line(triple: Triple) -> str:
    return f"{triple.subject} {triple.predicate} {_term(triple.object)}"


def _term(term: object) -> str:
    if not isinstance(term, Literal):
        return str(term)
    if term.language is not None:
        return str(Literal(term.value, language=term.language.lower()))
    return f"{Literal(_value(term.value, term.datatype))}^^{_kind(term)}"


def _kind(term: Literal) -> NamedNode:
    exact = term.datatype.value in _EXACT and _NUMBER.fullmatch(term.value)
    return _DECIMAL if exact else term.datatype


def _value(text: str, datatype: NamedNode) -> str:
    """Return a value in one spelling; what is no value of its type stays as it is."""
    if datatype.value in _EXACT and _NUMBER.fullmatch(text):
        return _decimal(text)
    if datatype.value in _FLOATING and _NUMBER.fullmatch(re.sub(r"[eE][+-]?\d+$", "", text)):
        return repr(float(text))
    return _TRUTH.get(text, text) if datatype.value == _BOOLEAN else text


def _decimal(text: str) -> str:
    """Return a decimal without signs and zeros that say nothing.

    >>> _decimal("+007.50"), _decimal("-0.0"), _decimal("12345678901234567890123")
    ('7.5', '0', '12345678901234567890123')
    """
    if not Decimal(text):
        return "0"
    whole, _, part = text.lstrip("+-").partition(".")
    shown = f"{whole.lstrip('0') or '0'}.{part.rstrip('0')}".removesuffix(".")
    return f"-{shown}" if text.startswith("-") else shown
