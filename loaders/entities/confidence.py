"""How precise each way of finding was when it was measured (`docs/quality.md`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal

from loaders.mention import MentionKind

Kind = MentionKind | Literal["pair"]

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


@cache
def measured() -> Table:
    """Return what was measured; `benchmarks/quality.py` writes the file."""
    text = files("loaders.entities").joinpath("rules", "confidence.toml").read_text(encoding="utf-8")
    return {
        method: {kind: Measured(**counts) for kind, counts in kinds.items()}
        for method, kinds in tomllib.loads(text).items()
    }
