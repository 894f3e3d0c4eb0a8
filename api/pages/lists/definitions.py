"""What lists there are: for each its query, its columns, its facets and its first order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from api.pages.pairing import STATES

Kind = Literal["thing", "text", "word", "sum", "distinct", "words", "years", "measure", "share"]
"""How a column is made of the rows of a thing.

"thing", "text" and "word" are the same in all of them (a link, a text, a term or code in words), "sum"
adds a number of each, "distinct" counts what a variable lists, "words" and "years" show the terms and
the years of all, "measure" is a figure with its unit, "share" a number of percent.
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column under the heading `column-{name}`.

    `of` is the variable that it is made of, `after` one that comes before it in an order; codes come
    in the order of `ranks`.
    """

    name: str
    kind: Kind
    of: str = ""
    after: str = ""
    ranks: tuple[str, ...] = ()

    @property
    def variable(self) -> str:
        """The variable of the query."""
        return self.of or self.name


@dataclass(frozen=True, slots=True)
class Facet:
    """Something to narrow a list by, under the heading `list-facet-{name}`.

    `of` is a variable of the rows; with `counted` the facet tells instead whether these columns count
    anything. Codes come in the order of `ranks`.
    """

    name: str
    of: str = ""
    counted: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()

    @property
    def variable(self) -> str:
        """The variable of the query."""
        return self.of or self.name


@dataclass(frozen=True, slots=True)
class List:
    """A list. `key` are the variables that tell one line from another.

    `order` is the first order, downwards with `down`. With `whole` a thing stays where no row of it
    is left: that nothing is left is what people look for. `values` are those of the query's parameters.
    """

    query: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    facets: tuple[Facet, ...]
    order: str
    down: bool = False
    whole: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


YEAR, DEPARTMENT, STATUS = Facet("year"), Facet("department"), Facet("status")

_NAMED = (
    Column("status", "word"),
    Column("settled", "sum"),
    Column("proposed", "sum"),
    Column("mentions", "sum"),
    Column("departments", "distinct", "department"),
    Column("partners", "distinct"),
    Column("policies", "distinct"),
    Column("years", "years", "year"),
)

LISTS: Mapping[str, List] = {
    "departments": List(
        query="departments",
        key=("department",),
        columns=(
            Column("department", "thing"),
            Column("sheets", "sum"),
            Column("goals", "sum"),
            Column("midterms", "sum"),
            Column("policies", "distinct"),
            Column("partners", "distinct"),
            Column("programs", "distinct"),
            Column("years", "years", "year"),
        ),
        facets=(YEAR,),
        order="department",
    ),
    "policies": List(
        query="policies",
        key=("policy",),
        columns=(
            Column("notation", "text", after="scheme"),
            Column("policy", "thing"),
            Column("scheme", "thing"),
            Column("goals", "sum"),
            Column("midterms", "sum"),
            Column("departments", "distinct", "department"),
            Column("partners", "distinct"),
            Column("years", "years", "year"),
        ),
        facets=(Facet("scheme"), Facet("work", counted=("goals", "midterms")), YEAR, DEPARTMENT),
        order="notation",
        whole=True,
    ),
    "partners": List(
        query="named",
        key=("thing",),
        columns=(
            Column("partner", "thing", "thing"),
            *_NAMED[:5],
            Column("others", "distinct", "partners"),
            Column("roles", "words"),
            *_NAMED[6:],
        ),
        facets=(STATUS, YEAR, DEPARTMENT),
        order="settled",
        down=True,
        values={"class": "Partner"},
    ),
    "programs": List(
        query="named",
        key=("thing",),
        columns=(Column("program", "thing", "thing"), *_NAMED),
        facets=(STATUS, YEAR, DEPARTMENT),
        order="settled",
        down=True,
        values={"class": "Program"},
    ),
    "indicators": List(
        query="indicators",
        key=("target", "actual"),
        columns=(
            Column("indicator", "thing"),
            Column("year", "text"),
            Column("target", "measure"),
            Column("actual", "measure"),
            Column("achieved", "share", "share"),
            Column("state", "word", ranks=STATES),
            Column("unit", "text"),
            Column("department", "thing"),
            Column("objective", "thing"),
        ),
        facets=(Facet("state", ranks=STATES), YEAR, DEPARTMENT),
        order="state",
    ),
}
"""Every list, by the last part of its address."""
