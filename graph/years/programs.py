"""Programs that may have been renamed: one ends where another of a similar name begins.

The same name is one program already, across years. A similar one is only proposed, and never
merged: whether 見守り訪問 and 見守り訪問プラス are one program, people know.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.years.alike import texts_alike
from graph.years.facts import Facts, Thing
from graph.years.succession import Step
from ontology.iris import folded
from ontology.terms import TNG

NAME = 0.6
"""Names as alike as that have more in common than a word; they must begin alike too (see `_alike`)."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """Two programs of which the later may be the earlier under another name; `alike` says how near."""

    earlier: str
    later: str
    alike: float
    evidence: tuple[str, ...]


def renamings(
    steps: Iterable[Step], parts: Sequence[Facts], labels: dict[str, Thing], own: frozenset[str]
) -> list[Renaming]:
    """Return the proposals, each program in one at most.

    `own` are names (folded) of which people said that they are things of their own.
    """
    years: dict[str, set[int]] = defaultdict(set)
    for sheet in (each for each in parts if each.iri):
        for thing in _programs(sheet, labels):
            years[thing].add(sheet.year)
    found = sorted(
        (proposal for step in steps for proposal in _proposals(step, labels, years, own)),
        key=lambda each: (-each.alike, each.earlier, each.later),
    )
    taken: set[str] = set()
    chosen: list[Renaming] = []
    for proposal in found:
        if not taken & {proposal.earlier, proposal.later}:
            taken |= {proposal.earlier, proposal.later}
            chosen.append(proposal)
    return chosen


def _proposals(
    step: Step, labels: dict[str, Thing], years: dict[str, set[int]], own: frozenset[str]
) -> Iterator[Renaming]:
    for before, after in step:
        ended = {each for each in _programs(before, labels) if max(years[each]) == before.year}
        begun = {each for each in _programs(after, labels) if min(years[each]) == after.year}
        for one in sorted(ended):
            for other in sorted(begun):
                names = labels[one], labels[other]
                alike = _alike(names[0].label, names[1].label)
                listed = not (names[0].learnt or names[1].learnt)  # a register tells them apart
                if alike >= NAME and not listed and folded(names[1].label) not in own:
                    yield Renaming(one, other, alike, (*_evidence(before, one), *_evidence(after, other)))


def _alike(one: str, other: str) -> float:
    """Return how alike two names are; not at all where they only end alike (里山体験教室, 水辺体験教室)."""
    names = folded(one), folded(other)
    begins = names[0][:2] == names[1][:2]
    return (
        round(texts_alike(one, other), 2) if begins or names[0] in names[1] or names[1] in names[0] else 0.0
    )


def _programs(sheet: Facts, labels: dict[str, Thing]) -> set[str]:
    return {
        naming.thing
        for naming in sheet.namings
        if naming.thing in labels and labels[naming.thing].kind == str(TNG.Program)
    }


def _evidence(sheet: Facts, program: str) -> tuple[str, ...]:
    """Return the evidence of the first mention in a sheet."""
    found = sorted(naming.evidence for naming in sheet.namings if naming.thing == program)
    return found[0] if found else ()
