"""What other programs read: as many points and edges, with their attributes."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.network.exports import EDGE_COLUMNS, EXPORTS, NODE_COLUMNS
from graph.network.model import NETWORK, Network, parse_file

TIES = [(0, 1), (1, 2), (2, 0), (3, 4)]


def read(name: str, data: bytes) -> nx.Graph:
    if name == "gexf":
        return nx.read_gexf(io.BytesIO(data))
    if name == "graphml":
        return nx.read_graphml(io.BytesIO(data))
    return nx.node_link_graph(json.loads(data), edges="edges")


@pytest.fixture
def network(network_of_ties: Callable[..., Network]) -> Network:
    made: Network = network_of_ties(6, TIES)
    return made


@pytest.mark.parametrize("name", ["json", "gexf", "graphml"])
def test_networkx_reads_as_much_as_was_written(name: str, network: Network) -> None:
    graph = read(name, EXPORTS[name].write(network))
    assert not graph.is_directed()
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (6, 4)
    assert set(graph.nodes) == {node.id for node in network.nodes}
    for edge in network.edges:
        assert graph.edges[edge.source, edge.target]["weight"] == edge.weight


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_attributes_come_with_their_types(name: str, network: Network) -> None:
    graph = read(name, EXPORTS[name].write(network))
    for node in network.nodes:
        said = graph.nodes[node.id]
        assert said["label"] == node.label.ja.replace("\x0b", "")
        assert said["cut"] is node.cut
        assert (said["degree"], said["betweenness"]) == (node.degree, node.betweenness)
        assert (said["x"], said["y"]) == (node.x, node.y)
        assert said["years"] == " ".join(map(str, node.years))
    for edge in network.edges:
        said = graph.edges[edge.source, edge.target]
        assert (said["status"], said["goals"]) == (edge.status, " ".join(edge.goals))


def test_gephi_gets_places(network: Network) -> None:
    spaces = {"viz": "http://www.gexf.net/1.2draft/viz"}
    tree = ET.fromstring(EXPORTS["gexf"].write(network))
    places = [each.attrib for each in tree.iterfind(".//viz:position", spaces)]
    assert [float(place["x"]) for place in places] == [pytest.approx(node.x * 1000) for node in network.nodes]


def test_tables(network: Network) -> None:
    nodes = list(csv.DictReader(io.StringIO(EXPORTS["csv-nodes"].write(network).decode(), newline="")))
    edges = list(csv.DictReader(io.StringIO(EXPORTS["csv-edges"].write(network).decode(), newline="")))
    assert (len(nodes), len(edges)) == (6, 4)
    assert list(nodes[0]) == ["Id", *NODE_COLUMNS]
    assert list(edges[0]) == ["Source", "Target", *EDGE_COLUMNS]
    alone = next(row for row in nodes if row["degree"] == "0")
    assert (alone["community"], alone["cut"]) == ("-1", "false")


def test_json_comes_back_as_it_was(networks: dict[str, Network]) -> None:
    for network in networks.values():
        assert parse_file(NETWORK, network.as_json(), "x") == network


@given(
    size=st.integers(0, 8),
    ties=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda tie: tie[0] != tie[1])),
)
@settings(max_examples=20, deadline=None)
def test_counts_are_equal_whatever_the_network(
    network_of_ties: Callable[..., Network], size: int, ties: list[tuple[int, int]]
) -> None:
    network = network_of_ties(size, [tie for tie in ties if max(tie) < size])
    wanted = (len(network.nodes), len(network.edges))
    for name in ("json", "gexf", "graphml"):
        graph = read(name, EXPORTS[name].write(network))
        assert (graph.number_of_nodes(), graph.number_of_edges()) == wanted
