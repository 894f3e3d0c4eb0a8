"""Corrections of what was misread: applied where the same is still read, else reported as stale."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import Literal

from loaders.cities.corrections import CORRECTION_COLUMNS
from loaders.cities.decided import Correction
from loaders.cities.find import cities, load_city
from loaders.cities.skeleton import copy_city
from loaders.corrections import corrected, corrected_figures
from loaders.document import Document, Encoding, SourceFile, Span
from loaders.extract import extract
from loaders.notes import sentence
from loaders.sheet import (
    Corrected,
    Figure,
    FigureKey,
    Item,
    ManagementSheet,
    Objective,
    Pair,
    Schedule,
    Text,
)
from loaders.triples import register_graph, sheet_graph
from ontology.terms import DCT, TNG
from shapes.validate import validate_sheet

LINES = ("1 花をふやす", "（1）花を植える（5月）", "〇花を12本植えました。", "〇木を植えました。")


def item(kind: str, notation: str, line: int, *figures: Figure) -> Item:
    printed = LINES[line - 1]
    return Item(kind, notation, printed[1:], printed, Span(line, line), figures=figures)


def figure(kind: str, value: str) -> Figure:
    printed = Text("12本", Span(3, 3))
    return Figure(
        Text("花", Span(3, 3)),
        kind,
        2025,
        Decimal(value),
        printed,
        Text("本", Span(3, 3)),
    )


@pytest.fixture
def sheet() -> ManagementSheet:
    """Return a sheet with one row that is printed twice, and a summary."""
    row = Objective(
        "goal",
        1,
        Text("花をふやす", Span(1, 1)),
        priority=False,
        span=Span(1, 1),
        items=(
            replace(item("action", "1", 2), schedule=Schedule("5月", ())),
            item("result", "1", 3, figure("actual", "12")),
            item("result", "1", 4),
        ),
        figures=(figure("target", "10"),),
    )
    return ManagementSheet(
        city="992011",
        fiscal_year=2025,
        fiscal_year_span=Span(1, 1),
        department=Text("環境部", Span(1, 1)),
        department_known=True,
        head_title=None,
        head_name=None,
        edition="",
        summaries=(item("summary", "1", 4),),
        objectives=(row, replace(row, items=(), figures=())),
    )


def correction(place: str, field: str, printed: str, right: str, **more: object) -> Correction:
    made = Correction("環境部", 2025, place, field, printed, right, "係長", "2026-05-01", "", 7)
    return replace(made, **more)


def notes(sheet: ManagementSheet) -> list[str]:
    return [note.key for note in sheet.notes]


def test_a_title_is_mended_and_its_evidence_stays(sheet: ManagementSheet) -> None:
    mended = corrected(sheet, [correction("goal/1", "title", "花 をふやす", "花を増やす")])
    title = mended.objectives[0].title
    assert (title.value, title.words) == ("花を増やす", "花をふやす")
    document = Document(SourceFile("a.txt", "0" * 64, 1, "text/plain"), Encoding("utf-8", ""), LINES)
    assert document.quote_stands(title.words, title.span)
    assert mended.objectives[1].title.value == "花をふやす"
    (note,) = mended.notes
    assert (note.severity, note.key, note.span) == ("info", "note-corrected", Span(1, 1))
    for language in ("ja", "en"):
        said = sentence(note, language)
        assert all(part in said for part in ("goal/1", "花 をふやす", "花を増やす", "corrections", "7"))


def test_the_second_of_one_name_has_a_name_of_its_own(sheet: ManagementSheet) -> None:
    mended = corrected(sheet, [correction("goal/1_2", "title", "花をふやす", "木をふやす")])
    assert [row.title.value for row in mended.objectives] == ["花をふやす", "木をふやす"]
    second = corrected(
        sheet, [correction("goal/1/result/1_2", "text", "木を植えました。", "木を1本植えました。")]
    )
    assert second.objectives[0].items[2].text == "木を1本植えました。"
    assert second.objectives[0].items[2].printed == "〇木を植えました。"


def test_items_of_the_sheet_itself(sheet: ManagementSheet) -> None:
    mended = corrected(sheet, [correction("summary/1", "text", "木を植えました。", "森です。")])
    assert mended.summaries[0].text == "森です。"


@pytest.mark.parametrize(
    ("right", "days"), [("6月", (date(2025, 6, 1), date(2025, 6, 30))), ("随時", None), ("", None)]
)
def test_a_schedule_is_read_anew(sheet: ManagementSheet, right: str, days: tuple[date, date] | None) -> None:
    schedule = (
        corrected(sheet, [correction("goal/1/action/1", "schedule", "5月", right)])
        .objectives[0]
        .items[0]
        .schedule
    )
    assert (schedule.printed if schedule else "") == right
    periods = schedule.periods if schedule else ()
    assert [(period.starts, period.ends) for period in periods] == ([days] if days else [])


def test_two_fields_of_one_place(sheet: ManagementSheet) -> None:
    both = [
        correction("goal/1/action/1", "schedule", "5月", "6月"),
        correction("goal/1/action/1", "text", "1）花を植える（5月）", "花を植える"),
    ]
    first = corrected(sheet, both).objectives[0].items[0]
    assert (first.text, first.schedule and first.schedule.printed) == ("花を植える", "6月")


def paired(row: Objective) -> tuple[Pair, ...]:
    """Pair the first figures of a row, and compare them."""
    result = row.items[1].figures[0]
    target = FigureKey("action", "1", 1)
    return (Pair(target, FigureKey("result", "1", 1), "test", result.value / row.figures[0].value),)


def test_figures_are_mended_afterwards_and_paired_anew(sheet: ManagementSheet) -> None:
    chosen = [
        correction("goal/1/result/1/figure/1", "value", "12本", "20"),
        correction("goal/1/result/1/figure/1", "unit", "本", "株"),
        correction("goal/1/figure/1", "kind", "target", "actual"),
        correction("goal/1/figure/1", "value", "10", "5"),
    ]
    assert corrected(sheet, chosen) is sheet
    mended = corrected_figures(sheet, chosen, paired)
    row = mended.objectives[0]
    (result,) = row.items[1].figures
    assert result.value == 20
    assert isinstance(result.unit, Corrected)
    assert (result.unit.value, result.unit.words) == ("株", "本")
    assert result.printed.value == "12本"
    assert row.figures[0].kind == "actual"
    assert row.pairs[0].achievement == 4
    assert mended.objectives[1] is sheet.objectives[1] or mended.objectives[1].pairs == ()
    assert notes(mended) == ["note-corrected"] * 4


@pytest.mark.parametrize(
    ("place", "field", "printed"),
    [
        ("goal/1", "title", "花をへらす"),
        ("goal/9", "title", "花をふやす"),
        ("goal/1/result/1", "text", "花を10本植えました。"),
        ("goal/1/result/1", "schedule", "5月"),
    ],
)
def test_what_is_not_read_there_any_more_is_stale(
    sheet: ManagementSheet, place: str, field: str, printed: str
) -> None:
    mended = corrected(sheet, [correction(place, field, printed, "別の言葉")])
    assert replace(mended, notes=()) == sheet
    (note,) = mended.notes
    assert (note.severity, note.key) == ("warning", "note-correction-stale")
    for language in ("ja", "en"):
        said = sentence(note, language)
        assert all(part in said for part in (place, printed, "corrections", "7"))


def test_a_stale_figure(sheet: ManagementSheet) -> None:
    mended = corrected_figures(sheet, [correction("goal/1/result/1/figure/2", "value", "12", "20")], paired)
    assert replace(mended, notes=()) == sheet
    assert notes(mended) == ["note-correction-stale"]


def test_corrections_of_another_sheet_do_nothing(sheet: ManagementSheet) -> None:
    others = [
        correction("goal/1", "title", "花をふやす", "x", fiscal_year=2024),
        correction("goal/1", "title", "花をふやす", "x", department="水道部"),
    ]
    assert corrected(sheet, others) is sheet
    assert corrected_figures(sheet, others, paired) is sheet


def test_from_the_folder_of_a_city_to_its_graph(root: Path, tmp_path: Path) -> None:
    folder = copy_city(cities()["yuino"], tmp_path)
    path = root / "examples" / "yuino" / "yuino-2025-kurashi-anshin.txt"
    title = extract(path, cities()).sheet.goals[0].title.value
    line = f'くらし安心部,2025,goal/1,title,"{title}",ただしい題,係長,2026-05-01,\n'
    (folder / "corrections.csv").write_text(f"{','.join(CORRECTION_COLUMNS)}\n{line}", encoding="utf-8")
    city = load_city(folder)
    extraction = extract(path, {"yuino": city})
    assert extraction.sheet.goals[0].title.value == "ただしい題"
    assert "note-corrected" in notes(extraction.sheet)
    graph = sheet_graph(extraction, city)
    goal = next(graph.subjects(DCT.title, Literal("ただしい題", lang="ja")))
    quotes = {graph.value(evidence, TNG.quote) for evidence in graph.objects(goal, TNG.evidence)}
    assert quotes == {Literal(title)}
    findings = validate_sheet(graph, register_graph(city))
    assert [finding for finding in findings if finding.severity == "violation"] == []
