"""What speaks for one goal being the continuation of another, and whether that is enough.

Titles, planned items, policies and named things each have a vote. The same title decides alone;
nothing else does, unless it is nearly the same title or most of the planned items. What people
decided needs no votes (decision 0014).
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from core.messages import say
from graph.years.alike import Rarity, pairs_in
from graph.years.facts import Goal
from ontology.iris import folded

Method = Literal["decision", "same-title", "similar-title", "shared-content"]

# Set by hand on the tuning half of the labelled years; the other half was only counted.
TITLE_ALONE = 0.75
"""Titles as alike as that differ by a word of style (の推進, の充実強化)."""
TITLE_WITH_ITEM = 0.65
"""Titles as alike as that share their subject; one planned item in common is then enough."""
TITLE_WITH_MORE = 0.5
"""Titles as alike as that share a word; several planned items, policies or things must speak for it."""
ACTION = 0.65
"""Planned items as alike as that are the same item, with another number or verb."""
SHARE = 0.5
"""Half of what the smaller of two goals plans, or of what both point to."""
ACTIONS_ALONE = 2
"""One planned item in common can be a commonplace (アンケートの実施); two are not."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two goals of which the later one may continue the earlier.

    `actions` are the places of the planned items that both have (earlier, later); `signs` say in
    Japanese what spoke for it, as published.
    """

    earlier: Goal
    later: Goal
    method: Method
    score: float
    actions: frozenset[tuple[int, int]]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the goals of two years together, since what all of them share says nothing."""

    titles: Rarity
    actions: Rarity
    policies: Rarity
    things: Rarity
    commonplace: frozenset[str]

    @classmethod
    def of(cls, earlier: Collection[Goal], later: Collection[Goal]) -> "Judge":
        """Return the judge of the goals of these two years."""
        years = (earlier, later)
        return cls(
            Rarity.of(*((pairs_in(goal.title) for goal in goals) for goals in years)),
            Rarity.of(*((pairs_in(text) for goal in goals for text in goal.actions) for goals in years)),
            Rarity.of(*((goal.policies for goal in goals) for goals in years)),
            Rarity.of(*((goal.things for goal in goals) for goals in years)),
            frozenset(text for goals in years for text in _repeated(goals)),
        )

    def pair(self, earlier: Goal, later: Goal, *, confirmed: bool = False) -> Pair | None:
        """Return the pair where enough speaks for it or people confirmed it, else None."""
        title = self.titles.alike(pairs_in(earlier.title), pairs_in(later.title))
        policies = self.policies.alike(earlier.policies, later.policies)
        things = self.things.alike(earlier.things, later.things)
        actions = self._shared_actions(earlier, later)
        share = _share(actions, earlier, later)
        same = folded(earlier.title) == folded(later.title)
        planned = share >= SHARE and len(actions) >= ACTIONS_ALONE
        pointed = policies >= SHARE or things >= SHARE
        if confirmed:
            method: Method = "decision"
        elif same:
            method = "same-title"
        elif title >= _enough(share >= SHARE, planned or pointed):
            method = "similar-title"
        elif planned or (pointed and share >= SHARE):
            method = "shared-content"
        else:
            return None
        signs = _signs(1.0 if same else title, len(actions), earlier, later)
        return Pair(earlier, later, method, same + title + share + (policies + things) / 2, actions, signs)

    def _shared_actions(self, earlier: Goal, later: Goal) -> frozenset[tuple[int, int]]:
        """Return the places of the planned items that two goals have in common, each item once."""
        likeness = sorted(
            (-self.actions.alike(pairs_in(one), pairs_in(other)), first, second)
            for first, one in enumerate(earlier.actions)
            for second, other in enumerate(later.actions)
            if not self.commonplace & {folded(one), folded(other)}
        )
        found: dict[int, int] = {}
        for unlike, first, second in likeness:
            if -unlike >= ACTION and first not in found and second not in found.values():
                found[first] = second
        return frozenset(found.items())


def _repeated(goals: Iterable[Goal]) -> set[str]:
    """Return the planned items (folded) that stand in several goals of one year."""
    counts = Counter(text for goal in goals for text in set(map(folded, goal.actions)))
    return {text for text, count in counts.items() if count > 1}


def _enough(one_item: bool, more: bool) -> float:
    """Return how alike two titles must be, given what else the goals have in common."""
    if more:
        return TITLE_WITH_MORE
    return TITLE_WITH_ITEM if one_item else TITLE_ALONE


def _share(actions: frozenset[tuple[int, int]], earlier: Goal, later: Goal) -> float:
    fewer = min(len(earlier.actions), len(later.actions))
    return len(actions) / fewer if fewer else 0.0


def _signs(title: float, actions: int, earlier: Goal, later: Goal) -> tuple[str, ...]:
    """Return the votes in words."""
    counted = {
        "sign-actions": actions,
        "sign-policies": len(earlier.policies & later.policies),
        "sign-things": len(earlier.things & later.things),
    }
    shown = [say("sign-title", "ja", alike=f"{title:.2f}")]
    return (*shown, *(say(key, "ja", count=count) for key, count in counted.items() if count))
