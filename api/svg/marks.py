"""A shape and a colour for each kind of thing, so that neither colour-blindness nor print hides it.

The colours are those of Okabe and Ito, darkened until text in them is legible on white (4.5:1).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from markupsafe import Markup

from api.svg.elements import INK, PAPER, TEXT, element, width_of, words

DEPARTMENT, PARTNER, POLICY, OBJECTIVE = "department", "partner", "policy", "objective"

COLOURS: Mapping[str, str] = {
    DEPARTMENT: "#0067a5",
    PARTNER: "#00734f",
    POLICY: "#a84300",
    OBJECTIVE: "#8a3f72",
}
DASHED = "4 3"
"""How the line of what nobody has confirmed is drawn."""


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of a legend: a kind of thing, or a line, solid or dashed."""

    text: str
    kind: str = ""
    proposed: bool = False


def mark(kind: str, x: float, y: float, radius: float, *, proposed: bool = False) -> Markup:
    """Return the mark of a thing: hollow and dashed where it is only proposed."""
    colour = COLOURS[kind]
    drawn: dict[str, object] = {
        "class_": f"v-mark v-{kind}" + (" v-proposed" if proposed else ""),
        "fill": PAPER if proposed else colour,
        "stroke": colour,
        "stroke_width": 2,
        "stroke_dasharray": DASHED if proposed else None,
    }
    if kind == PARTNER:
        return element("circle", cx=x, cy=y, r=radius, **drawn)
    if kind == POLICY:
        half = radius * 1.25
        points = (
            f"M{x:.1f} {y - half:.1f}l{half:.1f} {half:.1f}l{-half:.1f} {half:.1f}l{-half:.1f} {-half:.1f}z"
        )
        return element("path", d=points, **drawn)
    side = radius * (sqrt(3) if kind == DEPARTMENT else 1.5)
    corner = None if kind == DEPARTMENT else radius * 0.5
    return element("rect", x=x - side / 2, y=y - side / 2, width=side, height=side, rx=corner, **drawn)


def legend(keys: list[Key], x: float, y: float) -> list[Markup]:
    """Return the entries of a legend side by side."""
    drawn = []
    for key in keys:
        if key.kind:
            drawn.append(mark(key.kind, x + 8, y, 7, proposed=key.proposed))
        else:
            dashes = DASHED if key.proposed else None
            drawn.append(
                element(
                    "line",
                    class_="v-line",
                    x1=x,
                    x2=x + 18,
                    y1=y,
                    y2=y,
                    stroke=INK,
                    stroke_width=2,
                    stroke_dasharray=dashes,
                )
            )
        drawn.append(words(key.text, x + 24, y))
        x += 24 + width_of(key.text) + TEXT * 1.5
    return drawn
