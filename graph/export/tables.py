"""The tables of a release: for each a query of this folder, read row by row."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a value; a `number` is written as one."""

    text: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what a row is, and what each column says. `columns` are the variables of `query`."""

    name: str
    title: Words
    columns: Mapping[str, Column]
    query: str

    def rows(self, store: Store) -> Iterator[list[Cell]]:
        """Yield the rows in the order of the query, one at a time."""
        found = store.query(self.query)
        if not isinstance(found, QuerySolutions):
            raise TypeError(f"the query of {self.name} is no SELECT")
        for row in found:
            yield [_cell(row[column]) for column in self.columns]


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
