"""Rules are snapped to a grid: close ones become one, broken ones whole, missing outer ones are added.

xs    0    1        2            `level[i]`:   which boxes of row i have a rule above them
ys 0  ┌────┬────────┐            `upright[j]`: which boxes of column j have a rule on their left
   1  ├────┼────────┤            Rules that were added, not drawn, are known: there a page break
   2  └────┴────────┘            may have cut the table.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.read.pdf.page import Rule

_SNAP = 2.2  # double borders are about two points apart
_REACH = 3.0  # a rule that ends this close to another meets it
_SHORTEST = 4.0


@dataclass(frozen=True, slots=True)
class Grid:
    """Positions of the rules, and between which of them a rule was drawn.

    `level[i]` holds the columns j where `ys[i]` has a rule from `xs[j]` to `xs[j + 1]`; `upright[j]`
    holds the rows. `added` holds the (i, j) of level rules that stand for a missing outer border.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    level: tuple[frozenset[int], ...]
    upright: tuple[frozenset[int], ...]
    added: frozenset[tuple[int, int]]


def snap(rules: Iterable[Rule]) -> Grid:
    """Return the grid that the rules of a page make."""
    rules = list(rules)
    level = _whole([rule for rule in rules if rule.level])
    upright = _whole([rule for rule in rules if not rule.level])
    outer = [rule for table in _tables(level, upright) for rule in _missing(table)]
    outer += _around_columns(level, upright)
    ys = _middles(rule.at for rule in (*level, *outer) if rule.level)
    xs = _middles(rule.at for rule in (*upright, *outer) if not rule.level)
    drawn_level = _covered(level, ys, xs)
    all_level = _covered([*level, *(rule for rule in outer if rule.level)], ys, xs)
    all_upright = _covered([*upright, *(rule for rule in outer if not rule.level)], xs, ys)
    added = frozenset((i, j) for i, row in enumerate(all_level) for j in row - drawn_level[i])
    return Grid(xs, ys, all_level, all_upright, added)


def _middles(positions: Iterable[float]) -> tuple[float, ...]:
    groups: list[list[float]] = []
    for position in sorted(positions):
        if groups and position - groups[-1][0] <= _SNAP:
            groups[-1].append(position)
        else:
            groups.append([position])
    return tuple(sum(group) / len(group) for group in groups)


def _nearest(positions: Sequence[float], value: float) -> int:
    after = bisect_left(positions, value)
    around = [i for i in (after - 1, after) if 0 <= i < len(positions)]
    return min(around, key=lambda i: abs(positions[i] - value))


def _whole(rules: list[Rule]) -> list[Rule]:
    """Join the pieces of dotted, dashed and cell-by-cell rules; drop what is too short to be one."""
    middles = _middles(rule.at for rule in rules)
    lines: dict[int, list[Rule]] = {}
    for rule in rules:
        lines.setdefault(_nearest(middles, rule.at), []).append(rule)
    found: list[Rule] = []
    for line, pieces in sorted(lines.items()):
        pieces.sort(key=lambda rule: rule.start)
        start, end = pieces[0].start, pieces[0].end
        for piece in pieces[1:]:
            if piece.start > end + _REACH:
                found.append(Rule(piece.level, middles[line], start, end))
                start, end = piece.start, piece.end
            end = max(end, piece.end)
        found.append(Rule(pieces[0].level, middles[line], start, end))
    return [rule for rule in found if rule.end - rule.start >= _SHORTEST]


def _covered(
    rules: Iterable[Rule], lines: Sequence[float], marks: Sequence[float]
) -> tuple[frozenset[int], ...]:
    """Return for each line the gaps between marks that its rules cover."""
    covered: list[set[int]] = [set() for _ in lines]
    for rule in rules:
        first = bisect_left(marks, rule.start - _REACH)
        last = bisect_left(marks, rule.end + _REACH)
        covered[_nearest(lines, rule.at)].update(range(first, last - 1))
    return tuple(map(frozenset, covered))


def _tables(level: list[Rule], upright: list[Rule]) -> list[list[Rule]]:
    """Group the rules that touch one another."""
    rules = [*level, *upright]
    group = list(range(len(rules)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for j, down in enumerate(upright, len(level)):
        for i, across in enumerate(level):
            if _meet(across, down):
                group[root(i)] = root(j)
    tables: dict[int, list[Rule]] = {}
    for i, rule in enumerate(rules):
        tables.setdefault(root(i), []).append(rule)
    return list(tables.values())


def _meet(across: Rule, down: Rule) -> bool:
    return (
        across.start - _REACH <= down.at <= across.end + _REACH
        and down.start - _REACH <= across.at <= down.end + _REACH
    )


def _missing(table: list[Rule]) -> list[Rule]:
    """Return the outer borders of a table that are not drawn, though two or more rules end there."""
    level = [rule for rule in table if rule.level]
    upright = [rule for rule in table if not rule.level]
    if not level or not upright:
        return []
    left = min(min(rule.start for rule in level), min(rule.at for rule in upright))
    right = max(max(rule.end for rule in level), max(rule.at for rule in upright))
    top = min(min(rule.start for rule in upright), min(rule.at for rule in level))
    bottom = max(max(rule.end for rule in upright), max(rule.at for rule in level))
    sides = (
        (Rule(False, left, top, bottom), upright, [rule.start for rule in level]),
        (Rule(False, right, top, bottom), upright, [rule.end for rule in level]),
        (Rule(True, top, left, right), level, [rule.start for rule in upright]),
        (Rule(True, bottom, left, right), level, [rule.end for rule in upright]),
    )
    return [
        side
        for side, parallel, ends in sides
        if all(abs(rule.at - side.at) > _REACH for rule in parallel)
        and sum(abs(end - side.at) <= _REACH for end in ends) >= 2
    ]


def _around_columns(level: list[Rule], upright: list[Rule]) -> list[Rule]:
    """Return borders above and below columns that nothing closes: the middle of a row of three pages."""
    bare = [rule for rule in upright if not any(_meet(across, rule) for across in level)]
    if len(bare) < 2:
        return []
    top, bottom = min(rule.start for rule in bare), max(rule.end for rule in bare)
    if any(abs(rule.start - top) > _REACH or abs(rule.end - bottom) > _REACH for rule in bare):
        return []
    left, right = bare[0].at, bare[-1].at
    return [Rule(True, top, left, right), Rule(True, bottom, left, right)]
