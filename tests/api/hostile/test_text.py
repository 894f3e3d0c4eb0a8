"""Texts that want to become markup, headers, paths or formulas."""

import csv
import io
from typing import Any
from urllib.parse import quote

import pytest

HTML = {"Accept": "text/html"}
MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
BREAKS = "a\r\nSet-Cookie: x=y\r\n\r\n<b>"
ADDRESSES = ("/", "/en/", "/departments", "/policies", "/sparql", "/queries/priority-goals", "/search")
UP = (
    "/static/../app.py",
    "/static/..%2fapp.py",
    "/static/%2e%2e/app.py",
    "/static/..%5capp.py",
    "/static//etc/passwd",
    "/static/%00",
    "/doc/../../etc/passwd",
    "/doc/..%2f..%2f..%2fetc%2fpasswd",
    "/id/..%2f..%2fetc%2fpasswd",
    "/sources/..%2f..%2fmanifest.json",
    "/sources/992011/2024/..%2f..%2fmanifest",
    "/queries/..%2fpriority-goals",
    "/api/queries/..%2f..%2fapp.py",
)


@pytest.mark.parametrize("query", [f'SELECT ("{quote(MARKUP)}" AS ?x) {{}}', MARKUP, f"SELECT * {{ {MARKUP}"])
def test_a_query_is_shown_and_not_run_as_markup(attacked: Any, query: str) -> None:
    with attacked.client() as client:
        page = client.get("/sparql", params={"query": query}, headers=HTML).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize(
    "term",
    [
        '"<script>alert(1)</script><img src=x onerror=alert(1)>"',
        "<javascript:alert(1)>",
        "<data:text/html,%3Cscript%3Ealert(1)%3C/script%3E>",
        "'\"onmouseover=alert(1) x=\"'",
        '"x"^^<javascript:alert(1)>',
    ],
)
def test_values_are_shown_and_not_run(attacked: Any, term: str) -> None:
    with attacked.client() as client:
        response = client.get("/sparql", params={"query": f"SELECT ({term} AS ?x) {{}}"}, headers=HTML)
    assert response.status_code == 200
    page = response.text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    for quoted in ('href="javascript:', "href='javascript:", 'href="data:', '"onmouseover=alert'):
        assert quoted not in page
    assert "default-src 'self'" in response.headers["content-security-policy"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_and_parameters_are_no_markup(attacked: Any, address: str) -> None:
    with attacked.client() as client:
        for asked in (f"{address}{quote(MARKUP)}", f"{address}?q={quote(MARKUP)}&year={quote(MARKUP)}"):
            response = client.get(asked, headers=HTML)
            assert response.status_code < 500
            assert "<script>alert" not in response.text
            assert "<img src=x" not in response.text


@pytest.mark.parametrize("address", UP)
def test_no_path_leads_out(attacked: Any, address: str) -> None:
    for accept in ("text/html", "*/*"):
        head = f"GET {address} HTTP/1.1\r\nHost: x\r\nAccept: {accept}\r\nConnection: close\r\n\r\n"
        status, _, body = attacked.raw(head.encode()).partition(b"\r\n")
        assert status.split()[1] in (b"303", b"307", b"308", b"400", b"404", b"406")
        assert b"root:" not in body
        assert b"create_app" not in body
        assert b'"checksums"' not in body


@pytest.mark.parametrize("name", ["format", "query", "default-graph-uri", "q", "year"])
@pytest.mark.parametrize(
    "address", ["/sparql", "/departments", "/queries/priority-goals", "/id/x", "/search"]
)
def test_no_parameter_becomes_a_header(attacked: Any, address: str, name: str) -> None:
    with attacked.client() as client:
        for asked in (f"{address}?{name}={quote(BREAKS)}", f"{address}/{quote(BREAKS)}"):
            response = client.get(asked)
            assert response.status_code < 500
            assert "set-cookie" not in response.headers


def test_no_header_of_a_request_comes_back_as_one(attacked: Any) -> None:
    with attacked.client() as client:
        headers = {"Accept": "text/csv;x=<b>", "Origin": "https://evil.example", "Host": "evil.example"}
        response = client.get("/sparql", params={"query": "ASK {}"}, headers=headers)
    assert response.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in response.headers
    assert not any("evil" in value for value in response.headers.values())


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"])
def test_no_cell_of_a_table_for_a_spreadsheet_is_a_formula(attacked: Any, formula: str) -> None:
    query = f'SELECT ("{formula}" AS ?x) {{}}'.replace("\t", "\\t")
    with attacked.client() as client:
        response = client.get("/sparql/excel", params={"query": query})
        plain = client.get("/sparql", params={"query": query, "format": "csv"})
    assert response.status_code == 200
    cell = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))[1][0]
    assert cell[0] not in "=+-@\t\r"
    assert formula in cell
    # SPARQL 1.1 says what CSV is, letter by letter; programs read it.
    assert list(csv.reader(io.StringIO(plain.text)))[1][0] == formula
