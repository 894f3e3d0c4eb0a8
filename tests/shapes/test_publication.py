"""The shape that tells what must not go out of a graph."""

import pytest

from ontology.terms import RDF, TNG
from shapes.publication import unpublishable

BASE = "https://w3id.org/tsunagu/id/lg/992011/"


def lines(node: str, kind: str, **values: str) -> list[bytes]:
    found = [f"<{BASE}{node}> <{RDF.type}> <{TNG.base}{kind}> ."]
    found += [f"<{BASE}{node}> <{TNG.base}{name}> {value} ." for name, value in values.items()]
    return [line.encode() for line in found]


def term(name: str) -> str:
    return f"<{TNG.base}{name}>"


GRAPH = [
    *lines("confirmed", "Mention", status=term("Confirmed"), method='"decision"'),
    *lines("stated", "Mention", status=term("Stated"), method='"known-name"'),
    *lines("proposed", "Mention", status=term("Proposed"), method='"suffix"'),
    *lines("printed", "Mention", status=term("Stated"), method='"printed-field"'),
    *lines("continued", "Continuation", status=term("Proposed"), method='"similar-name"'),
    *lines("figure", "Figure"),
    *lines("paired", "Figure", status=term("Proposed"), method='"unit-and-label"'),
    *lines("goal", "Goal", proposedPartner=f"<{BASE}org/x>"),
    *lines(
        "sheet",
        "ManagementSheet",
        department=f"<{BASE}dept/a>",
        fiscalYear='"2025"^^<http://www.w3.org/2001/XMLSchema#integer>',
    ),
]


@pytest.mark.parametrize(
    ("smallest", "found"),
    [
        ("all", []),
        ("stated", ["continued", "goal", "paired", "proposed"]),
        ("confirmed", ["continued", "goal", "paired", "proposed", "stated"]),
    ],
)
def test_what_is_less_settled_is_found(smallest: str, found: list[str]) -> None:
    assert unpublishable(GRAPH, smallest) == tuple(BASE + name for name in found)


@pytest.mark.parametrize(
    ("departments", "years", "found"),
    [
        ([f"{BASE}dept/a"], [], True),
        ([f"{BASE}dept/b"], [], False),
        ([f"{BASE}dept/b", f"{BASE}dept/a"], [], True),
        ([], [2025], True),
        ([], [2024], False),
        ([f"{BASE}dept/b"], [2024, 2025], True),
    ],
)
def test_sheets_that_are_held_back_are_found(departments: list[str], years: list[int], found: bool) -> None:
    assert bool(unpublishable(GRAPH, "all", departments, years)) is found


@pytest.mark.parametrize("smallest", ["all", "confirmed"])
def test_a_name_is_found_where_names_are_not_published(smallest: str) -> None:
    graph = lines("named", "ManagementSheet", headName='"例示 一郎"@ja')
    assert unpublishable(graph, smallest) == ()
    assert unpublishable(graph, smallest, names=False) == (f"{BASE}named",)
    assert unpublishable(GRAPH[-3:], smallest, names=False) == ()


def test_nothing_is_wrong_with_nothing() -> None:
    assert unpublishable([], "confirmed", ["https://x.example/"], [2025]) == ()
