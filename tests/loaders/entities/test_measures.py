"""Measures: number, unit, qualifiers; and all that has a number and is none."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.entities.blanks import blanked
from loaders.entities.measures import measured
from loaders.language.width import Folded


def found(text: str, schedule: str = "") -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Return printed words, value, unit and qualifiers of each measure."""
    folded = Folded.of(text)
    return [
        (folded.cut(each.begin, each.end), str(each.value), folded.cut(*each.unit), each.qualifiers)
        for each in measured(folded, schedule).measures
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("延べ約１，２００人が参加", ("延べ約１，２００人", "1200", "人", ("延べ", "約"))),
        ("年６回開催", ("年６回", "6", "回", ("/年",))),
        ("毎月１回の会議", ("毎月１回", "1", "回", ("/月",))),
        ("来館者20,000人/年", ("20,000人/年", "20000", "人", ("/年",))),
        ("3か所以上", ("3か所以上", "3", "か所", ("以上",))),
        ("約450㎡", ("約450㎡", "450", "㎡", ("約",))),
        ("年額300万円", ("年額300万円", "3000000", "円", ("/年",))),
        ("事業費は1,200千円", ("1,200千円", "1200", "千円", ())),
        ("4万5千円", ("4万5千円", "45000", "円", ())),
        ("平均在院日数11.5日以下", ("11.5日以下", "11.5", "日", ("以下",))),
        ("9店増", ("9店増", "9", "店", ("増",))),
        ("助成を2万円引き上げました", ("2万円", "20000", "円", ("増",))),
        ("1人1日当たりのごみの量は850g", ("850g", "850", "g", ("/人", "/日"))),
        ("100人以上の参加", ("100人以上", "100", "人", ("以上",))),
        ("説明会を二回開催", ("二回", "2", "回", ())),
        ("350人中306人", ("306人", "306", "人", ())),
        ("上限100万円", ("上限100万円", "1000000", "円", ("上限",))),
        ("①23人", ("23人", "23", "人", ())),
    ],
)
def test_a_measure_with_its_words(text: str, expected: tuple[str, str, str, tuple[str, ...]]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "20代から50代まで",
        "65歳以上の方",
        "8番目の団体",
        "第5期計画",
        "第2回会議",
        "3回目の開催",
        "5年目を迎え",
        "30周年記念",
        "開港90年",
        "令和7年度（2025年度）",
        "9月10日に実施",
        "午後3時30分から",
        "5年間の契約",
        "今後4年間",
        "5カ年計画",
        "高校2年生",
        "第3条",
        "24時間365日",
        "2次元コード",
        "電話06-1234-5678",
        "1人1台端末",
        "10～20人程度",
        "2、3回の開催",
        "10人以上の事業所",
        "月45時間を超える教職員",
        "開館時間を1時間延長",
        "「30人会議」を開き",
        "35人学級の実施",
        "3本部を設置",
        "一か所の窓口で",
        "以下の3点を検討",
        "参加費500円",
        "エコフェスタ2024",
        "①②③",
        "2人に1人が利用",
        "平均8分30秒で到着",
        "20～34歳",
        "10代から30代",
        "ミズエ社ほか2社と",
    ],
)
def test_what_is_no_measure(text: str) -> None:
    assert found(text) == []


def test_a_schedule_counts_nothing() -> None:
    text = "会議の開催（毎月1回　参加者：20人）"
    assert [printed for printed, *_ in found(text, "毎月1回")] == ["20人"]


def test_both_ends_of_a_change_share_what_qualifies_them() -> None:
    assert [each[3] for each in found("待ち時間が平均38分から26分に")] == [("平均",), ("平均",)]


@given(st.text(max_size=60))
def test_blanking_keeps_every_position(text: str) -> None:
    folded = Folded.of(text)
    assert len(blanked(folded, text[:5])) == len(folded.text)


@pytest.mark.parametrize(
    "text", ["1" * 20_000, "1,111" * 4_000, "10人、" * 3_000, "（1" * 5_000, "1~" * 5_000]
)
def test_long_texts_take_a_bounded_time(text: str) -> None:
    begin = time.process_time()
    measured(Folded.of(text))
    assert time.process_time() - begin < 5
