"""How right names and figures were when it was measured (`docs/quality.md`), for people."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.labels import Labels
from api.words import word
from core.messages import Language
from loaders.entities.confidence import Measured, measured, measured_roles
from ontology.terms import TNG

_CLASSES = {
    "partner": "Partner",
    "group": "StakeholderGroup",
    "program": "Program",
    "site": "Site",
    "department": "Department",
    "ordinance": "Ordinance",
    "plan": "PlanDocument",
    "figures": "Figure",
}
"""The class of each kind that was measured."""

KINDS: Mapping[str, tuple[int, int, int]] = {
    "partner": (117, 7, 9),
    "group": (30, 7, 10),
    "program": (22, 8, 16),
    "site": (13, 6, 12),
    "department": (4, 0, 0),
    "ordinance": (9, 0, 0),
    "plan": (10, 1, 0),
    "figures": (119, 2, 1),
}
"""Right, wrong and missed on the sentences that nobody reads; a test compares them with the document."""


@dataclass(frozen=True, slots=True)
class Share:
    """How often something was right; `missed` is None where only what was found can be judged."""

    name: str
    kind: str
    measured: Measured
    missed: int | None = None

    @property
    def precision(self) -> str:
        """The share of what was found that is right."""
        return _percent(self.measured.right, self.measured.found)

    @property
    def recall(self) -> str:
        """The share of what is there that was found."""
        return _percent(self.measured.right, self.measured.right + (self.missed or 0))


def by_kind(labels: Labels, language: Language) -> list[Share]:
    """Return what was measured of each kind of name, and of figures."""
    return [
        Share(_kind(kind, labels, language), "", Measured(right, right + wrong), missed)
        for kind, (right, wrong, missed) in KINDS.items()
    ]


def by_method(labels: Labels, language: Language) -> list[Share]:
    """Return what was measured of each method and kind."""
    return [
        Share(word(str(TNG.method), method, "", language), _kind(kind, labels, language), counts)
        for method, kinds in measured().items()
        for kind, counts in kinds.items()
    ]


def by_role(labels: Labels, language: Language) -> list[Share]:
    """Return what was measured of the roles of partners."""
    return [
        Share(labels.name(TNG.base + role, language), "", counts) for role, counts in measured_roles().items()
    ]


def _kind(kind: str, labels: Labels, language: Language) -> str:
    return labels.short(f"tng:{_CLASSES[kind]}", language)


def _percent(part: int, whole: int) -> str:
    """Return a share, rounded down: what was not reached is not claimed.

    >>> _percent(117, 126), _percent(0, 0)
    ('92%', '')
    """
    return f"{part * 100 // whole}%" if whole else ""
