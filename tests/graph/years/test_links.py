"""The graph of links from graphs of sheets that are written here by hand."""

from collections.abc import Callable, Iterable, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, Store
from rdflib import Graph, Literal, URIRef

import graph.years.links
from api.saved import saved_queries
from graph.cache import Cache
from graph.fragments import Fragment
from graph.years.facts import Change, Facts, facts_of
from graph.years.links import NOBODY, links
from graph.years.people import People
from graph.years.succession import steps
from loaders.triples import nquads
from ontology.iris import Iris
from ontology.terms import DCT, RDF, SKOS, TNG

IRIS = Iris("https://w3id.org/tsunagu/", "992011")
PROGRAM, PARTNER = TNG.Program, TNG.Partner


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path)


def fragment(name: URIRef, triples: Iterable[tuple[URIRef, URIRef, URIRef | Literal]]) -> Fragment:
    made = Graph()
    for triple in triples:
        made.add(triple)
    return Fragment.of("a.nq", str(name), nquads(made, name))


REGISTERS = fragment(
    IRIS.graph_registers(), [(IRIS.department("midori"), SKOS.prefLabel, Literal("みどり部", lang="ja"))]
)


def sheet(year: int, department: str = "midori", **named: URIRef) -> Fragment:
    """Return a sheet that names things: `見守り訪問=TNG.Program` (proposed, learnt)."""
    node = IRIS.sheet(year, department)
    triples: list[tuple[URIRef, URIRef, URIRef | Literal]] = [
        (node, RDF.type, TNG.ManagementSheet),
        (node, TNG.department, IRIS.department(department)),
        (node, TNG.fiscalYear, Literal(year)),
        (node, TNG.form, Literal("narrative")),
    ]
    for name, kind in named.items():
        thing, mention = thing_of(name, kind), IRIS.mention(node, "thing", IRIS.slug("thing", name))
        triples += [
            (thing, RDF.type, kind),
            (thing, SKOS.prefLabel, Literal(name, lang="ja")),
            (thing, TNG.method, Literal("learnt")),
            (mention, RDF.type, TNG.Mention),
            (mention, TNG.of, thing),
            (mention, TNG.status, TNG.Proposed),
            (node, TNG.program if kind == PROGRAM else TNG.partner, thing),
            (mention, TNG.evidence, IRIS.evidence("0" * 64, str(year), name)),
        ]
    return fragment(IRIS.graph_sheet(year, department), triples)


def thing_of(name: str, kind: URIRef) -> URIRef:
    make: Callable[[str], URIRef] = IRIS.program if kind == PROGRAM else IRIS.organization
    return make(IRIS.slug("thing", name))


def made(sheets: Sequence[Fragment], cache: Cache, people: People = NOBODY) -> Fragment | None:
    return links(REGISTERS, sheets, cache, people).fragment


def said(found: Fragment | None) -> Store:
    store = Store()
    if found is not None:
        store.load(b"\n".join(found.triples()), RdfFormat.N_TRIPLES)
    return store


def pairs(found: Fragment | None, predicate: URIRef) -> set[tuple[str, str]]:
    return {
        (row[0].value, row[1].value) for row in said(found).query(f"SELECT ?s ?o {{ ?s <{predicate}> ?o }}")
    }


def test_nothing_to_say_is_no_graph(cache: Cache) -> None:
    assert made([sheet(2024)], cache) is None


def test_a_program_that_may_have_been_renamed(cache: Cache) -> None:
    before, after = sheet(2024, 見守り訪問=PROGRAM), sheet(2025, 見守り訪問プラス=PROGRAM)
    found = made([before, after], cache)
    renamed = (str(thing_of("見守り訪問プラス", PROGRAM)), str(thing_of("見守り訪問", PROGRAM)))
    assert pairs(found, TNG.continues) == {renamed}
    (kind,) = pairs(found, TNG.changeKind)
    assert kind[1] == "renamed"
    assert pairs(found, TNG.method) == {(kind[0], "similar-name")}
    assert len(pairs(found, TNG.evidence)) == 2
    assert (kind[0], str(TNG.Proposed)) in pairs(found, TNG.status)


def test_the_saved_query_shows_programs_over_the_years(cache: Cache) -> None:
    sheets = [sheet(2024, 見守り訪問=PROGRAM), sheet(2025, 見守り訪問プラス=PROGRAM)]
    sheets.append(sheet(2026, 見守り訪問プラス=PROGRAM))
    found = made(sheets, cache)
    assert found is not None
    store = Store()
    for each in (REGISTERS, *sheets, found):
        store.load(b"\n".join(each.triples()), RdfFormat.N_TRIPLES)
    rows: Any = store.query(saved_queries()["programs-by-year"].bind({}, "ja"))
    names = ("programLabel", "first", "last", "years", "beforeLabel")
    shown = [tuple(row[name] and row[name].value for name in names) for row in rows]
    assert shown == [
        ("見守り訪問", "2024", "2024", "1", None),
        ("見守り訪問プラス", "2025", "2026", "2", "見守り訪問"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "own"),
    [
        ({"見守り訪問": PROGRAM}, {"見守り訪問": PROGRAM, "見守り訪問プラス": PROGRAM}, ()),  # did not end
        ({"見守り訪問": PROGRAM}, {"里山の教室": PROGRAM}, ()),  # another name
        ({"里山の体験教室": PROGRAM}, {"水辺の体験教室": PROGRAM}, ()),  # alike at the end only
        ({"見守り訪問": PARTNER}, {"見守り訪問プラス": PARTNER}, ()),  # no programs
        ({"見守り訪問": PROGRAM}, {"見守り訪問プラス": PROGRAM}, ("見守り訪問プラス",)),  # a person said so
    ],
)
def test_a_program_that_was_not_renamed(
    before: dict[str, URIRef], after: dict[str, URIRef], own: tuple[str, ...], cache: Cache
) -> None:
    found = made([sheet(2024, **before), sheet(2025, **after)], cache, People(apart=own))
    assert pairs(found, TNG.continues) == set()


def test_the_strongest_status_of_all_mentions(cache: Cache) -> None:
    thing = str(thing_of("里山の会", PARTNER))
    proposed = sheet(2024, 里山の会=PARTNER)
    other = sheet(2025, 里山の会=PARTNER)
    stated = Fragment.of("b.nq", other.graph, other.data.replace(b"#Proposed", b"#Stated"))
    assert pairs(made([proposed, other], cache), TNG.status) == {(thing, str(TNG.Proposed))}
    found = made([proposed, stated], cache)
    assert pairs(found, TNG.status) == {(thing, str(TNG.Stated))}
    assert pairs(found, TNG.method) == {(thing, "same-name")}
    assert pairs(made([proposed], cache), TNG.method) == set()


def test_the_order_of_the_sheets_plays_no_part(tmp_path: Path) -> None:
    sheets = [
        sheet(2024, 見守り訪問=PROGRAM, 里山の会=PARTNER),
        sheet(2025, 見守り訪問プラス=PROGRAM),
        sheet(2025, "kurashi", 里山の会=PARTNER),
    ]
    found = []
    for place, order in enumerate(permutations(sheets)):
        folder = tmp_path / str(place)
        folder.mkdir()
        found.append(made(order, Cache(folder)))
    assert found[0] is not None
    assert all(each == found[0] for each in found)
    assert found[0].data == b"".join(sorted(found[0].data.splitlines(keepends=True)))


def test_only_what_is_new_is_read(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(each: Fragment) -> Facts:
        read.append(each.graph)
        return facts_of(each)

    monkeypatch.setattr(graph.years.links, "facts_of", counted)
    sheets = [sheet(2024, 見守り訪問=PROGRAM), sheet(2025)]
    first = links(REGISTERS, sheets, cache)
    assert len(read) == 3
    assert links(REGISTERS, sheets, cache) == first
    assert len(read) == 3
    links(REGISTERS, [*sheets, sheet(2026, 見守り訪問=PROGRAM)], cache)
    assert len(read) == 4


def facts(year: int, department: str, form: str = "narrative") -> Facts:
    return Facts(f"{department}{year}{form}", department, year, form, (), (), (), ())


CHANGES = (
    Change("2025-04-01", ("a",), ("b", "c")),
    Change("2025-10-01", ("c",), ("d",)),
    Change("2030-04-01", ("b",), ("e",)),
)


@pytest.mark.parametrize(
    ("earlier", "later", "follows"),
    [
        (facts(2024, "a"), facts(2025, "a"), True),
        (facts(2024, "a"), facts(2025, "b"), True),
        (facts(2024, "a"), facts(2025, "d"), True),  # by way of c, within the year
        (facts(2025, "c"), facts(2026, "d"), True),  # the sheet of 2025 still has the old name
        (facts(2024, "a"), facts(2026, "b"), False),
        (facts(2024, "b"), facts(2025, "a"), False),
        (facts(2024, "b"), facts(2025, "e"), False),
        (facts(2024, "a"), facts(2025, "x"), False),
        (facts(2024, "a"), facts(2025, "a", "ratings"), False),
    ],
)
def test_which_sheet_follows_which(earlier: Facts, later: Facts, follows: bool) -> None:
    assert steps([later, earlier], CHANGES) == ([((earlier, later),)] if follows else [])


def test_sheets_of_a_split_are_looked_at_together_and_years_apart() -> None:
    a, b, c, later = facts(2024, "a"), facts(2025, "b"), facts(2025, "c"), facts(2026, "b")
    assert steps([later, c, b, a], CHANGES) == [((a, b), (a, c)), ((b, later),)]


def test_a_goal_of_a_sheet(root: Path) -> None:
    """The facts are those of the triples that sheets really have."""
    node = IRIS.goal(2024, "midori", 1)
    action = IRIS.item(node, "action", "1")
    policy = IRIS.policy("kihon-1", "3")
    found = facts_of(
        fragment(
            IRIS.graph_sheet(2024, "midori"),
            [
                (node, RDF.type, TNG.Goal),
                (node, DCT.title, Literal("里山", lang="ja")),
                (node, DCT.title, Literal("Woods", lang="en")),
                (node, TNG.number, Literal(1)),
                (node, TNG.contributesTo, policy),
                (action, RDF.type, TNG.Action),
                (action, TNG.objective, node),
                (action, TNG.text, Literal('間"伐"', lang="ja")),
            ],
        )
    )
    (goal,) = found.goals
    assert (goal.iri, goal.title, goal.actions) == (str(node), "里山", ('間"伐"',))
    assert goal.policies == {str(policy)}
    assert found.year == 0
