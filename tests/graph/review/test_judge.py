"""What marked rows decide; each that cannot be right is told with its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.review.candidates import Candidate, candidates
from graph.review.folder import write_decisions
from graph.review.judge import Judged, judge
from graph.review.marks import read_marks
from graph.review.names import names_in
from loaders.cities.city import City
from loaders.cities.find import load_city


def test_every_verdict(decide: Callable[..., Judged]) -> None:
    judged = decide(
        {
            "朝日商店会": {"decision": "confirm", "role": "supports", "why": "総会で確認"},
            "空の会": {"decision": "別名", "name": "里山ゆいの会"},
            "まちの日": {"decision": "却下"},
        }
    )
    assert judged.problems == judged.organisations == ()
    shop, sky, day = judged.decisions
    assert (shop.verdict, shop.name, shop.role, shop.why) == (
        "confirm",
        "朝日商店会",
        "supports",
        "総会で確認",
    )
    assert (sky.verdict, sky.name, sky.key, sky.role) == ("alias", "里山ゆいの会", "satoyama-yui-no-kai", "")
    assert (day.verdict, day.kind, day.who, day.when) == ("reject", "program", "係長", "2026-05-01")


def test_who_confirms_confirms_the_proposed_name(decide: Callable[..., Judged]) -> None:
    (decision,) = decide({"空の会": {"decision": "採用"}}).decisions
    assert (decision.surface, decision.name, decision.role) == ("空の会", "一般社団法人空の会", "")


def test_all_that_is_wrong_is_told_at_once(decide: Callable[..., Judged]) -> None:
    judged = decide(
        {
            "朝日商店会": {"decision": "多分"},
            "空の会": {"decision": "別名"},
            "まちの日": {"decision": "採用", "surface": "まちの夜"},
        }
    )
    assert judged.decisions == ()
    assert [(error.key, error.values["line"]) for error in judged.problems] == [
        ("city-bad-choice", 2),
        ("decision-alias-of-nothing", 3),
        ("review-unknown-surface", 4),
    ]


def test_a_surface_with_two_meanings_asks_for_the_name(
    city: City, tmp_path: Path, mention: Callable, store_of: Callable, marked: Callable
) -> None:
    given = candidates(
        store_of(mention("空の会", "同会", "同会と、"), mention("海の会", "同会", "同会が、", row=2)), city
    )
    path = tmp_path / "marks.csv"
    path.write_text(marked(given, {"同会": {"decision": "採用"}}), encoding="utf-8-sig")
    (problem,) = judge(read_marks(path), given, city, "係長", "2026-05-01", register=False).problems
    assert (problem.key, problem.values["known"]) == ("review-several-meanings", ["海の会", "空の会"])


def test_a_row_that_contradicts_names_both_lines(
    decide: Callable[..., Judged], city: City, found: tuple[Candidate, ...], tmp_path: Path, marked: Callable
) -> None:
    write_decisions(city, decide({"朝日商店会": {"decision": "却下"}}).decisions, ())
    now = load_city(city.folder)
    (problem,) = decide({"朝日商店会": {"decision": "採用"}}, of=now).problems
    assert (problem.key, problem.values["line"], problem.values["other"]) == ("decision-contradicts", 2, 2)
    assert "marks.csv" in str(problem)
    assert "decisions.csv" in str(problem)
    again = decide({"朝日商店会": {"decision": "reject"}}, of=now)
    assert (again.decisions, again.known, again.problems) == ((), 1, ())
    path = tmp_path / "twice.csv"
    text = marked(found, {"まちの日": {"decision": "採用"}})
    path.write_text(text + text.splitlines()[3].replace("採用", "却下") + "\n", encoding="utf-8")
    (problem,) = judge(read_marks(path), found, now, "係長", "2026-05-01", register=False).problems
    assert (problem.key, problem.values["line"], problem.values["other"]) == ("decision-contradicts", 5, 4)


def test_a_figure_is_decided_by_its_key(
    city: City, tmp_path: Path, figure: Callable, store_of: Callable, marked: Callable
) -> None:
    store = store_of(
        figure("action/1", "Target", "80人", "講座に80人を招きます。"),
        figure("result/1", "Actual", "70人", "講座に70人を招きました。", value="70", target="action/1"),
    )
    given, path = candidates(store, city), tmp_path / "marks.csv"
    marks = {"80人 → 70人": {"decision": "採用"}, "70人": {"decision": "却下", "why": "別の講座"}}
    path.write_text(marked(given, marks), encoding="utf-8-sig")
    judged = judge(read_marks(path), given, city, "係長", "2026-05-01", register=True)
    assert judged.problems == judged.organisations == ()
    keys = {each.surface: each.key for each in given}
    assert [(each.surface, each.kind, each.verdict, each.name, each.key) for each in judged.decisions] == [
        ("80人 → 70人", "pair", "confirm", "", keys["80人 → 70人"]),
        ("70人", "figure", "reject", "", keys["70人"]),
    ]
    write_decisions(city, judged.decisions, ())
    now = load_city(city.folder)
    again = judge(read_marks(path), (), now, "係長", "2026-05-01", register=False)
    assert (again.decisions, again.known, again.problems) == ((), 2, ())
    path.write_text(marked(given, {"70人": {"decision": "採用"}}), encoding="utf-8-sig")
    (problem,) = judge(read_marks(path), given, now, "係長", "2026-05-01", register=False).problems
    assert (problem.key, problem.values["other"]) == ("decision-contradicts", 3)


HOSTILE = {
    "no key": ({"key": ""}, "city-cell-empty"),
    "a formula": ({"key": "=HYPERLINK(0)"}, "decision-figure-key"),
    "another folder": ({"key": "2025/../../etc/0123456789abcdef"}, "decision-figure-key"),
    "the key of nothing": ({"key": "2025/kurashi-anshin/0123456789abcdef"}, "review-unknown-figure"),
    "the key of another sheet": ({"key": "2024/kurashi-anshin/0123456789abcdef"}, "review-unknown-figure"),
    "another figure": ({"surface": "81人"}, "review-unknown-figure"),
    "another kind": ({"kind": "目標と実績"}, "review-unknown-figure"),
    "a name": ({"name": "講座"}, "decision-figure-cell"),
    "a role": ({"role": "funds"}, "decision-figure-cell"),
    "an alias": ({"decision": "別名", "name": "講座"}, "decision-figure-verdict"),
    "something new": ({"decision": "新規"}, "decision-figure-verdict"),
    "no word for it": ({"decision": "削除"}, "city-bad-choice"),
    "a turned reason": ({"why": "\u202e"}, "decision-cell-unprintable"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_said_of_a_figure_is_told_with_its_line(
    city: City, tmp_path: Path, figure: Callable, store_of: Callable, marked: Callable, name: str
) -> None:
    cells, key = HOSTILE[name]
    given = candidates(store_of(figure("action/1", "Target", "80人", "80人を招きます。")), city)
    path = tmp_path / "marks.csv"
    path.write_text(marked(given, {"80人": {"decision": "採用"} | cells}), encoding="utf-8-sig")
    judged = judge(read_marks(path), given, city, "係長", "2026-05-01", register=False)
    assert judged.decisions == ()
    (problem,) = judged.problems
    assert (problem.key, problem.values["line"]) == (key, 2)
    for language in ("ja", "en"):
        assert "marks.csv" in problem.text(language)


def test_many_rows_are_judged_quickly(found: tuple[Candidate, ...], city: City, tmp_path: Path) -> None:
    path = tmp_path / "marks.csv"
    path.write_text("surface,kind,decision\n" + "まちの日,事業,却下\n" * 100_000, encoding="utf-8")
    judged = judge(read_marks(path), found, city, "係長", "2026-05-01", register=False)
    assert (len(judged.decisions), judged.known) == (1, 99_999)


def test_an_alias_is_of_what_has_this_name_somewhere(decide: Callable[..., Judged]) -> None:
    (problem,) = decide({"空の会": {"decision": "別名", "name": "どこにもない会"}}).problems
    assert (problem.key, problem.values["line"]) == ("review-alias-unknown", 3)
    for name in ("朝日商店会", "里山ゆいの会"):  # proposed by a sheet, registered
        assert decide({"空の会": {"decision": "別名", "name": name}}).problems == ()
    given = {
        "朝日商店会": {"decision": "新規", "name": "朝日町商店会"},
        "空の会": {"decision": "別名", "name": "朝日町 商店会"},
    }
    assert decide(given).problems == ()


def test_the_names_of_a_release(city: City, store_of: Callable, mention: Callable) -> None:
    store = store_of(mention("空の会", "同会", "同会と、", status="Stated"))
    assert names_in(store, city) == {("partner", "空の会")}


@pytest.mark.parametrize("decision", ["別名", "新規", "採用"])
def test_a_city_is_no_partner_of_its_own(decide: Callable[..., Judged], decision: str) -> None:
    (problem,) = decide({"空の会": {"decision": decision, "name": "結野市"}}).problems
    assert problem.key == "review-city-itself"


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        ({"name": "空" * 201}, "decision-cell-long"),
        ({"name": "空の会\n海の会"}, "decision-cell-unprintable"),
        ({"name": "空\u202eの会"}, "decision-cell-unprintable"),
        ({"name": "空の会", "why": "総会" * 501}, "decision-cell-long"),
        ({"name": "空の会", "why": "総会で\n確認"}, None),
    ],
)
def test_names_stand_in_one_line(
    decide: Callable[..., Judged], cells: dict[str, str], key: str | None
) -> None:
    problems = decide({"空の会": {"decision": "新規", **cells}}).problems
    assert [problem.key for problem in problems] == ([key] if key else [])
