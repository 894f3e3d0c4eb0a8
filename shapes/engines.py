"""The engines of SHACL, of which the setting `shacl_engine` chooses one.

All find the same; tests hold one against the other. A rule in SPARQL runs once for its whole graph,
on the sheet or on a class (`sh:targetNode tng:Goal`). The things that it finds are its values, and
they are what is reported.
"""

from collections.abc import Callable, Mapping

from rdflib import Graph

from core.settings import Engine, Settings
from shapes.compiled import compiled
from shapes.interpreted import interpreted
from shapes.results import Result
from shapes.rules import Rules

Run = Callable[[Graph, Rules], list[Result]]

ENGINES: Mapping[Engine, Run] = {"pyshacl": interpreted, "shacl": compiled}


def results(graph: Graph, using: Rules) -> list[Result]:
    """Return what does not hold by these rules, in any order."""
    return ENGINES[Settings().shacl_engine](graph, using)
