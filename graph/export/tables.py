"""The tables of a release: for each a query of this folder, read row by row."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from graph.network import Words
from ontology.terms import TNG, XSD

_NUMBERS = frozenset(map(str, (XSD.decimal, XSD.integer, XSD.nonNegativeInteger)))
_FOLDER = "graph.export"


@dataclass(frozen=True, slots=True)
class Column:
    """What a column says, and the type of its cells that are not empty, as Table Schema names it."""

    ja: str
    en: str
    type: str = "string"


class Cell(NamedTuple):
    """The text of a value; a `number` is written as one."""

    text: str = ""
    number: bool = False


Row = list[Cell]
"""A cell for each column."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what a row is, and what each column says. `columns` are the variables of `query`.

    `order` names the columns by whose text its rows are sorted.
    """

    name: str
    title: Words
    columns: Mapping[str, Column]
    query: str
    order: tuple[str, ...] = ()

    def rows(self, store: Store) -> Iterator[Row]:
        """Yield the rows as the store finds them, one at a time; `graph.export.answers` sorts them."""
        found = store.query(self.query)
        if not isinstance(found, QuerySolutions):
            raise TypeError(f"the query of {self.name} is no SELECT")
        for row in found:
            yield [_cell(row[column]) for column in self.columns]

    def key(self, row: Row) -> str:
        """Return by what a row is sorted."""
        names = list(self.columns)
        return "\0".join(row[names.index(name)].text for name in self.order)


@cache
def tables() -> tuple[Table, ...]:
    """Return all tables, in the order in which they are written."""
    folder = files(_FOLDER)
    told = tomllib.loads((folder / "tables.toml").read_text("utf-8"))
    return tuple(
        Table(
            name,
            Words(each["ja"], each["en"]),
            {column: Column(**words) for column, words in each["columns"].items()},
            (folder / f"{name}.rq").read_text("utf-8"),
            tuple(each["order"]),
        )
        for name, each in told.items()
    )


def _cell(value: object) -> Cell:
    """Return a value as people write it: a term of our vocabulary by its name, others whole."""
    if isinstance(value, Literal):
        return Cell(value.value, str(value.datatype.value) in _NUMBERS)
    if isinstance(value, NamedNode):
        return Cell(str(value.value).removeprefix(TNG.base))
    return Cell()
