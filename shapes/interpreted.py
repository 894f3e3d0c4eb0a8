"""pySHACL, the engine that is always there; rules in SPARQL are asked of Oxigraph (`shapes.queries`).

pySHACL writes into the graph of shapes that it is given, so each run gets a copy; it fetches
nothing, because imports, JavaScript and the loading of graphs by SPARQL are all off. It is not
made for threads: run sheets side by side in processes.
"""

import pyshacl
import rdflib.plugins.sparql
from rdflib import Graph

from shapes.queries import asked
from shapes.results import Result, results_in
from shapes.rules import Rules

rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False


def interpreted(graph: Graph, using: Rules) -> list[Result]:
    """Return what does not hold, in any order."""
    return results_in(_run(graph, using)) + [Result(rule, focus) for rule, focus in asked(graph, using)]


def _run(graph: Graph, using: Rules) -> Graph:
    """Return pySHACL's report; what it could not do is an error and never "conforms"."""
    normalize = rdflib.NORMALIZE_LITERALS
    try:
        _, report, text = pyshacl.validate(
            graph,
            shacl_graph=using.declared(),
            inference="none",
            advanced=False,
            js=False,
            do_owl_imports=False,
        )
    finally:
        rdflib.NORMALIZE_LITERALS = normalize  # pySHACL sets it for the whole process
    if not isinstance(report, Graph):
        raise RuntimeError(text)
    return report
