"""The networks of a release: one file for each view, and an index. Read, and held against the store.

This is all that readers need; what makes the files needs numpy and networkx (`graph.network.writing`).
"""

from pathlib import Path

from pyoxigraph import Store

from graph.disk import home_errors
from graph.network.known import UNKNOWN, Known
from graph.network.model import INDEX, NETWORK, Edge, Entry, Network, Node, parse_file
from graph.network.projection import Projection, project
from graph.network.views import views

FOLDER = "network"
LIST = f"{FOLDER}/index-1.json"
"""Another layout of the files is another number: the next build then writes them."""


def file_of(view: str) -> str:
    """Return the name of a view's file in a release."""
    return f"{FOLDER}/{view}.json"


def network_files() -> frozenset[str]:
    """Return the names of all files that this room adds to a release."""
    return frozenset({LIST, *map(file_of, views())})


def read_network(folder: Path, view: str) -> Network:
    """Return a network of a release."""
    return parse_file(NETWORK, read_file(folder, file_of(view)), file_of(view))


def read_list(folder: Path) -> list[Entry]:
    """Return what networks a release has."""
    return parse_file(INDEX, read_file(folder, LIST), LIST)


def read_file(folder: Path, name: str) -> bytes:
    """Return the bytes of a file of a release."""
    with home_errors(folder / name):
        return (folder / name).read_bytes()


def differing(folder: Path, store: Store) -> list[str]:
    """Return the views whose files do not hold what the store says, or whose points are misplaced.

    Measures follow from points and edges; the checksums of the files keep them.
    """
    known = Known.of(store)
    return [
        name
        for name, view in views().items()
        if not _holds(read_network(folder, name), project(view, store), known)
    ]


def _holds(network: Network, projection: Projection, known: Known) -> bool:
    places = {(node.x, node.y) for node in network.nodes}
    return (
        [_point(node) for node in network.nodes] == list(_points(projection, known))
        and [_link(edge) for edge in network.edges] == list(_links(projection))
        and len(places) == len(network.nodes)
        and all(0 < x < 1 and 0 < y < 1 for x, y in places)
    )


def _point(node: Node) -> tuple[object, ...]:
    return node.id, node.type, node.notation, node.goals


def _points(projection: Projection, known: Known) -> list[tuple[object, ...]]:
    things = ((point, known.things.get(point, UNKNOWN), goals) for point, goals in projection.points.items())
    return [(point, thing.type, thing.notation, len(goals)) for point, thing, goals in things]


def _link(edge: Edge) -> tuple[object, ...]:
    return (edge.source, edge.target, edge.weight, edge.years, edge.status, edge.goals, edge.shared)


def _links(projection: Projection) -> list[tuple[object, ...]]:
    return [
        (*ends, link.weight, link.years, link.status, sorted(link.goals), sorted(link.shared))
        for ends, link in projection.links.items()
    ]
