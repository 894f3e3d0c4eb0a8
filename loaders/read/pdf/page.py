"""What stands on a page: its characters and its rules. All measures are points from the top left."""

from dataclasses import dataclass, field
from typing import NamedTuple

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Char(NamedTuple):
    """One character. `start`, `end` and `across` are measured along and across its line of writing.

    `turn` tells characters of different directions apart: 0 is the ordinary one.
    """

    text: str
    box: Box
    start: float
    end: float
    across: float
    size: float
    turn: int


class Rule(NamedTuple):
    """A straight line. A level one has `at` = y and runs from x to x, an upright one the other way."""

    level: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """One page as it is seen: nothing that is clipped away or stands off the page."""

    width: float = 0.0
    height: float = 0.0
    chars: list[Char] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    images: float = 0.0  # the share of the page that pictures cover
