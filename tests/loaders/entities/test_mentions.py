"""Mentions with role and facility, and what a decided role changes. Every name is invented."""

from dataclasses import replace

import pytest

from loaders.cities.city import City
from loaders.cities.decided import Decision

BODY = "ＮＰＯ法人ゆいの樹"


def decided(role: str) -> Decision:
    return Decision(BODY, "partner", "confirm", BODY, None, "", role, "係長", "2026-05-01", "", 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ＮＰＯ法人ゆいの樹の事例を調べました。", ["supports"]),
        ("ＮＰＯ法人ゆいの樹に講座を委託しました。", ["commissionedTo"]),
        ("ＮＰＯ法人ゆいの樹への委託を取りやめました。", []),
    ],
)
def test_a_decided_role_holds_where_the_text_tells_none(linked, unknown_city: City, text, expected):
    city = replace(unknown_city, decisions=(decided("supports"),))
    (found,) = linked(text, city=city)
    assert [each.role for each in found if each.kind == "partner"] == expected


def test_only_who_runs_a_facility_has_one(linked):
    runs, meets, elsewhere = linked(
        "結野中央公民館の運営をＮＰＯ法人ゆいの樹に委託しました。",
        "ＮＰＯ法人ゆいの樹と連携し、結野中央公民館で講座を開きました。",
        "結野中央公民館を改修し、ＮＰＯ法人ゆいの樹に清掃を委託しました。",
    )
    sites = [[each.site for each in found if each.kind == "partner"] for found in (runs, meets, elsewhere)]
    assert sites == [["結野中央公民館"], [None], [None]]


def test_a_meeting_behind_a_list_of_bodies_is_no_body_of_it(linked):
    (found,) = linked("ＮＰＯ法人ゆいの樹と在宅医療連携推進会議を３回開催しました。")
    assert [each.role for each in found if each.kind == "partner"] == ["collaboratesWith"]
