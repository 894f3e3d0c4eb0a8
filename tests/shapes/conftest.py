"""The examples of the rules.

`base/` holds a small sheet, the registers of the fictional city and its links to the year before, in
which everything holds.
Beside it stands a folder for each file of rules. An example in it describes some nodes anew:
whatever the base says of these nodes is replaced. `valid-….ttl` must lead to no finding, and
`invalid-….ttl` to the report in the file of the same name, in Japanese and then in English.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from rdflib import RDF, Graph

from ontology.scheme import Triple
from shapes.report import Finding
from shapes.validate import validate_city, validate_links, validate_sheet

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Example:
    """The base with the nodes of one Turtle file in place of its own."""

    sheet: Graph
    registers: Graph
    links: Graph

    def whole(self) -> Graph:
        return self.sheet + self.registers + self.links

    def findings(self, kind: str) -> tuple[Finding, ...]:
        if kind == "city":
            return validate_city(self.whole())
        if kind == "links":
            return validate_links(self.whole())
        return validate_sheet(self.sheet, self.registers)


def parse(path: Path) -> Graph:
    return Graph().parse(data=path.read_text(encoding="utf-8"), format="turtle")


@cache
def base_triples(name: str) -> tuple[Triple, ...]:
    """Return a file of the base, read once: hundreds of examples begin with it."""
    return tuple(parse(HERE / "base" / f"{name}.ttl"))


def base_graph(name: str) -> Graph:
    graph = Graph(bind_namespaces="none")
    for triple in base_triples(name):
        graph.add(triple)
    return graph


def read_example(path: Path | None) -> Example:
    changes = parse(path) if path else Graph()
    example = Example(*map(base_graph, ("sheet", "registers", "links")))
    for node in set(changes.subjects()):
        if (node, None, None) in example.registers:
            own = example.registers
        elif (node, RDF.type, None) in example.links:
            own = example.links
        else:
            own = example.sheet
        for graph in (example.sheet, example.registers, own):
            graph.remove((node, None, None))
        for triple in changes.triples((node, None, None)):
            own.add(triple)
    return example


@pytest.fixture
def example_at() -> Callable[[Path | None], Example]:
    """Return `example_at(path)`: the base with the nodes of that file; the base itself for None."""
    return read_example


@pytest.fixture
def base() -> Example:
    """The small sheet and the registers in which everything holds."""
    return read_example(None)
