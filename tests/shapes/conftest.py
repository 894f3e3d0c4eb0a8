"""The examples of the rules.

`base/` holds a small sheet and the registers of the fictional city, in which everything holds.
Beside it stands a folder for each file of rules. An example in it describes some nodes anew:
whatever the base says of these nodes is replaced. `valid-….ttl` must lead to no finding, and
`invalid-….ttl` to the report in the file of the same name, in Japanese and then in English.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from rdflib import Graph

from shapes.report import Finding
from shapes.validate import validate_city, validate_sheet

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Example:
    """The base with the nodes of one Turtle file in place of its own."""

    sheet: Graph
    registers: Graph

    def whole(self) -> Graph:
        return self.sheet + self.registers

    def findings(self, kind: str) -> tuple[Finding, ...]:
        if kind == "city":
            return validate_city(self.whole())
        return validate_sheet(self.sheet, self.registers)


def parse(path: Path) -> Graph:
    return Graph().parse(data=path.read_text(encoding="utf-8"), format="turtle")


def read_example(path: Path | None) -> Example:
    changes = parse(path) if path else Graph()
    example = Example(parse(HERE / "base" / "sheet.ttl"), parse(HERE / "base" / "registers.ttl"))
    for node in set(changes.subjects()):
        of_registers = (node, None, None) in example.registers
        for graph in (example.sheet, example.registers):
            graph.remove((node, None, None))
        for triple in changes.triples((node, None, None)):
            (example.registers if of_registers else example.sheet).add(triple)
    return example


@pytest.fixture
def example() -> Callable[[Path | None], Example]:
    """Return `example(path)`: the base with the nodes of that file; the base itself for None."""
    return read_example


@pytest.fixture
def base() -> Example:
    """The small sheet and the registers in which everything holds."""
    return read_example(None)
