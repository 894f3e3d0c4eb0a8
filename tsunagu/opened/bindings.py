"""Values in a query: each `$name` whose value is given becomes that value, as an escaped SPARQL term.

SPARQL writes a variable as `?name` or as `$name`. Here `?name` stays one always, so that a value never
takes the place of a column; a `$name` without a value stays one too.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from pyoxigraph import NamedNode
from rdflib import Literal, URIRef

from api.parameters import literal
from api.sparql.tokens import Token, readings
from core.errors import UsageError
from core.messages import say

Value = str | bool | int | float | Decimal | date | URIRef | Literal
"""What can stand in a query. A `datetime` is a `date`; numbers of numpy and pandas do as well."""

_KINDS = (str, int, float, Decimal, date)


def bound(query: str, values: Mapping[str, Value]) -> str:
    """Return a query with the values in their places.

    >>> bound("ASK { ?goal tng:fiscalYear $year }", {"year": 2024})
    'ASK { ?goal tng:fiscalYear "2024"^^<http://www.w3.org/2001/XMLSchema#integer> }'

    Raises `UsageError` for a value without a place, for one that is no term, and for a text in which
    places cannot be told for certain.
    """
    if not values:
        return query
    places = _places(query)
    known = {token.text[1:] for token in places}
    for name in values:
        if name not in known:
            shown = [f"${each}" for each in sorted(known)] or say("none")
            raise UsageError("binding-unknown", name=name, places=shown)
    terms = {f"${name}": _term(name, value) for name, value in values.items()}
    parts, end = [], 0
    for token in places:
        if token.text in terms:
            parts += [query[end : token.offset], terms[token.text]]
            end = token.offset + len(token.text)
    return "".join([*parts, query[end:]])


def _places(query: str) -> list[Token]:
    """Return every `$name`; the text must not be readable in a second way that has others."""
    found, *others = (
        [token for token in tokens if token.kind == "variable" and token.text.startswith("$")]
        for tokens in readings(query)
    )
    if any(other != found for other in others):
        raise UsageError("binding-two-ways")
    return found


def _term(name: str, value: Value) -> str:
    if isinstance(value, URIRef):
        return _iri(name, value)
    if getattr(value, "ndim", 1) == 0 and hasattr(value, "item"):
        value = value.item()  # what numpy wraps
    if not isinstance(value, _KINDS):
        raise UsageError("binding-type", name=name, type=type(value).__name__)
    if _is_gap(value):
        raise UsageError("binding-gap", name=name, value=value)
    typed = value if isinstance(value, Literal) else Literal(value)
    # Not `n3()` of rdflib: it leaves a quote open after some line ends and backslashes.
    text = literal(str(typed))
    if typed.language:
        return f"{text}@{typed.language}"
    return f"{text}^^{_iri(name, typed.datatype)}" if typed.datatype else text


def _is_gap(value: Value) -> bool:
    """Tell whether a value stands for none: NaN and NaT are equal to nothing, not even to themselves."""
    return not value.is_finite() if isinstance(value, Decimal) else value != value


def _iri(name: str, value: URIRef) -> str:
    try:
        return str(NamedNode(str(value)))
    except ValueError as error:
        raise UsageError("binding-iri", name=name, value=value) from error
