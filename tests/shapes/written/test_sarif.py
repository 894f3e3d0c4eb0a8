"""The report as SARIF 2.1.0."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from shapes.report import Finding
from shapes.written.sarif import as_sarif


def run_of(findings: list[Finding]) -> dict[str, Any]:
    log = json.loads(as_sarif(findings, "ja"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_every_finding_is_a_result_of_a_rule_that_is_listed(findings: list[Finding]) -> None:
    run = run_of(findings)
    rules = run["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == ["goal-plan", "goal-results", "note-a"]
    assert len(run["results"]) == len(findings)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert [each["level"] for each in run["results"]] == ["error", *["warning"] * 4, "note"]


def test_places_are_files_with_lines_cells_and_pages(findings: list[Finding]) -> None:
    places = [each["locations"][0] for each in run_of(findings)["results"]]
    first = places[0]["physicalLocation"]
    assert unquote(first["artifactLocation"]["uri"]) == "みどり 2024.txt"
    assert first["artifactLocation"]["uri"].isascii()
    assert first["region"] == {"startLine": 12, "endLine": 13, "snippet": {"text": "花壇を増やす"}}
    named = {
        each["kind"]: each["fullyQualifiedName"] for place in places for each in place["logicalLocations"]
    }
    assert (named["cell"], named["page"]) == ("シート!B12", "3ページ")
    assert sum("physicalLocation" not in place for place in places) == 1


def test_the_message_says_what_to_do(findings: list[Finding]) -> None:
    assert (
        run_of(findings)["results"][1]["message"]["text"]
        == "実績がありません。 12～13行目を確かめてください。"
    )


def test_a_finding_is_known_again_when_its_lines_have_moved(findings: list[Finding]) -> None:
    def marks(those: list[Finding]) -> list[str]:
        return [each["partialFingerprints"]["finding/v1"] for each in run_of(those)["results"]]

    assert marks([findings[0]]) == marks([replace(findings[0], line=99, line_end=99)])
    assert len(set(marks(findings[:2]))) == 2
