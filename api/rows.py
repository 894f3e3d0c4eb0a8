"""Rows of an answer as Python values, for pages: SPARQL 1.1 Query Results JSON."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from api.sparql.question import Answer

_ROWS = re.compile(r'"bindings"\s*:\s*\[\s*')
"""Where the rows begin; no name of a variable has quotes."""

_BETWEEN = re.compile(r"[\s,]*")
_LONGEST_TRUTH = 1000
"""Bytes of an answer to an ASK, at most."""

_read = json.JSONDecoder().raw_decode


@dataclass(frozen=True, slots=True)
class Term:
    """One value. `kind` is "uri", "literal", "bnode" or "triple"; the rest is empty for most."""

    kind: str
    value: str
    language: str = ""
    datatype: str = ""


Row = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of a SELECT: names of its variables, and a mapping for each row.

    `more` is how many rows the answer has beyond these.
    """

    variables: tuple[str, ...]
    rows: tuple[Row, ...]
    more: int = 0


def truth(answer: Answer) -> bool | None:
    """Return what an ASK says, None for an answer with rows."""
    if len(answer.body) > _LONGEST_TRUTH:
        return None
    found = json.loads(answer.body).get("boolean")
    return found if isinstance(found, bool) else None


def rows_of(answer: Answer, most: int | None = None) -> Rows:
    """Read an answer in JSON: its first `most` rows (all where None), and how many more there are."""
    body = answer.body.decode("utf-8")
    begin = _ROWS.search(body)
    rows = _rows(body, begin.end()) if begin else iter(())
    made = tuple({name: _term(value) for name, value in row.items()} for row in islice(rows, most))
    return Rows(_variables(body), made, sum(1 for _ in rows))


def _variables(body: str) -> tuple[str, ...]:
    head, _ = _read(body, body.index("{", body.index('"head"')))
    return tuple(head.get("vars", ()))


def _rows(body: str, at: int) -> Iterator[dict[str, dict[str, object]]]:
    """Yield row by row: reading all of them in one call would let no other thread work meanwhile."""
    while body.startswith("{", at):
        row, at = _read(body, at)
        yield row
        between = _BETWEEN.match(body, at)
        at = between.end() if between else at


def text(row: Row, name: str) -> str:
    """Return the text of a value, empty where the row has none."""
    term = row.get(name)
    return term.value if term else ""


def _term(value: Mapping[str, object]) -> Term:
    words = value["value"]
    shown = words if isinstance(words, str) else json.dumps(words, ensure_ascii=False)
    return Term(str(value["type"]), shown, str(value.get("xml:lang", "")), str(value.get("datatype", "")))
