"""What people decided about names and figures, and what they mended: read strictly, with line numbers."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UsageError
from core.messages import Language
from loaders.cities.city import City
from loaders.cities.corrections import CORRECTION_COLUMNS
from loaders.cities.decided import Correction, Decision
from loaders.cities.decisions import Meanings
from loaders.cities.find import load_city

LANGUAGES: tuple[Language, ...] = ("ja", "en")
DEPARTMENTS = "name,slug\n環境部,kankyo\n"
ORGANISATIONS = "name,aliases,slug\n緑の会,みどりの会,midori-no-kai\n川の会,,kawa-no-kai\n"
DECISIONS = "surface,kind,verdict,name,key,department,role,who,when,why\n"
CORRECTIONS = ",".join(CORRECTION_COLUMNS) + "\n"
BY = "係長,2026-05-01,"
KEY = "2025/kankyo/0123456789abcdef"


def city_of(write_city: Any, **registers: object) -> City:
    return load_city(write_city(departments=DEPARTMENTS, organisations=ORGANISATIONS, **registers))


def test_decisions_in_either_language(write_city: Any) -> None:
    rows = (
        f"緑会,団体,別名,みどりの会,,,,{BY}よく使われる\n"
        f"朝市,partner,reject,,,kankyo,,係長,2026/5/2,行事\n"
        f"森の会,団体,新規,,mori-no-kai,,supports,{BY}\n"
        f"花の日,事業,採用,,,,,{BY}\n"
    )
    alias, rejected, new, confirmed = city_of(write_city, decisions=DECISIONS + rows).decisions
    assert (alias.verdict, alias.name, alias.key) == ("alias", "みどりの会", "midori-no-kai")
    assert (alias.who, alias.when, alias.why, alias.line) == ("係長", "2026-05-01", "よく使われる", 2)
    assert (rejected.verdict, rejected.name, rejected.key) == ("reject", "", None)
    assert (rejected.department, rejected.when) == ("環境部", "2026-05-02")
    assert (new.name, new.key, new.role) == ("森の会", "mori-no-kai", "supports")
    assert (confirmed.kind, confirmed.name, confirmed.key) == ("program", "花の日", None)


def test_a_registered_name_and_a_key_are_the_same_thing(write_city: Any) -> None:
    rows = f"緑会,partner,alias,緑の会,,,,{BY}\n緑会,partner,alias,,midori-no-kai,,,{BY}\n"
    one, other = city_of(write_city, decisions=DECISIONS + rows).decisions
    assert (one.name, one.key) == (other.name, other.key) == ("緑の会", "midori-no-kai")


def test_a_department_that_no_register_knows_is_remarked(write_city: Any) -> None:
    city = city_of(write_city, decisions=DECISIONS + f"朝市,partner,reject,,,環境局,,{BY}\n")
    assert city.decisions[0].department == "環境局"
    assert [(remark.key, remark.line) for remark in city.remarks] == [("city-unknown-department", 2)]


DECIDED_WRONGLY = {
    "kind": (f"朝市,会社,reject,,,,,{BY}\n", ("city-bad-choice", 2, "会社")),
    "verdict": (f"朝市,partner,maybe,,,,,{BY}\n", ("city-bad-choice", 2, "maybe")),
    "role": (f"朝市,partner,confirm,,,,friendOf,{BY}\n", ("city-bad-choice", 2, "friendOf")),
    "role of a program": (f"朝市,事業,confirm,,,,funds,{BY}\n", ("decision-role-of-no-partner", 2, "事業")),
    "alias of nothing": (f"朝市,partner,alias,,,,,{BY}\n", ("decision-alias-of-nothing", 2, "朝市")),
    "rejected with a name": (f"朝市,partner,却下,市,,,,{BY}\n", ("decision-reject-named", 2, "朝市")),
    "unknown key": (f"朝市,partner,alias,,ichi,,,{BY}\n", ("city-unknown-reference", 2, "ichi")),
    "key of a place": (f"東町,地名,confirm,,higashi,,,{BY}\n", ("city-unknown-reference", 2, "higashi")),
    "slug": (f"朝市,partner,new,,朝,,,{BY}\n", ("city-bad-slug", 2, "朝")),
    "no surface": (f",partner,reject,,,,,{BY}\n", ("city-cell-empty", 2, "surface")),
    "nobody": ("朝市,partner,reject,,,,,,2026-05-01,\n", ("city-cell-empty", 2, "who")),
    "no day": ("朝市,partner,reject,,,,,係長,,\n", ("city-cell-empty", 2, "when")),
    "day": ("朝市,partner,reject,,,,,係長,五月,\n", ("city-bad-date", 2, "五月")),
    "too few cells": ("朝市,partner,reject\n", ("city-cell-count", 2, "3")),
    "yes and no": (
        f"朝 市,partner,confirm,,,,,{BY}\n花市,partner,reject,,,,,{BY}\n朝市,partner,reject,,,,,{BY}\n",
        ("decision-contradicts", 4, "2"),
    ),
    "two names": (
        f"緑会,partner,alias,緑の会,,,,{BY}\n緑会,partner,alias,川の会,,,,{BY}\n",
        ("decision-contradicts", 3, "2"),
    ),
    "two kinds": (
        f"朝市,partner,confirm,,,,,{BY}\n朝市,program,confirm,,,,,{BY}\n",
        ("decision-contradicts", 3, "2"),
    ),
    "alias of a figure": (f"12本,数値,別名,,{KEY},,,{BY}\n", ("decision-figure-verdict", 2, "12本")),
    "name of a figure": (f"12本,figure,採用,花,{KEY},,,{BY}\n", ("decision-figure-cell", 2, "花")),
    "role of a figure": (f"12本,figure,採用,,{KEY},,funds,{BY}\n", ("decision-figure-cell", 2, "funds")),
    "department of a figure": (
        f"12本,pair,却下,,{KEY},環境部,,{BY}\n",
        ("decision-figure-cell", 2, "環境部"),
    ),
    "figure without key": (f"12本,figure,採用,,,,,{BY}\n", ("city-cell-empty", 2, "key")),
    "figure under a slug": (f"12本,figure,採用,,midori,,,{BY}\n", ("decision-figure-key", 2, "midori")),
    "key with a way out": (
        f"12本,figure,採用,,2025/../{'0' * 16},,,{BY}\n",
        ("decision-figure-key", 2, ".."),
    ),
    "a figure confirmed and rejected": (
        f"12本,figure,採用,,{KEY},,,{BY}\n12本,figure,却下,,{KEY},,,{BY}\n",
        ("decision-contradicts", 3, "2"),
    ),
    "two roles": (
        f"緑の会,partner,confirm,,,,funds,{BY}\n緑の会,partner,confirm,,,,surveys,{BY}\n",
        ("decision-contradicts", 3, "2"),
    ),
}


@pytest.mark.parametrize("name", DECIDED_WRONGLY)
def test_a_wrong_decision_is_told_with_its_line(write_city: Any, name: str) -> None:
    rows, (key, line, part) = DECIDED_WRONGLY[name]
    with pytest.raises(UsageError) as caught:
        city_of(write_city, decisions=DECISIONS + rows)
    assert (caught.value.key, caught.value.values["line"]) == (key, line)
    for language in LANGUAGES:
        assert part in caught.value.text(language)


def test_what_can_hold_together(write_city: Any) -> None:
    rows = (
        f"朝市,program,confirm,,,,,{BY}\n朝市,partner,reject,,,,,{BY}\n"
        f"朝市,program,reject,,,環境部,,{BY}\n朝市,program,confirm,,,,,{BY}また\n"
        f"緑の会,partner,confirm,,,,,{BY}\n緑の会,partner,alias,みどりの会,,,funds,{BY}\n"
    )
    assert len(city_of(write_city, decisions=DECISIONS + rows).decisions) == 6


def test_a_figure_is_known_by_its_key_and_not_by_what_is_printed(write_city: Any) -> None:
    other = KEY.replace("cdef", "0000")
    rows = (
        f"12本,数値,採用,,{KEY},,,{BY}\n12本,figure,却下,,{other},,,{BY}\n"
        f"10本 → 12本,目標と実績,reject,,{KEY},,,{BY}\n"
    )
    decisions = city_of(write_city, decisions=DECISIONS + rows).decisions
    assert [(each.kind, each.verdict, each.key, each.name) for each in decisions] == [
        ("figure", "confirm", KEY, ""),
        ("figure", "reject", other, ""),
        ("pair", "reject", KEY, ""),
    ]


MEANT = st.builds(
    Decision,
    surface=st.sampled_from(["甲", "甲 ", "乙"]),
    kind=st.sampled_from(["partner", "program", "figure"]),
    verdict=st.sampled_from(["confirm", "reject", "alias", "new"]),
    name=st.sampled_from(["甲", "乙"]),
    key=st.none(),
    department=st.sampled_from(["", "部"]),
    role=st.sampled_from(["", "funds", "surveys"]),
    who=st.just("x"),
    when=st.just("2026-05-01"),
    why=st.just(""),
    line=st.integers(2, 99),
)


@given(MEANT, MEANT)
def test_contradiction_does_not_depend_on_the_order(one: Decision, other: Decision) -> None:
    there = Meanings([one]).contradicting(other)
    back = Meanings([other]).contradicting(one)
    assert (there is None) == (back is None)
    assert Meanings([one]).contradicting(replace(one, line=100, why="again")) is None
    assert Meanings([one]).holds(replace(one, who="y"))


def test_many_decisions_on_one_surface_are_read_quickly(write_city: Any) -> None:
    rows = f"朝市,program,confirm,,,,,{BY}\n" * 20_000
    assert len(city_of(write_city, decisions=DECISIONS + rows).decisions) == 20_000


def test_corrections(write_city: Any) -> None:
    rows = (
        f'kankyo,２０２５,goal/3/result/2,text,もとの文,"ただしい文\n二行目",{BY}原本と照合\n'
        f'環境部,2025,goal/3/result/2/figure/1,value,"1,200",12,{BY}\n'
        f"環境部,2025,goal/3/result/2/figure/1,kind,目標,実績,{BY}\n"
        f"環境部,2025,midterm/1/aim/1-0-1,schedule,4月,,{BY}\n"
        f"環境部,2025,program/2/figure/1,unit,,人,{BY}\n"
    )
    text, value, kind, schedule, unit = city_of(write_city, corrections=CORRECTIONS + rows).corrections
    assert text == Correction(
        *("環境部", 2025, "goal/3/result/2", "text", "もとの文", "ただしい文\n二行目"),
        *("係長", "2026-05-01", "原本と照合", 3),
    )
    assert (value.printed, value.right) == ("1200", "12")
    assert (kind.printed, kind.right) == ("target", "actual")
    assert (schedule.right, unit.printed) == ("", "")


def test_a_correction_of_a_department_that_no_register_knows_is_remarked(write_city: Any) -> None:
    rows = f"環境部,2025,goal/3,title,a,b,{BY}\n環境局,2025,goal/3,title,a,b,{BY}\n"
    city = city_of(write_city, corrections=CORRECTIONS + rows)
    assert [(remark.key, remark.line) for remark in city.remarks] == [("city-unknown-department", 3)]
    assert "環境局" in city.remarks[0].sentence("ja")


MENDED_WRONGLY = {
    "year": (f"環境部,令和7,goal/3,title,a,b,{BY}\n", ("correction-bad-year", 2, "令和7")),
    "place": (f"環境部,2025,目標3,title,a,b,{BY}\n", ("correction-bad-place", 2, "目標3")),
    "deeper place": (
        f"環境部,2025,goal/3/result,text,a,b,{BY}\n",
        ("correction-bad-place", 2, "goal/3/result"),
    ),
    "field": (f"環境部,2025,goal/3,text,a,b,{BY}\n", ("city-bad-choice", 2, "text")),
    "no field": (f"環境部,2025,goal/3,,a,b,{BY}\n", ("city-cell-empty", 2, "field")),
    "nothing printed": (f"環境部,2025,goal/3,title,,b,{BY}\n", ("city-cell-empty", 2, "printed")),
    "nothing right": (f"環境部,2025,goal/3,title,a,,{BY}\n", ("city-cell-empty", 2, "right")),
    "number": (f"環境部,2025,goal/3/figure/1,value,1,約80,{BY}\n", ("correction-bad-value", 2, "約80")),
    "kind": (f"環境部,2025,goal/3/figure/1,kind,実績,夢,{BY}\n", ("correction-bad-value", 2, "夢")),
    "the same": (f"環境部,2025,goal/3,title,a,a,{BY}\n", ("correction-of-nothing", 2, "a")),
    "twice": (
        f"環境部,2025,goal/3,title,a,b,{BY}\nkankyo,2025,goal/3,title,a,c,{BY}\n",
        ("correction-twice", 3, "2"),
    ),
}


@pytest.mark.parametrize("name", MENDED_WRONGLY)
def test_a_wrong_correction_is_told_with_its_line(write_city: Any, name: str) -> None:
    rows, (key, line, part) = MENDED_WRONGLY[name]
    with pytest.raises(UsageError) as caught:
        city_of(write_city, corrections=CORRECTIONS + rows)
    assert (caught.value.key, caught.value.values["line"]) == (key, line)
    for language in LANGUAGES:
        assert part in caught.value.text(language)
