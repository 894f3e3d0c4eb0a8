"""What people want to know of a difference: new partners, ended goals, changed targets."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from graph.differences.quads import changed_quads
from graph.differences.replaced import now, replaced_in
from graph.differences.state import Row, Rule, rules
from graph.network import Words
from graph.release import Release
from graph.store import open_store

_SIDES = 2

States = Mapping[str, Mapping[str, Row]]
"""The rows of a release: by rule, then by key."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new, gone, changed or moved (`kind`) by a rule of `rules.toml`.

    A thing moved where the later release says that its address was replaced, or its name is at another.
    `old` and `new` are the values before and after, for a thing that moved its two IRIs.
    """

    rule: str
    kind: str
    thing: str
    label: Words
    where: Words
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two releases by their ids: how many quads came and went, and what that means."""

    old: str
    new: str
    added: int
    deleted: int
    changes: tuple[Change, ...]


def compare(old: Release, new: Release) -> Comparison:
    """Compare two releases; the changes stand in the order of the rules, kinds, places and names."""
    quads = Counter(sign for sign, _ in changed_quads(old, new))
    found = list(_changes(_said(old), _said(new), replaced_in(open_store(new)))) if quads else []
    return Comparison(old.id, new.id, quads["A"], quads["D"], tuple(sorted(found, key=_order)))


def _said(release: Release) -> States:
    return _remembered(_Asked(release, release.path))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A release, told from others by its folder: what it says never changes."""

    release: Release = field(compare=False)
    path: Path


@lru_cache(maxsize=_SIDES)
def _remembered(asked: _Asked) -> States:
    """Return what a release says. Who goes through the releases in a row meets each of them twice."""
    store = open_store(asked.release)
    return {name: rule.rows(store) for name, rule in rules().items()}


def _changes(before: States, new: States, replaced: Mapping[str, str]) -> Iterator[Change]:
    old = {name: _renamed(rows, replaced) for name, rows in before.items()} if replaced else before
    for name, rule in rules().items():
        known = {row.thing for each in rule.within for row in old[each].values()}
        known &= {row.thing for each in rule.within for row in new[each].values()}
        found = list(_of_rule(rule, old[name], new[name]))
        if "moved" in rule.kinds:
            found = [*_replaced(rule, before[name], new[name], replaced), *_with_moves(rule, found)]
        for change in found:
            if change.kind in rule.kinds and (not rule.within or change.thing in known):
                yield change


def _renamed(rows: Mapping[str, Row], replaced: Mapping[str, str]) -> Mapping[str, Row]:
    """Return the rows of the earlier release under the addresses of the later one."""

    def renamed(text: str) -> str:
        return " ".join(now(part, replaced) or part for part in text.split(" "))

    found = {renamed(key): replace(row, thing=renamed(row.thing)) for key, row in rows.items()}
    # Of two things that are one now, the one that keeps its address stands for both.
    return found | {key: row for key, row in rows.items() if key in found}


def _replaced(
    rule: Rule, old: Mapping[str, Row], new: Mapping[str, Row], replaced: Mapping[str, str]
) -> Iterator[Change]:
    """Tell what has another address, and that the register says so."""
    for before, after in replaced.items():
        if before in old and before not in new and after in new:
            row = new[after]
            yield Change(rule.name, "moved", row.thing, row.label, row.where, (before,), (after,))


def _of_rule(rule: Rule, old: Mapping[str, Row], new: Mapping[str, Row]) -> Iterator[Change]:
    for key in old.keys() | new.keys():
        before, after = old.get(key), new.get(key)
        row = after or before
        if row is None or before == after:
            continue
        kind = "new" if before is None else "gone" if after is None else "changed"
        values = before.values if before else (), after.values if after else ()
        if values[0] != values[1] or kind != "changed":
            yield Change(rule.name, kind, row.thing, row.label, row.where, *values)


def _with_moves(rule: Rule, found: list[Change]) -> Iterator[Change]:
    """Tell what went and came back under the same name, in the same place, as one that moved."""
    names = Counter((each.kind, each.label, each.where) for each in found)
    came = {(each.label, each.where): each.thing for each in found if each.kind == "new"}
    for each in found:
        once = all(names[kind, each.label, each.where] == 1 for kind in ("gone", "new"))
        if not once or each.kind == "changed":
            yield each
        elif each.kind == "gone":
            new = came[each.label, each.where]
            yield Change(rule.name, "moved", new, each.label, each.where, (each.thing,), (new,))


def _order(change: Change) -> tuple[int, int, str, str, str, tuple[str, ...]]:
    rule = list(rules()).index(change.rule)
    kind = rules()[change.rule].kinds.index(change.kind)
    return rule, kind, change.where.ja, change.label.ja, change.thing, change.new
