"""What flows from column to column: bands whose breadth is how much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from api.svg.elements import INK, Picture, element, fitted, linked, words
from api.svg.marks import COLOURS, DASHED, Key, legend
from api.svg.places import Place

_WIDTH = 960.0
_UNIT, _GAP, _TOP, _LEGEND = 18.0, 10.0, 40.0, 30.0
_BAR = 14.0
_COLUMNS = (16.0, 330.0, 690.0)
_ROOM = (270.0, 270.0, 230.0)
"""How wide a label may be, by column."""


@dataclass(frozen=True, slots=True)
class Step:
    """A thing in one of the columns (0, 1, 2)."""

    key: str
    label: str
    kind: str
    column: int
    address: str | None = None
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """What flows from a thing to one of the next column; in words, and where its evidence is."""

    source: str
    target: str
    amount: int
    words: str
    address: str | None = None
    proposed: bool = False


def sankey(
    steps: Sequence[Step], bands: Sequence[Band], heads: Sequence[str], keys: list[Key], says: tuple[str, str]
) -> Picture:
    """Draw three columns under their headings; steps of a column stand in the order given."""
    sizes = {step.key: _size(step, bands) for step in steps}
    tops = _tops(steps, sizes)
    height = max(tops[step.key][1] + sizes[step.key] for step in steps) + _GAP
    parts = [
        *(words(head, _COLUMNS[at], 18, font_weight=600) for at, head in enumerate(heads)),
        *_bands(bands, tops),
        *(_step(step, tops[step.key], sizes[step.key]) for step in steps),
        *legend(keys, 16, height + _LEGEND / 2),
    ]
    return Picture(*says, _WIDTH, height + _LEGEND, parts)


def _size(step: Step, bands: Sequence[Band]) -> float:
    arriving = sum(band.amount for band in bands if band.target == step.key)
    leaving = sum(band.amount for band in bands if band.source == step.key)
    return _UNIT * max(arriving, leaving, 1)


def _tops(steps: Sequence[Step], sizes: Mapping[str, float]) -> dict[str, Place]:
    below = [_TOP, _TOP, _TOP]
    found = {}
    for step in steps:
        found[step.key] = (_COLUMNS[step.column], below[step.column])
        below[step.column] += sizes[step.key] + _GAP
    return found


def _bands(bands: Sequence[Band], tops: Mapping[str, Place]) -> list[Markup]:
    """Return the bands; each begins and ends below the one before it."""
    left: dict[str, float] = {}
    right: dict[str, float] = {}
    drawn = []
    for band in bands:
        breadth = _UNIT * band.amount
        x1, y1 = tops[band.source][0] + _BAR, tops[band.source][1] + left.get(band.source, 0.0) + breadth / 2
        x2, y2 = tops[band.target][0], tops[band.target][1] + right.get(band.target, 0.0) + breadth / 2
        left[band.source] = left.get(band.source, 0.0) + breadth
        right[band.target] = right.get(band.target, 0.0) + breadth
        drawn.append(_band(band, (x1, y1), (x2, y2), breadth))
    return drawn


def _band(band: Band, start: Place, end: Place, breadth: float) -> Markup:
    (x1, y1), (x2, y2) = start, end
    bend = (x1 + x2) / 2
    # The text of a step lies on the first part of the way, so a band is pale.
    path = element(
        "path",
        element("title", band.words),
        class_="v-band" + (" v-proposed" if band.proposed else ""),
        d=f"M{x1:.1f} {y1:.1f}C{bend:.1f} {y1:.1f} {bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}",
        fill="none",
        stroke=COLOURS["partner"] if band.proposed else COLOURS["department"],
        stroke_width=breadth - 3,
        stroke_opacity=0.18,
        stroke_dasharray=DASHED if band.proposed else None,
    )
    return linked([path], band.address)


def _step(step: Step, top: Place, size: float) -> Markup:
    x, y = top
    colour = COLOURS[step.kind]
    bar = element(
        "rect",
        class_=f"v-mark v-{step.kind}" + (" v-proposed" if step.proposed else ""),
        x=x,
        y=y,
        width=_BAR,
        height=size - 2,
        fill="#ffffff" if step.proposed else colour,
        stroke=colour,
        stroke_width=2,
        stroke_dasharray=DASHED if step.proposed else None,
    )
    label = words(fitted(step.label, _ROOM[step.column]), x + _BAR + 8, y + size / 2, fill=INK)
    return linked([element("title", step.label), bar, label], step.address)
