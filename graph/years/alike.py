"""How alike two texts, or two sets of anything, are: a number from 0 to 1."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ontology.iris import folded


@lru_cache(maxsize=4096)  # each text of a year meets each of the next
def pairs_in(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a text, whatever its width and white space.

    >>> sorted(pairs_in("水 と緑"))
    ['と緑', '水と']
    """
    plain = folded(text)
    return frozenset(map("".join, pairwise(plain)))


COMMON = 2 / 3
"""A feature of more than this part of the goals of a year (two at least) is what a department always does."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much a feature tells, by how many goals of a year have it; what nearly all have tells nothing."""

    weights: Mapping[str, float]

    @classmethod
    def of(cls, *years: Iterable[Collection[str]]) -> "Rarity":
        """Weigh the features of the goals of each year; the year in which a feature is commoner counts."""
        weights: dict[str, float] = {}
        for year in years:
            goals = [set(features) for features in year]
            for feature, count in Counter(feature for each in goals for feature in each).items():
                common = count > 1 and count > COMMON * len(goals)
                weights[feature] = min(weights.get(feature, 1.0), 0.0 if common else 1 / count)
        return cls(weights)

    def alike(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return the coefficient of Dice, in which a feature weighs less the more goals have it."""
        whole = self._weight(one) + self._weight(other)
        return 2 * self._weight(one & other) / whole if whole else 0.0

    def _weight(self, features: frozenset[str]) -> float:
        return sum(self.weights.get(feature, 1.0) for feature in sorted(features))


EVEN = Rarity({})
"""All features weigh the same."""


def texts_alike(one: str, other: str) -> float:
    """Return how alike two texts are by their pairs of characters.

    >>> texts_alike("里山の保全", "里山の 保全"), texts_alike("里山の保全", "窓口")
    (1.0, 0.0)
    """
    return EVEN.alike(pairs_in(one), pairs_in(other))
