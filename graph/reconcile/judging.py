"""From names and identifiers to one score."""

from collections.abc import Mapping, Sequence

from graph.reconcile.asking import Asked
from graph.reconcile.scoring import best
from graph.reconcile.spellings import Spelling
from graph.reconcile.things import NOTATION, NUMBER

CERTAIN = 100.0
_OTHER_NUMBER = 50.0
"""The most that a thing reaches whose number is another than the one that is asked for."""

_OTHER_FEATURE = 20.0

Features = Mapping[str, bool | float]


def judged(
    asked: Asked, names: Sequence[tuple[Spelling, bool]], city: str, own: Mapping[str, frozenset[str]]
) -> tuple[float, Features]:
    """Return the score of a thing of `city` and what agreed.

    `names` are its spellings, True beside each that is but a reading; `own` are the features it has.
    Of a feature that nothing is known of, nothing is said.
    """
    points = max((best(one, names, city) for one in asked.spellings), default=0.0)
    features: dict[str, bool | float] = {"name": round(points, 1)}
    for feature, values in asked.known.items():
        if feature in own:
            features[feature] = agrees = bool(values & own[feature])
            points = _with_feature(points, feature, agrees=agrees, named=asked.named)
    return round(points, 1), features


def _with_feature(points: float, feature: str, *, agrees: bool, named: bool) -> float:
    """Return the score when one more thing is known: a number stands above names."""
    if feature == NUMBER:
        return CERTAIN if agrees else min(points, _OTHER_NUMBER)
    if feature == NOTATION and agrees and not named:
        return CERTAIN
    return points if agrees else max(0.0, points - _OTHER_FEATURE)
