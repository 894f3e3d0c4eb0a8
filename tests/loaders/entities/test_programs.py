"""Programs, law and plans in a text, and which names of a document are one. Every name is invented."""

import pytest

from loaders.cities.find import cities
from loaders.entities.candidate import taken
from loaders.entities.documents import document_candidates
from loaders.entities.nouns import Plain
from loaders.entities.passage import Passage
from loaders.entities.programs import program_candidates
from loaders.entities.same import settled
from loaders.entities.scope import Scope


@pytest.fixture(scope="module")
def scope() -> Scope:
    return Scope(cities()["yuino"], "くらし安心部", "kurashi-anshin", 2025)


def found(text, scope, split=None):
    passage = Passage(text, split, ("ゆいの",))
    return passage, taken([*program_candidates(passage), *document_candidates(passage, scope)])


def names(text, scope, kind="program", split=None):
    return [each.name for each in found(text, scope, split)[1] if each.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("〇若者自立応援事業を開始しました。", ["若者自立応援事業"]),
        ("住まい応援給付金16件、空き店舗活用補助金の周知", ["住まい応援給付金", "空き店舗活用補助金"]),
        ("ゆいのフードフェスタ2024を開催", ["ゆいのフードフェスタ2024"]),
        ("ＰＣＲ体制確保事業（5月）", ["PCR体制確保事業"]),
        ("月島市・結野市友好都市提携20周年記念事業", ["月島市・結野市友好都市提携20周年記念事業"]),
        ("結野市こども星基金の活用", ["結野市こども星基金"]),
        ("「ほっとサロン」を開催しました。", ["ほっとサロン"]),
        ("分別アプリ「わけわけ」の普及", ["わけわけ"]),
        ("「とてもよい」を選んだ人は9割でした。", []),
        ("読書会「ことのは」を表彰しました。", []),
        ("駅前広場で朝市を開催", []),
        ("G7みずえサミットの警備、2周年記念コンサート", ["G7みずえサミット", "2周年記念コンサート"]),
        ("各種事業、16事業、次年度事業、補助事業の見直し", []),
        ("結野商工会議所、民間事業者、事業所、卒塾生、基金団体", []),
        ("保護者向け講演会、一般社員向けセミナー", []),
        ("就労支援・若者支援事業の拡充", []),
        ("方法、手法、療法を検討", []),
    ],
)
def test_programs(text, expected, scope):
    assert names(text, scope) == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("第3次みどりの基本計画、第３次環境基本計画（案）を策定", "plan", ["第3次環境基本計画"]),
        ("結野市公共施設等総合管理計画に基づき", "plan", ["結野市公共施設等総合管理計画"]),
        ("消費者教育推進計画改訂版", "plan", ["消費者教育推進計画"]),
        ("事業計画、年間計画、個別避難計画、計画的に、計画どおり", "plan", []),
        ("結野市の方針、今後の方針", "plan", []),
        ("水辺活動推進条例及び地方公営企業法", "ordinance", ["水辺活動推進条例", "地方公営企業法"]),
        ("個人情報の保護に関する法律の改正", "ordinance", ["個人情報の保護に関する法律"]),
        ("〇支援措置に関する要綱を改正", "plan", ["支援措置に関する要綱"]),
        ("手法、発信手法、治療法、国際法", "ordinance", []),
    ],
)
def test_law_and_plans(text, kind, expected, scope):
    got = names(text, scope, kind)
    assert [name for name in got if name in expected] == expected
    assert all(name in expected or name.startswith("第3次") or "みどり" in name for name in got)


def test_the_place_is_the_printed_one(scope):
    text = "（１）ＩＣＴ活用応援事業（通年）、水辺条例20周年"
    _, each = found(text, scope)
    assert [text[one.begin : one.end] for one in each] == ["ＩＣＴ活用応援事業", "水辺条例"]


def test_without_the_dictionary_the_plain_way_serves(scope):
    assert names("若者応援事業を開始し、水辺環境基本計画を策定", scope, split=Plain()) == ["若者応援事業"]
    assert names("水辺環境基本計画を策定", scope, "plan", Plain()) == ["水辺環境基本計画"]


def test_one_document_calls_one_program_by_several_names(scope):
    texts = [
        "ゆめ活動推進助成金（星基金）の活用",
        "星基金の募集を行いました。",
        "ゆめ活動推進助成金制度の周知",
        "ゆいの地域学び塾事業を実施",
        "学び塾に42人の応募",
        "女性の居場所応援事業を開始",
        "女性の居場所応援事業の周知",
    ]
    got = [[one.name for one in each] for _, each in settled([found(text, scope) for text in texts])]
    grant, school = "ゆめ活動推進助成金", "ゆいの地域学び塾"
    assert got[0][0] == got[1][0] == got[2][0] == grant
    assert got[3] == got[4] == [school]
    assert got[5] == got[6] == ["女性の居場所応援事業"]


def test_a_short_form_of_two_programs_stays_open(scope):
    texts = ["女性活躍認証制度", "子育て応援認証制度", "認証制度の周知"]
    got = settled([found(text, scope) for text in texts])
    assert [one.name for _, each in got for one in each] == [*texts[:2], "認証制度"]


def test_spellings_are_proposals_only(scope):
    texts = ["ひきこもり相談応援事業", "引きこもり相談応援事業"]
    got = [one.name for _, each in settled([found(text, scope) for text in texts]) for one in each]
    assert got == texts
