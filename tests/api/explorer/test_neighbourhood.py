"""What stands around a thing: points, lines, filters, and what was expanded, hidden and pinned."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import httpx
import pytest

Ask = Callable[..., dict[str, Any]]

CITY = "lg/992011"
PARTNER = f"{CITY}/org/yui-no-engawa"
DEPARTMENT = f"{CITY}/dept/midori-kankyo"
GOAL = f"{CITY}/sheet/2025/midori-kankyo/goal/3"
BASE = "https://w3id.org/tsunagu/id/"


def names(told: dict[str, Any]) -> list[str]:
    return [node["name"] for node in told["nodes"]]


def test_without_a_focus_departments_stand_with_their_policies(around: Ask) -> None:
    told = around()
    assert told["focus"] is None
    assert {node["type"] for node in told["nodes"]} == {"department", "policy"}
    assert {edge["type"] for edge in told["edges"]} == {"policy"}
    assert len(told["nodes"]) <= 60
    assert all(0 <= node["x"] <= 1 and 0 <= node["y"] <= 1 for node in told["nodes"])


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("focus", [PARTNER, DEPARTMENT, GOAL])
def test_a_picture_begins_with_few_points_that_hang_together(around: Ask, focus: str, depth: int) -> None:
    told = around(focus=focus, depth=depth)
    assert told["focus"] == BASE + focus
    assert 2 <= len(told["nodes"]) <= 60
    reached, ends = {told["focus"]}, [(edge["source"], edge["target"]) for edge in told["edges"]]
    for _ in told["nodes"]:
        reached |= {end for pair in ends if reached & set(pair) for end in pair}
    assert reached == {node["id"] for node in told["nodes"]}


def test_every_line_has_words_whose_place_is_marked(around: Ask, client: httpx.Client) -> None:
    told = around(focus=PARTNER)
    assert told["edges"]
    for edge in told["edges"]:
        assert edge["told"] >= 1
        assert edge["years"]
        for said in edge["evidence"]:
            assert said["quote"]
            assert said["place"]["ja"]
        assert edge["evidence"], edge["id"]
    address, _, line = told["edges"][0]["evidence"][0]["source"].partition("#")
    assert f'id="{line}"' in client.get(address, headers={"Accept": "text/html"}).text


def test_each_line_stands_once_between_points_that_are_there(around: Ask) -> None:
    told = around(focus=DEPARTMENT)
    known = {node["id"] for node in told["nodes"]}
    assert max(Counter(edge["id"] for edge in told["edges"]).values()) == 1
    assert all({edge["source"], edge["target"]} <= known for edge in told["edges"])
    assert {"sets", "policy", "continues"} <= {edge["type"] for edge in told["edges"]}


def test_more_counts_the_neighbours_that_are_not_shown(around: Ask) -> None:
    near = {node["name"]: node for node in around(focus=PARTNER, depth=1)["nodes"]}
    goal = next(node for node in near.values() if node["type"] == "goal")
    wide = around(focus=PARTNER, depth=1, expand=goal["name"])
    assert goal["more"] > 0
    assert len(wide["nodes"]) == len(near) + min(goal["more"], 20)


def test_a_point_is_expanded_by_twenty_each_time(around: Ask) -> None:
    narrow = around(types="department,policy,goal,indicator", focus=f"{CITY}/policy/kihon-2023/14", depth=1)
    once = around(focus=DEPARTMENT, depth=1, expand=DEPARTMENT)
    twice = around(focus=DEPARTMENT, depth=1, expand=[DEPARTMENT, DEPARTMENT])
    assert narrow["nodes"]
    assert names(twice)[: len(once["nodes"])] == names(once)


def test_hidden_points_are_gone_with_what_hangs_on_them_alone(around: Ask) -> None:
    before = around(focus=PARTNER)
    hidden = next(node["name"] for node in before["nodes"] if node["type"] == "goal")
    after = around(focus=PARTNER, hide=hidden)
    assert hidden not in names(after)
    assert all(node["degree"] > 0 for node in after["nodes"])


def test_the_middle_cannot_be_hidden(around: Ask) -> None:
    assert PARTNER in names(around(focus=PARTNER, hide=PARTNER))


def test_pins_stay_whatever_is_chosen(around: Ask) -> None:
    group = f"{CITY}/group/xd543a344a250a115"
    assert group not in names(around(focus=PARTNER, types="department"))
    assert group in names(around(focus=PARTNER, types="department", pin=group))


def test_filters_hold_for_points_and_lines(around: Ask) -> None:
    types = around(focus=DEPARTMENT, types="goal,policy")
    assert {node["type"] for node in types["nodes"]} == {"department", "goal", "policy"}
    assert {year for edge in around(focus=DEPARTMENT, year=2024)["edges"] for year in edge["years"]} == {2024}
    stated = around(focus=DEPARTMENT, status=["stated", "confirmed"])
    assert {edge["status"] for edge in stated["edges"]} <= {"stated", "confirmed"}
    assert {edge["status"] for edge in around(focus=DEPARTMENT, status="proposed")["edges"]} == {"proposed"}


def test_without_goals_departments_are_joined_with_what_they_name(around: Ask) -> None:
    told = around(focus=DEPARTMENT, types="partner")
    assert {node["type"] for node in told["nodes"]} == {"department", "partner"}
    assert {edge["source"] for edge in told["edges"]} == {BASE + DEPARTMENT}


def test_whoever_is_merely_named_is_not_joined(around: Ask) -> None:
    told = around(types="department,partner")
    words = {edge["label"]["ja"] for edge in told["edges"]}
    assert words
    assert not any("言及" in each or "会場" in each for each in words)


@pytest.mark.parametrize(
    ("thing", "stands"),
    [
        (BASE + PARTNER, PARTNER),
        (f"{CITY}/sheet/2025/midori-kankyo", DEPARTMENT),
        (f"{CITY}/sheet/2024/kurashi-anshin/goal/2/result/2", f"{CITY}/sheet/2024/kurashi-anshin/goal/2"),
    ],
)
def test_a_thing_that_is_no_point_is_stood_for(around: Ask, thing: str, stands: str) -> None:
    assert around(focus=thing)["focus"] == BASE + stands


@pytest.mark.parametrize(
    ("parameters", "status", "key"),
    [
        ({"focus": f"{CITY}/org/nobody"}, 404, "explorer-no-thing"),
        ({"focus": "https://elsewhere.example/x"}, 404, "explorer-no-thing"),
        ({"focus": "x> ?p ?o"}, 404, "explorer-no-thing"),
        ({"focus": PARTNER, "pin": f"{CITY}/org/nobody"}, 404, "explorer-no-thing"),
        ({"focus": PARTNER, "types": "person"}, 400, "explorer-choice-unknown"),
        ({"focus": PARTNER, "status": "sure"}, 400, "explorer-choice-unknown"),
        ({"focus": PARTNER, "depth": 9}, 400, "search-number"),
        ({"focus": PARTNER, "year": "now"}, 400, "search-number"),
        ({"focus": PARTNER, "colour": "red"}, 400, "api-parameter-unknown"),
        ({"focus": [PARTNER, GOAL]}, 400, "explorer-too-many"),
        ({"focus": "x" * 501}, 400, "explorer-thing-long"),
        ({"to": PARTNER}, 400, "explorer-way-start"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    client: httpx.Client, parameters: dict[str, Any], status: int, key: str
) -> None:
    answer = client.get(
        "/api/neighbourhood", params=parameters, headers={"Accept": "application/problem+json"}
    )
    assert (answer.status_code, answer.json()["key"]) == (status, key)


def test_the_same_question_has_the_same_answer(client: httpx.Client) -> None:
    first, second = (client.get("/api/neighbourhood", params={"focus": PARTNER}) for _ in range(2))
    assert first.content == second.content
    assert first.headers["ETag"] == second.headers["ETag"]
