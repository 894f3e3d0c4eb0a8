"""Grades, figures and programs: what the rows of forms other than prose hold."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef

from loaders.cities.city import City
from loaders.document import Cell, Document, Encoding, Place, SourceFile, Span
from loaders.sheet import Extraction, Figure, FigureKind, Form, Item, Objective, Rating, Text
from loaders.triples import sheet_graph
from loaders.triples.literals import decimal
from ontology.terms import DCT, OA, ORG, PROV, QB, RDF, SKOS, TIME, TNG, XSD

C = "https://data.example.jp/id/lg/992011"
SHEET = URIRef(f"{C}/sheet/2024/midori")
PROGRAM = URIRef(f"{SHEET}/program/1")
GOAL = URIRef(f"{SHEET}/goal/1")

LINES = (
    *("みどり部", "2024年度", "生ごみ事業", "公園課", "ごみを減らす。", "回収に参加する世帯数", "世帯"),
    *("1,400", "1,480", "令和6年度に開始", "事業費（千円）", "820", "Ａ", "目標を上回った", "人日"),
)


def text(line: int, value: str = "") -> Text:
    return Text(value or LINES[line - 1], Span(line, line))


def figure(kind: FigureKind, line: int, value: str, year: int = 2024) -> Figure:
    return Figure(text(6), kind, year, Decimal(value), text(line), text(7), text(10))


COST = Figure(text(11, "事業費"), "cost", 2023, Decimal(820), text(12), text(11, "千円"))


@pytest.fixture
def workbook(extraction: Extraction) -> Extraction:
    """A workbook, one cell to a line, with an evaluated program and a graded goal."""
    cells = tuple(
        Cell(0, row, 1, 1, 1, Span(row + 1, row + 1), Place("シート", f"B{row + 1}"))
        for row in range(len(LINES))
    )
    file = SourceFile("midori.xlsx", "cd" * 32, 9, "application/vnd.ms-excel")
    program = Objective(
        "program",
        1,
        text(3),
        priority=False,
        span=Span(3, 3),
        items=(Item("aim", "1", LINES[4], LINES[4], Span(5, 5)),),
        figures=(figure("target", 8, "1400"), figure("actual", 9, "1480.50", 2022), COST),
        unit_name=text(4),
    )
    goal = Objective("goal", 1, text(3), False, Span(3, 3), rating=Rating(text(13), "A", text(14)))
    sheet = replace(
        extraction.sheet,
        department=text(1),
        fiscal_year_span=Span(2, 2),
        head_title=None,
        missions=(),
        objectives=(program, goal),
    )
    return Extraction(Document(file, Encoding("xlsx", "workbook"), LINES, cells), sheet)


@pytest.fixture
def graph(workbook: Extraction, city: City) -> Graph:
    return sheet_graph(workbook, city)


def with_rows(extraction: Extraction, *rows: Objective) -> Extraction:
    return replace(extraction, sheet=replace(extraction.sheet, objectives=rows))


def only(graph: Graph, subject: URIRef, predicate: URIRef) -> URIRef:
    (value,) = graph.objects(subject, predicate)
    assert isinstance(value, URIRef)
    return value


def cells_of(graph: Graph, node: URIRef) -> set[str]:
    return {str(graph.value(each, TNG.cell)) for each in graph.objects(node, TNG.evidence)}


def test_an_evaluated_program_is_an_objective_of_its_own_address(graph: Graph) -> None:
    assert TNG.Objective in set(graph.objects(PROGRAM, RDF.type))
    assert not {TNG.Goal, TNG.MidTermGoal} & set(graph.objects(PROGRAM, RDF.type))
    assert graph.value(PROGRAM, DCT.title) == Literal("生ごみ事業", lang="ja")
    assert only(graph, PROGRAM, TNG.department) == URIRef(f"{C}/dept/midori")
    assert only(graph, PROGRAM, DCT.temporal) == URIRef(f"{C}/fy/2024")
    assert only(graph, URIRef(f"{PROGRAM}/aim/1"), TNG.objective) == PROGRAM


def test_the_program_is_named_by_the_row_and_mentioned_in_it(graph: Graph) -> None:
    program = only(graph, PROGRAM, TNG.program)
    assert str(program).startswith(f"{C}/program/x")
    assert set(graph.objects(program, RDF.type)) == {TNG.Program, PROV.Entity}
    assert graph.value(program, SKOS.prefLabel) == Literal("生ごみ事業", lang="ja")
    assert graph.value(program, TNG.method) == Literal("learnt")
    (mention,) = graph.subjects(TNG.of, program)
    assert str(mention) == f"{PROGRAM}/mention/program-{program.rsplit('/', 1)[1]}"
    assert graph.value(mention, TNG.status) == TNG.Stated
    assert graph.value(mention, TNG.surface) == Literal("生ごみ事業")
    assert (GOAL, TNG.program, None) not in graph


def test_a_section_that_the_register_lists_is_linked(graph: Graph) -> None:
    assert only(graph, PROGRAM, TNG.section) == URIRef(f"{C}/dept/koen")
    assert (None, RDF.type, TNG.Department) not in graph


def test_a_section_that_no_register_lists_is_learnt_with_its_department(
    workbook: Extraction, city: City
) -> None:
    elsewhere = replace(city.departments[1], parent="あおぞら部")
    graph = sheet_graph(workbook, replace(city, departments=(city.departments[0], elsewhere)))
    section = only(graph, PROGRAM, TNG.section)
    assert str(section).startswith(f"{C}/dept/x")
    assert graph.value(section, SKOS.prefLabel) == Literal("公園課", lang="ja")
    assert graph.value(section, TNG.method) == Literal("learnt")
    assert only(graph, section, ORG.unitOf) == URIRef(C)
    assert only(graph, section, ORG.subOrganizationOf) == URIRef(f"{C}/dept/midori")


def test_a_figure_is_an_observation(graph: Graph) -> None:
    target, actual = (URIRef(f"{PROGRAM}/figure/{k}") for k in (1, 2))
    assert set(graph.objects(target, RDF.type)) == {TNG.Figure, QB.Observation}
    assert graph.value(target, TNG.value) == Literal("1400", datatype=XSD.decimal)
    assert str(graph.value(actual, TNG.value)) == "1480.5"
    assert graph.value(target, TNG.printed) == Literal("1,400")
    assert (graph.value(target, TNG.valueKind), graph.value(actual, TNG.valueKind)) == (
        TNG.Target,
        TNG.Actual,
    )
    assert only(graph, target, TNG.unit) == TNG.UnitHousehold
    assert graph.value(target, SKOS.note) == Literal("令和6年度に開始", lang="ja")
    assert only(graph, target, TNG.objective) == PROGRAM
    assert only(graph, target, TNG.indicator) == only(graph, actual, TNG.indicator)
    assert cells_of(graph, target) == {"シート!B6", "シート!B7", "シート!B8", "シート!B10"}


def test_the_year_of_a_figure_is_described_too(graph: Graph) -> None:
    year = only(graph, URIRef(f"{PROGRAM}/figure/2"), TNG.forYear)
    assert year == URIRef(f"{C}/fy/2022")
    assert (year, RDF.type, TIME.ProperInterval) in graph
    assert graph.value(year, TNG.ends) == Literal("2023-03-31", datatype=XSD.date)


def test_a_cost_stays_in_its_unit_and_yen_can_be_computed(graph: Graph) -> None:
    cost = URIRef(f"{PROGRAM}/figure/3")
    assert set(graph.objects(cost, RDF.type)) == {TNG.Cost, TNG.Figure, QB.Observation}
    assert (cost, TNG.valueKind, None) not in graph
    query = """SELECT (?value * ?factor AS ?yen) ?base WHERE {
        ?cost a tng:Cost ; tng:value ?value ; tng:unit ?unit .
        ?unit tng:unitFactor ?factor ; tng:baseUnit/skos:notation ?base }"""
    (row,) = graph.query(query, initNs={"tng": TNG.base, "skos": SKOS.base})
    assert isinstance(row, tuple)
    assert (Decimal(str(row[0])), str(row[1])) == (Decimal(820000), "円")


def test_an_indicator_is_one_of_its_department_and_program(workbook: Extraction, city: City) -> None:
    def indicator(extraction: Extraction) -> set[str]:
        found = sheet_graph(extraction, city).subjects(RDF.type, TNG.Indicator)
        return {str(each) for each in found}

    row = replace(workbook.sheet.objectives[0], figures=(figure("target", 8, "1"),))
    here = indicator(with_rows(workbook, row))
    other_program = indicator(with_rows(workbook, replace(row, title=text(3, "別の事業"))))
    department = replace(workbook.sheet, department=text(1, "あおぞら部"), objectives=(row,))
    elsewhere = indicator(replace(workbook, sheet=department))
    assert len(here) == 1
    assert len(here | other_program | elsewhere) == 3


def test_a_unit_that_the_vocabulary_lacks_is_learnt(workbook: Extraction, city: City) -> None:
    row = replace(workbook.sheet.objectives[0], figures=(replace(figure("target", 8, "1"), unit=text(15)),))
    graph = sheet_graph(with_rows(workbook, row), city)
    unit = only(graph, URIRef(f"{PROGRAM}/figure/1"), TNG.unit)
    assert str(unit).startswith(f"{C}/unit/x")
    assert graph.value(unit, SKOS.notation) == Literal("人日")
    assert graph.value(unit, TNG.method) == Literal("learnt")
    assert cells_of(graph, unit) == {"シート!B15"}


def test_a_figure_without_unit_or_note_says_nothing_of_them(workbook: Extraction, city: City) -> None:
    bare = replace(figure("target", 8, "1"), unit=None, note=None)
    graph = sheet_graph(with_rows(workbook, replace(workbook.sheet.objectives[0], figures=(bare,))), city)
    node = URIRef(f"{PROGRAM}/figure/1")
    assert (node, TNG.unit, None) not in graph
    assert (node, SKOS.note, None) not in graph


def test_a_rating_is_a_grade_of_the_year(graph: Graph) -> None:
    rating = URIRef(f"{GOAL}/rating")
    assert set(graph.objects(rating, RDF.type)) == {TNG.Rating, PROV.Entity}
    assert graph.value(rating, TNG.printed) == Literal("Ａ")
    assert only(graph, rating, TNG.objective) == GOAL
    grade = only(graph, rating, TNG.grade)
    assert str(grade) == f"{C}/grade/2024/A"
    assert graph.value(grade, SKOS.notation) == Literal("A")
    assert graph.value(grade, SKOS.prefLabel) == Literal("目標を上回った", lang="ja")
    scale = only(graph, grade, SKOS.inScheme)
    assert str(scale) == f"{C}/grade/2024"
    assert (scale, RDF.type, SKOS.ConceptScheme) in graph
    assert Literal("2024年度の評価の段階", lang="ja") in set(graph.objects(scale, SKOS.prefLabel))


def test_a_grade_without_legend_is_called_by_its_letter(workbook: Extraction, city: City) -> None:
    row = replace(workbook.sheet.objectives[1], rating=Rating(text(13), "A"))
    graph = sheet_graph(with_rows(workbook, row), city)
    assert graph.value(URIRef(f"{C}/grade/2024/A"), SKOS.prefLabel) == Literal("A", lang="ja")


@pytest.mark.parametrize("form", ["narrative", "ratings", "programs"])
def test_each_form_of_a_department_is_a_sheet_of_its_own(
    extraction: Extraction, city: City, form: Form
) -> None:
    sheet = replace(extraction.sheet, form=form)
    graph = sheet_graph(replace(extraction, sheet=sheet), city)
    node = URIRef(SHEET if form == "narrative" else f"{SHEET}.{form}")
    assert str(graph.value(node, TNG.form)) == form


def test_evidence_of_a_workbook_names_the_cell(graph: Graph) -> None:
    piece = next(graph.subjects(TNG.cell, Literal("シート!B13")))
    assert graph.value(piece, TNG.quote) == Literal("Ａ")
    selectors = {graph.value(each, RDF.type): each for each in graph.objects(piece, OA.hasSelector)}
    assert graph.value(selectors[OA.FragmentSelector], RDF.value) == Literal("シート!B13")
    assert (selectors[OA.FragmentSelector], DCT.conformsTo, None) not in graph


def test_every_node_has_evidence_and_is_no_blank_one(graph: Graph) -> None:
    for node in {*graph.subjects(TNG.sheet, SHEET), *graph.subjects(TNG.method)}:
        assert (node, TNG.evidence, None) in graph, node
    assert not any(isinstance(term, BNode) for triple in graph for term in triple)
    assert all(term.isascii() for triple in graph for term in triple if isinstance(term, URIRef))


@pytest.mark.parametrize(
    "media_type",
    [
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.ms-excel",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/pdf",
        "text/csv",
    ],
)
def test_a_file_has_the_media_type_that_iana_lists(
    media_type: str, extraction: Extraction, city: City
) -> None:
    document = replace(extraction.document, file=replace(extraction.document.file, media_type=media_type))
    graph = sheet_graph(replace(extraction, document=document), city)
    assert set(graph.objects(None, DCT.format)) == {
        URIRef(f"https://www.iana.org/assignments/media-types/{media_type}")
    }


@given(st.decimals(allow_nan=False, allow_infinity=False, places=9, min_value=-(10**15), max_value=10**15))
def test_numbers_are_written_canonically(number: Decimal) -> None:
    written = str(decimal(number))
    assert Decimal(written) == number
    assert "E" not in written
    assert written != "-0"
    assert "." not in written or not written.endswith(("0", "."))
