"""How precise each way of finding was when it was measured (`docs/quality.md`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from functools import cache
from importlib.resources import files
from math import prod
from typing import Literal

from loaders.mention import MentionKind, Role

Kind = MentionKind | Literal["pair"]

ROLE = "role"
"""The name in the file of what was measured of roles; all others are methods."""

ENOUGH = 10
"""So many things must have been found for the share of right ones to say anything."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How many things were found, and how many of them were right."""

    right: int = 0
    found: int = 0

    @property
    def enough(self) -> bool:
        """Tell whether there were enough of them."""
        return self.found >= ENOUGH

    @property
    def precision(self) -> Decimal:
        """The share of right ones, rounded down to two digits."""
        return Decimal(self.right * 100 // self.found) / 100


Table = Mapping[str, Mapping[str, Measured]]
"""What was measured, by method and kind."""


def confidence(method: str, kind: Kind) -> Decimal | None:
    """Return the measured precision of a method for things of a kind; None where it was not measured.

    Nothing was measured of decisions, registers and printed fields: they are no guesses.
    """
    return precision(measured(), method, kind)


def partnership_confidence(method: str, role: Role, *, told: bool) -> Decimal | None:
    """Return how likely a partner has this role: the precision of its name times that of its role.

    The role was measured on names that were right, so the two multiply. The name counts as sure where
    its method is no guess (decision, register), the role where no text `told` it but a person.
    """
    parts = (
        confidence(method, "partner"),
        precision({ROLE: measured_roles()}, ROLE, role) if told else None,
    )
    known = [each for each in parts if each is not None]
    return prod(known, start=Decimal(1)).quantize(Decimal("0.01"), ROUND_FLOOR) if known else None


def precision(table: Table, method: str, kind: str) -> Decimal | None:
    """Return the precision that a table gives.

    A method that found too few things of this kind has that of all its kinds; one that found too few
    at all has that of all such methods together.
    """
    if method not in table:
        return None
    own = table[method].get(kind, Measured())
    steps = (own, pooled(table[method]), _of_rare(table))
    return next((each.precision for each in steps if each.enough), None)


def pooled(kinds: Mapping[str, Measured]) -> Measured:
    """Return what was found of all kinds together."""
    those = kinds.values()
    return Measured(sum(each.right for each in those), sum(each.found for each in those))


def _of_rare(table: Table) -> Measured:
    """Return what the methods that found few things found together."""
    methods = {name: pooled(kinds) for name, kinds in table.items()}
    return pooled({name: each for name, each in methods.items() if not each.enough})


def measured() -> Table:
    """Return what was measured of each method."""
    return {method: kinds for method, kinds in _file().items() if method != ROLE}


def measured_roles() -> Mapping[str, Measured]:
    """Return how often each role that was told of a right name was right."""
    return _file().get(ROLE, {})


@cache
def _file() -> Table:
    """Return the whole file, which `benchmarks/quality.py` writes."""
    text = files("loaders.entities").joinpath("rules", "confidence.toml").read_text(encoding="utf-8")
    return {
        method: {kind: Measured(**counts) for kind, counts in kinds.items()}
        for method, kinds in tomllib.loads(text).items()
    }
