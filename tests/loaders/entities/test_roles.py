"""The role in which a text names a partner. Every name is invented."""

import pytest

from loaders.entities.passage import Passage
from loaders.entities.roles import role_of, site_of


def place(text: str, name: str) -> tuple[int, int]:
    begin = text.index(name)
    return begin, begin + len(name)


def role(text: str, name: str, *others: str) -> str | None:
    passage = Passage(text)
    places = [place(text, each) for each in (name, *others)]
    found = role_of(passage, *places[0], places)
    return found.role if found else None


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("めぐり協会と連携し、学習会を開催しました。", "めぐり協会", "collaboratesWith"),
        ("めぐり協会及び市民が参加しました。", "めぐり協会", "refersTo"),
        ("運営をめぐり協会に委託しました。", "めぐり協会", "commissionedTo"),
        ("受託者である㈱ゆいサービスが窓口を開きました。", "㈱ゆいサービス", "commissionedTo"),
        ("指定管理者である（株）ゆいパークと協議しました。", "（株）ゆいパーク", "designatedManager"),
        (
            "指定管理者（ゆいパーク共同企業体）が清掃を行いました。",
            "ゆいパーク共同企業体",
            "designatedManager",
        ),
        ("めぐり協会との間で災害時応援協定を締結しました。", "めぐり協会", "agreementWith"),
        ("姉妹都市である月島市を訪問しました。", "月島市", "sisterCity"),
        ("めぐり協会に対し、活動補助金１０万円を交付しました。", "めぐり協会", "funds"),
        ("めぐり協会から補助金を受け、実施しました。", "めぐり協会", "refersTo"),
        ("めぐり協会から技術的な助言を受けました。", "めぐり協会", "advisedBy"),
        ("月島県に対し、財政措置を要望しました。", "月島県", "petitions"),
        ("めぐり協会へアンケートを実施しました。", "めぐり協会", "surveys"),
        ("めぐり協会の活動を支援しました。", "めぐり協会", "supports"),
        ("めぐり協会を表彰しました。", "めぐり協会", "recognises"),
        ("めぐり会館を会場に、講座を開きました。", "めぐり会館", "venueOf"),
        ("めぐり会館で講座を開催しました。", "めぐり会館", "venueOf"),
        ("めぐり協会の協力を得て調査しました。", "めぐり協会", "collaboratesWith"),
        ("ﾒｸﾞﾘ協会と連携し、実施しました。", "ﾒｸﾞﾘ協会", "collaboratesWith"),
        ("めぐり協会の事例を参考にします。", "めぐり協会", "refersTo"),
        ("めぐり協会（以下「協会」という。）と共催しました。", "めぐり協会", "collaboratesWith"),
    ],
)
def test_the_clause_tells_the_role(text, name, expected):
    assert role(text, name) == expected


def test_a_list_shares_its_role():
    text = "森の会、川の会及び花瀬市社会福祉協議会と連携し、㈱空に委託しました。"
    names = ("森の会", "川の会", "花瀬市社会福祉協議会", "㈱空")
    found = [role(text, each, *(other for other in names if other != each)) for each in names]
    assert found == ["collaboratesWith"] * 3 + ["commissionedTo"]


def test_a_role_does_not_cross_a_sentence_or_a_clause():
    text = "森の会が来場しました。川の会に委託しました。"
    assert role(text, "森の会") == "refersTo"
    text = "森の会を講師に招き、川の会に委託しました。"
    assert role(text, "森の会") != "commissionedTo"


@pytest.mark.parametrize(
    "text",
    [
        "めぐり協会との協定は３月末で終了しました。",
        "めぐり協会への委託を取りやめ、直営としました。",
        "めぐり協会とは連携していません。",
        "めぐり協会の撤退に伴い、新たに募集します。",
        "旧めぐり協会の建物を改修します。",
        "めぐり協会とは協定を結ばず、森で訓練しました。",
        "めぐり協会と協議が整わず、協定の締結には至りませんでした。",
        "めぐり協会の協力の申し出を断りました。",
        "めぐり協会の提案を受け入れず、別の案にしました。",
        "めぐり協会に委託していた業務を、市の直営に戻しました。",
        "めぐり協会への委託は行っていません。",
        "めぐり協会への委託を見送りました。",
        "めぐり協会と共催を予定していた「森フェスタ」は台風のため中止しました。",
        "めぐり協会と連携する予定でしたが、実現しませんでした。",
        "めぐり協会への補助金は令和６年度限りで廃止します。",
        "めぐり協会から指定管理者の辞退届を受理しました。",
        "めぐり協会ではなく、森の会と協定を結びます。",
        "前年度まで協力していためぐり協会の会員が来ました。",
        "めぐり協会に代わり、森の会が運営しています。",
        "委託先をめぐり協会から森の会に変更しました。",
        "めぐり協会から森の会に委託先を変更しました。",
    ],
)
def test_an_ended_or_denied_relation_is_none(text):
    assert role(text, "めぐり協会") is None


def test_the_cue_is_printed_words():
    text = "ゆい市民大学と連携・協力に関する協定（５年）を締結しました。"
    passage = Passage(text)
    found = role_of(passage, *place(text, "ゆい市民大学"))
    assert found is not None
    assert found.role == "agreementWith"
    assert found.cue
    assert found.cue in text


def test_a_partner_runs_the_facility_of_its_own_sentence():
    text = "めぐり会館を改修しました。ゆいの家は、指定管理者である川の会が運営しています。"
    sites = [place(text, "めぐり会館"), place(text, "ゆいの家")]
    begin, _ = place(text, "川の会")
    assert site_of(Passage(text), begin, sites) == place(text, "ゆいの家")
    assert site_of(Passage(text), text.index("改修"), sites) == place(text, "めぐり会館")


def test_together_with_is_a_role():
    assert role("めぐり協会とともに、川の清掃を行いました。", "めぐり協会") == "collaboratesWith"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("めぐり協会と連携して、危険な遊具の使用を中止しました。", "collaboratesWith"),
        ("めぐり協会と協力して外出できない高齢者を見守りました。", "collaboratesWith"),
        ("めぐり協会と連携し、加入していない世帯を訪問しました。", "collaboratesWith"),
        ("めぐり協会との連携が欠かせません。", "collaboratesWith"),
        ("めぐり協会との協議の結果、路線の廃止を決めました。", "coordinatesWith"),
        ("めぐり協会との協定は解消せず、続けます。", "agreementWith"),
        ("めぐり協会との契約は令和８年度末に満了します。", "agreementWith"),
    ],
)
def test_what_else_a_clause_denies_or_ends_leaves_the_relation(text: str, expected: str) -> None:
    assert role(text, "めぐり協会") == expected


@pytest.mark.parametrize(
    "text",
    [
        "めぐり協会との協定締結を目指します。",
        "めぐり協会とは応援協定を検討しますが、まだ協議していません。",
        "月島高校の生徒３０人がめぐり協会を訪問しました。",
        "市民がめぐり協会と協働で花を植えました。",
        "めぐり協会について紹介しました。",
    ],
)
def test_what_is_only_intended_or_done_by_others_is_no_role(text: str) -> None:
    assert role(text, "めぐり協会") == "refersTo"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("めぐり協会に訓練の企画を委託し、教材を配りました。", "commissionedTo"),
        ("めぐり協会への運営費補助（５０万円）（４月）", "funds"),
        ("めぐり協会によるコミュニティバスの運行（通年）", "operates"),
        ("めぐり協会が指定管理する会館で講座を開きました。", "designatedManager"),
        ("会館の指定管理者を森の会からめぐり協会に変更しました。", "designatedManager"),
        ("委託先を森の会からめぐり協会に変更しました。", "commissionedTo"),
        ("めぐり協会は、くらし課とともに相談会を開きました。", "collaboratesWith"),
        ("めぐり協会が本市に花苗を寄附しました。", "collaboratesWith"),
        ("市民が集うめぐり協会と連携しました。", "collaboratesWith"),
        ("市民が参加し、めぐり協会と連携しました。", "collaboratesWith"),
        ("めぐり協会に資料を渡す一方、森の会とは協定を締結しました。", "refersTo"),
    ],
)
def test_the_verb_tells_the_role_and_no_other_clause(text: str, expected: str) -> None:
    assert role(text, "めぐり協会") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("めぐり協会とＮＴＴ花瀬、ならびに森の会の３者で実験を行いました。", ["collaboratesWith"] * 2),
        ("めぐり協会、ＮＴＴ花瀬、森の会と連携しました。", ["collaboratesWith"] * 2),
        ("めぐり協会、森の会、ＮＴＴ花瀬と連携しました。", ["collaboratesWith"] * 2),
        ("めぐり協会のほか、森の会とも連携します。", ["collaboratesWith"] * 2),
        ("めぐり協会と森の会の２者で協定を結びました。", ["agreementWith"] * 2),
        ("めぐり協会と意見交換、森の会と訓練を行いました。", ["coordinatesWith", "collaboratesWith"]),
    ],
)
def test_a_list_may_hold_a_body_that_nobody_knows(text: str, expected: list[str]) -> None:
    assert [role(text, "めぐり協会", "森の会"), role(text, "森の会", "めぐり協会")] == expected


def test_a_facility_of_another_clause_is_not_that_of_the_partner() -> None:
    text = "めぐり会館を改修し、川の会に清掃を委託しました。"
    assert site_of(Passage(text), text.index("川の会"), [place(text, "めぐり会館")]) is None
