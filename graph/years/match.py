"""Each goal of a year with the one it continues. One to one, unless a split or merger is clear."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.years.facts import Goal
from graph.years.votes import Judge, Pair
from ontology.iris import folded

ChangeKind = Literal["continued", "renamed", "split", "merged"]

PART = 1
"""How many planned items a part must have that went to no other part; else it is a mere likeness."""


@dataclass(frozen=True, slots=True)
class Link:
    """A pair of goals that was chosen, and what happened between them."""

    pair: Pair
    kind: ChangeKind


def matched(candidates: Iterable[tuple[Goal, Goal]], people: Mapping[tuple[str, str], bool]) -> list[Link]:
    """Return the links among pairs of goals (earlier, later) of two years. Their order plays no part.

    `people` says of pairs (IRIs) whether somebody confirmed or rejected them.
    """
    rivals = sorted(candidates, key=_iris)
    judge = Judge.of(_once(one for one, _ in rivals), _once(other for _, other in rivals))
    verdicts = ((pair, people.get(_iris(pair))) for pair in rivals)
    found = (
        judge.pair(*pair, confirmed=verdict is True) for pair, verdict in verdicts if verdict is not False
    )
    pairs = sorted((pair for pair in found if pair), key=_best_first)
    chosen = _one_to_one(pairs)
    parts = [pair for pair in pairs if pair not in chosen and _is_part(pair, chosen)]
    return [Link(pair, kind) for pair, kind in _kinds([*chosen, *_undisputed(parts, chosen)])]


def _iris(pair: tuple[Goal, Goal]) -> tuple[str, str]:
    return pair[0].iri, pair[1].iri


def _once(goals: Iterable[Goal]) -> list[Goal]:
    return list({goal.iri: goal for goal in goals}.values())


def _best_first(pair: Pair) -> tuple[bool, float, str, str]:
    return pair.method != "decision", -round(pair.score, 6), pair.earlier.iri, pair.later.iri


def _one_to_one(pairs: Iterable[Pair]) -> list[Pair]:
    """Return what people decided, and of the rest each goal's best."""
    taken: set[str] = set()
    chosen: list[Pair] = []
    for pair in pairs:
        if pair.method == "decision" or not taken & {pair.earlier.iri, pair.later.iri}:
            taken |= {pair.earlier.iri, pair.later.iri}
            chosen.append(pair)
    return chosen


def _is_part(pair: Pair, chosen: Sequence[Pair]) -> bool:
    """Tell whether a goal that is left over is a further part of one that was chosen.

    It must have planned items of its own that the chosen part does not have.
    """
    froms = [each for each in chosen if each.earlier is pair.earlier]
    intos = [each for each in chosen if each.later is pair.later]
    if len(froms) + len(intos) != 1:
        return False  # both are taken, by others: no part of either
    side = 0 if froms else 1
    own = {places[side] for places in pair.actions}
    others = {places[side] for each in (*froms, *intos) for places in each.actions}
    return len(own - others) >= PART


def _undisputed(parts: Sequence[Pair], chosen: Sequence[Pair]) -> list[Pair]:
    """Return the parts of which it is clear what they are part of.

    A goal left over that fits two wholes is part of neither; what would be split and merged at once is
    neither.
    """
    taken = {iri for pair in chosen for iri in (pair.earlier.iri, pair.later.iri)}
    fits = Counter(iri for pair in parts for iri in (pair.earlier.iri, pair.later.iri) if iri not in taken)
    clear = [pair for pair in parts if 1 in (fits[pair.earlier.iri], fits[pair.later.iri])]
    wholes = {iri for pair in clear for iri in (pair.earlier.iri, pair.later.iri) if iri in taken}
    both = (pair for pair in chosen if {pair.earlier.iri, pair.later.iri} <= wholes)
    tangled = {iri for pair in both for iri in (pair.earlier.iri, pair.later.iri)}
    return [pair for pair in clear if not tangled & {pair.earlier.iri, pair.later.iri}]


def _kinds(pairs: Sequence[Pair]) -> Iterable[tuple[Pair, ChangeKind]]:
    before = Counter(pair.earlier.iri for pair in pairs)
    after = Counter(pair.later.iri for pair in pairs)
    for pair in pairs:
        if before[pair.earlier.iri] > 1:
            yield pair, "split"
        elif after[pair.later.iri] > 1:
            yield pair, "merged"
        else:
            same = folded(pair.earlier.title) == folded(pair.later.title)
            yield pair, "continued" if same else "renamed"
