"""Findings of every kind of place, in two files and in none."""

from dataclasses import replace

import pytest

from shapes.report import Finding

FOUND = Finding(
    severity="warning",
    shape="goal-results",
    message_ja="実績がありません。",
    message_en="There is no result.",
    focus="https://w3id.org/tsunagu/id/lg/992011/sheet/2024/midori-kankyo/goal/1",
    label="1 花壇を<b>増やす</b>",
    file="みどり 2024.txt",
    line=12,
    line_end=13,
    quote="花壇を増やす",
    path="^tng:objective/rdf:type",
    value="",
    suggestion="12～13行目を確かめてください。",
    suggestion_en="Check lines 12-13.",
    component="HasValueConstraintComponent",
)


@pytest.fixture
def findings() -> list[Finding]:
    return [
        FOUND,
        replace(FOUND, line=40, line_end=40, focus=FOUND.focus[:-1] + "2"),
        replace(FOUND, severity="violation", shape="goal-plan", value="＝1", path="tng:number"),
        replace(FOUND, file="まなび.xlsx", line=None, line_end=None, cell="シート!B12"),
        replace(FOUND, file="くらし.pdf", line=None, line_end=None, page=3, severity="info"),
        replace(FOUND, file="", line=None, line_end=None, quote="", focus="", component="", shape="note-a"),
    ]
