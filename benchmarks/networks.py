"""How long a large network takes at build time, against networkx's own functions in the same run.

    python benchmarks/networks.py [--points 10000] [--peer-points 1000] [--json]

The network is made up like that of a city of many years: departments, their goals, and the policies,
partners and programmes that these name. Measures and places have to stand within a minute; the
peers (exact betweenness, the spring layout, a projection of pairs) are run on a smaller network,
since they would take hours on the large one.
"""

import argparse
import io
import random
from collections.abc import Callable

import networkx as nx
from measure import Measured, Step, fastest, measure, report

from graph.network import exports, views
from graph.network.known import Known, Thing
from graph.network.layout import layout
from graph.network.making import make
from graph.network.measures import Tie, betweenness, graph_of
from graph.network.measures import measure as measured
from graph.network.projection import Link, Projection, Reason, Told, _shared

SEED = 7
_MOST_OF_SPRING = 499
"""Points up to which networkx needs no further package for its spring layout."""

STEPS = (
    Step("betweenness", "graph.network.measures", "betweenness"),
    Step("communities", "graph.network.measures", "communities"),
    Step("bridges", "graph.network.measures", "cuts_off"),
    Step("places", "graph.network.making", "layout"),
)


def ties(points: int) -> list[Tie]:
    """Return the ties of a made-up city: a point in fifty is a department, every second one a goal."""
    draw = random.Random(SEED)
    departments, goals = max(2, points // 200), points // 2
    named = points - departments - goals
    pairs: set[tuple[int, int]] = set()
    for goal in range(departments, departments + goals):
        department = (goal - departments) * departments // goals
        pairs.add((department, goal))
        for _ in range(draw.randint(1, 5)):
            # Most of what a department names is its own, and some of it is named by all.
            share = named // departments
            own = department * share + int(share * draw.random() ** 2)
            other = own if draw.random() < 0.8 else int(named * draw.random() ** 3)
            pairs.add((goal, departments + goals + min(other, named - 1)))
    return [(one, other, 1) for one, other in sorted(pairs)]


def projection(points: int, found: list[Tie]) -> tuple[Projection, Known]:
    """Return the same as a projection with names."""
    names = [f"urn:point:{number:06}" for number in range(points)]
    links: dict[tuple[str, str], Link] = {}
    for one, other, _ in found:
        link = links.setdefault((names[one], names[other]), Link())
        link.add(Reason(names[one], names[other], "urn:goal", "2024", "urn:department", ""), "stated")
    goals = {"urn:goal": Told("urn:department", 2024)}
    things = {name: Thing("Policy", name, "", "") for name in names}
    known = Known(things, frozenset({("urn:department", 2024)}))
    return Projection({name: {"urn:goal"} for name in names}, links, goals), known


def whole(points: int, runs: int) -> Measured:
    """Measure and draw one large network."""
    made, known = projection(points, ties(points))
    view = views()["everything"]
    title = f"{points} points, {len(made.links)} edges: measures and places"
    return measure(title, lambda: make(view, made, known, {}), STEPS, runs)


def against(title: str, ours: Callable[[], object], peers: dict[str, Callable[[], object]]) -> Measured:
    """Measure a piece of work and its peers."""
    found = measure(title, ours, (), 1)
    found.peers = {name: fastest(peer, 1) for name, peer in peers.items()}
    return found


def peers(points: int) -> list[Measured]:
    """Measure each part against what networkx does."""
    found = ties(points)
    graph = graph_of(points, found)
    few = min(points, _MOST_OF_SPRING)
    some = ties(few)
    small, groups = graph_of(few, some), measured(few, some).community
    reasons = [Reason(f"{one:05}", f"{other:05}", f"{one:05}", "2024", "d", "") for one, other, _ in found]
    sources = {one for one, _, _ in found}
    made, known = projection(points, found)
    network = make(views()["everything"], made, known, {})
    full = nx.read_graphml(io.BytesIO(exports.graphml(network)))
    return [
        against(
            f"{points} points: betweenness of a sample",
            lambda: betweenness(graph),
            {"exact": lambda: nx.betweenness_centrality(graph)},
        ),
        against(
            f"{few} points: places, 200 steps",
            lambda: layout(some, groups, [None] * few),
            {"spring_layout, 200 steps": lambda: nx.spring_layout(small, iterations=200, seed=SEED)},
        ),
        against(
            f"{points} points: pairs that share something",
            lambda: _shared(reasons),
            {"weighted_projected_graph": lambda: nx.bipartite.weighted_projected_graph(graph, sources)},
        ),
        against(
            f"{points} points: GEXF",
            lambda: exports.gexf(network),
            {"generate_gexf": lambda: "\n".join(nx.generate_gexf(full))},
        ),
        against(
            f"{points} points: GraphML",
            lambda: exports.graphml(network),
            {"generate_graphml": lambda: "\n".join(nx.generate_graphml(full))},
        ),
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--points", type=int, default=10_000, help="points of the large network")
    parser.add_argument("--peer-points", type=int, default=1000, help="points of the one that peers get too")
    parser.add_argument("--runs", type=int, default=1, help="runs, of which the fastest counts")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    given = parser.parse_args()
    report([whole(given.points, given.runs), *peers(given.peer_points)], given.json)


if __name__ == "__main__":
    main()
