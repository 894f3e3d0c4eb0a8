"""The findings of the release as files."""

import csv
import io
import json
import re

import httpx
import pytest
from rdflib import Graph
from rdflib.namespace import SH

from graph.release import Release
from shapes.report import Finding


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_offers_every_form(client: httpx.Client, example: Release, prefix: str) -> None:
    page = client.get(f"{prefix}/quality").text
    offered = sorted(set(re.findall(rf'href="({prefix}/quality/findings\.\w+)"', page)))
    assert [each.rpartition(".")[2] for each in offered] == ["csv", "html", "json", "sarif", "ttl"]
    for address in offered:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-language"] == ("en" if prefix else "ja")
        assert f"{example.id}." in answer.headers["content-disposition"]
        assert client.head(address).headers["content-type"] == answer.headers["content-type"]


def test_the_files_hold_what_the_release_holds(client: httpx.Client, example: Release) -> None:
    found = [each.finding for each in example.findings()]
    assert found
    rows = client.get("/quality/findings.json").json()
    assert sorted((Finding(**row) for row in rows), key=Finding.order) == sorted(found, key=Finding.order)
    table = client.get("/en/quality/findings.csv").content.decode("utf-8-sig")
    header, *lines = csv.reader(io.StringIO(table, newline=""))
    assert header[0] == "severity"
    assert len(lines) == len(found)
    report = Graph().parse(data=client.get("/quality/findings.ttl").text, format="turtle")
    assert len(set(report.objects(None, SH.result))) == len(set(found))
    sarif = json.loads(client.get("/quality/findings.sarif").text)
    assert len(sarif["runs"][0]["results"]) == len(found)
    assert client.get("/quality/findings.html").text.count("<tr>") > len(found)


def test_the_words_of_the_source_stand_beside_each_finding(client: httpx.Client, example: Release) -> None:
    page = client.get("/quality").text
    quotes = {each.finding.quote for each in example.findings() if each.finding.quote}
    assert quotes
    assert all(f">{quote}</q>" in page for quote in quotes)


def test_no_other_form_is_known(client: httpx.Client) -> None:
    assert client.get("/quality/findings.exe").status_code == 404
    assert client.get("/quality/findings.text").status_code == 404
