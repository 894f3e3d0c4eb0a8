"""Which actual answers which target of a row: the same unit, the same year, and labels that say the same.

Labels are compared without what every label has (参加者数, 実施). Two targets or two actuals that fit
equally well leave the matter open: no pair is better than a wrong one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, takewhile

from loaders.entities.numbers import canonical
from loaders.entities.patterns import pattern
from loaders.language.width import key
from loaders.sheet import Figure, FigureKey, Objective, Pair
from ontology.units import unit

REASON = "pair-unit-and-label"
"""The message key that says why two figures belong together."""

_LEAST = 0.6
# A sentence that names its target is surer than any two labels.
_SAID = 2.0
_RESULTS = frozenset({"result", "summary"})
# How many characters at the end of a place's name tell it from others.
_TELLING = 5
_PLACES = Decimal("0.0001")
# What makes two numbers of one thing incomparable; about, at least and so on do not.
_BASES = frozenset({"延べ", "累計", "平均", "最大", "上限", "増", "減"})
# 20人以下 is reached from above: a quotient would praise the wrong side.
_CEILINGS = frozenset({"以下", "未満", "以内"})


@dataclass(frozen=True, slots=True)
class _Placed:
    """A figure, where it stands in its row, and what is compared of it.

    `words` are those that say so, `venues` the ends of the names of the places that they are about.
    """

    key: FigureKey
    figure: Figure
    core: str
    couples: Counter[tuple[str, str]]
    words: str
    venues: tuple[str, ...]
    sort: tuple[str, int, bool, bool]
    """Unit, year, and whether it is an increase or a decrease: of a pair these agree."""

    @property
    def item(self) -> tuple[str, str]:
        """The item it stands in."""
        return self.key.kind, self.key.notation


@dataclass(frozen=True, slots=True)
class _Likely:
    """A target, an actual and how alike they are."""

    target: _Placed
    actual: _Placed
    score: float


def pairs_of(row: Objective) -> tuple[Pair, ...]:
    """Return the pairs of target and actual of a row, in the order of the targets."""
    placed = [
        _placed(FigureKey(item.kind, item.notation, position), figure)
        for item in sorted(row.items, key=lambda item: item.kind != "action")
        for position, figure in enumerate(item.figures, 1)
        if not _titled(row, figure)
    ]
    actuals = defaultdict(list)
    for each in placed:
        if each.figure.kind == "actual":
            actuals[each.sort].append(each)
    likely = [
        _Likely(target, actual, score)
        for target in placed
        if target.figure.kind == "target"
        for actual in actuals[target.sort]
        if (score := _likeness(target, actual, actuals[target.sort])) >= _LEAST
    ]
    return tuple(
        Pair(each.target.key, each.actual.key, REASON, achievement(each.target.figure, each.actual.figure))
        for each in _one_to_one(likely)
    )


def _placed(place: FigureKey, figure: Figure) -> _Placed:
    core, signs = _core(figure), figure.qualifiers
    sort = (_unit(figure), figure.fiscal_year, "増" in signs, "減" in signs)
    words = key(figure.quote.value) if figure.quote else ""
    venues = tuple(found[1][-_TELLING:] for found in pattern("labels", "venue").finditer(words))
    return _Placed(place, figure, core, Counter(pairwise(core)), words, venues, sort)


def _titled(row: Objective, figure: Figure) -> bool:
    """Tell whether a figure is only known by the title of a row that has several texts."""
    kinds = [item.kind for item in row.items]
    return figure.indicator == row.title and len(set(kinds)) < len(kinds)


def achievement(target: Figure, actual: Figure) -> Decimal | None:
    """Return actual / target to four places; None where they do not count on one basis.

    A year is the basis of the sheet: 20,000人/年 and 12,000人 agree.
    """
    if _basis(target) != _basis(actual) or not target.value or _CEILINGS & set(target.qualifiers):
        return None
    return canonical((actual.value / target.value).quantize(_PLACES))


def _basis(figure: Figure) -> set[str]:
    per = (name for name in figure.qualifiers if name.startswith("/") and name != "/年")
    return {*per, *_BASES.intersection(figure.qualifiers)}


def _likeness(target: _Placed, actual: _Placed, actuals: list[_Placed]) -> float:
    """Tell how alike two figures of one sort are, 0 where they cannot be a pair.

    Two figures of one text say how it is and how it will be, unless a result names its target.
    """
    if target.item == actual.item:
        return _SAID if _said_together(target, actual, actuals) else 0.0
    if not target.core or not actual.core:
        return 0.0
    # What was done in one place is but a part of a target that does not name it.
    if any(venue not in target.words for venue in actual.venues):
        return 0.0
    if target.core == actual.core:
        return 1.0
    shorter, longer = sorted((target.core, actual.core), key=len)
    if _numbers(shorter) and _numbers(longer) and _numbers(shorter) != _numbers(longer):
        return 0.0
    if len(shorter) > 2 and (longer.startswith(shorter) or longer.endswith(shorter)):
        return 0.9
    total = max(len(shorter) + len(longer) - 2, 1)
    if 2 * len(shorter) / total < _LEAST:
        return 0.0
    return 2 * (target.couples & actual.couples).total() / total


def _said_together(target: _Placed, actual: _Placed, actuals: list[_Placed]) -> bool:
    """Tell whether a sentence of a result names its target: 18人となり、目標の20人に届きませんでした."""
    beside = [
        each for each in actuals if each.item == target.item and each.figure.quote == target.figure.quote
    ]
    return target.key.kind in _RESULTS and beside == [actual]


def _numbers(label: str) -> list[str]:
    return re.findall(r"\d+", label)


def _unit(figure: Figure) -> str:
    printed = figure.unit.value if figure.unit else ""
    return str(unit(printed) or key(printed))


def _core(figure: Figure) -> str:
    """Return what is left of a label without the words of every label."""
    label = key(figure.indicator.value)
    return re.sub(pattern("labels", "common"), "", label)


def _one_to_one(likely: list[_Likely]) -> Iterator[_Likely]:
    """Yield the pairs that are the best of both their sides, and alone so.

    A target that a result repeats (「目標の2,000人を上回りました」) is the same; the first stands for both.
    """
    of_target: dict[FigureKey, list[_Likely]] = defaultdict(list)
    of_actual: dict[FigureKey, list[_Likely]] = defaultdict(list)
    for each in sorted(likely, key=lambda each: -each.score):
        of_target[each.target.key].append(each)
        of_actual[each.actual.key].append(each)
    taken: set[FigureKey] = set()
    for best, *others in (of_target[target] for target in dict.fromkeys(each.target.key for each in likely)):
        if best.actual.key in taken or (others and others[0].score == best.score):
            continue
        if _values(of_actual[best.actual.key], best.score) == {best.target.figure.value}:
            taken.add(best.actual.key)
            yield best


def _values(likely: list[_Likely], least: float) -> set[Decimal]:
    """Return the values of the targets that are no less alike; the most alike stand first."""
    return {each.target.figure.value for each in takewhile(lambda each: each.score >= least, likely)}
