"""What `docs/quality.md` tells in tables: how right names, roles, figures and links between years are.

    python benchmarks/quality.py            print the tables, as Markdown
    python benchmarks/quality.py --write    write them into the page, and the confidence of each method

Of the half of the labelled sentences that nobody reads only totals are taken. The table of the sheet
that was read by hand is made where that sheet is (`TSUNAGU_SHARED`, else `../shared`), and is left as
it stands elsewhere.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from unittest.mock import patch

import gold
import years
from labelled import KINDS, Score, Tally, score, tuning, unread
from measure import ROOT

from loaders.entities import nouns, passage
from loaders.entities.confidence import ENOUGH, ROLE, Measured, Table, pooled, precision
from ontology.roles import described
from ontology.roles import role as role_called

PAGE = ROOT / "docs" / "quality.md"
CONFIDENCE = ROOT / "loaders" / "entities" / "rules" / "confidence.toml"
HEAD = """# How often each method was right, by kind, on the half of the labelled sentences that nobody reads;
# benchmarks/quality.py writes this. right: what a person labelled so too; found: all that it found.
# Under role: how often each role was right that was told of a partner whose name was right.
"""
RUNS = {
    "tuning": "調整用 / tuning",
    "unread": "未読 / unread",
    "plain tuning": "辞書なし・調整用 / plain, tuning",
    "plain unread": "辞書なし・未読 / plain, unread",
}
PLAIN_METHOD = "suffix-plain"
NAMES = {
    "partner": "団体",
    "group": "総称",
    "program": "事業",
    "site": "施設",
    "department": "部署",
    "ordinance": "条例・規則",
    "plan": "計画・指針",
    "place": "地名",
}
COUNTED = {
    "partner role right": "団体の役割：正",
    "partner role wrong": "団体の役割：誤",
    "group role right": "総称の役割：正",
    "group role wrong": "総称の役割：誤",
    "alias right": "略称の元の名：正",
    "alias wrong": "略称の元の名：誤",
    "trap as partner": "引っかけを団体とした",
    "partner for group": "総称を団体とした",
}
SHEET_ROWS = {
    "partners_named_orgs": "名のある団体",
    "partners_named": "名のある団体・施設・部署",
    "partners_named_sheet": "同、シート全体で一度",
    "partners_generic": "総称",
    "roles": "団体と役割の組",
    "roles_given_partner": "役割（団体が合うもの）",
    "programmes": "事業",
    "legal_and_plans": "条例・計画",
    "indicators": "数値",
    "pairs": "目標と実績の組",
}


def runs() -> dict[str, Score]:
    """Return the scores of both halves, with the dictionary and without it."""
    made = {}
    for plain in (False, True):
        with patch.object(passage, "splitter", nouns.Plain) if plain else nullcontext():
            prefix = "plain " if plain else ""
            made |= {f"{prefix}tuning": score(tuning()), f"{prefix}unread": score(unread())}
    return made


def measured(made: Mapping[str, Score]) -> Table:
    """Return what each method found on the unread half; a place is never written, so it does not count."""
    found: dict[str, dict[str, Measured]] = {}
    for run, plain in (("unread", False), ("plain unread", True)):
        for (method, kind), tally in sorted(made[run].methods.items()):
            if kind != "place" and (method == PLAIN_METHOD) == plain:
                found.setdefault(method, {})[kind] = Measured(tally.hit, tally.hit + tally.false)
    return found


def measured_roles(made: Mapping[str, Score]) -> dict[str, Measured]:
    """Return what was found of roles on the unread half, where the name was right."""
    told = sorted(made["unread"].told.items())
    return {role: Measured(tally.hit, tally.hit + tally.false) for role, tally in told}


def confidences(table: Table) -> str:
    """Return the file of confidences."""
    parts = (
        f"\n[{method}.{kind}]\nright = {each.right}\nfound = {each.found}\n"
        for method, kinds in table.items()
        for kind, each in kinds.items()
    )
    return HEAD + "".join(parts)


def blocks(made: Mapping[str, Score]) -> dict[str, str]:
    """Return the tables that need no sheet, by the name of their place in the page."""
    lines = {
        "halves": _halves(),
        "kinds": _kinds(made),
        "meanings": _meanings(made),
        "methods": _methods(measured(made)),
        "roles": _roles(measured_roles(made)),
        "years": years.table(years.scores()),
    }
    return {name: "\n".join(table) for name, table in lines.items()}


def sheet_block() -> str:
    """Return the table of the sheet that was read by hand."""
    both = [gold.scored(empty=empty) for empty in (False, True)]
    return "\n".join([*_sheet_head(), *sheet_rows([each.rows for each in both]), *_traps(both)])


def placed(page: str, tables: Mapping[str, str]) -> str:
    """Return a page with the tables in their places."""
    for name, table in tables.items():
        begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        page, count = re.subn(
            f"{begin}.*?{end}", lambda _, b=begin, t=table, e=end: f"{b}\n{t}\n{e}", page, flags=re.DOTALL
        )
        if count != 1:
            raise SystemExit(f"{PAGE}: {begin} … {end} stands there {count} times")
    return page


def _halves() -> Iterator[str]:
    halves = (tuning(), unread())
    sizes = {
        "記録 / records": [len(half) for half in halves],
        "文字 / characters": [sum(len(each["text"]) for each in half) for half in halves],
        "名前 / names": [sum(len(each["mentions"]) for each in half) for half in halves],
        "数値 / figures": [sum(len(each["figures"]) for each in half) for half in halves],
        "引っかけ / traps": [sum(len(each["traps"]) for each in half) for half in halves],
    }
    yield from _head((RUNS["tuning"], RUNS["unread"]))
    yield from (_row(name, map(str, counts)) for name, counts in sizes.items())


def _kinds(made: Mapping[str, Score]) -> Iterator[str]:
    yield from _head(RUNS.values())
    for kind in KINDS:
        yield _row(f"{NAMES[kind]} / {kind}", (_cell(made[run].kinds[kind]) for run in RUNS))
    yield _row("数値 / figures", (_cell(made[run].figures) for run in RUNS))


def _cell(tally: Tally) -> str:
    exact, complete, *_ = tally.cells()
    return f"{exact} / {complete} ({tally.hit}, {tally.false}, {tally.missed})"


def _meanings(made: Mapping[str, Score]) -> Iterator[str]:
    yield from _head(RUNS.values())
    for name, words in COUNTED.items():
        counts = (made[run].roles[name] + made[run].other[name] for run in RUNS)
        yield _row(f"{words} / {name}", map(str, counts))


def _methods(table: Table) -> Iterator[str]:
    yield from _head(("種類 / kind", "正 / right", "全 / found", "`tng:confidence`", ""), "方法 / method")
    for method, kinds in table.items():
        for kind, each in kinds.items():
            value = precision(table, method, kind)
            cells = (f"{NAMES[kind]} / {kind}", str(each.right), str(each.found), str(value))
            yield _row(f"`{method}`", (*cells, _basis(kinds, each)))


def _roles(told: Mapping[str, Measured]) -> Iterator[str]:
    yield from _head(("正 / right", "全 / found", "適合率 / precision", ""), "役割 / role")
    for role, each in told.items():
        label = next(str(words) for *_, words in described(role_called(role)) if words.n3().endswith("@ja"))
        value = precision({ROLE: told}, ROLE, role)
        basis = "" if each.found >= ENOUGH else "役割全体 / all roles"
        yield _row(f"{label} / `{role}`", (str(each.right), str(each.found), str(value), basis))


def _basis(kinds: Mapping[str, Measured], own: Measured) -> str:
    """Say of what the confidence is the precision where there were too few of this kind."""
    if own.found >= ENOUGH:
        return ""
    return "方法全体 / all kinds" if pooled(kinds).enough else "少ない方法の合計 / rare methods together"


def _sheet_head() -> Iterator[str]:
    counts = "正・誤・漏 / right, wrong, missed"
    yield from _head(("登録簿あり / with registers：P / R", counts, "空の登録簿 / empty ones：P / R", counts))


def sheet_rows(scores: Iterable[Mapping[str, gold.Row]]) -> Iterator[str]:
    """Yield a line for each row of the table."""
    both = list(scores)
    for name, words in SHEET_ROWS.items():
        yield _row(f"{words} / {name}", (cell for rows in both for cell in sheet_cells(rows[name])))


def sheet_cells(row: gold.Row) -> tuple[str, str]:
    """Return precision and recall as one cell, and the counts as another."""
    numbers = row.d()
    return (
        f"{numbers['p']:.3f} / {numbers['r']:.3f}",
        f"{numbers['tp']}・{numbers['fp']}・{numbers['fn']}",
    )


def _traps(both: Iterable[gold.Scored]) -> Iterator[str]:
    counts = [
        [len(each.traps[name]) for name in ("trap_false_positives", "generic_as_named")] for each in both
    ]
    for place, words in enumerate(("引っかけを団体とした / traps", "総称を団体とした / groups as names")):
        yield _row(words, (cell for each in counts for cell in (str(each[place]), "")))


def _head(columns: Iterable[str], first: str = "") -> Iterator[str]:
    names = list(columns)
    yield _row(first, names)
    yield f"|---|{'---|' * len(names)}"


def _row(name: str, cells: Iterable[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"


def main() -> None:
    """Print the tables, or write them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="write the page and the confidences")
    given = parser.parse_args()
    made = runs()
    tables = blocks(made)
    if (gold.SHARED / "gold").is_dir():
        tables["sheet"] = sheet_block()
    else:
        print(f"no sheet read by hand in {gold.SHARED}: its table is left as it stands", file=sys.stderr)
    if given.write:
        table = {**measured(made), ROLE: measured_roles(made)}
        CONFIDENCE.write_text(confidences(table), encoding="utf-8")
        PAGE.write_text(placed(PAGE.read_text(encoding="utf-8"), tables), encoding="utf-8")
    else:
        print(*(f"== {name}\n{table}" for name, table in tables.items()), sep="\n\n")


if __name__ == "__main__":
    main()
