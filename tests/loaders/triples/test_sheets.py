"""What stands in the graph of one sheet, triple by triple."""

from dataclasses import replace

import pytest
from rdflib import BNode, Graph, Literal, URIRef

from loaders.cities.city import City
from loaders.sheet import Extraction, Text
from loaders.triples import register_graph, sheet_graph
from loaders.triples.items import CHANGE_TYPES
from loaders.triples.spots import line_selector
from ontology.terms import DCAT, DCT, OA, ORG, PPLAN, PROV, RDF, SKOS, SPDX, TIME, TNG, XSD
from ontology.vocabulary import load

C = "https://data.example.jp/id/lg/992011"
SHEET = URIRef(f"{C}/sheet/2024/midori")
GOAL = URIRef(f"{SHEET}/goal/1")
MIDTERM = URIRef(f"{SHEET}/midterm/2")
ACTION = URIRef(f"{GOAL}/action/1")
FILE = URIRef("https://data.example.jp/id/file/" + "ab" * 32)


def integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)


def date(text: str) -> Literal:
    return Literal(text, datatype=XSD.date)


@pytest.fixture
def graph(extraction: Extraction, city: City) -> Graph:
    return sheet_graph(extraction, city)


def only(graph: Graph, subject: URIRef, predicate: URIRef) -> URIRef:
    (value,) = graph.objects(subject, predicate)
    assert isinstance(value, URIRef)
    return value


def test_the_sheet(graph: Graph) -> None:
    assert set(graph.objects(SHEET, RDF.type)) >= {TNG.ManagementSheet, PROV.Plan}
    assert set(graph.objects(SHEET, DCT.title)) == {
        Literal("みどり部 2024年度 部局マネジメントシート", lang="ja"),
        Literal("Management sheet 2024, Green Department", lang="en"),
    }
    assert only(graph, SHEET, TNG.department) == URIRef(f"{C}/dept/midori")
    assert only(graph, SHEET, PROV.wasDerivedFrom) == FILE
    assert graph.value(SHEET, TNG.edition) == Literal("実績")
    assert graph.value(SHEET, TNG.headTitle) == Literal("部長", lang="ja")


def test_the_fiscal_year(graph: Graph) -> None:
    year = only(graph, SHEET, DCT.temporal)
    assert year == URIRef(f"{C}/fy/2024")
    assert (year, RDF.type, TIME.ProperInterval) in graph
    assert graph.value(year, TNG.starts) == date("2024-04-01")
    assert graph.value(year, TNG.ends) == date("2025-03-31")
    assert graph.value(only(graph, year, TIME.hasEnd), TIME.inXSDDate) == date("2025-03-31")


def test_objectives(graph: Graph) -> None:
    assert set(graph.objects(GOAL, RDF.type)) == {TNG.Goal, TNG.Objective, PPLAN.Plan}
    assert set(graph.objects(MIDTERM, RDF.type)) == {TNG.MidTermGoal, TNG.Objective, PPLAN.Plan}
    assert graph.value(GOAL, TNG.number) == integer(1)
    assert graph.value(GOAL, TNG.isPriority) == Literal("true", datatype=XSD.boolean)
    assert graph.value(MIDTERM, TNG.isPriority) == Literal("false", datatype=XSD.boolean)
    assert graph.value(GOAL, DCT.title) == Literal("公園を増やす", lang="ja")
    assert graph.value(GOAL, SKOS.prefLabel) == Literal("公園を増やす", lang="ja")
    for node in (GOAL, MIDTERM):
        assert only(graph, node, TNG.sheet) == SHEET
        assert only(graph, node, TNG.department) == URIRef(f"{C}/dept/midori")
        assert graph.value(node, TNG.fiscalYear) == integer(2024)
        assert only(graph, node, DCT.temporal) == URIRef(f"{C}/fy/2024")


def test_a_mission_belongs_to_the_sheet_and_to_no_objective(graph: Graph) -> None:
    mission = URIRef(f"{SHEET}/mission/1")
    assert set(graph.objects(mission, RDF.type)) == {TNG.Mission, TNG.Statement, PROV.Entity}
    assert only(graph, mission, TNG.sheet) == SHEET
    assert (mission, TNG.objective, None) not in graph


def test_actions_have_words_place_and_tags(graph: Graph) -> None:
    part = URIRef(f"{GOAL}/action/1-1")
    assert graph.value(ACTION, TNG.text) == Literal("公園をつくる", lang="ja")
    assert graph.value(ACTION, TNG.printed) == Literal("（1）公園をつくる[新規]（4～9月）", lang="ja")
    assert graph.value(ACTION, TNG.changeType) == TNG.New
    assert graph.value(ACTION, SKOS.notation) == Literal("1")
    assert graph.value(part, SKOS.notation) == Literal("1-1")
    assert only(graph, part, TNG.partOf) == ACTION
    assert graph.value(part, TNG.signs) == Literal("marker；width")
    assert (ACTION, TNG.partOf, None) not in graph
    assert only(graph, URIRef(f"{GOAL}/result/1"), TNG.objective) == GOAL


def test_schedules_are_periods_and_an_open_end_stays_open(graph: Graph) -> None:
    period = only(graph, ACTION, TNG.period)
    assert period == URIRef(f"{ACTION}/period/1")
    assert graph.value(ACTION, TNG.schedule) == Literal("4～9月")
    assert graph.value(period, TNG.starts) == date("2024-04-01")
    assert graph.value(period, TNG.ends) == date("2024-09-30")
    still_open = only(graph, URIRef(f"{GOAL}/action/1-1"), TNG.period)
    assert graph.value(still_open, TNG.starts) == date("2024-04-01")
    assert (still_open, TNG.ends, None) not in graph


def test_both_numbering_systems_are_contributed_to(graph: Graph) -> None:
    policies = set(graph.objects(GOAL, TNG.contributesTo))
    without_code = next(each for each in policies if "/policy/sogo-1/x" in str(each))
    assert policies == {
        URIRef(f"{C}/policy/sogo-1/2-1-3"),
        URIRef(f"{C}/policy/kihon-2022/7"),
        URIRef(f"{C}/policy/kihon-2022/99"),
        without_code,
    }
    assert (without_code, SKOS.notation, None) not in graph
    assert graph.value(without_code, SKOS.prefLabel) == Literal("公園の名前を決めます", lang="ja")


def test_a_reference_says_how_its_number_is_known(graph: Graph) -> None:
    printed = URIRef(f"{GOAL}/policy/sogo-1-2-1-3")
    matched = URIRef(f"{MIDTERM}/policy/sogo-1-2-1-3")
    assert set(graph.objects(printed, RDF.type)) == {TNG.PolicyReference, TNG.Mention, PROV.Entity}
    assert only(graph, printed, TNG.of) == URIRef(f"{C}/policy/sogo-1/2-1-3")
    assert only(graph, printed, TNG.objective) == GOAL
    assert graph.value(printed, TNG.surface) == Literal("公園を市民とつくります")
    assert graph.value(printed, TNG.status) == TNG.Stated
    assert graph.value(printed, TNG.codeSource) == Literal("printed")
    assert graph.value(printed, TNG.method) == Literal("printed-field")
    assert graph.value(matched, TNG.codeSource) == Literal("matched-by-text")
    assert graph.value(matched, TNG.method) == Literal("matched-by-text")
    quotes = {str(graph.value(each, TNG.quote)) for each in graph.objects(matched, TNG.evidence)}
    assert quotes == {"公園を市民とつくります", "2-1-（3）"}
    (bare,) = (each for each in graph.subjects(TNG.objective, GOAL) if "/policy/sogo-1-x" in str(each))
    assert (bare, TNG.codeSource, None) not in graph


def test_what_a_register_lists_is_not_labelled_in_the_sheet(graph: Graph, city: City) -> None:
    registered = set(register_graph(city).subjects(SKOS.prefLabel))
    assert {URIRef(f"{C}/policy/kihon-2022/7"), URIRef(f"{C}/dept/midori")} <= registered
    assert not registered & set(graph.subjects(SKOS.prefLabel))


def test_a_policy_that_the_register_lacks_is_learnt(graph: Graph) -> None:
    policy = URIRef(f"{C}/policy/kihon-2022/99")
    assert (policy, RDF.type, SKOS.Concept) in graph
    assert graph.value(policy, TNG.method) == Literal("learnt")
    assert graph.value(policy, SKOS.notation) == Literal("99")
    assert graph.value(policy, SKOS.prefLabel) == Literal("まだ載っていない政策", lang="ja")
    assert only(graph, policy, SKOS.inScheme) == URIRef(f"{C}/policy/kihon-2022")
    assert (policy, TNG.evidence, None) in graph


def test_with_empty_registers_everything_is_learnt_and_says_so(
    extraction: Extraction, bare_city: City
) -> None:
    graph = sheet_graph(extraction, bare_city)
    (department,) = graph.subjects(RDF.type, TNG.Department)
    assert graph.value(department, SKOS.prefLabel) == Literal("みどり部", lang="ja")
    assert graph.value(department, ORG.unitOf) == URIRef(C)
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert {str(graph.value(each, SKOS.prefLabel)) for each in schemes} == {"総合計画", "基本政策"}
    policies = set(graph.subjects(RDF.type, TNG.Policy))
    assert {str(each) for policy in policies for each in graph.objects(policy, SKOS.notation)} == {
        "2-1-(3)",
        "7",
        "99",
    }
    for node in (department, *schemes, *policies):
        assert graph.value(node, TNG.method) == Literal("learnt")
        assert (node, TNG.evidence, None) in graph
    assert set(graph.objects(None, SKOS.inScheme)) == schemes


def test_every_extracted_node_has_evidence_that_stands(graph: Graph, extraction: Extraction) -> None:
    nodes = {SHEET, *graph.subjects(TNG.sheet, SHEET)}
    assert len(nodes) == 14
    for node in nodes:
        pieces = list(graph.objects(node, TNG.evidence))
        assert pieces, node
        for piece in pieces:
            first, last = (int(str(graph.value(piece, each))) for each in (TNG.line, TNG.lineEnd))
            quote = str(graph.value(piece, TNG.quote))
            lines = extraction.document.lines[first - 1 : last]
            assert quote in "".join(line.strip() for line in lines)


def test_evidence_is_a_web_annotation_of_the_file(graph: Graph) -> None:
    (piece,) = (each for each in graph.subjects(TNG.line, integer(7)))
    assert set(graph.objects(piece, RDF.type)) == {TNG.Evidence, OA.SpecificResource}
    assert graph.value(piece, OA.hasSource) == graph.value(piece, TNG.file) == FILE
    selectors = {graph.value(each, RDF.type): each for each in graph.objects(piece, OA.hasSelector)}
    assert graph.value(selectors[OA.FragmentSelector], RDF.value) == Literal("line=6,8")
    assert graph.value(selectors[OA.TextQuoteSelector], OA.exact) == Literal("公園の名前を決めます")


def test_the_file_is_known_by_its_bytes(graph: Graph) -> None:
    assert (FILE, RDF.type, TNG.SourceFile) in graph
    assert graph.value(FILE, DCT.title) == Literal("midori-2024.txt")
    assert graph.value(FILE, DCAT.byteSize) == Literal("321", datatype=XSD.nonNegativeInteger)
    assert str(graph.value(FILE, DCT.format)) == "https://www.iana.org/assignments/media-types/text/plain"
    checksum = only(graph, FILE, SPDX.checksum)
    assert graph.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
    assert graph.value(checksum, SPDX.checksumValue) == Literal("ab" * 32, datatype=XSD.hexBinary)


def test_a_name_appears_only_where_the_sheet_keeps_it(extraction: Extraction, city: City) -> None:
    assert (None, TNG.headName, None) not in sheet_graph(extraction, city)
    document = replace(extraction.document, lines=(*extraction.document.lines, "氏名　緑野 花子"))
    line = replace(extraction.sheet.department.span, first=15, last=15)
    named = replace(extraction.sheet, head_name=Text("緑野 花子", line))
    graph = sheet_graph(Extraction(document, named), city)
    assert graph.value(SHEET, TNG.headName) == Literal("緑野 花子", lang="ja")


def test_one_number_printed_twice_does_not_melt_two_rows(extraction: Extraction, city: City) -> None:
    first = extraction.sheet.objectives[0]
    mission = extraction.sheet.missions[0]
    twice = replace(
        extraction.sheet,
        objectives=(first, replace(first, title=Text("別の目標", first.title.span))),
        missions=(mission, replace(mission, text="別の使命")),
    )
    graph = sheet_graph(replace(extraction, sheet=twice), city)
    titles = {str(node): str(graph.value(node, DCT.title)) for node in graph.subjects(RDF.type, TNG.Goal)}
    assert titles == {str(GOAL): "公園を増やす", f"{GOAL}_2": "別の目標"}
    assert len(set(graph.subjects(RDF.type, TNG.Mission))) == 2
    parent = only(graph, URIRef(f"{GOAL}_2/action/1-1"), TNG.partOf)
    assert parent == URIRef(f"{GOAL}_2/action/1")


def test_nothing_is_blank_and_every_iri_is_ascii(
    graph: Graph, extraction: Extraction, bare_city: City
) -> None:
    for each in (graph, sheet_graph(extraction, bare_city)):
        for triple in each:
            for term in triple:
                assert not isinstance(term, BNode)
                assert not isinstance(term, URIRef) or term.isascii()


def test_own_terms_in_the_graph_are_those_of_the_vocabulary(graph: Graph, city: City) -> None:
    known = set(TNG.terms().values())
    for triple in (*graph, *register_graph(city)):
        assert {term for term in triple if str(term).startswith(TNG.base)} <= known


def test_tags_mean_the_concepts_with_their_notation() -> None:
    vocabulary = load()
    concepts = vocabulary.subjects(SKOS.inScheme, TNG.changeTypes)
    assert {str(vocabulary.value(each, SKOS.notation)): each for each in concepts} == CHANGE_TYPES


def test_line_selectors_count_between_lines(extraction: Extraction) -> None:
    span = extraction.sheet.department.span
    assert line_selector(replace(span, first=475, last=476)) == "line=474,476"
    assert line_selector(span) == "line=0,1"
