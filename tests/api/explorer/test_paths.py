"""The shortest ways between two things, each step with the words that say so."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from api.pages.explorer import ways as searching

Ask = Callable[..., dict[str, Any]]

CITY = "lg/992011"
PARTNER = f"{CITY}/org/yui-no-engawa"
DEPARTMENT = f"{CITY}/dept/midori-kankyo"
POLICY = f"{CITY}/policy/kihon-2023/14"
BASE = "https://w3id.org/tsunagu/id/"


def test_a_way_leads_from_one_to_the_other(ways: Ask) -> None:
    told = ways(PARTNER, POLICY)
    assert told["outcome"] == "found"
    lines = {edge["id"]: edge for edge in told["edges"]}
    for path in told["paths"]:
        assert (path["nodes"][0], path["nodes"][-1]) == (BASE + PARTNER, BASE + POLICY)
        assert len(path["steps"]) == len(path["nodes"]) - 1
        for place, step in enumerate(path["steps"]):
            ends = set(path["nodes"][place : place + 2])
            assert step
            assert all({lines[line]["source"], lines[line]["target"]} == ends for line in step)
            assert all(lines[line]["evidence"] for line in step)


def test_a_way_back_is_as_long(ways: Ask) -> None:
    there, back = ways(PARTNER, f"{CITY}/policy/kihon-2023/1"), ways(f"{CITY}/policy/kihon-2023/1", PARTNER)
    assert {len(path["nodes"]) for path in there["paths"]} == {len(path["nodes"]) for path in back["paths"]}


def test_of_several_ways_all_are_the_shortest(ways: Ask) -> None:
    told = ways(DEPARTMENT, POLICY)
    assert {len(path["nodes"]) for path in told["paths"]} == {3}
    assert len({tuple(path["nodes"]) for path in told["paths"]}) == len(told["paths"]) > 1


def test_a_thing_is_joined_with_itself(ways: Ask) -> None:
    told = ways(PARTNER, PARTNER)
    assert told["paths"] == [{"nodes": [BASE + PARTNER], "steps": []}]


def test_a_way_keeps_to_the_filters(ways: Ask) -> None:
    assert ways(PARTNER, POLICY, status="proposed")["outcome"] == "none"
    assert ways(PARTNER, POLICY, year=2023)["outcome"] == "none"
    through = ways(PARTNER, POLICY, types="department,goal")
    kinds = {node["type"] for node in through["nodes"]} - {"partner", "policy"}
    assert kinds <= {"department", "goal"}


def test_without_a_way_it_is_told_why(ways: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    none = ways(PARTNER, POLICY, year=2023)
    assert (none["paths"], none["nodes"], none["edges"]) == ([], [], [])
    assert none["message"]["ja"] != none["message"]["en"]
    monkeypatch.setattr(searching, "MOST_STEPS", 1)
    assert ways(PARTNER, POLICY)["outcome"] == "far"
    monkeypatch.setattr(searching, "SECONDS", -1.0)
    assert ways(PARTNER, POLICY)["outcome"] == "slow"


@pytest.mark.parametrize(
    ("parameters", "status", "key"),
    [
        ({"from": PARTNER}, 400, "explorer-way-ends"),
        ({"from": PARTNER, "to": f"{CITY}/org/nobody"}, 404, "explorer-no-thing"),
        ({"from": PARTNER, "to": POLICY, "focus": POLICY}, 400, "api-parameter-unknown"),
    ],
)
def test_both_ends_must_be_known(
    client: httpx.Client, parameters: dict[str, str], status: int, key: str
) -> None:
    answer = client.get("/api/paths", params=parameters, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["key"]) == (status, key)
