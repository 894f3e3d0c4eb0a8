"""`decisions`: what people decided about names and figures. Two that contradict each other are refused."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeGuard, cast, get_args

from core.errors import UsageError
from loaders.cities.codes import is_corporate_number
from loaders.cities.decided import Decision, DecisionKind, FigureDecisionKind, Verdict
from loaders.cities.entries import canonical
from loaders.cities.indexes import Indexes
from loaders.cities.names import Index, checked_slug
from loaders.cities.tables import Register, Row, read_table
from loaders.mention import Role
from loaders.sheet import FigureVerdict

DECISIONS = "decisions"
DECISION_COLUMNS = (
    *("surface", "kind", "verdict", "name", "key", "department", "role"),
    *("who", "when", "why"),
)

KIND_WORDS: dict[DecisionKind, str] = {
    "partner": "団体",
    "group": "総称",
    "program": "事業",
    "site": "施設",
    "department": "部局",
    "ordinance": "条例",
    "plan": "計画",
    "place": "地名",
    "figure": "数値",
    "pair": "目標と実績",
}
"""The kinds of what is named or counted, and the Japanese word for each."""
KINDS: dict[str, DecisionKind] = {str(kind): kind for kind in KIND_WORDS} | {
    word: kind for kind, word in KIND_WORDS.items()
}
VERDICTS: dict[str, Verdict] = {
    "confirm": "confirm",
    "reject": "reject",
    "alias": "alias",
    "new": "new",
    "採用": "confirm",
    "却下": "reject",
    "別名": "alias",
    "新規": "new",
}
"""The words for what a person decides."""
ROLES = {role: role for role in get_args(Role)}
_WITH_ROLE = ("partner", "group")
# Year and department, as the address of the sheet has them, then what the figure says.
_FIGURE_KEY = re.compile(r"(?:19|20)[0-9]{2}/[a-z0-9][a-z0-9.-]*/[0-9a-f]{16}")
_LONGEST = 200
"""Characters of a name; a reason may have `_LONGEST_WHY`, and lines."""
_LONGEST_WHY = 1000
# Control characters, line and paragraph separators, and what turns the direction of a text.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def read_decisions(path: Path | None, things: Indexes, departments: Index) -> Register[Decision]:
    """Return the decisions of a city; none where there is no file."""
    table = read_table(path, DECISION_COLUMNS, ("surface", "kind", "verdict", "who", "when"))
    entries = tuple(_entry(row.plain(), things, departments) for row in table.rows)
    meanings = Meanings()
    remarks = list(table.remarks)
    for row, entry in zip(table.rows, entries, strict=True):
        if other := meanings.contradicting(entry):
            raise contradiction(row, entry, row.path, other)
        meanings.keep(entry)
        if entry.department and departments and departments.known(entry.department) is None:
            remarks.append(row.remark("city-unknown-department", name=entry.department))
    return Register(entries, tuple(remarks))


def decided(row: Row, verdict_column: str, things: Indexes) -> Decision:
    """Return what a row decides, but not who decided and when. UsageError where it decides nothing clear.

    A name that the register has gets its key, so that it is the same thing from then on.
    """
    _refuse_unprintable(row)
    surface = row.required("surface")
    kind = cast("DecisionKind", row.choice("kind", KINDS))
    verdict = cast("Verdict", row.choice(verdict_column, cast("Mapping[str, str]", VERDICTS)))
    if is_of_figures(kind):
        _refuse_unlike_figure(row, verdict)
        return _decision(row, kind, verdict, key=row["key"])
    role = row["role"] and row.choice("role", ROLES)
    if role and kind not in _WITH_ROLE:
        raise row.error("decision-role-of-no-partner", role=role, kind=row["kind"])
    if verdict == "reject" and (row["name"] or row["key"]):
        raise row.error("decision-reject-named", surface=surface, name=row["name"] or row["key"])
    if verdict == "alias" and not (row["name"] or row["key"]):
        raise row.error("decision-alias-of-nothing", surface=surface)
    key = _key(row, verdict, things[kind])
    name = row["name"] or (key and verdict != "new" and things[kind].name(key)) or surface
    return _decision(row, kind, verdict, "" if verdict == "reject" else name, key, role)


def is_of_figures(kind: str) -> TypeGuard[FigureDecisionKind]:
    """Tell whether a kind is that of a figure or a pair, which are known by their keys and not by names."""
    return kind in get_args(FigureDecisionKind)


def _decision(
    row: Row, kind: DecisionKind, verdict: Verdict, name: str = "", key: str | None = None, role: str = ""
) -> Decision:
    return Decision(
        surface=row["surface"],
        kind=kind,
        verdict=verdict,
        name=name,
        key=key,
        department=row["department"],
        role=role,
        who="",
        when="",
        why=row["why"],
        line=row.line,
    )


def _refuse_unlike_figure(row: Row, verdict: Verdict) -> None:
    """Refuse what can be said of names alone, and a key that is none of a figure or a pair."""
    values = {"surface": row["surface"], "kind": row["kind"]}
    if verdict not in get_args(FigureVerdict):
        raise row.error("decision-figure-verdict", **values)
    for column in ("name", "role", "department"):
        if row[column]:
            raise row.error("decision-figure-cell", column=column, value=row[column], **values)
    if not _FIGURE_KEY.fullmatch(row.required("key")):
        raise row.error("decision-figure-key", value=row["key"], **values)


def contradiction(row: Row, entry: Decision, other_file: Path, other: Decision) -> UsageError:
    """Return the error that names both lines."""
    return row.error("decision-contradicts", surface=entry.surface, other_file=other_file, other=other.line)


class Meanings:
    """What surfaces were decided to mean so far.

    The decisions kept of one surface are few however many rows repeat them: one for each kind and role.
    """

    def __init__(self, entries: Iterable[Decision] = ()) -> None:
        self._kept: dict[tuple[str, str], list[Decision]] = {}
        for entry in entries:
            self.keep(entry)

    def contradicting(self, entry: Decision) -> Decision | None:
        """Return the first decision that cannot hold beside this one."""
        return next((other for other in self._of(entry) if _contradict(entry, other)), None)

    def holds(self, entry: Decision) -> bool:
        """Tell whether the same was decided before."""
        return any(_same(entry, other) for other in self._of(entry))

    def keep(self, entry: Decision) -> None:
        """Remember a decision."""
        if not self.holds(entry):
            self._kept.setdefault(_scope(entry), []).append(entry)

    def _of(self, entry: Decision) -> list[Decision]:
        return self._kept.get(_scope(entry), [])


def _refuse_unprintable(row: Row) -> None:
    """Refuse what is no name and no reason: too long a text, or one that people cannot see as it is."""
    for column in DECISION_COLUMNS:
        most = _LONGEST_WHY if column == "why" else _LONGEST
        text = "".join(row[column].splitlines()) if column == "why" else row[column]
        if len(text) > most:
            raise row.error("decision-cell-long", column=column, length=len(text), most=most)
        if _UNPRINTABLE.search(text):
            raise row.error("decision-cell-unprintable", column=column)


def _same(one: Decision, other: Decision) -> bool:
    return (one.kind, one.role, _meaning(one)) == (other.kind, other.role, _meaning(other))


def _scope(entry: Decision) -> tuple[str, str]:
    if is_of_figures(entry.kind):
        return entry.kind, entry.key or ""
    return canonical(entry.surface), canonical(entry.department)


def _meaning(entry: Decision) -> str | None:
    """Return what a decision says the surface is: None for "nothing of this kind"."""
    return None if entry.verdict == "reject" else entry.key or canonical(entry.name)


def _contradict(one: Decision, other: Decision) -> bool:
    """Tell whether two decisions on one surface cannot both hold: it names one thing, of one kind."""
    if one.kind != other.kind:
        return "reject" not in (one.verdict, other.verdict)
    roles = {one.role, other.role} - {""}
    return _meaning(one) != _meaning(other) or len(roles) > 1


def _key(row: Row, verdict: Verdict, things: Index) -> str | None:
    """Return the key of what is meant: a new one where a person gives it, else one of the register."""
    key = row["key"]
    if verdict == "reject":
        return None
    if verdict == "new" and key:
        return key if is_corporate_number(key) else checked_slug(row, key)
    if key:
        return things.find(row, "key", key)
    return things.known(row["name"] or row["surface"])


def _entry(row: Row, things: Indexes, departments: Index) -> Decision:
    """Return a row of the file; a department that the register has goes by its name there."""
    key = departments.known(row["department"])
    return replace(
        decided(row, "verdict", things),
        department=departments.name(key) if key else row["department"],
        who=row.required("who"),
        when=row.required_day("when"),
    )
