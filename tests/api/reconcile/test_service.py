"""The Reconciliation Service API 0.2 as OpenRefine speaks it."""

import json
import re
from typing import Any

import httpx
import pytest

TNG = "https://w3id.org/tsunagu/def#"
ENGAWA = "https://w3id.org/tsunagu/id/lg/992011/org/yui-no-engawa"
TEMPLATE = re.compile(r".*\{\{id\}\}.*")


def ask(
    client: httpx.Client, *queries: dict[str, Any], path: str = "/reconcile"
) -> list[list[dict[str, Any]]]:
    batch = {f"q{number}": query for number, query in enumerate(queries)}
    answer = client.post(path, data={"queries": json.dumps(batch)})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert list(found) == list(batch)
    return [found[name]["result"] for name in batch]


def extend(
    client: httpx.Client, ids: list[str], *properties: dict[str, Any], path: str = "/reconcile"
) -> Any:
    answer = client.post(path, data={"extend": json.dumps({"ids": ids, "properties": properties})})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_manifest_says_what_there_is(client: httpx.Client) -> None:
    answer = client.get("/reconcile")
    assert answer.headers["content-type"] == "application/json"
    assert "Host" in answer.headers["vary"]
    told = answer.json()
    assert "0.2" in told["versions"]
    assert all(
        isinstance(told[key], str) for key in ("name", "identifierSpace", "schemaSpace", "documentation")
    )
    assert [each["id"] for each in told["defaultTypes"]] == [
        TNG + kind for kind in ("Partner", "Program", "Policy", "Department")
    ]
    assert TEMPLATE.fullmatch(told["view"]["url"])
    assert TEMPLATE.fullmatch(told["preview"]["url"])
    assert isinstance(told["preview"]["width"], int)
    for service in (*told["suggest"].values(), told["extend"]["propose_properties"]):
        answer = client.get(service["service_url"] + service["service_path"], params={"prefix": "ゆい"})
        assert answer.status_code == 200
    assert {each["type"] for each in told["extend"]["property_settings"]} == {"number"}
    assert client.head("/reconcile").status_code == 200
    assert client.get("/en/reconcile").json()["defaultTypes"][0]["name"] != told["defaultTypes"][0]["name"]


def test_a_batch_is_answered_by_post_and_by_get(client: httpx.Client) -> None:
    found = ask(client, {"query": "特定非営利活動法人　ゆいのえんがわ"}, {"query": "どこにもない名前"})
    assert found[0][0]["id"] == ENGAWA
    assert found[0][0]["match"] is True
    assert found[0][0]["score"] == 100
    assert found[0][0]["type"][0]["id"] == TNG + "Partner"
    assert found[1] == []
    batch = json.dumps({"q0": {"query": "ﾕｲﾉｴﾝｶﾞﾜ"}})
    answer = client.get("/reconcile", params={"queries": batch})
    assert answer.json()["q0"]["result"][0]["id"] == ENGAWA
    assert answer.headers["etag"]


def test_types_narrow_and_limits_hold(client: httpx.Client) -> None:
    query = {"query": "みどり", "limit": 50}
    every, departments, short = ask(
        client, query, query | {"type": TNG + "Department"}, query | {"type": "tng:Department", "limit": 1}
    )
    assert {each["type"][0]["id"] for each in every} > {TNG + "Department"}
    assert {each["type"][0]["id"] for each in departments} == {TNG + "Department"}
    assert short == departments[:1]
    scores = [each["score"] for each in every]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)


@pytest.mark.parametrize(
    ("types", "strict", "found"),
    [
        ([TNG + "Partner", TNG + "Policy"], "any", True),
        ([TNG + "Partner", TNG + "Policy"], "all", False),
        ([TNG + "Policy"], "should", True),
        ([TNG + "Policy"], "any", False),
        (["https://elsewhere.example/Human"], "any", False),
    ],
)
def test_several_types(client: httpx.Client, types: list[str], strict: str, found: bool) -> None:
    query = {"query": "ゆいのえんがわ", "type": types, "type_strict": strict}
    assert any(each["id"] == ENGAWA for each in ask(client, query)[0]) is found


def test_properties_refine(client: httpx.Client) -> None:
    plain, fitting, other = ask(
        client,
        {"query": "20", "type": "Policy"},
        {"query": "窓口手続きの簡素化", "properties": [{"pid": "notation", "v": "20"}]},
        {"query": "窓口手続きの簡素化", "properties": [{"pid": "notation", "v": [21]}]},
    )
    assert (plain[0]["name"], plain[0]["match"]) == ("窓口手続きの簡素化", True)
    assert fitting[0]["match"] is True
    assert {"id": "notation", "value": True} in fitting[0]["features"]
    assert other[0]["match"] is False
    assert ask(client, {"query": "", "properties": [{"pid": "x", "v": {"id": "y"}}]}) == [[]]


def test_what_is_null_counts_as_not_said(client: httpx.Client) -> None:
    nulls = {"type": None, "limit": None, "type_strict": None}
    known = [{"pid": "name-en", "v": None}]
    (plain,), (found,), (refined,) = ask(
        client,
        {"query": "ゆいのえんがわ"},
        {"query": "ゆいのえんがわ", "properties": None, **nulls},
        {"query": "ゆいのえんがわ", "properties": known},
    )
    assert plain["id"] == ENGAWA
    assert plain == found == refined


def test_names_come_in_the_language_of_the_address(client: httpx.Client) -> None:
    query = {"query": "結野市くらし安心部", "type": "Department"}
    assert ask(client, query)[0][0]["name"] == "くらし安心部"
    english = ask(client, query, path="/en/reconcile")[0][0]
    assert english["name"] == "Daily Life and Safety Department"
    assert english["match"] is True


def test_any_page_may_read_it_and_there_is_no_jsonp(client: httpx.Client) -> None:
    answer = client.get(
        "/reconcile", params={"callback": "steal"}, headers={"Origin": "https://tool.example"}
    )
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["versions"]
    asked = client.options(
        "/reconcile", headers={"Origin": "https://tool.example", "Access-Control-Request-Method": "POST"}
    )
    assert "POST" in asked.headers["access-control-allow-methods"]


@pytest.mark.parametrize(
    ("form", "status", "key"),
    [
        ({"queries": "["}, 400, "reconcile-not-understood"),
        ({"queries": "[" * 100_000}, 400, "reconcile-not-understood"),
        ({"queries": '{"q": {"query": 7}}'}, 400, "reconcile-not-understood"),
        ({"queries": '{"q": {"query": "x", "limit": -1}}'}, 400, "reconcile-not-understood"),
        ({"queries": json.dumps({str(n): {"query": "x"} for n in range(101)})}, 400, "reconcile-too-many"),
        ({"queries": "{}", "extend": "{}"}, 400, "reconcile-two-things"),
        ({"extend": '{"ids": [], "properties": [{"id": "no"}]}'}, 400, "reconcile-no-property"),
        ({"extend": json.dumps({"ids": ["x"] * 501, "properties": []})}, 400, "reconcile-too-much"),
    ],
)
def test_what_cannot_be_understood_is_refused(
    client: httpx.Client, form: dict[str, str], status: int, key: str
) -> None:
    answer = client.post("/reconcile", data=form, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["key"]) == (status, key)


def test_a_body_of_another_type_is_refused(client: httpx.Client) -> None:
    answer = client.post("/reconcile", json={"queries": {}}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["key"]) == (415, "reconcile-media")


def test_things_classes_and_properties_are_completed(client: httpx.Client) -> None:
    found = client.get("/reconcile/suggest/entity", params={"prefix": "ゆいの"}).json()["result"]
    assert ENGAWA in [each["id"] for each in found]
    assert all(each["notable"][0]["id"].startswith(TNG) for each in found)
    rest = client.get("/reconcile/suggest/entity", params={"prefix": "ゆいの", "cursor": "1"}).json()[
        "result"
    ]
    assert rest == found[1:]
    kinds = client.get("/reconcile/suggest/type", params={"prefix": "連携"}).json()["result"]
    assert [each["id"] for each in kinds] == [TNG + "Partner"]
    named = client.get("/en/reconcile/suggest/property", params={"prefix": "corp"}).json()["result"]
    assert named == [{"id": "corporate-number", "name": "Corporate number"}]
    assert client.get("/reconcile/suggest/entity").json() == {"result": []}
    assert client.get("/reconcile/suggest/type", params={"cursor": "-1"}).status_code == 400


def test_properties_are_proposed_for_a_class(client: httpx.Client) -> None:
    told = client.get("/reconcile/properties", params={"type": TNG + "Partner", "limit": "4"}).json()
    assert (told["type"], told["limit"], len(told["properties"])) == (TNG + "Partner", 4, 4)
    whole = client.get("/reconcile/properties", params={"type": "Policy"}).json()["properties"]
    ids = [each["id"] for each in whole]
    assert "notation" in ids
    assert "corporate-number" not in ids


def test_a_table_is_extended(client: httpx.Client) -> None:
    wanted = [{"id": name} for name in ("name-en", "goal-count", "years", "departments", "policies")]
    goals = {"id": "goals", "settings": {"limit": "1"}}
    told = extend(client, [ENGAWA, "https://elsewhere.example/x", 'broken> "'], *wanted, goals)
    assert [each["id"] for each in told["meta"]] == [*(each["id"] for each in wanted), "goals"]
    row = told["rows"][ENGAWA]
    assert row["name-en"] == [{"str": "NPO Yui no Engawa"}]
    assert row["goal-count"][0]["int"] >= len(row["goals"]) == 1
    assert all(2000 < each["int"] < 2100 for each in row["years"])
    assert set(row["departments"][0]) == {"id", "name"}
    assert told["rows"]['broken> "']["years"] == []
    assert told["rows"]["https://elsewhere.example/x"]["goal-count"] == []


def test_every_property_can_be_fetched_for_its_class(client: httpx.Client) -> None:
    names = {
        "Partner": "ゆいのえんがわ",
        "Program": "ゆいの回覧アプリ",
        "Policy": "窓口手続きの簡素化",
        "Department": "地域つながり課",
    }
    filled = set()
    for kind, name in names.items():
        iri = ask(client, {"query": name, "type": kind})[0][0]["id"]
        pids = [
            each["id"]
            for each in client.get("/reconcile/properties", params={"type": kind}).json()["properties"]
        ]
        row = extend(client, [iri], *({"id": pid} for pid in pids))["rows"][iri]
        filled |= {pid for pid, values in row.items() if values}
    told = client.get("/reconcile/properties").json()["properties"]
    # No organisation of the example city has a number; no department of these was dissolved.
    assert {each["id"] for each in told} - filled <= {"corporate-number", "dissolved"}


def test_a_preview_may_stand_in_a_frame(client: httpx.Client) -> None:
    page = client.get("/reconcile/preview", params={"id": ENGAWA})
    assert page.status_code == 200
    assert "frame-ancestors *" in page.headers["content-security-policy"]
    assert "x-frame-options" not in page.headers
    assert "NPO法人ゆいのえんがわ" in page.text
    assert "<script" not in page.text
    nasty = {"id": "https://elsewhere.example/<script>"}
    other = client.get("/reconcile/preview", params=nasty, headers={"Accept": "text/html"})
    assert (other.status_code, "<script>" in other.text) == (404, False)


def test_the_view_leads_to_the_page(client: httpx.Client) -> None:
    answer = client.get("/en/reconcile/view", params={"id": ENGAWA})
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/en/doc/lg/992011/org/yui-no-engawa.html",
    )
    assert client.get("/reconcile/view", params={"id": "https://elsewhere.example/"}).status_code == 404
