"""Bars: the parts of a whole, year by year; and values against the mark they aimed at."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from api.svg.elements import INK, SOFT, TEXT, Picture, element, fitted, linked, width_of, words
from api.svg.marks import COLOURS, DASHED, DEPARTMENT, OBJECTIVE, PARTNER, POLICY

_WIDTH = 960.0
_ROW, _TOP = 34.0, 14.0
_LEFT = 130.0
_TONES = (*(COLOURS[kind] for kind in (DEPARTMENT, PARTNER, OBJECTIVE, POLICY)), "#6b6b00", SOFT)
_NAMES = 340.0
_FULL = 560.0
_LONGEST = 1.5


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: which tone, how much, and in words."""

    tone: int
    amount: int
    words: str
    address: str | None = None


def parts(bars: Sequence[tuple[str, Sequence[Part]]], says: tuple[str, str]) -> Picture:
    """Draw a bar for each label, its parts side by side, each with its words below."""
    most = max((sum(part.amount for part in bar) for _, bar in bars), default=0) or 1
    unit = (_WIDTH - _LEFT - 20) / most
    drawn = []
    for place, (label, bar) in enumerate(bars):
        y = _TOP + place * _ROW * 2
        drawn.append(words(label, _LEFT - 12, y + _ROW / 2, text_anchor="end", font_weight=600))
        drawn += _parts(bar, y, unit)
    return Picture(*says, _WIDTH, _TOP * 2 + _ROW * 2 * max(len(bars), 1), drawn)


def _parts(bar: Sequence[Part], y: float, unit: float) -> list[Markup]:
    x, free = _LEFT, _LEFT
    drawn = []
    for part in bar:
        width = part.amount * unit
        tone = _TONES[part.tone % len(_TONES)]
        shape = element(
            "rect",
            element("title", part.words),
            class_=f"v-part v-tone-{part.tone % len(_TONES)}",
            x=x,
            y=y,
            width=max(width - 2, 1.0),
            height=_ROW,
            fill=tone,
        )
        at = max(x, free)
        label = words(part.words, at, y + _ROW + TEXT)
        tick = element("line", class_="v-line", x1=x + 1, x2=x + 1, y1=y + _ROW, y2=y + _ROW + 4, stroke=INK)
        drawn.append(linked([shape, tick, label], part.address))
        x, free = x + width, at + width_of(part.words) + TEXT
    return drawn


@dataclass(frozen=True, slots=True)
class Bar:
    """A value as a share of what was aimed at (1.0: just reached), and in words."""

    label: str
    share: float
    words: str
    address: str | None = None
    proposed: bool = False


def against(bars: Sequence[Bar], mark: str, says: tuple[str, str]) -> Picture:
    """Draw bars that reach a mark or miss it; what is longer than half as much again is cut."""
    row = 28.0
    unit = (_FULL - _NAMES) / 1.0
    height = 44.0 + row * len(bars)
    line = element(
        "line", class_="v-line", x1=_FULL, x2=_FULL, y1=30, y2=height - 8, stroke=INK, stroke_width=2
    )
    drawn = [words(mark, _FULL, 16, text_anchor="middle", font_weight=600)]
    drawn += [_bar(bar, 34 + place * row, row, unit) for place, bar in enumerate(bars)]
    return Picture(*says, _WIDTH, height, [*drawn, line])


def _bar(bar: Bar, y: float, row: float, unit: float) -> Markup:
    reached = bar.share >= 1
    tone = COLOURS[PARTNER if reached else POLICY]
    length = max(min(bar.share, _LONGEST), 0.0) * unit
    shape = element(
        "rect",
        class_=f"v-mark v-{PARTNER if reached else POLICY}" + (" v-proposed" if bar.proposed else ""),
        x=_NAMES,
        y=y + 4,
        width=max(length, 1.0),
        height=row - 8,
        fill="#ffffff" if bar.proposed else tone,
        stroke=tone,
        stroke_width=2,
        stroke_dasharray=DASHED if bar.proposed else None,
    )
    texts = [
        words(fitted(bar.label, _NAMES - 20), _NAMES - 10, y + row / 2, text_anchor="end"),
        words(bar.words, _NAMES + max(length, unit) + 10, y + row / 2),
    ]
    return linked([element("title", f"{bar.label} {bar.words}"), shape, *texts], bar.address)
