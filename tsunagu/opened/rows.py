"""The rows of an answer, with values of Python's own types."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, SupportsIndex, overload

from rdflib import BNode, URIRef

from api.rows import Term, rows_of
from api.sparql.question import Answer
from core.extras import ANALYSIS, extra

if TYPE_CHECKING:
    import pandas

Row = dict[str, Any]
"""A value for each variable; None where the row has none."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = (
    *("integer", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
    *("long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
)
_TYPES: Mapping[str, Callable[[str], Any]] = {
    **{f"{_XSD}{name}": int for name in _INTEGERS},
    f"{_XSD}decimal": Decimal,
    f"{_XSD}double": float,
    f"{_XSD}float": float,
    f"{_XSD}boolean": {"true": True, "1": True, "false": False, "0": False}.__getitem__,
    f"{_XSD}date": date.fromisoformat,
    f"{_XSD}dateTime": datetime.fromisoformat,
}
_FORMS: Mapping[str, Callable[[str], Any]] = {"uri": URIRef, "bnode": BNode}


class Rows(list[Row]):
    """The rows of a SELECT in their order: `rows[0]["title"]`. `columns` are its variables in theirs.

    A value is an int, Decimal, float, bool, date, datetime or str by its datatype, and a `URIRef` (a
    str as well) where it is an IRI. Codes and numbers of policies are str. What its datatype does not
    allow, or has no type here, is the str that stands in the answer.
    """

    def __init__(self, columns: Iterable[str] = (), rows: Iterable[Row] = ()) -> None:
        super().__init__(rows)
        self.columns = tuple(columns)

    @overload
    def __getitem__(self, at: SupportsIndex, /) -> Row: ...

    @overload
    def __getitem__(self, at: slice, /) -> "Rows": ...

    def __getitem__(self, at: SupportsIndex | slice, /) -> "Row | Rows":
        return (
            Rows(self.columns, super().__getitem__(at)) if isinstance(at, slice) else super().__getitem__(at)
        )

    def frame(self) -> "pandas.DataFrame":
        """Return the rows as a DataFrame, one column for each variable.

        Each has the type of pandas that fits its values and may have gaps: Int64, Float64 (a Decimal as
        well), boolean, string (an IRI as well), datetime64; object where they are of several kinds.
        Raises `UsageError` where pandas (the extra `analysis`) is missing.
        """
        pandas = extra("pandas", ANALYSIS)
        columns = {name: _series(pandas, [row[name] for row in self]) for name in self.columns}
        return pandas.DataFrame(columns, columns=self.columns)


def rows(answer: Answer) -> Rows:
    """Return the rows of an answer in JSON."""
    found = rows_of(answer)
    names = found.variables
    return Rows(names, ({name: _value(row.get(name)) for name in names} for row in found.rows))


def _value(term: Term | None) -> Any:
    if term is None:
        return None
    read = _FORMS.get(term.kind) or _TYPES.get(term.datatype, str)
    try:
        return read(term.value)
    except (ValueError, ArithmeticError, KeyError):
        return term.value


_WIDEST = 2**63
_COLUMNS: tuple[tuple[frozenset[type], str | None], ...] = (
    (frozenset(), "object"),
    (frozenset({bool}), "boolean"),
    (frozenset({int}), "Int64"),
    (frozenset({int, float, Decimal}), "Float64"),
    (frozenset({str, URIRef, BNode}), "string"),
    (frozenset({date}), "datetime64[us]"),
    (frozenset({datetime}), None),  # pandas looks at the time zones
)
"""What pandas calls a column of values that are all of these types; the first that fits."""


def _series(pandas: Any, values: list[Any]) -> "pandas.Series":
    kinds = {_kind(value) for value in values if value is not None}
    dtype = next((dtype for known, dtype in _COLUMNS if kinds <= known), "object")
    simple = [float(value) if dtype == "Float64" and value is not None else value for value in values]
    return pandas.Series(simple, dtype=dtype)


def _kind(value: object) -> type:
    """Return the type of a value; a number that no column of pandas can hold is just an object."""
    return object if isinstance(value, int) and abs(value) >= _WIDEST else type(value)
