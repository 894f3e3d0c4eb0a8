"""Values of an answer as cells of a table: a thing is a link, and wears its label."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.addresses import Addresses
from api.labels import shorten
from api.rows import Row, Rows, Term
from api.saved import Words
from core.messages import Language
from ontology.terms import XSD

_LABEL = "Label"
_WEB = ("http://", "https://")
_NUMBERS = (str(XSD.integer), str(XSD.decimal))


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows; `address` makes it a link, `outside` one that leaves this site."""

    text: str
    address: str | None = None
    outside: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows of cells; `total` counts all rows of the answer, shown or not.

    A column of nothing but numbers is in `numeric`.
    """

    headings: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int


def cell(term: Term | None, addresses: Addresses, label: str = "") -> Cell:
    """Return the cell of one value; `label` stands for an IRI."""
    if term is None:
        return Cell("")
    if term.kind != "uri":
        return Cell(term.value, number=term.datatype in _NUMBERS)
    page = addresses.page(term.value)
    if page is None and not term.value.startswith(_WEB):
        return Cell(label or term.value)
    return Cell(label or shorten(term.value), page or term.value, outside=page is None)


def table(
    found: Rows,
    addresses: Addresses,
    language: Language,
    columns: Mapping[str, Words] | None = None,
    most: int = 1000,
) -> Table:
    """Return the first `most` rows as a table.

    A variable `xLabel` is no column of its own where there is an `x`: it becomes the text of its link.
    """
    names = [name for name in found.variables if not _is_label(name, found.variables)]
    headings = tuple(columns[name].say(language) if columns and name in columns else name for name in names)
    rows = tuple(
        tuple(cell(row.get(name), addresses, _label(row, name)) for name in names)
        for row in found.rows[:most]
    )
    numeric = tuple(all(each.number for each in column) for column in zip(*rows, strict=True))
    return Table(headings, numeric, rows, len(found.rows))


def _is_label(name: str, variables: tuple[str, ...]) -> bool:
    return name.endswith(_LABEL) and name.removesuffix(_LABEL) in variables


def _label(row: Row, name: str) -> str:
    term = row.get(name + _LABEL)
    return term.value if term else ""
