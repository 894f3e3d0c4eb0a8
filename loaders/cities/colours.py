"""A city's colour: it must be legible on every ground of the pages (WCAG contrast of 4.5:1).

>>> round(contrast("#000000", "#ffffff"))
21
>>> palest("#1b5a86", LIGHT) >= LEGIBLE, palest("#f0c000", LIGHT) >= LEGIBLE
(True, False)
"""

import re
from collections.abc import Iterable

LIGHT = ("#ffffff", "#f8f8f5", "#eaf1f6")
DARK = ("#14181b", "#1b2024", "#20303b", "#4a4018")
"""The grounds on which the pages write in a city's colour; a test compares them with the style sheet."""

LEGIBLE = 4.5
"""What letters of ordinary size need."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LINEAR_BELOW = 0.04045
_WEIGHTS = (0.2126, 0.7152, 0.0722)


def is_colour(text: str) -> bool:
    """Tell whether this is a colour as pages write it: `#` and six hexadecimal digits."""
    return _COLOUR.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def palest(colour: str, grounds: Iterable[str]) -> float:
    """Return the lowest contrast that a colour has with these grounds."""
    return min(contrast(colour, ground) for ground in grounds)


def _luminance(colour: str) -> float:
    shares = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return sum(weight * _linear(share) for weight, share in zip(_WEIGHTS, shares, strict=True))


def _linear(share: float) -> float:
    return share / 12.92 if share <= _LINEAR_BELOW else float(((share + 0.055) / 1.055) ** 2.4)
