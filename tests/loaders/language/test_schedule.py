"""Schedules and tags are cut out of an item; nothing that was printed is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.language.schedule import take_schedule
from loaders.language.tags import take_tags
from loaders.language.width import key

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
        ("学習会（7月　参加者：150人）", "学習会（参加者：150人）", "7月"),
        ("委員会2回（1月～3月）令和7年度（2025年度）継続", "委員会2回令和7年度（2025年度）継続", "1月～3月"),
        ("調査（7～8月）次年度継続", "調査次年度継続", "7～8月"),
        ("通年実施､参加者数4,000人", "通年実施､参加者数4,000人", "通年"),
        ("通年実施", "通年実施", "通年"),
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


@pytest.mark.parametrize(
    "printed",
    [
        "認証制度の周知（認証事業者10社）",
        "動画(応用編)の作成",
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
    ],
)
def test_tags(printed, text, tags):
    assert take_tags(printed, TAGS) == (text, tags)
