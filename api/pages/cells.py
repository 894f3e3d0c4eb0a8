"""Values of an answer as cells of a table: a thing is a link, and wears its label."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from api.addresses import Addresses
from api.labels import shorten
from api.rows import Row, Rows, Term
from api.saved import Words
from core.messages import Language
from ontology.terms import XSD

LABEL = "Label"
"""What the variable of a label ends with: `?goalLabel` names `?goal`."""

_WEB = ("http://", "https://")
_NUMBERS = (str(XSD.integer), str(XSD.decimal))


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows; `address` makes it a link, `outside` one that leaves this site.

    `language` is that of the text; empty where it has none. A figure has its number in `value` and
    what it counts in `unit`, beside the text that says both.
    """

    text: str
    address: str | None = None
    outside: bool = False
    number: bool = False
    language: str = ""
    value: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows of cells; `total` counts all rows of the answer, shown or not.

    A column of nothing but numbers is in `numeric`.
    """

    headings: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int


def cell(term: Term | None, addresses: Addresses, label: str = "", language: str = "") -> Cell:
    """Return the cell of one value; `label`, in `language`, stands for an IRI."""
    if term is None:
        return Cell("")
    if term.kind != "uri":
        return Cell(term.value, number=term.datatype in _NUMBERS, language=term.language)
    page = addresses.page(term.value)
    if page is None and not term.value.startswith(_WEB):
        return Cell(label or term.value, language=language)
    return Cell(label or shorten(term.value), page or term.value, outside=page is None, language=language)


def natural(words: str) -> list[tuple[int, str]]:
    """Return a key that sorts 2 before 10.

    >>> sorted(["goal/10", "goal/2"], key=natural)
    ['goal/2', 'goal/10']
    """
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", words)]


def rank(name: str, order: tuple[str, ...]) -> tuple[int, str]:
    """Return a key that sorts by a given order, then by name."""
    return (order.index(name) if name in order else len(order), name)


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
        tuple(cell(row.get(name), addresses, *label_of(row, name)) for name in names)
        for row in found.rows[:most]
    )
    numeric = tuple(all(each.number for each in column) for column in zip(*rows, strict=True))
    return Table(headings, numeric, rows, len(found.rows) + found.more)


def _is_label(name: str, variables: tuple[str, ...]) -> bool:
    return name.endswith(LABEL) and name.removesuffix(LABEL) in variables


def label_of(row: Row, name: str) -> tuple[str, str]:
    """Return the label beside a column, and its language."""
    term = row.get(name + LABEL)
    return (term.value, term.language) if term else ("", "")
