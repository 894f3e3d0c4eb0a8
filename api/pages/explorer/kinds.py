"""Which things are points of the explorer, and what the lines between them are called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from api.labels import Labels
from core.messages import LANGUAGES, listed, say
from graph.network import Words
from ontology.terms import TNG

DEPARTMENT, GOAL, POLICY = "department", "goal", "policy"

KINDS: Mapping[str, tuple[str, ...]] = {
    DEPARTMENT: (str(TNG.Department),),
    GOAL: (str(TNG.Goal), str(TNG.MidTermGoal), str(TNG.Objective)),
    POLICY: (str(TNG.Policy),),
    "partner": (str(TNG.Partner),),
    "program": (str(TNG.Program),),
    "indicator": (str(TNG.Indicator),),
    "group": (str(TNG.StakeholderGroup),),
    "site": (str(TNG.Site),),
    "law": (str(TNG.Ordinance),),
    "plan": (str(TNG.PlanDocument),),
}
"""The classes of each kind of point, by the name that stands in addresses."""

STATUSES: Mapping[str, str] = {
    "confirmed": str(TNG.Confirmed),
    "stated": str(TNG.Stated),
    "proposed": str(TNG.Proposed),
}
"""How far a line is settled, the surest first."""

CLASSES = tuple(each for classes in KINDS.values() for each in classes)

_OF_CLASS = {each: name for name, classes in KINDS.items() for each in classes}


def kind_of(classes: Iterable[str]) -> str:
    """Return the kind of a thing of these classes; of several the first, "" where it is no point.

    >>> kind_of([str(TNG.Objective), str(TNG.Goal)]), kind_of([str(TNG.Figure)])
    ('goal', '')
    """
    found = {_OF_CLASS[each] for each in classes if each in _OF_CLASS}
    return next((name for name in KINDS if name in found), "")


def both(key: str, **values: object) -> Words:
    """Return a message in both languages."""
    return Words(*(say(key, language, **values) for language in LANGUAGES))


@dataclass(frozen=True, slots=True)
class Tie:
    """What a line is: `SETS` of a department and its goal, `CONTINUES`, else the kind of what is named."""

    name: str
    roles: tuple[str, ...] = ()

    def words(self, labels: Labels) -> Words:
        """Return what the line says: the roles where there are any."""
        if not self.roles:
            return both(f"explorer-tie-{self.name}")
        named = {tongue: [labels.name(role, tongue) for role in self.roles] for tongue in LANGUAGES}
        return Words(*(listed(named[tongue], tongue) for tongue in LANGUAGES))


SETS, CONTINUES = "sets", "continues"
