"""The saved queries: complete, safe against any value, and right on the example city."""

import json
import re

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.errors import RefusedQuery
from api.parameters import literal
from api.saved import SavedQuery, parse, saved_queries
from api.sparql.once import run_query
from core.settings import Settings
from graph.release import Release

NAMES = sorted(saved_queries())
NASTY = st.text(max_size=60) | st.lists(
    st.sampled_from(
        ['"', "'", "\\", "\n", "\r", "}", "{", "#", "?_year", "<", ">", "SERVICE <http://a/>", "\\u0022"]
    )
).map("".join)


def values(release: Release, settings: Settings, name: str, **given: str) -> list[dict[str, str]]:
    answer = run_query(release, saved_queries()[name].bind(given), "json", settings)
    rows = json.loads(answer.body)["results"]["bindings"]
    return [{key: value["value"] for key, value in row.items()} for row in rows]


def test_there_are_twenty_one_and_each_says_what_it_is_in_both_languages() -> None:
    assert len(NAMES) == 21
    for query in saved_queries().values():
        spoken = [query.title, query.description, *query.columns.values()]
        spoken += [parameter.label for parameter in query.parameters.values()]
        assert all(words.ja.strip() and words.en.strip() for words in spoken), query.name
        assert query.title.ja != query.title.en


@pytest.mark.parametrize("name", NAMES)
def test_every_column_has_a_heading_and_every_parameter_a_place(name: str) -> None:
    query = saved_queries()[name]
    selected = re.search(r"SELECT (.*)", query.text)
    assert selected is not None
    variables = set(re.findall(r"\?(\w+)", selected.group(1)))
    columns = {each for each in variables if each.removesuffix("Label") not in variables - {each}}
    assert columns == set(query.columns)
    assert set(re.findall(r"\?_(\w+)", query.text)) - {"language"} == set(query.parameters)
    assert "ORDER BY" in query.text


@pytest.mark.parametrize("name", NAMES)
def test_every_query_answers_with_its_defaults(name: str, example: Release, settings: Settings) -> None:
    assert values(example, settings, name)


def test_goals_of_one_policy_of_one_year(example: Release, settings: Settings) -> None:
    rows = values(example, settings, "goals-by-policy", policy="６", year="2024")
    assert {row["notation"] for row in rows} == {"6"}
    assert {row["year"] for row in rows} == {"2024"}


def test_shared_policies_have_as_many_departments_as_asked_for(example: Release, settings: Settings) -> None:
    rows = values(example, settings, "departments-sharing-policy", least="2")
    assert all(int(row["departments"]) >= 2 for row in rows)
    assert all(len(row["names"].split("、")) == int(row["departments"]) for row in rows)


def test_a_policy_is_either_touched_or_not(example: Release, settings: Settings) -> None:
    untouched = {row["policy"] for row in values(example, settings, "policies-without-goals")}
    touched = {row["policy"] for row in values(example, settings, "goals-by-policy")}
    assert untouched
    assert not untouched & touched


def test_where_it_stands_quotes_the_source(example: Release, settings: Settings) -> None:
    rows = values(example, settings, "where-it-stands", text="ました")
    assert rows
    for row in rows:
        source = example.source(row["file"].rsplit("/", 1)[-1])
        assert source is not None
        assert source.quote_stands(row["quote"], int(row["line"]), int(row["lineEnd"]))


def test_shared_partners_have_as_many_departments_as_asked_for(example: Release, settings: Settings) -> None:
    rows = values(example, settings, "partners-of-departments", least="1")
    shared = values(example, settings, "partners-of-departments")
    assert 0 < len(shared) < len(rows)
    assert all(len(row["names"].split("、")) == int(row["departments"]) >= 2 for row in shared)
    assert all(0 <= int(row["proposed"]) <= int(row["mentions"]) for row in rows)


def test_a_partner_is_narrowed_by_its_name_and_quoted(example: Release, settings: Settings) -> None:
    every = values(example, settings, "roles-of-partner")
    rows = values(example, settings, "roles-of-partner", partner="えんがわ")
    assert 0 < len(rows) < len(every)
    assert {row["partnerLabel"] for row in rows} == {"NPO法人ゆいのえんがわ"}
    for row in every:
        source = example.source(row["file"].rsplit("/", 1)[-1])
        assert source is not None
        assert source.quote_stands(row["quote"], int(row["line"]), int(row["line"]) + 9)


def test_partners_of_a_policy_work_for_goals_that_name_it(example: Release, settings: Settings) -> None:
    rows = values(example, settings, "partners-of-policy", policy="１", scheme="kihon-2023")
    assert {row["notation"] for row in rows} == {"1"}
    goals = {row["goal"] for row in values(example, settings, "goals-by-policy", policy="1")}
    assert {row["goal"] for row in rows if "/goal/" in row["goal"]} <= goals
    roles = {row["role"].partition("#")[2] for row in values(example, settings, "partners-of-policy")}
    assert not roles & {"refersTo", "venueOf"}


def test_no_group_is_a_partner(example: Release, settings: Settings) -> None:
    groups = {row["groupLabel"] for row in values(example, settings, "groups-involved")}
    partners = {row["partnerLabel"] for row in values(example, settings, "roles-of-partner")}
    assert groups
    assert not groups & partners


def test_targets_are_missed_met_or_unanswered(example: Release, settings: Settings) -> None:
    pairs = values(example, settings, "targets-and-actuals")
    shares = [float(row["percent"]) for row in pairs if "percent" in row]
    assert shares == sorted(shares)
    assert len(pairs) > len(values(example, settings, "targets-and-actuals", most="100"))
    open_targets = {row["indicator"] for row in values(example, settings, "targets-without-actual")}
    assert open_targets
    assert not open_targets & {row["indicator"] for row in pairs}


def test_an_indicator_has_one_unit_in_prose(example: Release, settings: Settings) -> None:
    units: dict[str, set[str]] = {}
    for row in values(example, settings, "figures-of-indicator"):
        units.setdefault(row["indicator"], set()).add(row["unit"])
    assert units
    assert all(len(those) == 1 for those in units.values())
    narrowed = values(example, settings, "figures-of-indicator", indicator="登録者")
    assert {row["indicatorLabel"][-6:] for row in narrowed} == {"登録者（人）"}


@pytest.mark.parametrize(
    "name", ["priority-goals", "issues-with-goals", "targets-of-year", "department-items-by-year"]
)
def test_a_department_narrows_the_answer(name: str, example: Release, settings: Settings) -> None:
    every = values(example, settings, name)
    department = every[0]["departmentLabel"]
    own = values(example, settings, name, department=department)
    assert own == [row for row in every if row["departmentLabel"] == department]
    assert 0 < len(own) < len(every)


@given(NASTY)
def test_a_literal_holds_exactly_its_text(text: str) -> None:
    (row,) = pyoxigraph.Store().query(f"SELECT ?x {{ VALUES ?x {{ {literal(text)} }} }}")
    assert row["x"].value == text


@given(NASTY)
def test_no_value_changes_the_query_around_it(value: str) -> None:
    query = saved_queries()["where-it-stands"]
    try:
        bound = query.bind({"text": value}, "ja")
    except RefusedQuery:
        return
    before, after = query.text.replace("?_year", "UNDEF").replace("?_language", '"ja"').split("?_text")
    assert bound.startswith(before)
    assert bound.endswith(after)
    term = bound[len(before) : len(bound) - len(after)]
    assert term == (literal(value.strip()) if value.strip() else "UNDEF")


@given(st.text(min_size=1, max_size=30))
def test_a_year_is_a_year_or_refused(value: str) -> None:
    query = saved_queries()["priority-goals"]
    try:
        bound = query.bind({"year": value})
    except RefusedQuery as refused:
        assert refused.key == "parameter-not-year"
    else:
        assert re.search(r"VALUES \?year \{ ([12]\d{3}|UNDEF) \}", bound, re.ASCII)


def test_unknown_parameters_and_long_values_are_refused() -> None:
    query = saved_queries()["priority-goals"]
    with pytest.raises(RefusedQuery, match="month"):
        query.bind({"month": "4"})
    with pytest.raises(RefusedQuery) as refused:
        query.bind({"department": "部" * 201})
    assert refused.value.key == "parameter-too-long"


def test_a_place_inside_a_string_or_a_comment_is_no_place() -> None:
    query = parse(
        "example",
        '#+ title = { ja = "例", en = "Example" }\n#+ description = { ja = "例", en = "Example" }\n'
        '#+ [parameters.x]\n#+ type = "integer"\n#+ label = { ja = "数", en = "Number" }\n'
        'SELECT * { VALUES ?x { ?_x } # ?_x\n  FILTER("?_x" != "") }',
    )
    assert isinstance(query, SavedQuery)
    assert query.bind({"x": "007"}) == 'SELECT * { VALUES ?x { 7 } # ?_x\n  FILTER("?_x" != "") }\n'
