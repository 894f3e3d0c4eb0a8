"""The example city has something for every rule; a rule about nothing would hold everywhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from graph.release import Release
from loaders.cities.find import cities
from loaders.extract import extract
from loaders.triples import register_graph, sheet_graph
from shapes.rules import name_of, rules

NOT_THERE = {
    "figure-delta": "no sheet of the example city prints how a number has changed, such as 30校（4校増）",
}
"""Rules about what the example city does not have."""

TARGETS: dict[Node, Callable[[Graph, Node], set[Node]]] = {
    SH.targetNode: lambda data, named: {named} if (None, RDF.type, named) in data else set(),
    SH.targetClass: lambda data, named: set(data.subjects(RDF.type, named)),
    SH.targetSubjectsOf: lambda data, named: set(data.subjects(named)),
    SH.targetObjectsOf: lambda data, named: set(data.objects(None, named)),
}


@pytest.fixture(scope="module")
def links(example: Release) -> Graph:
    """What joins the years of its texts, as a build finds it."""
    lines = [line for entry in example.manifest.links for line in example.fragment(entry).triples()]
    return Graph().parse(data=b"\n".join(lines), format="nt")


@pytest.fixture(scope="module")
def whole(root: Path, links: Graph) -> Graph:
    """Its texts, its workbooks of the other forms, one PDF, its registers, and the links of its years."""
    city, fixtures = cities()["yuino"], root / "tests" / "fixtures" / "yuino"
    merge = register_graph(city) + links
    for path in (
        *sorted((root / "examples" / "yuino").glob("*.txt")),
        *sorted(fixtures.glob("yuino-[mp]*.xlsx")),
        fixtures / "yuino-2024-kurashi-anshin.pdf",
    ):
        merge += sheet_graph(extract(path, cities(), "yuino"), city)
    return merge


def focus_nodes(data: Graph, shapes: Graph, rule: Node) -> set[Node]:
    """Return the things that a rule is about; a class as a whole counts where it has members."""
    found: set[Node] = set()
    for by, nodes in TARGETS.items():
        for named in shapes.objects(rule, by):
            found |= nodes(data, named)
    return found


@pytest.mark.parametrize("kind", ["sheet", "city", "links"])
def test_every_rule_is_about_something(kind: Any, whole: Graph) -> None:
    shapes = rules(kind).graph
    idle = {
        name_of(str(rule)) for rule in shapes.subjects(SH.severity) if not focus_nodes(whole, shapes, rule)
    }
    assert idle - set(NOT_THERE) == set()
    assert all(why for why in NOT_THERE.values())
