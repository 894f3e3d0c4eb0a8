"""The real sheet, from the file to the store to SPARQL, against the hand-made answer."""

import importlib.util
import json
import sys
from types import ModuleType

import pytest

WHOLE = (
    "sheet_statements",
    "goals",
    "titles",
    "priority",
    "policies",
    "measures",
    "codes",
    "notation",
    "tags",
)
STATEMENTS = ("statements", "stm_plan", "stm_result", "stm_issue", "stm_schedule", "stm_aim")
LEAST = {**dict.fromkeys(WHOLE, 1.0), **dict.fromkeys(STATEMENTS, 0.99), "schedules": 0.97}

# Precision and recall, with the city's registers and with empty ones.
NAMED = {
    "registers": {"partners_named_orgs": (0.9, 0.85), "partners_named": (0.9, 0.85)},
    "empty registers": {"partners_named_orgs": (0.8, 0.7), "partners_named": (0.8, 0.7)},
}
EVERYWHERE = {
    "legal_and_plans": (0.9, 0.8),
    "programmes": (0.75, 0.7),
    "indicators": (0.95, 0.85),
    "pairs": (1.0, 1.0),
}
SHOWN = ("partners_named_sheet", "partners_generic", "roles", "roles_given_partner")


def load(path, name) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def scorer(shared):
    return load(shared / "gold" / "score.py", "gold_score")


@pytest.fixture(scope="module")
def answers(root):
    return load(root / "tests" / "gold" / "answers.py", "gold_answers")


@pytest.fixture(scope="module")
def gold(shared):
    return json.loads(next((shared / "gold").glob("*.json")).read_text(encoding="utf-8"))


def show(scores, names):
    print(f"\n{'category':20} {'P':>6} {'R':>6} {'F1':>6} {'hits':>5} {'extra':>5} {'missed':>6}")
    for name in names:
        row = scores[name].d()
        print(
            f"{name:20} {row['p']:6.3f} {row['r']:6.3f} {row['f1']:6.3f}"
            f" {row['tp']:5} {row['fp']:5} {row['fn']:6}"
        )


def test_the_store_answers_as_a_careful_reader(store, scorer, answers, gold, capsys):
    scores, _ = scorer.score(answers.prediction(store), gold)
    with capsys.disabled():
        show(scores, LEAST)
    short = {name: scores[name].d()["f1"] for name, least in LEAST.items() if scores[name].d()["f1"] < least}
    assert not short


def test_names_and_figures_are_found_as_by_a_careful_reader(store, request, scorer, answers, gold, capsys):
    scores, traps = scorer.score(answers.prediction(store), gold)
    registers = request.node.callspec.params["store"]
    least = NAMED[registers] | EVERYWHERE
    with capsys.disabled():
        print(f"\n{registers}")
        show(scores, (*least, *SHOWN))
    found = {name: (scores[name].d()["p"], scores[name].d()["r"]) for name in least}
    assert not {
        name: found[name]
        for name, (precise, complete) in least.items()
        if found[name][0] < precise or found[name][1] < complete
    }
    assert not traps["trap_false_positives"]
    assert not traps["generic_as_named"]


def test_the_page_of_quality_shows_these_numbers(store, request, scorer, answers, gold, root):
    scores, _ = scorer.score(answers.prediction(store), gold)
    page = (root / "docs" / "quality.md").read_text(encoding="utf-8").partition("<!-- sheet -->")[2]
    first = 2 if request.node.callspec.params["store"] == "registers" else 4
    rows = [line.split(" | ") for line in page.partition("<!-- /sheet -->")[0].splitlines()]
    shown = {row[0].rpartition(" / ")[2]: row[first - 1 : first + 1] for row in rows}
    for name in (*NAMED["registers"], *EVERYWHERE, *SHOWN):
        row = scores[name].d()
        counts = f"{row['tp']}・{row['fp']}・{row['fn']}"
        assert [cell.strip("| ") for cell in shown[name]] == [f"{row['p']:.3f} / {row['r']:.3f}", counts]


def test_the_head_is_right_and_names_nobody(store, answers, gold):
    sheet = answers.prediction(store)["sheet"]
    assert sheet == {key: value for key, value in gold["sheet"].items() if key != "head_name"}


def test_codes_printed_elsewhere_say_so(store, answers, gold):
    inferred = {
        (row["section"], row["no"], measure["text"])
        for row in gold["goals"]
        for measure in row["measures"]
        if measure.get("code_inferred")
    }
    bare = [
        m["text"]
        for row in gold["goals"]
        for m in row["measures"]
        if not m["code"] and not m["code_inferred"]
    ]
    rows = {row["row"]: row for row in answers.ask(store, answers.ROWS)}
    references = answers.ask(store, answers.POLICIES)
    matched = {
        (3 if rows[r["row"]]["class"].endswith("#Goal") else 4, int(rows[r["row"]]["number"]), r["text"])
        for r in references
        if r.get("source") == "matched-by-text"
    }
    assert matched == inferred
    assert {r["text"] for r in references if "notation" not in r} == set(bare)
