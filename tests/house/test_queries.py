"""What holds for every query that stands in a file of its own."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

HARMLESS = {"OptionalGraphPattern", "Bind", "Filter", "InlineData"}
"""What may follow an OPTIONAL in its group."""


def after_optional(query: str) -> list[str]:
    """Return what else follows an OPTIONAL in the same group.

    A store joins it with all that came before, where nothing says any more which of their
    variables have a value; Oxigraph then compares every row with every match.
    """
    return [
        part.name
        for parts in groups(parseQuery(query))
        for part in parts[first_optional(parts) :]
        if part.name not in HARMLESS
    ]


def first_optional(parts: list[CompValue]) -> int:
    """Return the place of the first OPTIONAL; the number of parts where there is none."""
    names = [part.name for part in parts]
    return names.index("OptionalGraphPattern") if "OptionalGraphPattern" in names else len(parts)


def groups(node: object) -> Iterator[list[CompValue]]:
    """Yield the parts of each group, at any depth."""
    if isinstance(node, CompValue):
        if node.name == "GroupGraphPatternSub":
            yield list(node.part or ())
        for value in node.values():
            yield from groups(value)
    elif not isinstance(node, str) and hasattr(node, "__iter__"):  # the parser's own lists
        for each in node:
            yield from groups(each)


def plain(source: str) -> str:
    """Return the query of an `.rq` file, with any value in the places of its parameters."""
    text = re.sub(r"^#\+.*$", "", source, flags=re.MULTILINE)
    return re.sub(r"\?_\w+", "UNDEF", text.replace("?_language", '"ja"'))


def test_no_pattern_follows_an_optional(texts: dict[Path, str], root: Path) -> None:
    queries = {path: text for path, text in texts.items() if path.suffix == ".rq"}
    assert len(queries) > 35
    followed = {str(path.relative_to(root)): after_optional(plain(text)) for path, text in queries.items()}
    assert {name: parts for name, parts in followed.items() if parts} == {}


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("SELECT * { ?a ?b ?c OPTIONAL { ?a ?d ?e } ?a ?f ?g }", ["TriplesBlock"]),
        ("SELECT * { { OPTIONAL { ?a ?d ?e } { ?a ?f ?g } } }", ["GroupOrUnionGraphPattern"]),
        ("SELECT * { { SELECT * { OPTIONAL { ?a ?d ?e } GRAPH ?g { ?a ?f ?h } } } }", ["GraphGraphPattern"]),
        ("SELECT * { ?a ?b ?c OPTIONAL { ?a ?d ?e . ?e ?f ?g } FILTER(?g) BIND(1 AS ?h) }", []),
    ],
)
def test_what_follows_an_optional_is_found(query: str, parts: list[str]) -> None:
    assert after_optional(query) == parts
