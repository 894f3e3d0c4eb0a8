"""The networks for programs: formats, marks, refusals, and the description."""

import io
import json
from typing import Any

import httpx
import networkx as nx
import pytest

from graph.network import EXPORTS, views
from graph.release import Release

VIEWS = list(views())


def get(client: httpx.Client, address: str, accept: str = "*/*", **parameters: str) -> httpx.Response:
    return client.get(address, params=parameters, headers={"Accept": accept})


def test_the_list(client: httpx.Client, example: Release) -> None:
    told = client.get("/api/network").json()
    assert told["release"] == example.id
    assert told["formats"] == list(EXPORTS)
    assert [each["view"] for each in told["networks"]] == VIEWS
    for each in told["networks"]:
        network = client.get(each["address"]).json()
        assert (len(network["nodes"]), len(network["edges"])) == (each["nodes"], each["edges"])
        assert network["graph"]["title"] == each["title"]


@pytest.mark.parametrize("view", VIEWS)
def test_json_is_what_the_release_holds(client: httpx.Client, example: Release, view: str) -> None:
    answer = client.get(f"/api/network/{view}")
    assert answer.headers["content-type"] == "application/json"
    assert answer.content == (example.path / "network" / f"{view}.json").read_bytes()
    ids = {node["id"] for node in answer.json()["nodes"]}
    assert all({edge["source"], edge["target"]} <= ids for edge in answer.json()["edges"])
    assert all(edge["goals"] for edge in answer.json()["edges"])


@pytest.mark.parametrize("view", VIEWS)
def test_every_format_has_as_many_points_and_edges(client: httpx.Client, view: str) -> None:
    told = client.get(f"/api/network/{view}").json()
    wanted = (len(told["nodes"]), len(told["edges"]))
    gexf = get(client, f"/api/network/{view}", format="gexf")
    graphml = get(client, f"/api/network/{view}", format="graphml")
    tables = [get(client, f"/api/network/{view}", format=f"csv-{part}") for part in ("nodes", "edges")]
    for graph in (nx.read_gexf(io.BytesIO(gexf.content)), nx.read_graphml(io.BytesIO(graphml.content))):
        assert (graph.number_of_nodes(), graph.number_of_edges()) == wanted
    assert tuple(table.text.count("\r\n") - 1 for table in tables) == wanted
    assert gexf.headers["content-disposition"] == f'attachment; filename="{view}.gexf"'
    assert tables[0].headers["content-type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/html,*/*;q=0.8", "application/json"),
        ("application/gexf+xml", "application/gexf+xml"),
        ("application/graphml+xml, application/json;q=0.5", "application/graphml+xml"),
    ],
)
def test_a_format_is_asked_for_by_accept(client: httpx.Client, accept: str, media: str) -> None:
    answer = get(client, "/api/network/department-policy", accept)
    assert answer.headers["content-type"] == media
    assert "Accept" in answer.headers["vary"]
    assert answer.headers["access-control-allow-origin"] == "*"


def test_every_format_has_a_mark_of_its_own(client: httpx.Client) -> None:
    marks = set()
    for name in EXPORTS:
        answer = get(client, "/api/network/department-partner", format=name)
        mark = answer.headers["etag"]
        marks.add(mark)
        same = client.get(answer.url, headers={"If-None-Match": mark})
        assert (same.status_code, same.content) == (304, b"")
        head = client.head(answer.url)
        assert (head.status_code, head.content) == (200, b"")
    assert len(marks) == len(EXPORTS)


@pytest.mark.parametrize(
    ("address", "accept", "status", "key"),
    [
        ("/api/network/nowhere", "*/*", 404, "network-unknown"),
        ("/api/network/everything?format=pdf", "*/*", 406, "format-unknown"),
        ("/api/network/everything", "image/png", 406, "accept-unknown"),
        ("/api/network/everything?colour=red", "*/*", 400, "api-parameter-unknown"),
        ("/api/network/everything?format=json&format=gexf", "*/*", 400, "api-parameter-repeated"),
        ("/api/network?format=json", "*/*", 400, "api-parameter-unknown"),
    ],
)
def test_what_is_refused(client: httpx.Client, address: str, accept: str, status: int, key: str) -> None:
    answer = client.get(address, headers={"Accept": f"application/problem+json, {accept};q=0.5"})
    assert answer.status_code == status
    assert json.loads(answer.content)["key"] == key


def test_networks_are_described(client: httpx.Client) -> None:
    described: dict[str, Any] = client.get("/api/openapi.json").json()
    paths = described["paths"]
    assert {path for path in paths if path.startswith("/api/network")} == {
        "/api/network",
        *(f"/api/network/{view}" for view in VIEWS),
    }
    schema = described["components"]["schemas"]["Network"]["properties"]
    network = client.get("/api/network/everything").json()
    for part in ("nodes", "edges"):
        required = set(schema[part]["items"]["required"])
        assert required <= set(network[part][0])
        assert set(network[part][0]) == set(schema[part]["items"]["properties"])
    assert set(described["components"]["parameters"]["network-format"]["schema"]["enum"]) == {*EXPORTS, ""}
