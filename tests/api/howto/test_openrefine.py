"""The steps of the OpenRefine how-to, done as OpenRefine does them."""

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest

TNG = "https://w3id.org/tsunagu/def#"
RESULT = re.compile(r"^ +\| (\S[^|]*) \| [^|]* / (match|candidate|none) \| ([^|]*)\|$", re.MULTILINE)
KIND = re.compile(r"^\| (\w+) / (\w+) \| (`.+`) \|$", re.MULTILINE)


@pytest.fixture
def page(texts: dict[str, str]) -> str:
    return texts["openrefine"]


@pytest.fixture
def names(code: Callable[[str], list[str]]) -> list[str]:
    """The rows of the table that is to be reconciled, without its heading."""
    (table,) = code("csv")
    return [row[0] for row in csv.reader(io.StringIO(table))][1:]


def results(client: httpx.Client, names: list[str]) -> list[list[dict[str, Any]]]:
    batch = {f"q{number}": {"query": name, "type": TNG + "Partner"} for number, name in enumerate(names)}
    answer = client.post("/reconcile", data={"queries": json.dumps(batch)})
    assert answer.status_code == 200
    return [each["result"] for each in answer.json().values()]


def test_the_example_is_reconciled_as_the_page_says(
    page: str, names: list[str], client: httpx.Client
) -> None:
    told = {name.strip(): (kind, what.strip()) for name, kind, what in RESULT.findall(page)}
    assert list(told) == names
    assert {kind for kind, _ in told.values()} == {"match", "candidate", "none"}
    for name, found in zip(names, results(client, names), strict=True):
        first = found[0] if found else {"name": "", "match": False}
        kind = "match" if first["match"] else "candidate" if found else "none"
        assert (kind, first["name"]) == told[name]


def test_the_types_and_properties_of_the_page_are_offered(page: str, client: httpx.Client) -> None:
    types = {
        language: {each["name"]: each["id"] for each in client.get(path).json()["defaultTypes"]}
        for language, path in (("ja", "/reconcile"), ("en", "/en/reconcile"))
    }
    rows = KIND.findall(page)
    assert [row[0] for row in rows] == list(types["ja"])
    for ja, en, properties in rows:
        kind = types["ja"][ja]
        assert kind.endswith(f"#{en}")
        offered = client.get("/reconcile/properties", params={"type": kind}).json()["properties"]
        assert set(re.findall(r"`([a-z-]+)`", properties)) <= {each["id"] for each in offered}


def test_columns_are_added(names: list[str], client: httpx.Client) -> None:
    found = results(client, names)[0][0]["id"]
    wanted = {"ids": [found], "properties": [{"id": "goal-count"}, {"id": "departments"}]}
    told = client.post("/reconcile", data={"extend": json.dumps(wanted)}).json()["rows"][found]
    assert told["goal-count"][0]["int"] >= 1
    assert told["departments"]


def test_typing_a_name_completes_it(client: httpx.Client) -> None:
    told = client.get("/reconcile/suggest/entity", params={"prefix": "里山"}).json()["result"]
    assert "里山ゆいの会" in [each["name"] for each in told]
