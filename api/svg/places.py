"""Where the nodes of a network stand: as they were laid out before, else on a circle."""

from collections.abc import Mapping, Sequence
from math import cos, pi, sin

Place = tuple[float, float]

_LEAST = 14.0
"""How far apart two nodes must be for both to be seen."""


def circle(keys: Sequence[str], width: float, height: float, margin: Place) -> dict[str, Place]:
    """Return places on an ellipse inside the margins, clockwise from the top.

    >>> circle(["a", "b"], 100, 100, (10, 10))["a"]
    (90.0, 50.0)
    """
    across, down = width / 2 - margin[0], height / 2 - margin[1]
    # Half a step away from the top, so that no label stands above another.
    angles = {key: 2 * pi * (position + 0.5) / len(keys) - pi / 2 for position, key in enumerate(keys)}
    return {
        key: (round(width / 2 + across * cos(angle), 1), round(height / 2 + down * sin(angle), 1))
        for key, angle in angles.items()
    }


def laid_out(
    keys: Sequence[str], known: Mapping[str, Place], width: float, height: float, margin: Place
) -> dict[str, Place] | None:
    """Return known places, stretched to the picture; None where one is missing or two are one."""
    if any(key not in known for key in keys) or not keys:
        return None
    spans = []
    for axis, size in enumerate((width, height)):
        low = min(known[key][axis] for key in keys)
        spread = max(known[key][axis] for key in keys) - low
        room = size - 2 * margin[axis]
        spans.append((low, room / spread if spread else 0.0, margin[axis] if spread else size / 2))
    placed = {
        key: tuple(
            round(start + (known[key][axis] - low) * scale, 1)
            for axis, (low, scale, start) in enumerate(spans)
        )
        for key in keys
    }
    found = {key: (place[0], place[1]) for key, place in placed.items()}
    return found if _apart(list(found.values())) else None


def _apart(places: Sequence[Place]) -> bool:
    return all(
        abs(one[0] - other[0]) + abs(one[1] - other[1]) >= _LEAST
        for position, one in enumerate(places)
        for other in places[:position]
    )
