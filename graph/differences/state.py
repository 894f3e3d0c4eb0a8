"""What a release says that people want to hear the changes of: rows of the queries in `rules`."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import QuerySolution, QuerySolutions, Store

from graph.network import Words

_HERE = "graph.differences"


@dataclass(frozen=True, slots=True)
class Row:
    """A thing, its name and what it belongs to, and what may be another (`values`, sorted)."""

    thing: str
    label: Words
    where: Words
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of thing to compare: see `rules.toml`."""

    name: str
    kinds: tuple[str, ...]
    within: tuple[str, ...]
    query: str

    def rows(self, store: Store) -> dict[str, Row]:
        """Return what a release says, by the key that is compared."""
        found: dict[str, Row] = {}
        solutions = store.query(self.query)
        if not isinstance(solutions, QuerySolutions):
            raise TypeError(f"the query of {self.name} is no SELECT")
        names = [variable.value for variable in solutions.variables]
        for key, row in _read(solutions, names):
            other = found.get(key, row)
            # What is said twice of one thing is told in the same order whatever comes first.
            first = min(row, other, key=lambda each: (each.label.ja, each.where.ja))
            values = tuple(sorted({*row.values, *other.values}))
            found[key] = Row(row.thing, first.label, first.where, values)
        return found


@cache
def rules() -> Mapping[str, Rule]:
    """Return the rules by their names, in the order in which they are told."""
    told = tomllib.loads((files(_HERE) / "rules.toml").read_text("utf-8"))
    return {
        name: Rule(
            name,
            tuple(each["kinds"]),
            tuple(each.get("within", ())),
            (files(_HERE) / "rules" / f"{name}.rq").read_text("utf-8"),
        )
        for name, each in told.items()
    }


def _read(solutions: QuerySolutions, names: list[str]) -> Iterator[tuple[str, Row]]:
    for solution in solutions:
        thing = _text(solution, names, "thing")
        value = _text(solution, names, "value")
        row = Row(
            thing,
            Words(_text(solution, names, "label"), _text(solution, names, "label_en")),
            Words(_text(solution, names, "where"), _text(solution, names, "where_en")),
            (value,) if value else (),
        )
        yield _text(solution, names, "key") or thing, row


def _text(solution: QuerySolution, names: list[str], name: str) -> str:
    term = solution[name] if name in names else None
    return str(getattr(term, "value", ""))
