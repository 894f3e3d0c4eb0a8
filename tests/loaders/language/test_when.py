"""Years, eras and time expressions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.language.when import read_when
from loaders.language.width import fold
from loaders.language.years import fiscal_years

OPEN = None


def periods(text):
    when = read_when(fold(text), 0, 2024)
    return None if when is None else [(period.starts, period.ends) for period in when.periods]


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("通年", date(2024, 4, 1), date(2025, 3, 31)),
        ("上半期", date(2024, 4, 1), date(2024, 9, 30)),
        ("下半期", date(2024, 10, 1), date(2025, 3, 31)),
        ("第４四半期", date(2025, 1, 1), date(2025, 3, 31)),
        ("年度末", date(2025, 3, 1), date(2025, 3, 31)),
        ("11月", date(2024, 11, 1), date(2024, 11, 30)),
        ("２月", date(2025, 2, 1), date(2025, 2, 28)),
        ("7～8月", date(2024, 7, 1), date(2024, 8, 31)),
        ("7～2月", date(2024, 7, 1), date(2025, 2, 28)),
        ("7月〜2月", date(2024, 7, 1), date(2025, 2, 28)),
        ("1月から3月", date(2025, 1, 1), date(2025, 3, 31)),
        ("10月～翌年3月", date(2024, 10, 1), date(2025, 3, 31)),
        ("11月3日～10日", date(2024, 11, 3), date(2024, 11, 10)),
        ("4月以降", date(2024, 4, 1), OPEN),
        ("9月から", date(2024, 9, 1), OPEN),
        ("令和6年度（2024年度）", date(2024, 4, 1), date(2025, 3, 31)),
        ("令和6年度（2024年度）～", date(2024, 4, 1), OPEN),
        ("令和6年度（2024年度～）", date(2024, 4, 1), OPEN),
        ("令和6年度（2024度）～", date(2024, 4, 1), OPEN),
        ("令和6（2024）年度", date(2024, 4, 1), date(2025, 3, 31)),
        ("令和元年度", date(2019, 4, 1), date(2020, 3, 31)),
        ("平成31年度", date(2019, 4, 1), date(2020, 3, 31)),
        ("Ｒ７年度", date(2025, 4, 1), date(2026, 3, 31)),
        ("7年度", date(2025, 4, 1), date(2026, 3, 31)),
        ("2026年度", date(2026, 4, 1), date(2027, 3, 31)),
        ("令和6年度（2024年度）～令和9年度（2027年度）", date(2024, 4, 1), date(2028, 3, 31)),
        ("令和8年（2026年）年1月", date(2026, 1, 1), date(2026, 1, 31)),
        ("令和7年度1月", date(2026, 1, 1), date(2026, 1, 31)),
        ("令和7年4月～9月", date(2025, 4, 1), date(2025, 9, 30)),
        ("令和6年分", date(2024, 1, 1), date(2024, 12, 31)),
        ("7月上旬", date(2024, 7, 1), date(2024, 7, 10)),
        ("7月中旬", date(2024, 7, 11), date(2024, 7, 20)),
        ("2月下旬", date(2025, 2, 21), date(2025, 2, 28)),
        ("3月末", date(2025, 3, 31), date(2025, 3, 31)),
        ("3月末日", date(2025, 3, 31), date(2025, 3, 31)),
        ("7月中", date(2024, 7, 1), date(2024, 7, 31)),
        ("7月上旬頃", date(2024, 7, 1), date(2024, 7, 10)),
        ("7月上旬～8月中旬", date(2024, 7, 1), date(2024, 8, 20)),
        ("7月上旬～下旬", date(2024, 7, 1), date(2024, 7, 31)),
        ("R7.3", date(2025, 3, 1), date(2025, 3, 31)),
        ("Ｒ７．３月", date(2025, 3, 1), date(2025, 3, 31)),
        ("R7.3.9", date(2025, 3, 9), date(2025, 3, 9)),
        ("R6.4～R7.3", date(2024, 4, 1), date(2025, 3, 31)),
        ("2025/3", date(2025, 3, 1), date(2025, 3, 31)),
        ("7/1～8/31", date(2024, 7, 1), date(2024, 8, 31)),
        ("上期", date(2024, 4, 1), date(2024, 9, 30)),
        ("令和6年度下期", date(2024, 10, 1), date(2025, 3, 31)),
        ("令和6年度末", date(2025, 3, 1), date(2025, 3, 31)),
        ("令和6年度（2024年度）中", date(2024, 4, 1), date(2025, 3, 31)),
        ("令和6年10月～翌年3月", date(2024, 10, 1), date(2025, 3, 31)),
    ],
)
def test_an_expression_names_its_period(text, starts, ends):
    assert periods(text) == [(starts, ends)]


@pytest.mark.parametrize(
    "text",
    [
        "随時",
        "毎月",
        "9月まで",
        "毎月第2・第4火曜日",
        "毎週水曜日",
        "毎月1日・15日",
        "7月～随時",
        "1月～12月",
    ],
)
def test_what_names_no_days_gives_no_period(text):
    assert periods(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "10代",
        "50周年",
        "第5期",
        "4月号",
        "12か月",
        "戦後80年",
        "3人",
        "市内",
        "令和",
        "1/2",
        "R7.32",
        "年2回",
        "",
    ],
)
def test_what_is_no_time_is_none(text):
    assert periods(text) is None


def test_a_contradiction_is_told():
    when = read_when("令和6年度(2025年度)", 0, 2024)
    assert when is not None
    assert not when.consistent
    assert read_when("令和6年度(2024年度)", 0, 2024).consistent


@pytest.mark.parametrize(
    "text", ["2月29日", "7月~2月30日", "11月3日~31日", "4/31~5/1", "令和7年度~令和6年度"]
)
def test_what_the_calendar_does_not_know_is_told(text):
    when = read_when(text, 0, 2024)
    assert when is not None
    assert (when.end, when.periods, when.consistent) == (len(text), (), False)


@pytest.mark.parametrize("text", ["1月~12月", "10月~6月", "令和6年10月~6月"])
def test_months_whose_order_is_unknown_are_no_contradiction(text):
    when = read_when(text, 0, 2024)
    assert when is not None
    assert (when.end, when.periods, when.consistent) == (len(text), (), True)


@given(st.integers(1, 12), st.integers(1, 12), st.integers(2019, 2040))
def test_months_fall_into_the_fiscal_year(first, last, year):
    when = read_when(f"{first}月~{last}月", 0, year)
    assert when is not None
    for period in when.periods:
        assert date(year, 4, 1) <= period.starts <= period.ends <= date(year + 1, 3, 31)


@given(st.text(alphabet="令和平成元年度月日0123456789~()通年上下半期以降から毎第火曜旬末R./ ", max_size=30))
def test_any_text_is_read_without_error(text):
    when = read_when(text, 0, 2024)
    assert when is None or 0 < when.end <= len(text)


@given(st.integers(1, 99), st.sampled_from(["令和", "平成"]))
def test_eras_and_western_years_agree(number, era):
    start = {"令和": 2018, "平成": 1988}[era]
    assert fiscal_years(f"{era}{number}年度（{start + number}年度）") == [start + number]
