"""Running the rules: what is found, where it stands, and what a run must not do."""

import warnings
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import process_time
from typing import Any

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef

from loaders.cities.find import cities
from loaders.document import Document, Encoding, SourceFile, Span
from loaders.extract import extract
from loaders.mention import Mention, Quote
from loaders.sheet import (
    Extraction,
    Figure,
    Item,
    ManagementSheet,
    Measure,
    Objective,
    Period,
    PolicyNumber,
    Schedule,
    Text,
)
from loaders.triples import register_graph, sheet_graph
from ontology.terms import DCT, ORG, PROV, RDF, SKOS, TNG
from shapes.rules import rules
from shapes.validate import validate_city, validate_sheet

ROOT = Path(__file__).resolve().parents[2]

CRITICAL = {
    TNG.ManagementSheet: (TNG.department, TNG.fiscalYear, TNG.evidence, DCT.temporal, PROV.wasDerivedFrom),
    TNG.Goal: (
        TNG.number,
        DCT.title,
        TNG.isPriority,
        TNG.sheet,
        TNG.department,
        TNG.fiscalYear,
        TNG.evidence,
    ),
    TNG.Action: (TNG.text, TNG.printed, SKOS.notation, TNG.objective, TNG.sheet, TNG.evidence),
    TNG.Result: (TNG.text, TNG.printed, SKOS.notation, TNG.objective, TNG.sheet, TNG.evidence),
    TNG.PolicyReference: (TNG.of, TNG.objective, TNG.surface, TNG.status, TNG.method, TNG.evidence),
    TNG.Figure: (TNG.indicator, TNG.value, TNG.forYear, TNG.valueKind, TNG.printed, TNG.sheet, TNG.evidence),
    TNG.Mention: (TNG.of, TNG.surface, TNG.status, TNG.method, TNG.sheet, TNG.evidence),
    TNG.Partnership: (TNG.organization, TNG.role, TNG.of, TNG.surface, TNG.status, TNG.method, TNG.evidence),
    TNG.Rating: (TNG.grade, TNG.printed, TNG.objective, TNG.sheet, TNG.evidence),
    TNG.Evidence: (TNG.quote, TNG.line, TNG.lineEnd, TNG.cell, TNG.page, TNG.file),
    TNG.SourceFile: (DCT.title,),
}


def shapes_of(findings: Any, severity: str = "") -> set[str]:
    return {each.shape for each in findings if not severity or each.severity == severity}


@pytest.mark.parametrize(
    ("kind", "predicate"), [(kind, each) for kind, those in CRITICAL.items() for each in those], ids=str
)
def test_what_a_graph_needs_is_missed_when_it_goes(kind: URIRef, predicate: URIRef, base: Any) -> None:
    node = min(each for each in base.sheet.subjects(RDF.type, kind) if base.sheet.value(each, predicate))
    base.sheet.remove((node, predicate, None))
    assert shapes_of(base.findings("sheet"), "violation")


def test_a_type_that_goes_is_missed(base: Any) -> None:
    for evidence in set(base.sheet.subjects(RDF.type, TNG.Evidence)):
        base.sheet.remove((evidence, RDF.type, None))
    assert "extracted-evidence" in shapes_of(base.findings("sheet"), "violation")


def test_an_empty_graph_does_not_conform() -> None:
    assert shapes_of(validate_sheet(Graph(), Graph())) == {"sheet-one"}
    assert shapes_of(validate_city(Graph())) == {"city-one"}


def test_a_finding_tells_where_the_thing_stands(base: Any) -> None:
    action = next(base.sheet.subjects(SKOS.notation, Literal("1-1")))
    base.sheet.remove((action, TNG.text, None))
    (found,) = base.findings("sheet")
    assert (found.file, found.line, found.line_end) == ("midori-2024.txt", 15, 15)
    assert found.quote == "①講習会を開く（6月）[新規]"
    assert (found.focus, found.path, found.value) == (str(action), "tng:text", "")
    assert "midori-2024.txt 15行目" in found.suggestion
    assert "midori-2024.txt line 15" in found.suggestion_en


def test_a_thing_without_evidence_stands_with_what_it_belongs_to(base: Any) -> None:
    period = next(base.sheet.objects(None, TNG.period))
    owner = next(base.sheet.subjects(TNG.period, period))
    base.sheet.remove((period, TNG.evidence, None))
    base.sheet.remove((period, TNG.starts, None))
    evidence = base.sheet.value(owner, TNG.evidence)
    assert {each.line for each in base.findings("sheet")} == {int(base.sheet.value(evidence, TNG.line))}


def test_registers_are_not_the_fault_of_a_sheet(base: Any) -> None:
    department = next(base.registers.subjects(RDF.type, TNG.Department))
    base.registers.remove((department, SKOS.prefLabel, None))
    base.registers.remove((department, ORG.unitOf, None))
    assert base.findings("sheet") == ()


def test_a_run_changes_nothing(base: Any) -> None:
    sheet, registers, shapes = set(base.sheet), set(base.registers), set(rules("sheet").graph)
    whole = base.whole()
    merged = set(whole)
    base.findings("sheet")
    validate_city(whole)
    assert (set(base.sheet), set(base.registers), set(whole)) == (sheet, registers, merged)
    assert set(rules("sheet").graph) == shapes


def test_a_run_leaves_the_settings_of_rdflib_alone(base: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    base.findings("sheet")
    assert rdflib.NORMALIZE_LITERALS is False


def test_sparql_cannot_load_graphs(tmp_path: Path) -> None:
    secret = tmp_path / "secret.nt"
    secret.write_text("<urn:a> <urn:b> <urn:c> .\n")
    query = f"SELECT * FROM <{secret.as_uri()}> WHERE {{ ?s ?p ?o }}"
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        assert len(list(rdflib.Dataset().query(query))) == 0


def test_a_text_with_a_backslash_is_reported_like_any_other(base: Any) -> None:
    goal = next(base.sheet.subjects(RDF.type, TNG.Goal))
    base.sheet.remove((goal, DCT.title, None))
    base.sheet.add((goal, DCT.title, Literal(r"\1 \g<x> {?value}", lang="ja")))
    base.sheet.remove((goal, TNG.number, None))
    base.sheet.add((goal, TNG.number, Literal(3)))
    assert shapes_of(base.findings("sheet")) == {"sheet-numbers-gap"}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_graph_is_reported_in_the_same_order_every_time(data: st.DataObject, base: Any) -> None:
    lines = sorted(base.sheet)
    kept = data.draw(st.lists(st.sampled_from(lines), unique=True, min_size=len(lines) // 2))
    found = validate_sheet(_graph(kept), base.registers)
    assert found == validate_sheet(_graph(reversed(kept)), base.registers)
    assert list(found) == sorted(found, key=lambda each: each.order())


def _graph(triples: Any) -> Graph:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return graph


def _text(value: str, line: int) -> Text:
    return Text(value, Span(line, line))


@pytest.fixture
def made_by_hand() -> Extraction:
    """A sheet with one goal, a measure without code and a number that no register has."""
    lines = (
        *(
            "部局　みどり環境部",
            "(2024年度) 部局マネジメントシート",
            "（１）みどりを守ります。",
            "花壇を増やす",
        ),
        *(
            "みどりの輪を広げます",
            "99 みどりの学校",
            "（１）花壇をつくる（4月～6月）",
            "〇二つつくりました。",
        ),
    )
    file = SourceFile("midori.txt", "ab" * 32, 300, "text/plain")
    schedule = Schedule("4月～6月", (Period(date(2024, 4, 1), date(2024, 6, 30)),))
    goal = Objective(
        section="goal",
        number=1,
        title=_text("花壇を増やす", 4),
        priority=False,
        span=Span(4, 6),
        measures=(Measure(_text("みどりの輪を広げます", 5)),),
        policies=(PolicyNumber("99", _text("みどりの学校", 6)),),
        items=(
            Item("action", "1", "花壇をつくる", lines[6], Span(7, 7), schedule=schedule),
            Item("result", "1", "二つつくりました。", lines[7], Span(8, 8)),
        ),
    )
    sheet = ManagementSheet(
        city="992011",
        fiscal_year=2024,
        fiscal_year_span=Span(2, 2),
        department=_text("みどり環境部", 1),
        department_known=True,
        head_title=None,
        head_name=None,
        edition="実績",
        missions=(Item("mission", "1", "みどりを守ります。", lines[2], Span(3, 3)),),
        objectives=(goal,),
        lines=("used",) * len(lines),
    )
    return Extraction(Document(file, Encoding("utf-8", "utf-8"), lines), sheet)


def test_a_sheet_made_by_hand_is_published_with_what_a_person_should_see(made_by_hand: Extraction) -> None:
    city = cities()["yuino"]
    found = validate_sheet(sheet_graph(made_by_hand, city), register_graph(city))
    assert [(each.severity, each.shape, each.line) for each in found] == [
        ("warning", "policy-without-code", 5),
        ("warning", "policy-learnt", 6),
        ("info", "sheet-midterm-goals", 1),
        ("info", "goal-issues", 4),
    ]


def _counted(number: int, line: int) -> Item:
    """Return a result that names an organisation and counts what all others count too."""
    words = f"結野第{number}協会と、講座を{number}回開きました。"
    name, quote = f"結野第{number}協会", Quote(words, Span(line, line))
    mention = Mention(
        *("partner", name, name, quote, 0, len(name), "proposed", "suffix"), role="collaboratesWith"
    )
    figure = Figure(
        *(_text("講座", line), "actual", 2024, Decimal(number), _text(f"{number}回", line)),
        unit=_text("回", line),
        quote=quote,
    )
    return Item("result", str(number), words, words, Span(line, line), mentions=(mention,), figures=(figure,))


def test_many_things_in_one_row_do_not_meet_each_other(made_by_hand: Extraction) -> None:
    """Rules take time in proportion to a sheet and not to its square, which was 17 s for 300 items."""
    first = len(made_by_hand.document.lines)
    items = [_counted(number, first + number) for number in range(2, 302)]
    lines = (*made_by_hand.document.lines, "", *(item.printed for item in items))
    (goal,) = made_by_hand.sheet.objectives
    sheet = replace(
        made_by_hand.sheet,
        objectives=(replace(goal, items=(*goal.items, *items)),),
        lines=("used",) * len(lines),
    )
    city = cities()["yuino"]
    graph = sheet_graph(Extraction(replace(made_by_hand.document, lines=lines), sheet), city)
    registers = register_graph(city)
    started = process_time()
    found = (*validate_sheet(graph, registers), *validate_city(graph + registers))
    assert process_time() - started < 9
    assert shapes_of(found, "violation") == set()


def test_the_example_city_has_no_violation() -> None:
    city, whole = cities()["yuino"], Graph()
    registers = register_graph(city)
    for path in sorted((ROOT / "examples" / "yuino").glob("*.txt")):
        graph = sheet_graph(extract(path, cities()), city)
        assert shapes_of(validate_sheet(graph, registers), "violation") == set(), path.name
        whole += graph
    assert len(whole) > 1000
    assert validate_city(whole + registers) == ()


def test_the_real_sheet_has_no_violation(shared: Path) -> None:
    (path,) = (shared / "sheets").glob("*.txt")
    extraction = extract(path, cities())
    city = next(each for each in cities().values() if each.code == extraction.sheet.city)
    graph, registers = sheet_graph(extraction, city), register_graph(city)
    found = validate_sheet(graph, registers)
    assert shapes_of(found, "violation") == set()
    assert shapes_of(found) <= {"policy-learnt", "policy-without-code"}
    assert all(each.file == path.name and each.line and each.quote for each in found)
    assert validate_city(graph + registers) == ()


def test_rules_hold_for_every_kind_of_example(example_at: Callable[[Path | None], Any]) -> None:
    assert example_at(None).findings("sheet") == example_at(None).findings("city") == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("yuino-programs-midori-kankyo.xlsx", []),
        ("yuino-manifest-manabi-sodachi.xlsx", []),
        # Its fifth row is not rated and has no result.
        (
            "yuino-manifest-midori-kankyo.xlsx",
            [("goal-results", "マニフェスト!B10", "5 里山の企業研修の受入れ")],
        ),
    ],
)
def test_a_form_is_not_asked_for_what_it_has_no_place_for(name: str, expected: list[Any]) -> None:
    city = cities()["yuino"]
    graph, registers = sheet_graph(_read(name), city), register_graph(city)
    found = validate_sheet(graph, registers)
    assert [(each.shape, each.cell, each.label) for each in found] == expected
    assert validate_city(graph + registers) == ()


def test_a_finding_in_a_pdf_names_its_page() -> None:
    city = cities()["yuino"]
    found = validate_sheet(sheet_graph(_read("yuino-2024-kurashi-anshin.pdf"), city), register_graph(city))
    issues = next(each for each in found if each.shape == "goal-issues")
    assert (issues.page, issues.cell) == (4, "")
    assert issues.place("ja") == "yuino-2024-kurashi-anshin.pdf 4ページ"


def _read(name: str) -> Extraction:
    return extract(ROOT / "tests" / "fixtures" / "yuino" / name, cities(), "yuino")
