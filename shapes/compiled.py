"""The engine `shacl`, written in Rust: an extra, for those who check many sheets (decision 0022).

It names blank nodes anew in its report, so it is for graphs without any: those of our sheets and
registers have none. Graphs from elsewhere are left to pySHACL.
"""

from functools import lru_cache
from typing import Any

from rdflib import Graph

from core.extras import COMPILED, extra
from shapes.results import Result, results_in
from shapes.rules import Rules


def compiled(graph: Graph, using: Rules) -> list[Result]:
    """Return what does not hold, in any order. Raises `UsageError` where the engine is not installed."""
    report = _shapes(using).validate_text(_lines(graph), format="ntriples")
    told = Graph(bind_namespaces="none").parse(data=report.serialize("ntriples"), format="nt")
    return results_in(told)


@lru_cache(maxsize=3)
def _shapes(using: Rules) -> Any:
    return extra("shacl", COMPILED).Shapes.from_text(_lines(using.graph), format="ntriples")


def _lines(graph: Graph) -> str:
    return graph.serialize(format="nt")
