"""Where names begin and end: registered and decided ones inside longer names, legal forms, markers."""

from dataclasses import replace

import pytest

from loaders.cities.decided import Decision
from loaders.cities.find import cities


@pytest.fixture
def known():
    """A city that knows a chamber, a doctors' association, a society, a railway and a library."""
    city = cities()["yuino"]
    first, *_ = city.organisations
    rows = {
        "shoko": ("結野商工会議所", ()),
        "ishikai": ("一般社団法人結野市医師会", ()),
        "kokusai": ("公益財団法人結野市国際交流協会", ("国際交流協会",)),
        "daigaku": ("国立大学法人星川大学", ("星川大学",)),
        "bus": ("星川バス株式会社", ("星川バス",)),
        "miz": ("独立行政法人みずえ協力機構", ("MIZ",)),
    }
    bodies = tuple(
        replace(first, name=name, aliases=aliases, slug=slug) for slug, (name, aliases) in rows.items()
    )
    return replace(city, organisations=bodies)


def told(mentions):
    return [(each.surface, each.key, each.status) for each in mentions if each.kind in ("partner", "site")]


@pytest.mark.parametrize(
    "text",
    [
        "花瀬商工会議所と協定を締結",
        "全国商工会議所連合会と協定を締結",
        "花瀬市医師会及び瑞江県医師会と協議",
        "はなせ国際交流協会と共催",
        "月島星川大学交流会と共催",
        "星川バス停の屋根を修繕",
        "星川大学前駅で啓発",
        "同大学の図書館で実施",
        "移動図書館を運行",
        "医師会と協議し、商工会議所に委託",
    ],
)
def test_a_registered_name_is_no_part_of_another(linked, known, text):
    assert [each for each in told(linked(text, city=known)[0]) if each[1] is not None] == []


@pytest.mark.parametrize(
    ("text", "surface", "key"),
    [
        ("結野商工会議所職員と協働", "結野商工会議所", "shoko"),
        ("一般社団法人結野市医師会の協力", "一般社団法人結野市医師会", "ishikai"),
        ("結野市医師会・薬剤師会と協議", "結野市医師会", "ishikai"),
        ("国際交流協会と共催", "国際交流協会", "kokusai"),
        ("連携先星川大学との協定", "星川大学", "daigaku"),
        ("星川大学等と協働", "星川大学", "daigaku"),
        ("星川大学2団体と協働", "星川大学", "daigaku"),
        ("①MIZと協働した研修", "MIZ", "miz"),
        ("結野市立図書館会議室で実施", "結野市立図書館", "toshokan"),
    ],
)
def test_a_registered_name_stands_beside_what_makes_no_name(linked, known, text, surface, key):
    assert (surface, key, "stated") in told(linked(text, city=known)[0])


def test_what_covers_a_registered_name_is_a_proposal_of_its_own(linked, known):
    (found,) = linked("花瀬商工会議所と連携", city=known)[0]
    assert (found.name, found.key, found.status, found.method) == (
        "花瀬商工会議所",
        None,
        "proposed",
        "suffix",
    )


def decision(surface, kind="partner", verdict="confirm"):
    return Decision(surface, kind, verdict, "", None, "", "", "係長", "2026-04-01", "", 2)


def test_a_decided_word_holds_alone_only(linked, unknown_city):
    rows = (decision("企業", "group"), decision("星川"), decision("ゆい"))
    city = replace(unknown_city, decisions=rows)
    found = linked(
        "中小企業と参加企業延べ6社、星川協会とNPO法人ゆいの森に委託し、企業とゆいに依頼", city=city
    )[0]
    assert [(each.surface, each.status) for each in found] == [
        ("中小企業", "proposed"),
        ("星川協会", "proposed"),
        ("NPO法人ゆいの森", "proposed"),
        ("企業", "confirmed"),
        ("ゆい", "confirmed"),
    ]


def test_a_confirmed_body_is_not_taken_for_another(linked, unknown_city):
    city = replace(unknown_city, decisions=(decision("結野観光協会"), decision("NPO法人たねの会")))
    (first, second, third) = linked(
        "結野市観光協会と協定を締結",
        "結野観光協会に補助",
        "特定非営利活動法人たねの会とNPO法人たねの会",
        city=city,
    )
    assert [each.name for each in (*first, *second)] == ["結野市観光協会", "結野観光協会"]
    assert {each.name for each in third} == {"NPO法人たねの会"}


def test_two_ways_to_name_the_city_are_two_bodies(linked):
    mentions = linked("結野市文化財団と共催", "結野文化財団に補助")
    assert [each.name for (each,) in mentions] == ["結野市文化財団", "結野文化財団"]


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("株式会社アルファ、デルタ電機株式会社と協定を締結", ["株式会社アルファ", "デルタ電機株式会社"]),
        ("市内の株式会社に依頼し、民間株式会社と調整", []),
        ("株式会社法の説明会を開催", []),
        ("花瀬電器株式会社製の機器、㈱あおい製の机", ["花瀬電器株式会社", "㈱あおい"]),
        ("宗教法人星光寺の境内で実施", ["宗教法人星光寺"]),
        ("ハローワーク月島管内の倍率", ["ハローワーク月島"]),
        ("（福）きた会の施設、NPO法人わ、NPO法人と連携", ["（福）きた会", "NPO法人わ"]),
        ("医療法人と病院に依頼、社会福祉法人による会議", []),
        ("一般社団法人A.I.ラボと連携", ["一般社団法人A.I.ラボ"]),
        ("⑤J-ABCに委託", ["J-ABC"]),
        ("月島観光連盟・㈱あおい月島支店と連携", ["月島観光連盟", "㈱あおい月島支店"]),
        ("株式会社あおい・NPO法人みずと連携", ["株式会社あおい", "NPO法人みず"]),
        ("月島旅館協同組合と協議", ["月島旅館協同組合"]),
        ("月島中央病院と協定を締結", ["月島中央病院"]),
        ("JR月島駅、月島大学前駅、3号館、訓練車2台", []),
    ],
)
def test_boundaries(linked, text, partners):
    assert [each.surface for each in linked(text)[0] if each.kind == "partner"] == partners


def test_a_short_form_stands_for_no_other_towns_body(linked):
    found = linked("花瀬市みどり学びの森会館と共催", "学びの森会館を紹介")[1]
    assert [each.name for each in found if each.method == "short-form"] == []


def test_a_short_form_stands_for_the_one_of_its_block_first(linked):
    rows = (
        "NPO法人月島あおぞらネットと連携。あおぞらネットと調整",
        "NPO法人星川あおぞらネットと連携。あおぞらネットと調整",
    )
    for row, mentions in zip(rows, linked(*rows, rows=True), strict=True):
        assert {each.name for each in mentions} == {row.split("と")[0]}


def test_general_words_are_no_short_form(linked):
    assert linked("結野国際交流協会と共催", "国際交流協会と調整")[1] == ()
