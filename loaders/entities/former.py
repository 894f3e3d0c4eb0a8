"""Former values: how it was before this sheet, at a time that the text does not call a year."""

import re

from loaders.entities.blanks import TIME
from loaders.entities.measures import Measure, Measured
from loaders.entities.patterns import pattern
from loaders.sheet import FigureKind, Item, ItemKind

EXPECTED: dict[ItemKind, FigureKind] = {
    **dict.fromkeys(("action", "schedule"), "target"),
    **dict.fromkeys(("result", "summary"), "actual"),
}
"""What the figures of a text are where nothing in it says otherwise; texts of other kinds tell of both."""

# Between how it was and how it is: 48件から31件に.
_CHANGES = re.compile(r"(?:\([^()]*\))?(?:から|より)[^、。()]{0,6}")
_REACHED = re.compile(r"[にへと]|まで")


def is_former(item: Item, measured: Measured, measure: Measure) -> bool:
    """Tell whether a measure of no other year only says how it was before this sheet.

    That is the first of 「48件から31件に」, and in a plan what is told beside its target:
    「受診率50％（現状：42％）」. What an issue or an aim tells of is how it is now.
    """
    if item.kind not in EXPECTED:
        return False
    first, _ = measured.sentence(measure.begin)
    before = measured.text[first : measure.begin]
    if became_another(measured, measure) or pattern("kind", "former_before").search(before):
        return True
    planned = EXPECTED[item.kind] == "target"
    return planned and bool(pattern("kind", "actual_before").search(before) or _told_again(measured, measure))


def became_another(measured: Measured, measure: Measure) -> bool:
    """Tell whether the next measure is what this one became: 48件から31件に, 48件から17件減."""
    text, place = measured.text, measured.measures.index(measure)
    after = measured.measures[place + 1 : place + 2]
    return any(
        text[slice(*each.unit)] == text[slice(*measure.unit)]
        and _CHANGES.fullmatch(text, measure.end, each.begin)
        and (each.change or _REACHED.match(text, each.end))
        for each in after
    )


def _told_again(measured: Measured, measure: Measure) -> bool:
    """Tell whether a bracket gives a measure before it another value at a time: 85％（年度末：82％）."""
    text = measured.text
    begin = text.rfind("(", 0, measure.begin)
    return any(
        each.end == begin
        and text[slice(*each.unit)] == text[slice(*measure.unit)]
        and text.startswith(TIME, begin + 1)
        and ")" not in text[begin : measure.begin]
        for each in measured.measures
    )
