"""Which actual answers which target of a row: the same unit, the same year, and labels that say the same.

Labels are compared without what every label has (参加者数, 実施). Two targets or two actuals that fit
equally well leave the matter open: no pair is better than a wrong one.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from loaders.entities.numbers import canonical
from loaders.entities.patterns import pattern
from loaders.language.width import key
from loaders.sheet import Figure, FigureKey, Objective, Pair
from ontology.units import unit

REASON = "pair-unit-and-label"
"""The message key that says why two figures belong together."""

Keys = tuple[FigureKey, FigureKey]
"""A target and an actual."""

_LEAST = 0.6
_PLACES = Decimal("0.0001")
# What makes two numbers of one thing incomparable; about, at least and so on do not.
_BASES = frozenset({"延べ", "累計", "平均", "最大", "増", "減"})
# 20人以下 is reached from above: a quotient would praise the wrong side.
_CEILINGS = frozenset({"以下", "未満", "以内"})


@dataclass(frozen=True, slots=True)
class _Placed:
    """A figure and where it stands in its row."""

    key: FigureKey
    figure: Figure


def pairs_of(row: Objective) -> tuple[Pair, ...]:
    """Return the pairs of target and actual of a row, in the order of the targets."""
    placed = [
        _Placed(FigureKey(item.kind, item.notation, position), figure)
        for item in sorted(row.items, key=lambda item: item.kind != "action")
        for position, figure in enumerate(item.figures, 1)
        if not _titled(row, figure)
    ]
    targets = [each for each in placed if each.figure.kind == "target"]
    actuals = [each for each in placed if each.figure.kind == "actual"]
    scores = {
        (target.key, actual.key): (score, target.figure, actual.figure)
        for target in targets
        for actual in actuals
        if (score := _likeness(target.figure, actual.figure)) >= _LEAST
    }

    def same(one: Keys, other: Keys) -> bool:
        (_, target, actual), (_, target_again, actual_again) = scores[one], scores[other]
        return actual is actual_again and target.value == target_again.value

    chosen = _one_to_one({keys: score for keys, (score, _, _) in scores.items()}, same)
    return tuple(
        Pair(target, actual, REASON, achievement(*scores[target, actual][1:])) for target, actual in chosen
    )


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


def _likeness(target: Figure, actual: Figure) -> float:
    """Tell how alike two figures are, 0 where they cannot be a pair."""
    changes = [{"増", "減"} & set(figure.qualifiers) for figure in (target, actual)]
    if target.fiscal_year != actual.fiscal_year or _unit(target) != _unit(actual) or changes[0] != changes[1]:
        return 0.0
    one, other = _core(target), _core(actual)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) > 2 and (longer.startswith(shorter) or longer.endswith(shorter)):
        return 0.9
    return _shared(one, other)


def _unit(figure: Figure) -> str:
    printed = figure.unit.value if figure.unit else ""
    return str(unit(printed) or key(printed))


def _core(figure: Figure) -> str:
    """Return what is left of a label without the words of every label."""
    label = key(figure.indicator.value)
    return re.sub(pattern("labels", "common"), "", label)


def _shared(one: str, other: str) -> float:
    """Return how many of their pairs of characters two labels share (Dice)."""
    first, second = (Counter(pairwise(text)) for text in (one, other))
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def _one_to_one(scores: dict[Keys, float], same: Callable[[Keys, Keys], bool]) -> Iterator[Keys]:
    """Yield the pairs that are the best of both their sides, and alone so.

    A target that a result repeats (「目標の2,000人を上回りました」) is the `same`; the first stands for both.
    """
    seen: list[Keys] = []
    for keys, score in scores.items():
        rivals = [
            other
            for other in scores
            if other != keys and (other[0] == keys[0] or other[1] == keys[1]) and scores[other] >= score
        ]
        if all(same(keys, other) for other in rivals) and not any(other in seen for other in rivals):
            seen.append(keys)
            yield keys
