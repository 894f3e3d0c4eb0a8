"""Named bodies, groups, facilities and departments by their words alone: the city knows none of them."""

import pytest

from loaders.entities import passage
from loaders.entities.nouns import Plain


def of_kind(mentions, kind):
    return [each.surface for each in mentions if each.kind == kind]


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        (
            "月島商工会議所、月島警察署及び月島信用金庫と連携しました。",
            ["月島商工会議所", "月島警察署", "月島信用金庫"],
        ),
        ("月島市と星川町とともに調査しました。", ["月島市", "星川町"]),
        ("結野市医師会・歯科医師会・薬剤師会と共催しました。", ["結野市医師会", "歯科医師会", "薬剤師会"]),
        ("結野駅前振興組合職員への研修", ["結野駅前振興組合"]),
        ("国立大学法人星川大学大学院環境学研究科の助言", ["国立大学法人星川大学大学院環境学研究科"]),
        ("県立月島高等学校と月島県立中央病院を訪問", ["県立月島高等学校", "月島県立中央病院"]),
        ("月島県消防保安課の指導を受けました。", ["月島県消防保安課"]),
        ("フランス・ブルーリバー市と交流しました。", ["フランス・ブルーリバー市"]),
        ("第2回結野市水辺審議会を開催", ["結野市水辺審議会"]),
        ("②月島自治会連合会への説明（通年）", ["月島自治会連合会"]),
        ("総務省消防庁、国土交通省月島河川事務所と調整", ["総務省消防庁", "国土交通省月島河川事務所"]),
        ("みどり造園・ゆいのスポーツ共同企業体を指定", ["みどり造園・ゆいのスポーツ共同企業体"]),
        ("結野星見の会及び朗読の会「ことり」に感謝状を贈呈", ["結野星見の会", "朗読の会「ことり」"]),
        ("ABC職員も参加し、月島DEFとの協定を更新しました。", ["ABC", "月島DEF"]),
        ("空家等対策協議会を2回開催しました。", ["空家等対策協議会"]),
    ],
)
def test_partners(linked, text, partners):
    assert of_kind(linked(text)[0], "partner") == partners


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("株式会社水の森ネットワークと協働", ["株式会社水の森ネットワーク"]),
        (
            "東月ガス株式会社との契約、㈱みどりや、(有)そら商店に委託",
            ["東月ガス株式会社", "㈱みどりや", "(有)そら商店"],
        ),
        ("ＮＰＯ法人ホタルの里をまもる会が実施する清掃", ["ＮＰＯ法人ホタルの里をまもる会"]),
        ("社会福祉法人ゆいの里などと連携", ["社会福祉法人ゆいの里"]),
        ("株式会社みどりや製パンと契約", ["株式会社みどりや製パン"]),
        ("NPO法人にじいろ月島に依頼", ["NPO法人にじいろ月島"]),
        ("学校法人みどり学園 星川医療大学の実習生", ["学校法人みどり学園 星川医療大学"]),
        ("株式会社　アオカケ薬品を訪問", ["株式会社　アオカケ薬品"]),
        ("株式会社月島設備の技術者の協力を得ました。", ["株式会社月島設備"]),
        ("社会福祉法人に委託し、NPO法人や株式会社と連携", []),
        ("ABC㈱とのDX協定、DEF(株)と連携", ["ABC㈱", "DEF(株)"]),
    ],
)
def test_legal_forms(linked, text, partners):
    assert of_kind(linked(text)[0], "partner") == partners


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("年間11回NPO法人なおす手と協働しました。", ["NPO法人なおす手"]),
        ("計12件月島信用金庫と相談", ["月島信用金庫"]),
        ("参加者35名社会福祉法人ゆいの里と連携", ["社会福祉法人ゆいの里"]),
        ("利用率73％株式会社みどりやに委託", ["株式会社みどりや"]),
        ("実施回数4回東月ガス株式会社と連携", ["東月ガス株式会社"]),
        ("1,200千円月島市社会福祉協議会に補助", ["月島市社会福祉協議会"]),
        ("毎週１回星川NPO法人にじいろ月島と実施", ["NPO法人にじいろ月島"]),
        ("通年月島警察署と巡回", ["月島警察署"]),
        ("北部3市町清掃施設組合に加入", ["北部3市町清掃施設組合"]),
    ],
)
def test_an_amount_before_a_name_is_no_part_of_it(linked, text, partners):
    assert of_kind(linked(text)[0], "partner") == partners


@pytest.mark.parametrize(
    "text",
    [
        "国際交流と国際理解を進め、市民の学校再編への理解を得ました。",
        "高校生世代と大学生、消防団員、組合員、警察官が参加しました。",
        "都市計画、見本市、朝市、市場調査、県道の整備",
        "来館者、総会、説明会、研修会、社会",
        "商工会議所だより、星川大学祭、銀行振込",
        "同校、同会、両市、両館、各協議会、本市、当市",
        "結野市は、結野市役所で実施しました。",
        "27事業者と協議し、団体から意見を聴きました。",
        "中核市市長として都市を訪問",
    ],
)
def test_no_partner_where_a_careless_reader_sees_one(linked, text):
    assert of_kind(linked(text)[0], "partner") == []


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("市民団体、関係機関、事業者、自治会と連携", ["市民団体", "関係機関", "事業者", "自治会"]),
        ("民生委員・児童委員の協力", ["民生委員・児童委員"]),
        ("市内の高校・大学と市民団体3団体", ["高校", "大学", "市民団体"]),
        ("地域の実情に合わせ地縁団体を支援", ["地縁団体"]),
        ("地域包括支援センターや公民館分館への働きかけ", ["地域包括支援センター", "公民館分館"]),
        ("同大学及び両施設、中核病院", []),
    ],
)
def test_groups_are_never_partners(linked, text, groups):
    mentions = linked(text)[0]
    assert of_kind(mentions, "group") == groups
    assert of_kind(mentions, "partner") == []


def test_own_departments_and_facilities(linked):
    (mentions,) = linked("環境政策課、市民課、結野市消防本部と月島公園及びみず・みどりセンターで実施")
    assert of_kind(mentions, "department") == ["環境政策課", "市民課", "結野市消防本部"]
    assert of_kind(mentions, "site") == ["月島公園", "みず・みどりセンター"]


def test_an_ended_relation_names_no_partner(linked):
    (mentions,) = linked("月島設備協会への委託を取りやめ、新たに星川設備協会に委託しました。")
    assert of_kind(mentions, "partner") == ["星川設備協会"]


def test_a_name_inside_a_program_is_no_partner(linked):
    (mentions,) = linked("星川大学通り環境美化キャンペーンを実施しました。")
    assert of_kind(mentions, "partner") == []
    assert of_kind(mentions, "program") == ["星川大学通り環境美化キャンペーン"]


def test_an_address_is_a_place(linked):
    (mentions,) = linked("合同会社スタート（本社：月島市）に委託しました。")
    assert [(each.surface, each.kind) for each in mentions] == [
        ("合同会社スタート", "partner"),
        ("月島市", "place"),
    ]


def test_without_the_dictionary(linked, monkeypatch):
    monkeypatch.setattr(passage, "splitter", Plain)
    (mentions,) = linked("月島商工会議所職員、㈱木楽家具及び月島市と協働し、市民団体を支援しました。")
    assert of_kind(mentions, "partner") == ["月島商工会議所", "㈱木楽家具", "月島市"]
    assert of_kind(mentions, "group") == ["市民団体"]
    assert mentions[0].method == "suffix-plain"
