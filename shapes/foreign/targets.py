"""Do shapes look at anything in a graph? A misspelt class has no nodes, and then everything conforms."""

from collections.abc import Iterator

from rdflib import Graph
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

_SELECTORS = (SH.targetNode, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)


def has_shapes(shapes: Graph) -> bool:
    """Tell whether there is a shape at all."""
    kinds = any((None, RDF.type, kind) in shapes for kind in (SH.NodeShape, SH.PropertyShape))
    return kinds or any((None, selector, None) in shapes for selector in _SELECTORS)


def any_target(graph: Graph, shapes: Graph) -> bool:
    """Tell whether some shape has a node of the graph to look at."""
    return any(_has(graph, selector, thing) for selector, thing in _targets(shapes))


def target_classes(shapes: Graph) -> set[Node]:
    """Return the classes whose things some shape looks at."""
    return {thing for selector, thing in _targets(shapes) if selector == SH.targetClass}


def _targets(shapes: Graph) -> Iterator[tuple[Node, Node]]:
    for selector in _SELECTORS:
        for shape, thing in shapes.subject_objects(selector):
            if str(shapes.value(shape, SH.deactivated)) != "true":
                yield selector, thing
    for shape in shapes.subjects(RDF.type, SH.NodeShape):  # a class that is a shape is its own target
        if (shape, RDF.type, RDFS.Class) in shapes:
            yield SH.targetClass, shape


def _has(graph: Graph, selector: Node, thing: Node) -> bool:
    if selector == SH.targetNode:
        return True
    if selector == SH.targetSubjectsOf or selector == SH.targetObjectsOf:
        return (None, thing, None) in graph
    return any((None, RDF.type, each) in graph for each in graph.transitive_subjects(RDFS.subClassOf, thing))
