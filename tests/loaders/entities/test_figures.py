"""Figures: kind, year, delta, label, and the words that say so."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from loaders.document import Document, Encoding, SourceFile, Span
from loaders.entities.figures import figures_of
from loaders.extract import read_file
from loaders.language.schedule import take_schedule
from loaders.sheet import Figure, Form, Item, ItemKind, ManagementSheet, Objective, Text

Read = Callable[..., tuple[Figure, ...]]


@pytest.fixture
def read() -> Read:
    """Return `read(text, kind)`: the figures of a text, printed on the lines it has."""

    def figures(text: str, kind: ItemKind = "result", form: Form = "narrative") -> tuple[Figure, ...]:
        lines = tuple(text.split("\n"))
        span = Span(1, len(lines))
        document = Document(SourceFile("x", "", 0, "text/plain"), Encoding("utf-8", ""), lines)
        printed = "".join(line.strip() for line in lines)
        schedule = take_schedule(printed, 2024).schedule if kind in ("action", "schedule") else None
        item = Item(kind, "1", printed, printed, span, schedule=schedule)
        row = Objective("goal", 1, Text("窓口の改善", span), False, span, items=(item,))
        sheet = ManagementSheet(
            "yuino", 2024, span, Text("市民部", span), True, None, None, "", form, objectives=(row,)
        )
        found = figures_of(item, row, sheet, document)
        for figure in found:
            for text_of in (figure.printed, figure.unit):
                assert text_of is not None
                assert document.quote_stands(text_of.value, text_of.span)
            assert figure.quote is not None
            assert document.quote_stands(figure.quote.value, figure.quote.span)
        return found

    return figures


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("講座を3回開催しました。", "result", ["actual"]),
        ("講座の開催（3回）（通年）", "action", ["target"]),
        ("受診率は38.4％（目標42％）でした。", "result", ["actual", "target"]),
        ("参加者は目標の100人に対し82人でした。", "result", ["target", "actual"]),
        ("目標の90%を達成しました。", "result", ["actual"]),
        ("来館者は3,200人となり目標を上回りました。", "result", ["actual"]),
        ("年間900件を見込んでいます。", "result", ["target"]),
        ("訓練を1回実施します。", "issue", ["target"]),
        ("欠員が18地区で生じているため、担い手を探します。", "issue", ["actual"]),
        ("開催を年2回から年4回に増やします。", "issue", ["actual", "target"]),
        ("会員は412人で充足率は84％にとどまっており、周知します。", "issue", ["actual", "actual"]),
        ("交流の場が10か所で開かれている。", "aim", ["target"]),
    ],
)
def test_the_kind(read: Read, text: str, kind: ItemKind, expected: list[str]) -> None:
    assert [figure.kind for figure in read(text, kind)] == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("講座を3回開催しました。", "result", [2024]),
        ("令和7年度（2025年度）の募集を行い18団体3,200,000円を選定しました。", "result", [2025, 2025]),
        ("令和7年度の計画を作成し、説明会を3回開きました。", "result", [2024]),
        ("就職率は61％（令和5年度58％）でした。", "result", [2024, 2023]),
        ("実施率は令和5年度の24％から26％に上がりました。", "result", [2023, 2024]),
        ("排出量を令和2年度比で10％減らしました。", "result", [2024]),
        ("相談は前年度の1.5倍でした。", "result", [2024]),
        ("昨年度、市内で12回開きました。", "result", [2023]),
        ("導入　R7：12校　R8：18校", "schedule", [2025, 2026]),
        ("全12小学校区での開設　令和7年度（2025年度）～令和9年度（2027年度）", "schedule", [2027]),
        ("委員会2回（1月～3月）令和7年度（2025年度）継続", "action", [2024]),
        ("令和9年度末までに95％とします。", "aim", [2027]),
    ],
)
def test_the_fiscal_year(read: Read, text: str, kind: ItemKind, expected: list[int]) -> None:
    assert [figure.fiscal_year for figure in read(text, kind)] == expected


def test_a_change_of_a_year_is_a_figure_too(read: Read) -> None:
    level, change = read("登録店24店（令和6年度9店増）")
    assert (str(level.value), str(level.delta), list(level.qualifiers)) == ("24", "9", [])
    assert (str(change.value), change.delta, list(change.qualifiers)) == ("9", None, ["増"])
    assert level.indicator.value == change.indicator.value == "登録店"


@pytest.mark.parametrize(
    ("text", "value", "delta"),
    [
        ("入居企業は前年度比5社増の17社となりました。", 17, 5),
        ("締結事業者は14社（前年度比3社増）となりました。", 14, 3),
        ("締結事業者は14社（3社増）となりました。", 14, 3),
        ("火災は32件で、前年より4件減少しました。", 32, -4),
    ],
)
def test_a_comparison_is_part_of_its_figure(read: Read, text: str, value: int, delta: int) -> None:
    (figure,) = read(text)
    assert (figure.value, figure.delta) == (Decimal(value), Decimal(delta))


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("体験教室等受講者数は2,318人でした。", ["体験教室等受講者数"]),
        ("相談件数：410件", ["相談件数"]),
        ("85件の新規登録を受けました。", ["新規登録"]),
        ("みどりの資料室に8,412人が訪れました。", ["みどりの資料室"]),
        ("「くらしの相談会」を4回開催し、53人が参加しました。", ["くらしの相談会", "くらしの相談会"]),
        ("7月にゆいのまつり（延べ1,150人）を開きました。", ["ゆいのまつり"]),
        (
            "まつりや教室等（48回、延べ910人参加）を開催",
            ["まつりや教室等", "まつりや教室等"],
        ),
        ("まなび塾に60人（市内45人・市外15人）の応募", ["まなび塾", "市内", "市外"]),
        ("健診の受診率は38.4％（目標42％）でした。", ["健診の受診率", "健診の受診率"]),
        ("店主の勉強会（7月　参加者：80人）", ["店主の勉強会"]),
        ("図書館では開館時間を延ばし、来館者数は3万人でした。", ["図書館"]),
        ("個別の計画について、協力を得て146件作成しました。", ["個別の計画"]),
        ("月2回、計24回の相談会を開きました。", ["相談会", "相談会"]),
        ("持ち込まれた品の73％を直しました。", ["品"]),
        ("1校当たり2名、計64名の見守り隊員を置きました。", ["見守り隊員", "見守り隊員"]),
        ("計画の45項目のうち41項目が済みました。", ["計画", "計画"]),
        ("支援隊として延べ5隊21人を派遣しました。", ["支援隊", "支援隊"]),
        ("10代から30代の団員50人を迎えました。", ["10代から30代の団員"]),
        ("20～34歳の離職率は10％でした。", ["20～34歳の離職率"]),
        ("昭和56年以前の木造住宅120戸を診断しました。", ["昭和56年以前の木造住宅"]),
        ("令和7年3月31日現在の人口は98,765人です。", ["人口"]),
        ("ミズエ‐マートとの協定により、84店舗に置きました。", ["ミズエ‐マートとの協定"]),
        ("㈱ミナミ旅行社との催し（2回）", ["㈱ミナミ旅行社との催し"]),
        (
            "調査で満足と答えた人が87％（350人中306人）でした。",
            ["調査で満足と答えた人", "調査で満足と答えた人"],
        ),
        ("寄附は3件（現金2件、物品1件）、総額は150万円でした。", ["寄附", "現金", "物品", "寄附"]),
        ("利用者は8万人で、コロナ前の9割でした。", ["利用者", "利用者"]),
        ("花瀬市から職員2人を迎え、月島町に1人を送りました。", ["職員", "職員"]),
        ("入札には株式会社シロタなど5社が参加しました。", ["入札"]),
    ],
)
def test_the_label_is_printed_in_the_text(read: Read, text: str, labels: list[str]) -> None:
    assert [figure.indicator.value for figure in read(text)] == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("3人", ["3人"]),
        ("㈱ニシキ、㈱ヒガシ、キタ会の3法人から話を聞きました。", ["キタ会の3法人から話を聞きました"]),
        (
            "電話は24件、窓口は12件で、合計36件でした。",
            ["電話", "窓口", "合計36件でした"],
        ),
    ],
)
def test_where_nothing_says_what_is_counted_the_clause_does(read: Read, text: str, labels: list[str]) -> None:
    assert [figure.indicator.value for figure in read(text)] == labels


def test_in_a_form_with_one_subject_the_title_says_it(read: Read) -> None:
    (figure,) = read("3人", form="ratings")
    assert figure.indicator.value == "窓口の改善"


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("苦情を48件から31件に減らしました。", "result", [("actual", 2024, 31)]),
        ("参加費を500円から300円に下げました。", "result", [("actual", 2024, 300)]),
        ("会費の引上げ前は900円でした。", "result", []),
        ("会費を年額900円から1,200円に引上げ（4月）", "action", [("target", 2024, 1200)]),
        ("受診率50％（現状：42％）", "action", [("target", 2024, 50)]),
        ("設置率85％以上（令和6年度末　設置率：82％）", "action", [("target", 2024, 85)]),
        (
            "受診率50％（令和5年度：42％）",
            "action",
            [("target", 2024, 50), ("actual", 2023, 42)],
        ),
        ("受診率50％（前年度末42％）", "action", [("target", 2024, 50), ("actual", 2023, 42)]),
        ("比率10％（令和7年度まで）", "action", [("target", 2025, 10)]),
        ("前年度42％に対し45％でした。", "result", [("actual", 2023, 42), ("actual", 2024, 45)]),
        (
            "受診率は45％（前年度42％）で、受診者は300人でした。",
            "result",
            [("actual", 2024, 45), ("actual", 2023, 42), ("actual", 2024, 300)],
        ),
        (
            "昨年42％のところ今年度は45％でした。",
            "result",
            [("actual", 2023, 42), ("actual", 2024, 45)],
        ),
    ],
)
def test_how_it_was_before_is_no_figure_of_this_year(
    read: Read, text: str, kind: ItemKind, expected: list[tuple[str, int, int]]
) -> None:
    assert [(each.kind, each.fiscal_year, int(each.value)) for each in read(text, kind)] == expected


def test_a_change_from_last_years_number_is_the_printed_change(read: Read) -> None:
    now, before = read("通報は18,342件で、前年度の17,905件から437件増えました。")
    assert (str(now.value), str(now.delta), now.fiscal_year) == ("18342", "437", 2024)
    assert (str(before.value), before.delta, before.fiscal_year) == ("17905", None, 2023)


def test_words_that_a_wrap_cut_are_found_on_both_lines(read: Read) -> None:
    (figure,) = read("〇部屋を公開。\n　郷土資料室入場\n　者数　20,0\n　00人/年")
    assert (figure.indicator.value, figure.indicator.span) == ("郷土資料室入場者数", Span(2, 3))
    assert (figure.printed.value, figure.printed.span) == ("20,000人/年", Span(3, 4))


def test_a_bracket_with_a_time_and_a_number_is_a_target(read: Read) -> None:
    (figure,) = read("・店主の勉強会（7月　参加者：80人）", "action")
    assert (figure.kind, str(figure.value), figure.indicator.value) == ("target", "80", "店主の勉強会")


def test_every_figure_of_the_examples_stands_in_its_file(root: Path) -> None:
    counted = 0
    for path in sorted((root / "examples" / "yuino").glob("*.txt")):
        reading = read_file(path)
        for row in reading.sheet.objectives:
            for item in row.items:
                for figure in figures_of(item, row, reading.sheet, reading.document):
                    assert figure.quote is not None
                    assert reading.document.quote_stands(figure.quote.value, figure.quote.span)
                    assert figure.printed.value in item.printed
                    assert figure.indicator.value in item.printed + row.title.value
                    counted += 1
    assert counted > 50
