"""What people are told: deleted, renamed, split and moved things, ended goals, changed targets."""

from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path

import pytest

from core.messages import LANGUAGES, catalogue
from graph.differences import Comparison, compare, patch, sections
from graph.differences.state import rules

T = "https://w3id.org/tsunagu/def#"
S = "http://www.w3.org/2004/02/skos/core#"
A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
ID = "https://a.example/id/lg/000000/"
GRAPH = ID + "graph/links"
SHEET = "sheet/2024/a"


def triple(subject: str, name: str, value: str) -> str:
    """Return a triple; a value with a colon in front is a term of the vocabulary, `"` begins a literal."""
    predicate = A if name == "a" else f"<{S}{name}>" if name.endswith("Label") else f"<{T}{name}>"
    shown = value if value.startswith('"') else f"<{T}{value[1:]}>" if value[0] == ":" else f"<{ID}{value}>"
    return f"<{ID}{subject}> {predicate} {shown}"


def named(subject: str, kind: str, label: str, *further: tuple[str, str]) -> set[str]:
    said = {triple(subject, "a", f":{kind}"), triple(subject, "prefLabel", f'"{label}"@ja')}
    return said | {triple(subject, name, value) for name, value in further}


def sheet(name: str = SHEET) -> set[str]:
    return named(name, "ManagementSheet", "みどり部のシート", ("edition", '"当初設定"'))


def goal(number: int, title: str, of: str = SHEET) -> set[str]:
    node = f"{of}/goal/{number}"
    further = (("sheet", of), ("department", "dept/a"))
    return named(node, "Goal", title, *further) | {triple(node, "a", ":Objective")}


def partner(slug: str, label: str) -> set[str]:
    return named(f"org/{slug}", "Partner", label) | {
        triple(f"{SHEET}/p/{slug}", "organization", f"org/{slug}")
    }


def target(value: str, kind: str = "Target", year: str = "2024") -> set[str]:
    node = f"{SHEET}/goal/1/figure/{kind}{year}"
    decimal = f'"{value}"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    said = {"valueKind": f":{kind}", "value": decimal, "indicator": "indicator/i", "sheet": SHEET}
    said |= {"objective": f"{SHEET}/goal/1", "forYear": f"fy/{year}", "unit": ":UnitPerson"}
    labels = {
        triple("indicator/i", "prefLabel", '"参加者"@ja'),
        triple(f"fy/{year}", "prefLabel", f'"{year}年度"@ja'),
        f'<{T}UnitPerson> <{S}notation> "人"',
    }
    return {triple(node, name, value) for name, value in said.items()} | labels


@pytest.fixture
def between(
    make: Callable, applied: Callable, tmp_path: Path
) -> Callable[[Iterable[set[str]], Iterable[set[str]]], Comparison]:
    """Compare two releases. Whatever is told of them, the patch makes exactly the later of the earlier."""

    def run(old: Iterable[set[str]], new: Iterable[set[str]]) -> Comparison:
        graphs = [{GRAPH: set[str]().union(*each)} for each in (old, new)]
        folder = tmp_path / str(next(numbers))
        before, after = make(folder, 1, graphs[0]), make(folder, 2, graphs[1])
        assert applied(before.dump_path, patch(before, after)) == after.dump_path.read_bytes()
        return compare(before, after)

    numbers = count()

    return run


def told(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [(each.rule, each.kind, each.label.ja) for each in comparison.changes]


def test_nothing_changed(between: Callable) -> None:
    found = between([sheet(), goal(1, "甲")], [sheet(), goal(1, "甲")])
    assert (found.added, found.deleted, found.changes) == (0, 0, ())
    assert sections(found, "ja") == []


def test_new_and_gone(between: Callable) -> None:
    old = [sheet(), goal(1, "甲"), goal(2, "乙"), partner("x", "甲の会")]
    new = [sheet(), goal(1, "甲"), goal(3, "丙"), partner("y", "乙の会")]
    found = between(old, new)
    assert told(found) == [
        ("partners", "new", "乙の会"),
        ("partners", "gone", "甲の会"),
        ("goals", "new", "丙"),
        ("goals", "gone", "乙"),
    ]
    assert (found.added, found.deleted) == (len(partner("y", "")) + len(goal(3, "")), 8)


def replaced(old: str, new: str) -> set[str]:
    return {f"<{ID}{old}> <http://purl.org/dc/terms/isReplacedBy> <{ID}{new}>"}


def test_a_register_may_say_what_became_of_an_address(between: Callable) -> None:
    old = [sheet(), goal(1, "甲"), target("3"), partner("x0", "甲の会")]
    new = [sheet(), goal(1, "甲"), target("4"), partner("kou", "甲乙の会")]
    new = [{line.replace(SHEET, "sheet/2024/b") for line in each} for each in new]
    found = between(old, [*new, replaced("org/x0", "org/kou"), replaced("dept/a", "dept/b")])
    assert told(found) == [
        ("partners", "changed", "甲乙の会"),
        ("partners", "moved", "甲乙の会"),
        ("targets", "changed", "参加者 2024年度"),
    ]
    assert [each.old for each in found.changes[:2]] == [("甲の会",), (f"{ID}org/x0",)]


def test_two_that_are_one_now_are_told_as_one_that_moved(between: Callable) -> None:
    old = [sheet(), partner("x0", "甲の会"), partner("kou", "甲乙の会")]
    new = [sheet(), partner("kou", "甲乙の会"), replaced("org/x0", "org/kou")]
    assert told(between(old, new)) == [("partners", "moved", "甲乙の会")]


def test_another_title_and_another_number(between: Callable) -> None:
    old = [sheet(), goal(1, "甲"), goal(2, "乙"), partner("x0", "甲の会")]
    new = [sheet(), goal(1, "甲の推進"), goal(4, "乙"), partner("kou", "甲の会")]
    found = between(old, new)
    assert told(found) == [
        ("partners", "moved", "甲の会"),
        ("goals", "changed", "甲の推進"),
        ("goals", "moved", "乙"),
    ]
    assert found.changes[0].old == (f"{ID}org/x0",)
    assert found.changes[0].new == (f"{ID}org/kou",)
    (changed,) = [each for each in found.changes if each.kind == "changed"]
    assert (changed.old, changed.new) == (("甲",), ("甲の推進",))


def test_two_of_one_name_are_not_taken_for_one_that_moved(between: Callable) -> None:
    found = between([goal(1, "甲"), goal(2, "甲")], [goal(3, "甲")])
    assert sorted(kind for _, kind, _ in told(found)) == ["gone", "gone", "new"]


def test_a_split_and_a_goal_that_ended(between: Callable) -> None:
    next_year = "sheet/2025/a"
    follows = {triple(next_year, "follows", SHEET), triple(next_year, "department", "dept/a")}
    old = [sheet(), goal(1, "甲"), goal(2, "乙")]
    later = [sheet(next_year), goal(1, "甲の一", next_year), goal(2, "甲の二", next_year), follows]
    links = [
        named(
            f"continuation/{number}",
            "Continuation",
            f"分割：甲の{number}",
            ("later", f"{next_year}/goal/{number}"),
        )
        | {triple(f"{next_year}/goal/{number}", "continues", f"{SHEET}/goal/1")}
        for number in (1, 2)
    ]
    found = told(between(old, [*old, *later, *links]))
    assert ("ended", "new", "乙") in found
    assert ("ended", "new", "甲") not in found
    assert [label for rule, _, label in found if rule == "links"] == ["分割：甲の1", "分割：甲の2"]


def test_targets_of_goals_that_both_know(between: Callable) -> None:
    old = [sheet(), goal(1, "甲"), target("100"), target("5", year="2025")]
    new = [sheet(), goal(1, "甲"), target("120"), target("98", "Actual")]
    found = between(old, new)
    assert [(each.rule, each.kind, each.old, each.new) for each in found.changes] == [
        ("targets", "gone", ("5人",), ()),
        ("targets", "changed", ("100人",), ("120人",)),
        ("actuals", "new", (), ("98人",)),
    ]
    lines = [line.text for section in sections(found, "ja") for line in section.lines]
    assert lines[1] == "参加者 2024年度（みどり部のシート）：100人 → 120人"
    assert not [each for each in between([sheet()], new).changes if each.rule == "targets"]


def test_every_kind_of_change_has_words(between: Callable) -> None:
    for rule in rules().values():
        for kind in rule.kinds:
            assert all(catalogue()[f"difference-{rule.name}-{kind}"][language] for language in LANGUAGES)
        assert set(rule.within) <= rules().keys()
    found = between([sheet()], [sheet(), goal(1, "甲")])
    assert [each.heading for each in sections(found, "en")] == ["Goals added (1)"]
    assert [each.heading for each in sections(found, "ja")] == ["加わった目標（1件）"]


def test_confirmed_by_a_person(between: Callable) -> None:
    node = f"{SHEET}/p/x"
    old = named(node, "Partnership", "甲の会", ("sheet", SHEET), ("status", ":Proposed"))
    new = named(node, "Partnership", "甲の会", ("sheet", SHEET), ("status", ":Confirmed"))
    assert told(between([old], [new])) == [("confirmed", "new", "甲の会")]
