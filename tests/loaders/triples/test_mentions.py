"""What texts name and count: mentions, partnerships, shortcuts, figures of prose and their pairs."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from rdflib import BNode, Graph, Literal, URIRef

from loaders.cities.city import City
from loaders.cities.things import DocumentEntry, FacilityEntry, OrganisationEntry, ProgramEntry
from loaders.document import Document, Encoding, SourceFile, Span
from loaders.mention import Mention, MentionKind, Quote, Role, Status, Variant
from loaders.sheet import Extraction, Figure, FigureKey, FigureKind, Item, Objective, Pair, Text
from loaders.triples import figures, mentions, sheet_graph
from ontology.terms import DCT, ELI, FOAF, ORG, RDF, SKOS, TNG, XSD

C = "https://data.example.jp/id/lg/992011"
SHEET = URIRef(f"{C}/sheet/2024/midori")
GOAL = URIRef(f"{SHEET}/goal/1")
RESULT = URIRef(f"{GOAL}/result/1")

LINES = (
    *("みどり部", "2024年度", "緑の学校を続ける", "講座に100人"),
    "緑の会と講座を開き、延べ85人が来ました。",
    "実行委員会を開きました。",
)
NUMBERED = OrganisationEntry("緑の会", None, (), (), "9234567890123", "midori-kai")
TOWN = OrganisationEntry("となり町", None, (), (), "8000020130001", "")
HALL = FacilityEntry("緑の家", None, ("みどりの家",), (), "hall")
SCHOOL = ProgramEntry("緑の学校", None, (), (), "school")
BYLAW = DocumentEntry("緑の条例", None, (), (), "green", "ordinance")


def named(
    kind: MentionKind,
    name: str,
    line: int = 5,
    *,
    surface: str = "",
    key: str | None = None,
    role: Role | None = None,
    status: Status = "proposed",
    method: str = "suffix",
    cue: str = "",
    site: str | None = None,
) -> Mention:
    quote = Quote(LINES[line - 1], Span(line, line))
    return Mention(kind, name, surface or name, quote, 0, 1, status, method, key, role, cue, site)


def counted(kind: FigureKind, line: int, value: str, *, qualifiers: tuple[str, ...] = ()) -> Figure:
    span = Span(line, line)
    return Figure(
        Text("講座の参加者", span),
        kind,
        2024,
        Decimal(value),
        Text(f"{value}人", span),
        Text("人", span),
        qualifiers=qualifiers,
        delta=Decimal("-3.50") if kind == "actual" else None,
        quote=Quote(LINES[line - 1], span),
    )


PAIR = Pair(FigureKey("action", "1", 1), FigureKey("result", "1", 1), "pair-unit-and-label", Decimal("0.850"))


@pytest.fixture
def known(city: City) -> City:
    return replace(
        city,
        organisations=(NUMBERED, TOWN),
        facilities=(HALL,),
        programs=(SCHOOL,),
        documents=(BYLAW,),
        ambiguous_names=("緑の集い",),
    )


@pytest.fixture
def written(extraction: Extraction, known: City) -> Callable[..., Graph]:
    """Return `written(*mentions, of=…)`: the graph of a sheet whose result names these."""

    def write(
        *those: Mention,
        title: tuple[Mention, ...] = (),
        pairs: tuple[Pair, ...] = (),
        variants: tuple[Variant, ...] = (),
    ) -> Graph:
        action = Item("action", "1", LINES[3], LINES[3], Span(4, 4), figures=(counted("target", 4, "100"),))
        actual = counted("actual", 5, "85", qualifiers=("延べ",))
        result = Item("result", "1", LINES[4], LINES[4], Span(5, 5), mentions=those, figures=(actual,))
        row = Objective(
            *("goal", 1, Text(LINES[2], Span(3, 3)), False, Span(3, 3)),
            items=(action, result),
            mentions=title,
            pairs=pairs,
        )
        summary = Item("summary", "1", LINES[5], LINES[5], Span(6, 6), mentions=those)
        sheet = replace(
            extraction.sheet,
            department=Text(LINES[0], Span(1, 1)),
            fiscal_year_span=Span(2, 2),
            head_title=None,
            missions=(),
            summaries=(summary,),
            objectives=(row,),
            variants=variants,
        )
        file = SourceFile("midori-2024.txt", "ab" * 32, 321, "text/plain")
        return sheet_graph(Extraction(Document(file, Encoding("utf-8", ""), LINES), sheet), known)

    return write


def quotes(graph: Graph, node: URIRef) -> set[str]:
    return {str(graph.value(each, TNG.quote)) for each in graph.objects(node, TNG.evidence)}


def test_a_partner_is_a_partnership_with_its_role_and_all_that_backs_it(
    written: Callable[..., Graph],
) -> None:
    one = named("partner", "緑の会", role="collaboratesWith", key="midori-kai", status="stated", cue="と")
    graph = written(replace(one, method="register"), replace(one, surface="同会", status="proposed"))
    partner, node = URIRef("https://data.example.jp/id/org/9234567890123"), f"{RESULT}/partnership"
    node = URIRef(f"{node}/midori-kai-collaboratesWith")
    assert {TNG.Partnership, TNG.Mention} <= set(graph.objects(node, RDF.type))
    said = {
        TNG.of: partner,
        TNG.organization: partner,
        TNG.role: TNG.collaboratesWith,
        TNG.status: TNG.Stated,
        TNG.method: Literal("register"),
        TNG.signs: Literal("と"),
        TNG.sheet: SHEET,
        TNG.objective: GOAL,
        TNG.statement: RESULT,
    }
    assert {predicate: graph.value(node, predicate) for predicate in said} == said
    assert set(graph.objects(node, TNG.surface)) == {Literal("緑の会"), Literal("同会")}
    assert quotes(graph, node) == {LINES[4]}
    assert set(graph.objects(GOAL, TNG.partner)) == {partner}
    assert set(graph.objects(SHEET, TNG.partner)) == {partner}
    # A registered thing has its name in the graph of the registers alone.
    assert (partner, SKOS.prefLabel, None) not in graph


def test_roles_are_nodes_of_their_own_and_a_mere_name_is_no_shortcut(written: Callable[..., Graph]) -> None:
    graph = written(
        *(named("partner", "水の会", role=role) for role in ("funds", "supports")),
        *(named("partner", "森の会", role=role) for role in (None, "venueOf")),
    )
    ends = {str(each).rsplit("-")[-1] for each in graph.subjects(RDF.type, TNG.Partnership)}
    assert ends == {"funds", "supports", "refersTo", "venueOf"}
    (water,) = graph.subjects(SKOS.prefLabel, Literal("水の会", lang="ja"))
    assert set(graph.objects(GOAL, TNG.proposedPartner)) == {water}
    assert (None, TNG.partner, None) not in graph


def test_a_learnt_partner_is_written_with_its_name_and_quote(written: Callable[..., Graph]) -> None:
    graph = written(named("partner", "ＮＰＯ 水の会"), named("partner", "NPO水の会"))
    (node,) = graph.subjects(RDF.type, TNG.Partner)
    assert str(node).startswith(f"{C}/org/x")
    assert ORG.Organization in set(graph.objects(node, RDF.type))
    assert graph.value(node, TNG.method) == Literal("learnt")
    assert set(graph.objects(node, SKOS.prefLabel)) == {Literal("ＮＰＯ 水の会", lang="ja")}
    assert set(graph.objects(node, SKOS.altLabel)) == {Literal("NPO水の会", lang="ja")}
    assert LINES[4] in quotes(graph, node)


def test_another_municipality_has_the_iri_that_it_has_as_a_city(written: Callable[..., Graph]) -> None:
    graph = written(named("partner", "となり町", key="8000020130001", role="agreementWith"))
    (partner,) = set(graph.objects(GOAL, TNG.proposedPartner))
    assert str(partner) == "https://data.example.jp/id/lg/130001"


@pytest.mark.parametrize(
    ("kind", "name", "key", "thing", "shortcut", "types"),
    [
        ("program", "緑の学校", "school", "program/school", TNG.program, set()),
        ("site", "緑の家", "hall", "site/hall", TNG.site, set()),
        ("ordinance", "緑の条例", "green", "law/green", TNG.legalBasis, set()),
        ("department", "公園課", "koen", "dept/koen", TNG.relatedDepartment, set()),
        ("program", "緑の学び", None, "program/x", TNG.program, {TNG.Program}),
        ("site", "緑の丘", None, "site/x", TNG.site, {TNG.Site, ORG.Site}),
        ("ordinance", "水の条例", None, "law/x", TNG.legalBasis, {TNG.Ordinance, ELI.LegalResource}),
        ("plan", "緑の計画", None, "plan/x", TNG.refersTo, {TNG.PlanDocument, FOAF.Document}),
        # A key that is in no register (any more) leaves the name.
        ("plan", "緑の計画", "green", "plan/x", TNG.refersTo, {TNG.PlanDocument, FOAF.Document}),
        ("department", "福祉部", None, "dept/x", TNG.relatedDepartment, {TNG.Department}),
        ("group", "市民団体", None, "group/x", TNG.involves, {TNG.StakeholderGroup, SKOS.Concept}),
    ],
)
def test_each_kind_is_a_mention_of_a_thing_with_a_shortcut(
    written: Callable[..., Graph],
    kind: MentionKind,
    name: str,
    key: str | None,
    thing: str,
    shortcut: URIRef,
    types: set[URIRef],
) -> None:
    graph = written(named(kind, name, key=key))
    (found,) = set(graph.objects(GOAL, shortcut))
    assert str(found).startswith(f"{C}/{thing}")
    assert types <= set(graph.objects(found, RDF.type))
    (mention,) = (each for each in graph.subjects(TNG.of, found) if (each, TNG.objective, GOAL) in graph)
    assert str(mention) == f"{RESULT}/mention/{kind}-{str(found).rsplit('/')[-1]}"
    assert set(graph.objects(SHEET, shortcut)) == {found}


def test_groups_say_how_they_are_involved_where_the_text_does(written: Callable[..., Graph]) -> None:
    graph = written(named("group", "市民団体", role="funds"), named("group", "市民団体", role="supports"))
    (node,) = (each for each in graph.subjects(RDF.type, TNG.Mention) if str(each).startswith(RESULT))
    assert set(graph.objects(node, TNG.role)) == {TNG.funds, TNG.supports}


def test_the_sheet_does_not_point_to_its_own_department(written: Callable[..., Graph]) -> None:
    graph = written(named("department", "みどり部", key="midori"))
    assert (None, TNG.of, URIRef(f"{C}/dept/midori")) in graph
    assert (None, TNG.relatedDepartment, None) not in graph


def test_a_place_is_not_written(written: Callable[..., Graph]) -> None:
    graph = written(named("place", "緑町"))
    assert (None, RDF.type, TNG.Mention) not in graph


def test_a_class_noun_is_another_thing_in_each_department(
    written: Callable[..., Graph], extraction: Extraction, known: City
) -> None:
    names = ("実行委員会", "緑の集い", "緑の集い実行委員会")
    own = set(written(*(named("partner", name) for name in names)).subjects(RDF.type, TNG.Partner))
    (row, *rest) = extraction.sheet.objectives
    row = replace(row, mentions=tuple(named("partner", name, 1) for name in names))
    elsewhere = replace(extraction.sheet, department=Text("公園課", Span(1, 1)), objectives=(row, *rest))
    graph = sheet_graph(replace(extraction, sheet=elsewhere), known)
    other = set(graph.subjects(RDF.type, TNG.Partner))
    assert len(own) == len(other) == 3
    assert len(own & other) == 1


def test_a_partnership_names_the_facility_that_it_concerns(written: Callable[..., Graph]) -> None:
    graph = written(
        named("partner", "緑の会", role="operates", site="みどりの家"),
        named("partner", "水の会", role="operates", site="水の家"),
    )
    sites = set(graph.objects(None, TNG.ofSite))
    (learnt,) = graph.subjects(RDF.type, TNG.Site)
    assert sites == {URIRef(f"{C}/site/hall"), learnt}


def test_a_title_names_things_as_its_row(written: Callable[..., Graph]) -> None:
    graph = written(title=(named("program", "緑の学校", 3, key="school"),))
    node = URIRef(f"{GOAL}/mention/program-school")
    assert graph.value(node, TNG.objective) == GOAL
    assert (node, TNG.statement, None) not in graph


def test_only_a_measured_method_has_a_confidence(
    written: Callable[..., Graph], monkeypatch: pytest.MonkeyPatch
) -> None:
    measured = {("suffix", "plan"): Decimal("0.90"), ("unit-and-label", "pair"): Decimal(1)}
    for module in (mentions, figures):
        monkeypatch.setattr(module, "confidence", lambda *way: measured.get(way))
    graph = written(named("plan", "緑の計画"), named("plan", "森の計画", method="quoted"), pairs=(PAIR,))
    numbers = {
        str(graph.value(node, TNG.method)): str(n) for node, n in graph.subject_objects(TNG.confidence)
    }
    assert numbers == {"suffix": "0.9", "unit-and-label": "1"}


def test_programs_that_may_be_one_stay_two_and_two_names_of_one_thing_are_none(
    written: Callable[..., Graph],
) -> None:
    names = ("みどりの学校", "緑の学校", "ＡＢＣの学校", "ABCの学校")
    known = (named("program", names[1], key="school"), *(named("program", name) for name in names[::2]))
    pairs = (Variant(names[0], names[1], 0.8), Variant(names[2], names[3], 1.0))
    graph = written(*known, named("program", names[3]), variants=pairs)
    (learnt,) = graph.subjects(SKOS.prefLabel, Literal(names[0], lang="ja"))
    assert set(graph.subject_objects(TNG.possiblySame)) == {(learnt, URIRef(f"{C}/program/school"))}


def test_a_figure_of_prose_stands_in_its_statement(written: Callable[..., Graph]) -> None:
    graph = written()
    node = URIRef(f"{RESULT}/figure/1")
    said = {
        TNG.objective: GOAL,
        TNG.statement: RESULT,
        TNG.value: Literal("85", datatype=XSD.decimal),
        TNG.printed: Literal("85人"),
        TNG.unit: TNG.UnitPerson,
        TNG.valueKind: TNG.Actual,
        TNG.qualifier: Literal("延べ"),
        TNG.delta: Literal("-3.5", datatype=XSD.decimal),
        TNG.forYear: URIRef(f"{C}/fy/2024"),
    }
    assert {predicate: graph.value(node, predicate) for predicate in said} == said
    assert quotes(graph, node) == {LINES[4]}
    (indicator,) = graph.subjects(RDF.type, TNG.Indicator)
    assert graph.value(URIRef(f"{GOAL}/action/1/figure/1"), TNG.indicator) == indicator
    assert graph.value(indicator, SKOS.prefLabel) == Literal("講座の参加者（人）", lang="ja")
    assert quotes(graph, indicator) == {LINES[3], LINES[4]}
    assert (None, TNG.target, None) not in graph


def test_a_pair_is_proposed_with_its_reason(written: Callable[..., Graph]) -> None:
    graph = written(pairs=(PAIR,))
    actual, target = URIRef(f"{RESULT}/figure/1"), URIRef(f"{GOAL}/action/1/figure/1")
    assert list(graph.subject_objects(TNG.target)) == [(actual, target)]
    assert graph.value(actual, TNG.status) == TNG.Proposed
    assert graph.value(actual, TNG.method) == Literal("unit-and-label")
    assert graph.value(actual, TNG.achievement) == Literal("0.85", datatype=XSD.decimal)
    assert {each.language for each in graph.objects(actual, SKOS.note) if isinstance(each, Literal)} == {
        "ja",
        "en",
    }


def test_everything_has_evidence_and_nothing_is_blank(written: Callable[..., Graph]) -> None:
    kinds: tuple[MentionKind, ...] = (
        "partner",
        "group",
        "program",
        "site",
        "department",
        "ordinance",
        "plan",
    )
    graph = written(*(named(kind, f"緑の{kind}", site="森の家") for kind in kinds), pairs=(PAIR,))
    for node in {*graph.subjects(TNG.method), *graph.subjects(RDF.type, TNG.Mention)}:
        assert quotes(graph, node) <= set(LINES)
        assert quotes(graph, node)
    assert not any(isinstance(term, BNode) for triple in graph for term in triple)
    assert (SHEET, DCT.title, None) in graph
