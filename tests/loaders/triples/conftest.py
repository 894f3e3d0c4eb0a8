"""A small sheet of a city that does not exist, made by hand."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from loaders.cities.city import City
from loaders.cities.entries import DepartmentEntry, PolicyEntry, PolicyList
from loaders.document import Document, Encoding, SourceFile, Span
from loaders.sheet import (
    Extraction,
    Item,
    ManagementSheet,
    Measure,
    Objective,
    Period,
    PolicyNumber,
    Schedule,
    Text,
)

LINES = (
    "部局　みどり部",
    "補職　部長",
    "（2024年度）部局マネジメントシート",
    "（１）緑を守ります。",
    "1 公園を増やす【重点】",
    "公園を市民とつくります 2-1-（3）",
    "公園の名",
    "前を決めます",
    "基本政策",
    "7 公園づくり 99 まだ載っていない政策",
    "（1）公園をつくる[新規]（4～9月）",
    "　①場所を選ぶ（令和6年度～）",
    "〇公園を二つつくりました。",
    "2 森を育てる",
)


def _document() -> Document:
    file = SourceFile("midori-2024.txt", "ab" * 32, 321, "text/plain")
    return Document(file, Encoding("utf-8", "strict-utf-8"), LINES)


def _text(value: str, first: int, last: int | None = None) -> Text:
    return Text(value, Span(first, last or first))


@pytest.fixture
def city() -> City:
    """The fictional city, with a register that lacks policy 99."""
    return City(
        key="midorino",
        code="992011",
        name="みどりの市",
        name_en="Midorino City",
        form="narrative",
        base="https://data.example.jp/",
        publisher="みどりの市",
        publisher_en="Midorino City",
        contact_name="みどりの市",
        contact_email=None,
        contact_url=None,
        licence=None,
        licence_title=None,
        publish_names=False,
        fictional=True,
        notice="実在しない市です。",
        notice_en="This city does not exist.",
        corporate_number="9234567890123",
        policy_lists=(
            PolicyList(
                "kihon-2022",
                "基本政策",
                "基本政策（2022年度から）",
                "Policies from 2022",
                2022,
                2025,
                (
                    PolicyEntry("", "まちづくり", "Town", "pillar", None, "", "", "town"),
                    PolicyEntry("7", "公園づくり", None, "policy", "town", "注記", "市のページ", "7"),
                ),
            ),
            PolicyList(
                "sogo-1",
                "総合計画",
                "総合計画",
                "Comprehensive plan",
                2018,
                None,
                (PolicyEntry("2-1-(3)", "公園を市民とつくります", None, "measure", None, "", "", "2-1-3"),),
            ),
        ),
        departments=(
            DepartmentEntry("みどり部", "Green Department", "部", None, None, None, "midori"),
            DepartmentEntry("公園課", None, "課", "みどり部", date(2020, 4, 1), date(2026, 3, 31), "koen"),
        ),
        digest="0" * 64,
        folder=Path(),
    )


@pytest.fixture
def bare_city(city: City) -> City:
    """The same city with empty registers."""
    return replace(city, policy_lists=(), departments=())


def _goal() -> Objective:
    schedule = Schedule("4～9月", (Period(date(2024, 4, 1), date(2024, 9, 30)),))
    open_end = Schedule("令和6年度～", (Period(date(2024, 4, 1), None),))
    return Objective(
        "goal",
        1,
        _text("公園を増やす", 5),
        priority=True,
        span=Span(5, 10),
        measures=(
            Measure(_text("公園を市民とつくります", 6), "2-1-（3）", "2-1-(3)", "printed", Span(6, 6)),
            Measure(_text("公園の名前を決めます", 7, 8)),
        ),
        policies=(
            PolicyNumber("7", _text("公園づくり", 10), known=True),
            PolicyNumber("99", _text("まだ載っていない政策", 10)),
        ),
        items=(
            Item(
                "action",
                "1",
                "公園をつくる",
                "（1）公園をつくる[新規]（4～9月）",
                Span(11, 11),
                tags=("新規",),
                schedule=schedule,
            ),
            Item(
                "action",
                "1-1",
                "場所を選ぶ",
                "①場所を選ぶ（令和6年度～）",
                Span(12, 12),
                schedule=open_end,
                parent="1",
                evidence=("marker", "width"),
            ),
            Item("result", "1", "公園を二つつくりました。", "〇公園を二つつくりました。", Span(13, 13)),
        ),
    )


@pytest.fixture
def extraction() -> Extraction:
    """The sheet: one goal with measures, policies and items, one mid-term goal."""
    sheet = ManagementSheet(
        city="992011",
        fiscal_year=2024,
        fiscal_year_span=Span(3, 3),
        department=_text("みどり部", 1),
        department_known=True,
        head_title=_text("部長", 2),
        head_name=None,
        edition="実績",
        missions=(Item("mission", "1", "緑を守ります。", "（１）緑を守ります。", Span(4, 4)),),
        objectives=(
            _goal(),
            Objective(
                "midterm",
                2,
                _text("森を育てる", 14),
                priority=False,
                span=Span(14, 14),
                measures=(
                    Measure(
                        _text("公園を市民とつくります", 6),
                        "2-1-（3）",
                        "2-1-(3)",
                        "matched-by-text",
                        Span(6, 6),
                    ),
                ),
            ),
        ),
    )
    return Extraction(_document(), sheet)
