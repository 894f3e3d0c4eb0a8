"""A new mayor's list, a new plan, a split and a renamed department: which goals go on?"""

from collections.abc import Callable

import pytest

from graph.release import Release, verify
from graph.years.write import measured
from ontology.terms import DCT, TNG

Rows = Callable[[str], list[tuple[str, ...]]]

LINKS = f"""SELECT ?kind ?method ?from ?to WHERE {{
    ?link a <{TNG.Continuation}> ; <{TNG.changeKind}> ?kind ; <{TNG.method}> ?method ;
        <{TNG.earlier}> ?earlier ; <{TNG.later}> ?later .
    ?earlier <{DCT.title}> ?from . ?later <{DCT.title}> ?to . ?later <{TNG.continues}> ?earlier .
}} ORDER BY ?from ?to"""


def test_every_goal_is_linked_to_what_it_was(rows: Rows) -> None:
    assert set(rows(LINKS)) == {
        ("continued", "same-title", "公園の魅力づくり", "公園の魅力づくり"),
        ("continued", "same-title", "待たせない窓口への転換", "待たせない窓口への転換"),
        ("continued", "same-title", "放課後の居場所づくり", "放課後の居場所づくり"),
        ("renamed", "shared-content", "本と人が出会う図書館づくり", "読書の輪の広がり"),
        ("split", "similar-title", "ごみの減量と里山の保全", "ごみの減量"),
        ("split", "similar-title", "ごみの減量と里山の保全", "里山の保全"),
        ("merged", "shared-content", "だまされない消費生活", "安心して暮らせる地域づくり"),
        ("merged", "shared-content", "ひとりにしない地域", "安心して暮らせる地域づくり"),
    }


def test_a_number_alone_links_nothing(rows: Rows) -> None:
    """The English goal has the number of the goal before it, and the numbers of its policies."""
    title = "英語で話す機会の提供"
    assert rows(f'SELECT ?n {{ ?goal <{DCT.title}> "{title}"@ja ; <{TNG.number}> ?n }}') == [("1",)]
    assert rows(f'SELECT ?x {{ ?goal <{DCT.title}> "{title}"@ja ; <{TNG.continues}> ?x }}') == []


def test_what_ended_has_no_link(rows: Rows) -> None:
    assert rows(f'SELECT ?x {{ ?x <{TNG.continues}>/<{DCT.title}> "学校の校庭の芝生化"@ja }}') == []


def test_sheets_follow_those_of_the_departments_they_came_from(rows: Rows) -> None:
    found = rows(f"SELECT ?later ?earlier {{ ?later <{TNG.follows}> ?earlier }}")
    assert {tuple(iri.split("/sheet/")[1] for iri in pair) for pair in found} == {
        ("2025/manabi-sodachi", "2024/manabi-sodachi"),
        ("2025/satoyama-midori", "2024/midori-kankyo"),
        ("2025/shigen-kiko", "2024/midori-kankyo"),
        ("2025/kurashi-kyosei", "2024/kurashi-anshin"),
    }


def test_a_link_says_how_it_is_known(rows: Rows, rollover: Release) -> None:
    found = rows(
        f"""SELECT ?link ?status ?method ?confidence (COUNT(?evidence) AS ?quotes) {{
            ?link a <{TNG.Continuation}> ; <{TNG.status}> ?status ; <{TNG.method}> ?method ;
                <{TNG.evidence}>/<{TNG.quote}> ?evidence ; <{TNG.signs}> ?signs .
            OPTIONAL {{ ?link <{TNG.confidence}> ?confidence }}
        }} GROUP BY ?link ?status ?method ?confidence"""
    )
    assert len(found) == 8
    for _, status, method, confidence, quotes in found:
        assert status == str(TNG.Proposed)
        assert float(confidence) == float(measured()[method])
        assert int(quotes) == 2
    assert verify(rollover) == []


def test_the_links_are_a_named_graph_and_a_part_of_the_default_graph(rows: Rows, rollover: Release) -> None:
    (entry,) = rollover.manifest.links
    assert entry.graph.endswith("/id/lg/992011/graph/links")
    pattern = f"?s <{TNG.continues}> ?o"
    assert len(rows(f"SELECT ?s {{ GRAPH <{entry.graph}> {{ {pattern} }} }}")) == 8
    assert len(rows(f"SELECT ?s {{ {pattern} }}")) == 8
    assert entry.fragment.encode() in (rollover.path / "manifest.json").read_bytes()
    assert entry.graph.encode() in rollover.dump_path.read_bytes()


@pytest.mark.parametrize("graph", ["links"])
def test_no_check_has_anything_against_it(graph: str, rollover: Release) -> None:
    assert [each for each in rollover.findings() if f"/{graph}" in each.finding.focus] == []
    assert not any("/continuation/" in each.finding.focus for each in rollover.findings())
