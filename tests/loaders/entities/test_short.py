"""Short forms and other names: what stands for a thing that the document names in full elsewhere."""

import pytest


def meant(mentions):
    return {each.surface: each.name for each in mentions if each.surface != each.name}


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("月島水道協会と連携し、同協会の助言を得ました。", "同協会", "月島水道協会"),
        ("社会福祉法人あさなぎ会に委託し、同会と調整", "同会", "社会福祉法人あさなぎ会"),
        ("㈱星川に委託し、㈱月島と契約。同社の提案", "同社", "(株)月島"),
        ("みなみ信用金庫結野支店で開催。同金庫の協力", "同金庫", "みなみ信用金庫結野支店"),
        ("国立大学法人星川大学と調査。同大学の学生", "同大学", "国立大学法人星川大学"),
        ("月島警察署、月島小学校PTAと点検。同署に要望", "同署", "月島警察署"),
        ("朗読の会「ことり」を表彰。同会は5年目", "同会", "朗読の会「ことり」"),
    ],
)
def test_the_nearest_name_that_ends_so(linked, text, short, full):
    assert meant(linked(text)[0])[short] == full


def test_the_name_may_stand_in_an_earlier_item_of_the_row_but_not_in_another_row(linked):
    texts = ("月島支援センターを開設しました。", "同センターで相談を受けました。")
    assert [each.name for each in linked(*texts)[1]] == ["月島支援センター"]
    assert linked(*texts, rows=True)[1] == ()


@pytest.mark.parametrize(
    "text", ["同校の卒業生を採用しました。", "両センターで開催しました。", "星川組合と協議し、同校を訪問"]
)
def test_what_nothing_explains_is_left_open(linked, text):
    assert [each.surface for each in linked(text)[0] if each.surface.startswith(("同", "両"))] == []


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("一般社団法人月島推進機構（以下「機構」という。）の助言を得て、機構に委託", "機構"),
        ("月島農業協同組合（以下、「JA月島」）と連携。JA月島と共催", "JA月島"),
        ("社会福祉法人月島市社会福祉協議会（以下市社協という。）が、市社協の職員を配置", "市社協"),
        ("独立行政法人月島国際機構（ＴＩＣＡ）と連携。TICAの研修", "TICA"),
        ("月島まちなか広場館（愛称：つきまる）を開館。つきまるで開催", "つきまる"),
    ],
)
def test_names_in_brackets(linked, text, alias):
    (mentions,) = linked(text)
    full = next(each for each in mentions if each.surface != alias)
    assert meant(mentions)[alias] == full.name
    assert [each.method for each in mentions if each.surface == alias] == ["alias"]


def test_an_alias_is_no_part_of_a_longer_word(linked):
    (mentions,) = linked("月島推進機構（以下「機構」）と連携。機構改革と推進機構長")
    assert [each.surface for each in mentions if each.method == "alias"] == []


def test_the_end_of_one_name_stands_for_it_that_of_two_does_not(linked):
    first = "NPO法人月島あおぞらネットと連携しました。"
    assert [each.name for each in linked(first, "月島あおぞらネットと調整")[1]] == [
        "NPO法人月島あおぞらネット"
    ]
    both = linked("月島森林振興組合、星川森林振興組合と協議", "森林振興組合の協力")
    assert both[1] == ()


def test_the_fullest_name_counts_with_and_without_city_and_legal_form(linked):
    mentions = linked(
        "社会福祉法人結野市福祉協会と連携", "結野市福祉協会と調整", "㈱水の森に委託", "株式会社水の森と契約"
    )
    assert [each.name for (each,) in mentions] == [
        *["社会福祉法人結野市福祉協会"] * 2,
        *["株式会社水の森"] * 2,
    ]
