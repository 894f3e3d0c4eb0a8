"""Schedules and tags are cut out of an item; nothing that was printed is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.language.schedule import take_schedule
from loaders.language.tags import take_tags
from loaders.language.width import Folded, key

TAGS = ("新規", "拡充")


@pytest.mark.parametrize(
    ("printed", "text", "schedule"),
    [
        ("説明会の開催（通年）", "説明会の開催", "通年"),
        ("説明会の開催(通年)　", "説明会の開催", "通年"),
        ("説明会の開催(7～8月）", "説明会の開催", "7～8月"),
        ("窓口の開設（7月中に開始）", "窓口の開設", "7月中に開始"),
        ("窓口の開設（9月実施予定）", "窓口の開設", "9月実施予定"),
        ("講座（5月、10月）", "講座", "5月、10月"),
        ("講座（6・9・12月）", "講座", "6・9・12月"),
        ("体験会（8月　参加者：80人）", "体験会（参加者：80人）", "8月"),
        ("審査会3回（1月～3月）令和7年度（2025年度）継続", "審査会3回令和7年度（2025年度）継続", "1月～3月"),
        ("調査（7～8月）次年度継続", "調査次年度継続", "7～8月"),
        ("通年実施､来場者数2,500人", "通年実施､来場者数2,500人", "通年"),
        ("通年実施", "通年実施", "通年"),
        ("広報（R7.3）", "広報", "R7.3"),
        ("広報（令和6年度末）", "広報", "令和6年度末"),
        ("広報（7/1～8/31）", "広報", "7/1～8/31"),
        ("広報（7/1）", "広報", "7/1"),
        ("広報（7/1～）", "広報", "7/1～"),
        ("広報（7/1・9/12）", "広報", "7/1・9/12"),
        ("広報（4/1　参加者：80人）", "広報（参加者：80人）", "4/1"),
        ("広報（上期）", "広報", "上期"),
        ("広報（令和7年2月）（50人）", "広報（50人）", "令和7年2月"),
        ("広報（50人）（令和7年2月）", "広報（50人）", "令和7年2月"),
        ("広報（7月）（50人）（市内）。", "広報（50人）（市内）。", "7月"),
        ("広報（通年）〔継続〕", "広報〔継続〕", "通年"),
        ("広報（通年）※雨天の場合は中止", "広報※雨天の場合は中止", "通年"),
        ("広報（7月）※市内（50人）", "広報※市内（50人）", "7月"),
        ("広報（通年／継続）", "広報（継続）", "通年"),
        ("広報（通\u200b年）", "広報", "通\u200b年"),
        ("計画の見直し　令和6年度（2024年度）～", "計画の見直し", "令和6年度（2024年度）～"),
        (
            "運用令和7年度（2025年度）～令和8年度（2026年度）",
            "運用",
            "令和7年度（2025年度）～令和8年度（2026年度）",
        ),
        (
            "検討　令和6年度（2024年度）、見直し　令和7年度（2025年度）～",
            "検討　令和6年度（2024年度）、見直し　令和7年度（2025年度）～",
            "令和6年度（2024年度）；令和7年度（2025年度）～",
        ),
    ],
)
def test_a_schedule_is_cut_out(printed, text, schedule):
    cut = take_schedule(printed, 2024)
    assert cut.text == text
    assert cut.schedule is not None
    assert cut.schedule.printed == schedule
    assert cut.schedule.periods


def test_regular_days_are_a_schedule_without_periods():
    cut = take_schedule("講座（毎月第2火曜日）", 2024)
    assert cut.text == "講座"
    assert cut.schedule is not None
    assert (cut.schedule.printed, cut.schedule.periods) == ("毎月第2火曜日", ())


@pytest.mark.parametrize("printed", ["催し（1月～12月）", "催し（10月～6月）"])
def test_months_of_another_year_are_no_contradiction(printed):
    cut = take_schedule(printed, 2024)
    assert cut.schedule is not None
    assert cut.schedule.periods == ()
    assert cut.consistent


@pytest.mark.parametrize(
    "printed",
    [
        "訓練（年2回）",
        "補助（1/2）",
        "補助（2/3以内）",
        "補助（10/10）",
        "相談（24/7）",
        "広報（10月1日号）",
        "事業（令和6年9月補正予算）",
        "（7月）の報告（50人）",
        "登録店の募集（登録店12店）",
        "動画(入門編)の作成",
        "来館者数（年10,000人）",
        "助成金（基金）の活用",
        "会報（４月号）の配布",
        "第5期指定管理者の選定",
        "令和6年分所得税の定額減税",
        "（2月に開いた会議）の報告",
        "説明会（未定",
    ],
)
def test_a_remark_is_no_schedule(printed):
    assert take_schedule(printed, 2024).schedule is None
    assert take_schedule(printed, 2024).text == printed


@given(st.text(alphabet="会議の開催（）()通年7月～8令和6年度、 実施", max_size=30))
def test_nothing_printed_is_lost(printed):
    cut = take_schedule(printed, 2024)
    kept = key(cut.text + (cut.schedule.printed if cut.schedule else ""))
    lost = [
        char for char in set(key(printed)) - set("()、。,;:；") if key(printed).count(char) > kept.count(char)
    ]
    assert not lost


@pytest.mark.parametrize(
    ("printed", "text", "tags"),
    [
        ("周知（通年）[拡充]", "周知（通年）", ("拡充",)),
        ("周知［新規］", "周知", ("新規",)),
        ("周知【新規・拡充】", "周知", ("新規", "拡充")),
        ("周知（新規）", "周知", ("新規",)),
        ("[新規]周知", "周知", ("新規",)),
        ("新規採用職員向け研修", "新規採用職員向け研修", ()),
        ("新規相談（新規相談）", "新規相談（新規相談）", ()),
        ("周知（新規）（通年）", "周知（通年）", ("新規",)),
        ("周知（新規）[拡充]（通年）", "周知（通年）", ("新規", "拡充")),
        ("周知（通年／拡充）", "周知（通年）", ("拡充",)),
        ("周知（新規／7月）", "周知（7月）", ("新規",)),
        ("相談者（新規／既存）", "相談者（新規／既存）", ()),
        ("（新規）の相談（通年）", "（新規）の相談（通年）", ()),
        ("周知 [新規] [拡充] の", "周知の", ("新規", "拡充")),
        ("周知［新\u200b規］", "周知", ("新規",)),
    ],
)
def test_tags(printed, text, tags):
    assert take_tags(printed, TAGS) == (text, tags)


def test_without_words_nothing_is_a_tag():
    assert take_tags("周知[]（）", ()) == ("周知[]（）", ())


@given(st.text(alphabet="周知[]（）新規拡充・／通年 \u200b", max_size=24))
def test_only_brackets_spaces_and_tags_are_taken(printed):
    text, tags = take_tags(printed, TAGS)
    assert all(tag in TAGS for tag in tags)
    assert len(text) <= len(printed)
    lost = key(printed).translate({ord(char): None for char in "[]()・/"})
    kept = key(text).translate({ord(char): None for char in "[]()・/"})
    assert sorted(lost) == sorted(kept + "".join(tags))


@pytest.mark.parametrize(
    ("printed", "cut"),
    [
        ("事業[新規]" * 200, lambda text: take_tags(text, TAGS)),
        ("調査（7月）、" * 200 + "（通年）", lambda text: take_schedule(text, 2024)),
        ("（あ）" * 200, lambda text: take_schedule(text, 2024)),
    ],
)
def test_a_text_is_folded_once_however_many_brackets_it_has(printed, cut, monkeypatch):
    fold_once = Folded.of
    folds: list[str] = []
    monkeypatch.setattr(Folded, "of", lambda text: folds.append(text) or fold_once(text))
    cut(printed)
    assert folds == [printed]


def test_a_list_of_more_months_than_a_year_has_is_no_schedule():
    assert take_schedule("広報（" + "1・" * 30 + "1月）", 2024).schedule is None
    assert take_schedule("広報（" + "1・" * 11 + "1月）", 2024).schedule is not None
