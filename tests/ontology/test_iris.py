"""The IRIs are those of the contract: ASCII, stable, one for each thing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from ontology.iris import Iris, below, fragment, number_part, slug_for

BASE = "https://data.example.jp/"
CITY = f"{BASE}id/lg/992011"
IRIS = Iris(BASE, "992011")
GOAL = IRIS.goal(2024, "midori", 5)
POLICY = IRIS.policy("kihon-2022", "45")

names = st.text(min_size=1).filter(lambda text: text.strip())


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (IRIS.city(), CITY),
        (IRIS.department("midori"), f"{CITY}/dept/midori"),
        (IRIS.sheet(2024, "midori"), f"{CITY}/sheet/2024/midori"),
        (GOAL, f"{CITY}/sheet/2024/midori/goal/5"),
        (IRIS.midterm(2024, "midori", 1), f"{CITY}/sheet/2024/midori/midterm/1"),
        (IRIS.item(GOAL, "action", "1-2"), f"{CITY}/sheet/2024/midori/goal/5/action/1-2"),
        (IRIS.item(IRIS.sheet(2024, "midori"), "mission", "1"), f"{CITY}/sheet/2024/midori/mission/1"),
        (IRIS.policy_scheme("sogo-4"), f"{CITY}/policy/sogo-4"),
        (POLICY, f"{CITY}/policy/kihon-2022/45"),
        (IRIS.policy("sogo-4", "5-1-(3)"), f"{CITY}/policy/sogo-4/5-1-3"),
        (IRIS.policy("sogo-4", "５-１-（３）"), f"{CITY}/policy/sogo-4/5-1-3"),
        (IRIS.program("fund"), f"{CITY}/program/fund"),
        (IRIS.organization("npo"), f"{CITY}/org/npo"),
        (IRIS.organization("npo", "1234567890123"), f"{BASE}id/org/1234567890123"),
        (IRIS.group("citizens"), f"{CITY}/group/citizens"),
        (IRIS.site("hall"), f"{CITY}/site/hall"),
        (IRIS.ordinance("autonomy"), f"{CITY}/law/autonomy"),
        (IRIS.plan("green"), f"{CITY}/plan/green"),
        (IRIS.indicator("visitors"), f"{CITY}/indicator/visitors"),
        (IRIS.fiscal_year(2024), f"{CITY}/fy/2024"),
        (IRIS.mention(GOAL, "program", "fund"), f"{GOAL}/mention/program-fund"),
        (IRIS.partnership(GOAL, "npo", "supports"), f"{GOAL}/partnership/npo-supports"),
        (IRIS.policy_reference(GOAL, POLICY), f"{GOAL}/policy/kihon-2022-45"),
        (IRIS.figure(IRIS.item(GOAL, "result", "4"), 2), f"{GOAL}/result/4/figure/2"),
        (IRIS.evaluation(2024, "midori", 3), f"{CITY}/sheet/2024/midori/program/3"),
        (IRIS.rating(GOAL), f"{GOAL}/rating"),
        (IRIS.grade_scheme("2024"), f"{CITY}/grade/2024"),
        (IRIS.grade("2024", "A"), f"{CITY}/grade/2024/A"),
        (IRIS.unit("ninichi"), f"{CITY}/unit/ninichi"),
        (IRIS.period(IRIS.item(GOAL, "action", "1"), 1), f"{GOAL}/action/1/period/1"),
        (IRIS.file("ab12"), f"{BASE}id/file/ab12"),
        (fragment(IRIS.file("ab12"), "checksum"), f"{BASE}id/file/ab12#checksum"),
        (IRIS.graph_sheet(2024, "midori"), f"{CITY}/graph/sheet/2024/midori"),
        (IRIS.graph_registers(), f"{CITY}/graph/registers"),
        (IRIS.graph_links(), f"{CITY}/graph/links"),
        (IRIS.graph_catalog(), f"{BASE}graph/catalog"),
    ],
)
def test_patterns(iri: URIRef, expected: str) -> None:
    assert str(iri) == expected


def test_hashed_iris_stay_as_they_were_released() -> None:
    """These may never change: others have linked to them."""
    assert slug_for("992011", "department", "みどり部") == "xcc37b84925e43c71"
    evidence = IRIS.evidence("ab12", "line=0,1", "みどり部")
    continuation = IRIS.continuation(GOAL, IRIS.goal(2025, "midori", 4))
    assert str(evidence) == f"{BASE}id/ev/e8276a09de9eca960c02caf4e99fa745"
    assert str(continuation) == f"{CITY}/continuation/3229be85634881a9"


@given(names, names)
def test_every_iri_is_ascii_whatever_the_names(one: str, other: str) -> None:
    for iri in (
        IRIS.department(one),
        IRIS.policy(one, other),
        IRIS.policy_without_code(one, other),
        IRIS.mention(GOAL, one, other),
        IRIS.evidence(one, "line=0,1", other),
        IRIS.graph_sheet(2024, one),
    ):
        assert iri.isascii()
        assert not set(iri) & set(' <>"{}|\\^`')


@given(names, names)
def test_different_names_give_different_iris(one: str, other: str) -> None:
    def folded(name: str) -> str:
        return "".join(unicodedata.normalize("NFKC", name).split())

    same = folded(one) == folded(other)
    assert (IRIS.slug("org", one) == IRIS.slug("org", other)) == same
    assert (IRIS.department(one) == IRIS.department(other)) == (one == other)
    assert (IRIS.evidence("ab", one, other) == IRIS.evidence("ab", other, one)) == (one == other)


@given(names, st.sampled_from(["org", "program", "department"]))
def test_a_slug_depends_on_city_kind_and_name(name: str, kind: str) -> None:
    slug = slug_for("992011", kind, name)
    assert len(slug) == 17
    assert slug[0] == "x"
    assert set(slug[1:]) <= set("0123456789abcdef")
    assert slug == slug_for("992011", kind, f" {name}　")
    assert slug != slug_for("992020", kind, name)
    assert slug != slug_for("992011", "site", name)


@given(st.integers(1, 99), st.integers(1, 99), st.integers(1, 99))
def test_codes_of_one_notation_never_meet(chapter: int, measure: int, direction: int) -> None:
    assert number_part(f"{chapter}-{measure}-({direction})") == f"{chapter}-{measure}-{direction}"


@given(names, names)
def test_parts_cannot_climb_out_of_their_place(one: str, other: str) -> None:
    iri = below(GOAL, one, other)
    assert iri.count("/") == GOAL.count("/") + 2
    assert "#" not in iri
