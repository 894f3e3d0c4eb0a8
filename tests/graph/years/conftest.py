"""Two years of the fictional city, between which nearly everything changes.

A new mayor's list and a new comprehensive plan begin in 2025 and use the old numbers anew. One
department is split on 1 April 2025, another is renamed on 1 October of that year.
"""

import csv
import io
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from graph.build import build
from graph.release import Release
from graph.store import open_store
from loaders.cities.city import City
from loaders.cities.find import load_city

Sheet = Callable[..., bytes]

KIHON = """notation,name,name_en,level,broader,slug
,未来への投資,Investing in the future,pillar,,mirai
,持続するまち,A lasting city,pillar,,jizoku
1,英語に親しむまちづくり,A city at home in English,policy,mirai,
2,本と出会うまちづくり,Meeting books,policy,mirai,
3,災害に強い水道,Water that withstands disasters,policy,jizoku,
10,多文化の共生,Many cultures together,policy,jizoku,
12,行政の電子化,Digital administration,policy,jizoku,
13,居場所のあるまち,Places to be,policy,mirai,
"""
SOGO = """notation,name,name_en,level,broader
1,未来を育むまち,Nurturing the future,chapter,
2,続いていくまち,Going on,chapter,
1-1-(1),言葉と文化に親しむ機会を広げます,Widen the chances to enjoy languages and cultures,measure,1
1-2-(1),働く世代の学びを支えます,Support the learning of those who work,measure,1
2-1-(1),限りある資源を次の世代につなぎます,Hand on limited resources,measure,2
"""

BEFORE: dict[str, list[dict[str, Any]]] = {
    "まなび育ち部": [
        {
            "title": "放課後の居場所づくり",
            "policies": ["1 放課後の居場所づくり"],
            "measures": ["1-1-(1) 子どもと若者が自分らしく過ごせる居場所を広げます"],
            "plan": ["空き店舗での居場所の開設", "見守りボランティアの募集"],
        },
        {
            "title": "本と人が出会う図書館づくり",
            "policies": ["3 読書に親しむまちづくり"],
            "measures": ["1-2-(1) 誰もが本に親しみ、学び続けられる環境を整えます"],
            "plan": ["移動図書館の停車場所の増設", "読み聞かせの会の開催", "閉架の本の入替え"],
        },
        {
            "title": "学校の校庭の芝生化",
            "policies": ["5 通学路の安全確保"],
            "measures": [],
            "plan": ["芝生の種まきの実施", "散水の当番の編成"],
        },
    ],
    "みどり環境部": [
        {
            "title": "ごみの減量と里山の保全",
            "policies": ["10 ごみの減量と資源循環", "12 水辺と里山の保全"],
            "measures": ["3-1-(2) ごみを減らし、資源が循環する暮らしを広めます"],
            "plan": ["生ごみの分別回収の拡大", "修理の集いの開催", "間伐の体験会の開催", "ため池の清掃"],
        },
        {
            "title": "公園の魅力づくり",
            "policies": ["13 公園の魅力づくり"],
            "measures": [],
            "plan": ["花壇の手入れの講習", "遊具の更新"],
        },
    ],
    "くらし安心部": [
        {
            "title": "待たせない窓口への転換",
            "policies": ["20 窓口手続きの簡素化"],
            "measures": [],
            "plan": ["予約による受付の開始"],
        },
        {
            "title": "だまされない消費生活",
            "policies": ["8 消費者トラブルの未然防止"],
            "measures": [],
            "plan": ["悪質な勧誘の相談会の開催", "啓発の寸劇の上演"],
        },
        {
            "title": "ひとりにしない地域",
            "policies": ["18 孤独・孤立の防止"],
            "measures": [],
            "plan": ["見守り訪問の実施", "お茶の間の会の開設"],
        },
    ],
}
"""What each department plans in 2024, numbered from 1."""

AFTER: dict[str, list[dict[str, Any]]] = {
    "まなび育ち部": [
        {  # has the number, and numbers of policies, that another goal had the year before
            "title": "英語で話す機会の提供",
            "policies": ["1 英語に親しむまちづくり"],
            "measures": ["1-1-(1) 言葉と文化に親しむ機会を広げます"],
            "plan": ["留学生との昼食会の開催"],
        },
        {
            "title": "放課後の居場所づくり",
            "policies": ["13 居場所のあるまち"],
            "measures": [],
            "plan": ["空き店舗での居場所の増設"],
        },
        {
            "title": "読書の輪の広がり",
            "policies": ["2 本と出会うまちづくり"],
            "measures": ["1-2-(1) 働く世代の学びを支えます"],
            "plan": ["移動図書館の停車場所の増設", "読み聞かせの会の開催"],
        },
    ],
    "里山みどり部": [
        {
            "title": "公園の魅力づくり",
            "policies": ["13 居場所のあるまち"],
            "measures": [],
            "plan": ["花壇の手入れの講習"],
        },
        {
            "title": "里山の保全",
            "policies": [],
            "measures": ["2-1-(1) 限りある資源を次の世代につなぎます"],
            "plan": ["間伐の体験会の開催", "ため池の清掃"],
        },
    ],
    "資源気候部": [
        {
            "title": "ごみの減量",
            "policies": [],
            "measures": ["2-1-(1) 限りある資源を次の世代につなぎます"],
            "plan": ["生ごみの分別回収の拡大", "修理の集いの開催"],
        },
    ],
    "くらし共生部": [
        {
            "title": "安心して暮らせる地域づくり",
            "policies": ["10 多文化の共生"],
            "measures": [],
            "plan": [
                *("悪質な勧誘の相談会の開催", "啓発の寸劇の上演"),
                *("見守り訪問の実施", "お茶の間の会の開設"),
            ],
        },
        {
            "title": "待たせない窓口への転換",
            "policies": ["12 行政の電子化"],
            "measures": [],
            "plan": ["予約による受付の拡大"],
        },
    ],
}
"""What they and their successors plan in 2025."""


@pytest.fixture(scope="session")
def changed_city(root: Path, tmp_path_factory: pytest.TempPathFactory) -> City:
    """The fictional city with a new list of policies, a new plan and other departments from 2025."""
    folder = tmp_path_factory.mktemp("cities") / "yuino"
    shutil.copytree(root / "loaders" / "cities" / "yuino", folder)
    (folder / "kihon-2025.csv").write_text(KIHON, "utf-8")
    (folder / "sogo-4.csv").write_text(SOGO, "utf-8")
    profile = (folder / "city.toml").read_text("utf-8")
    profile = profile.replace("first_year = 2023", "first_year = 2023\nlast_year = 2024")
    profile = profile.replace("last_year = 2030", "last_year = 2024")
    profile += _list("kihon-2025", "基本政策", "基本政策（2025年度～）")
    profile += _list("sogo-4", "総合計画", "第4次結野市総合計画")
    (folder / "city.toml").write_text(profile, "utf-8")
    _reorganise(folder / "departments.csv")
    return load_city(folder)


def _list(scheme: str, label: str, name: str) -> str:
    names = f'label = "{label}"\nname = "{name}"\nname_en = "{scheme}"'
    return f'\n[[policies]]\nscheme = "{scheme}"\n{names}\nfirst_year = 2025\n'


def _reorganise(register: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(register.read_text("utf-8"))))
    columns = list(rows[0])
    for row in rows:
        if row["name"] == "みどり環境部":
            row |= {"valid_to": "2025-03-31", "kind": "分割", "successor": "里山みどり部、資源気候部"}
        if row["name"] == "くらし安心部":
            row |= {"valid_to": "2025-09-30", "kind": "改称", "successor": "くらし共生部"}
    for name, slug, since in (
        ("里山みどり部", "satoyama-midori", "2025-04-01"),
        ("資源気候部", "shigen-kiko", "2025-04-01"),
        ("くらし共生部", "kurashi-kyosei", "2025-10-01"),
    ):
        rows.append(dict.fromkeys(columns, "") | {"name": name, "slug": slug, "valid_from": since})
    with register.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="session")
def sheet(root: Path) -> Sheet:
    """Return `sheet(department, year, goals)`: the bytes of a sheet with these goals, numbered from 1."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(root / "examples"))
        import printing

    def printed(department: str, year: int, goals: Iterable[dict[str, Any]]) -> bytes:
        rows = [
            {"no": number, **goal, "plan": _plan(goal["plan"]), "result": ["予定どおり実施しました。"]}
            for number, goal in enumerate(goals, 1)
        ]
        return printing.sheet_bytes(_source(department, year, rows))

    return printed


def _plan(texts: Iterable[str]) -> list[dict[str, str]]:
    steps = [{"at": f"1-{place}", "text": text} for place, text in enumerate(texts, 1)]
    return [{"at": "1", "text": "次のことに取り組みます。"}, *steps]


def _source(department: str, year: int, goals: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "department": department,
        "fiscal_year": year,
        "head_title": "部長",
        "head_name": "例示　一郎",
        "missions": ["市民の暮らしを支えます。"],
        "lead": "新しい一年に向けて、次のことに取り組みます。",
        "directions": ["計画した取組みを着実に進めます。"],
        "summaries": ["計画した取組みを進めました。"],
        "print": {
            "encoding": "utf-8",
            "line_end": "lf",
            "order": ["result", "issue", "plan"],
            "brackets": "full",
            "bullets": dict.fromkeys(("direction", "summary", "result", "issue"), "〇"),
            "indent": True,
            "page_numbers": False,
        },
        "goals": goals,
        "midterms": [],
    }


@pytest.fixture(scope="session")
def rollover(tmp_path_factory: pytest.TempPathFactory, changed_city: City, sheet: Sheet) -> Release:
    """A release of both years, with every check."""
    folder = tmp_path_factory.mktemp("rollover")
    given = folder / "given"
    given.mkdir()
    for year, plans in ((2024, BEFORE), (2025, AFTER)):
        for department, goals in plans.items():
            (given / f"{department}-{year}.txt").write_bytes(sheet(department, year, goals))
    result = build([given], folder / "home", {"yuino": changed_city}, city="yuino", jobs=1)
    assert result.refused == ()
    assert result.release is not None
    return result.release


@pytest.fixture(scope="session")
def rows(rollover: Release) -> Callable[[str], list[tuple[str, ...]]]:
    """Return `rows(query)`: what the store answers, as strings."""

    def asked(query: str) -> list[tuple[str, ...]]:
        found: Any = open_store(rollover).query(query)
        return [tuple("" if value is None else value.value for value in row) for row in found]

    return asked
