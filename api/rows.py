"""Rows of an answer as Python values, for pages: SPARQL 1.1 Query Results JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from api.sparql.question import Answer


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
    """The answer of a SELECT: names of its variables, and a mapping for each row."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]


def truth(answer: Answer) -> bool | None:
    """Return what an ASK says, None for an answer with rows."""
    found = json.loads(answer.body).get("boolean")
    return found if isinstance(found, bool) else None


def rows_of(answer: Answer) -> Rows:
    """Read an answer in JSON."""
    found = json.loads(answer.body)
    rows = found.get("results", {}).get("bindings", [])
    return Rows(
        tuple(found["head"].get("vars", ())),
        tuple({name: _term(value) for name, value in row.items()} for row in rows),
    )


def text(row: Row, name: str) -> str:
    """Return the text of a value, empty where the row has none."""
    term = row.get(name)
    return term.value if term else ""


def _term(value: Mapping[str, object]) -> Term:
    words = value["value"]
    shown = words if isinstance(words, str) else json.dumps(words, ensure_ascii=False)
    return Term(str(value["type"]), shown, str(value.get("xml:lang", "")), str(value.get("datatype", "")))
