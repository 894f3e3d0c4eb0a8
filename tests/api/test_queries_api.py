"""The saved queries over HTTP: one source, many faces."""

import csv
import io
import json
from typing import Any

import httpx
import pytest

from api.openapi import document
from api.queries_api import FORMATS, RESERVED
from api.saved import saved_queries

NAMES = sorted(saved_queries())


def get(client: httpx.Client, path: str, accept: str = "*/*", **params: str) -> httpx.Response:
    return client.get(path, params=params, headers={"Accept": accept})


def test_the_list_has_titles_parameters_and_choices(client: httpx.Client) -> None:
    told = client.get("/api/queries").json()
    assert [query["name"] for query in told["queries"]] == NAMES
    assert {"year", "department", "scheme", "notation"} == set(told["choices"])
    assert {"value": "2024", "label": "2024"} in told["choices"]["year"]
    for query in told["queries"]:
        assert query["title"] == saved_queries()[query["name"]].title.model_dump()
        assert client.get(query["page"]).status_code == 200
    english = get(client, "/api/queries", lang="en").json()
    assert english["choices"]["department"] != told["choices"]["department"]


@pytest.mark.parametrize("name", NAMES)
def test_every_query_answers_in_json(client: httpx.Client, name: str) -> None:
    told = client.get(f"/api/queries/{name}").json()
    assert told["query"] == name
    columns = [column["name"] for column in told["columns"]]
    assert columns == list(saved_queries()[name].columns)
    assert told["total"] == len(told["rows"]) > 0
    assert all(list(row) == columns for row in told["rows"])


@pytest.mark.parametrize("name", NAMES)
def test_names_that_mean_something_here_are_left_free(name: str) -> None:
    query = saved_queries()[name]
    assert not set(RESERVED) & set(query.parameters)
    for language in ("ja", "en"):
        headings = [words.say(language) for words in query.columns.values()]
        assert len(set(headings)) == len(headings)


def test_values_are_things_numbers_and_texts(client: httpx.Client) -> None:
    rows = get(client, "/api/queries/priority-goals", year="2024").json()["rows"]
    assert {row["year"] for row in rows} == {2024}
    assert all(row["goal"]["id"].startswith("https://") and row["goal"]["label"] for row in rows)
    assert all(isinstance(row["number"], int) for row in rows)


@pytest.mark.parametrize(
    ("accept", "name", "media"),
    [
        ("*/*", "", "application/json"),
        ("application/json", "", "application/json"),
        ("application/sparql-results+json", "", "application/sparql-results+json"),
        ("text/csv", "", "text/csv; charset=utf-8"),
        ("text/csv;q=0.1, application/sparql-results+xml", "", "application/sparql-results+xml"),
        ("text/html,*/*;q=0.8", "", "application/json"),
        ("text/csv", "tsv", "text/tab-separated-values; charset=utf-8"),
        ("*/*", "sparql-json", "application/sparql-results+json"),
        ("*/*", "csv-excel", "text/csv; charset=utf-8"),
    ],
)
def test_a_format_is_asked_for_by_accept_or_by_name(
    client: httpx.Client, accept: str, name: str, media: str
) -> None:
    answer = get(client, "/api/queries/priority-goals", accept, format=name)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media
    assert "Accept" in answer.headers["vary"]
    assert answer.headers["access-control-allow-origin"] == "*"


def test_formats_that_are_not_there(client: httpx.Client) -> None:
    assert get(client, "/api/queries/priority-goals", format="pdf").status_code == 406
    assert get(client, "/api/queries/priority-goals", "image/png").status_code == 406


def test_every_format_has_a_mark_of_its_own(client: httpx.Client) -> None:
    marks = set()
    for name in FORMATS:
        answer = get(client, "/api/queries/priority-goals", format=name)
        mark = answer.headers["etag"]
        marks.add(mark)
        same = client.get(answer.url, headers={"If-None-Match": mark})
        assert (same.status_code, same.content) == (304, b"")
        head = client.head(answer.url)
        assert (head.status_code, head.content) == (200, b"")
    assert len(marks) == len(FORMATS)


@pytest.mark.parametrize("name", NAMES)
def test_a_table_for_excel(client: httpx.Client, name: str) -> None:
    answer = get(client, f"/api/queries/{name}", format="csv-excel", lang="en")
    text = answer.content.decode("utf-8")
    assert text.startswith("\ufeff")
    assert text.count("\r\n") >= 2
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}.csv"'
    header, *rows = csv.reader(io.StringIO(text[1:], newline=""))
    columns = [words.en for words in saved_queries()[name].columns.values()]
    assert header[: len(columns)] == columns
    told = get(client, f"/api/queries/{name}", lang="en").json()["rows"]
    assert len(rows) == len(told)
    for row, said in zip(rows, told, strict=True):
        first = next(iter(said.values()))
        shown = first["label"] if isinstance(first, dict) and first["label"] else first
        assert row[0] == str(shown if not isinstance(shown, dict) else shown["id"])


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("month=4", "api-parameter-unknown"),
        ("year=20x4", "parameter-not-year"),
        ("year=2024&year=2025", "api-parameter-repeated"),
        ("lang=fr", "api-language-unknown"),
        ("department=" + "x" * 201, "parameter-too-long"),
    ],
)
def test_a_wrong_parameter_is_named(client: httpx.Client, query: str, key: str) -> None:
    answer = client.get(f"/api/queries/priority-goals?{query}", headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["key"] == key


def test_an_unknown_query_names_the_known_ones(client: httpx.Client) -> None:
    answer = client.get("/api/queries/no-such-query", headers={"Accept-Language": "en"})
    assert answer.status_code == 404
    assert "priority-goals" in answer.text


def test_no_value_becomes_a_part_of_the_query(client: httpx.Client) -> None:
    nasty = '" } UNION { ?s ?p ?o } #'
    answer = get(client, "/api/queries/where-it-stands", text=nasty)
    assert answer.status_code == 200
    assert answer.json()["rows"] == []
    assert answer.json()["parameters"]["text"] == nasty


@pytest.mark.parametrize("path", ["/api/queries", "/api/queries/priority-goals", "/api/search"])
def test_nothing_can_be_changed(client: httpx.Client, path: str) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = client.request(method, path)
        assert answer.status_code == 405
        assert "GET" in answer.headers["allow"]


@pytest.fixture(scope="module")
def described(client: httpx.Client) -> dict[str, Any]:
    answer = client.get("/api/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    found: dict[str, Any] = answer.json()
    return found


def test_the_description_is_made_of_the_same_heads(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1.")
    own = {path.rsplit("/", 1)[-1] for path in described["paths"] if path.startswith("/api/queries/")}
    assert own == set(NAMES)
    for name, query in saved_queries().items():
        operation = described["paths"][f"/api/queries/{name}"]["get"]
        named = {each["name"] for each in operation["parameters"] if "name" in each}
        assert named == {*query.parameters, "format"}
        assert query.title.ja in operation["summary"]
        assert query.title.en in operation["summary"]


def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    text = json.dumps(described)
    references = {each.split('"')[0] for each in text.split('"$ref": "')[1:]}
    assert references
    for reference in references:
        node = described
        for step in reference.removeprefix("#/").split("/"):
            node = node[step]


def test_every_address_that_is_operationsanswers(client: httpx.Client, described: dict[str, Any]) -> None:
    for path, operations in described["paths"].items():
        asks = any(each.get("required") for each in operations["get"].get("parameters", ()))
        assert client.get(path).status_code == (400 if asks else 200), path
    assert document(list(FORMATS)) == described
