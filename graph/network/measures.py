"""What networkx says of the points and edges of a network.

Points are numbers here: sets of numbers have one order, sets of texts another one in each process.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

Tie = tuple[int, int, int]
"""Two points and the weight of their edge."""

PIVOTS = 128
"""Points from which shortest ways are counted in a network of more than `EXACT` points."""

EXACT = 500
"""Points up to which the betweenness is exact."""

SEED = 20240401
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Measured:
    """A value for each point, in their order.

    `component` and `community` count from 0, the largest first; `community` is None for a point
    without neighbours. `cuts_off` tells for each bridge how many points its smaller side has.
    """

    degree: list[int]
    strength: list[int]
    betweenness: list[float]
    cut: list[bool]
    component: list[int]
    community: list[int | None]
    cuts_off: dict[tuple[int, int], int]


def measure(size: int, ties: Sequence[Tie]) -> Measured:
    """Measure a network of the points 0 … size - 1."""
    graph = graph_of(size, ties)
    cut = set(nx.articulation_points(graph))
    between = betweenness(graph)
    community = numbered(size, communities(graph))
    degree = dict(graph.degree())
    strength = dict(graph.degree(weight="weight"))
    return Measured(
        degree=[int(degree[point]) for point in range(size)],
        strength=[int(strength[point]) for point in range(size)],
        betweenness=[round(float(between[point]), _DIGITS) for point in range(size)],
        cut=[point in cut for point in range(size)],
        component=numbered(size, nx.connected_components(graph)),
        community=[community[point] if degree[point] else None for point in range(size)],
        cuts_off=cuts_off(graph),
    )


def graph_of(size: int, ties: Iterable[Tie]) -> nx.Graph:
    """Return the network as networkx has it."""
    graph = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from(ties)
    return graph


def betweenness(graph: nx.Graph) -> dict[int, float]:
    """Return the share of shortest ways that lead over each point; in a large network of a sample of ways."""
    pivots = None if len(graph) <= EXACT else PIVOTS
    found: dict[int, float] = nx.betweenness_centrality(graph, k=pivots, seed=SEED)
    return found


def communities(graph: nx.Graph) -> list[set[int]]:
    """Return the communities by Louvain's method, always the same ones."""
    if not graph.size():
        return [{point} for point in graph]
    found: list[set[int]] = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
    return found


def numbered(size: int, groups: Iterable[Iterable[int]]) -> list[int]:
    """Return the number of each point's group, the largest group first."""
    order = sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))
    number = {point: index for index, group in enumerate(order) for point in group}
    return [number[point] for point in range(size)]


def cuts_off(graph: nx.Graph) -> dict[tuple[int, int], int]:
    """Return for each bridge how many points are on its smaller side.

    Without its bridges the network is in pieces, and the bridges make a tree of the pieces.
    """
    bridges = list(nx.bridges(graph))
    rest = nx.restricted_view(graph, [], bridges)
    pieces = [sorted(piece) for piece in nx.connected_components(rest)]
    piece_of = {point: index for index, piece in enumerate(pieces) for point in piece}
    tree = nx.Graph()
    tree.add_nodes_from(range(len(pieces)))
    for one, other in bridges:
        tree.add_edge(piece_of[one], piece_of[other], ends=(min(one, other), max(one, other)))
    sides: dict[tuple[int, int], int] = {}
    for part in nx.connected_components(tree):
        below = {piece: len(pieces[piece]) for piece in part}
        whole = sum(below.values())
        for parent, child in reversed(list(nx.bfs_edges(tree, min(part)))):
            below[parent] += below[child]
            sides[tree.edges[parent, child]["ends"]] = min(below[child], whole - below[child])
    return dict(sorted(sides.items()))
