"""What people decided about goals and programs of different years, as the links need it."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.years.facts import Goal
from graph.years.succession import Step
from ontology.iris import folded


@dataclass(frozen=True, slots=True)
class Decided:
    """Whether a goal continues one of the year before, by their titles; `department` is an IRI."""

    department: str
    year: int
    title: str
    before: str
    confirmed: bool
    line: int

    def is_about(self, earlier: Goal, later: Goal) -> bool:
        """Tell whether two goals have these titles, whatever the width and the white space."""
        titles = folded(self.before), folded(self.title)
        return titles == (folded(earlier.title), folded(later.title))


@dataclass(frozen=True, slots=True)
class People:
    """All that people decided in one city; `apart` are names of programs that are things of their own."""

    decided: tuple[Decided, ...] = ()
    apart: tuple[str, ...] = ()


Verdicts = dict[tuple[str, str], bool]
"""Whether a goal (IRIs, earlier and later) continues another: True confirmed, False rejected."""


def verdicts(step: Step, decided: Iterable[Decided]) -> Verdicts:
    """Return what was decided about the goals of some sheets."""
    return {
        (one.iri, other.iri): each.confirmed
        for each in decided
        for earlier, later in step
        if (later.department, later.year) == (each.department, each.year)
        for one in earlier.goals
        for other in later.goals
        if each.is_about(one, other)
    }


def unused(steps: Iterable[Step], decided: Iterable[Decided]) -> tuple[Decided, ...]:
    """Return the decisions about sheets that are there, of which no goals have the titles."""
    pairs = [pair for step in steps for pair in step]
    found: list[Decided] = []
    for each in decided:
        own = [pair for pair in pairs if (pair[1].department, pair[1].year) == (each.department, each.year)]
        if own and not verdicts(tuple(own), [each]):
            found.append(each)
    return tuple(found)
