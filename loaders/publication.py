"""A sheet as it goes out: without what is less settled than its city publishes.

What a field of the form prints (policies, the name of an evaluated program) is no finding and always stays,
and so do the words of the sheet themselves.
"""

from collections.abc import Iterable
from dataclasses import replace

from loaders.cities.publication import Smallest
from loaders.mention import Mention, Status
from loaders.sheet import Extraction, Figure, Item, ManagementSheet, Objective

PRINTED = "printed-field"
"""The `tng:method` of what a field of the form prints."""

_GOES_OUT: dict[Smallest, tuple[Status, ...]] = {
    "all": ("confirmed", "stated", "proposed"),
    "stated": ("confirmed", "stated"),
    "confirmed": ("confirmed",),
}


def published(extraction: Extraction, smallest: Smallest) -> Extraction:
    """Return what goes out of a sheet; the same object where nothing stays inside."""
    if smallest == "all":
        return extraction
    return replace(extraction, sheet=_sheet(extraction.sheet, smallest))


def _sheet(sheet: ManagementSheet, smallest: Smallest) -> ManagementSheet:
    return replace(
        sheet,
        missions=_items(sheet.missions, smallest),
        directions=_items(sheet.directions, smallest),
        summaries=_items(sheet.summaries, smallest),
        objectives=tuple(_row(row, smallest) for row in sheet.objectives),
        variants=(),  # that two names may be one is a proposal
    )


def _row(row: Objective, smallest: Smallest) -> Objective:
    return replace(
        row,
        items=_items(row.items, smallest),
        mentions=_mentions(row.mentions, smallest),
        pairs=tuple(pair for pair in row.pairs if pair.confirmed),
    )


def _items(items: Iterable[Item], smallest: Smallest) -> tuple[Item, ...]:
    return tuple(
        replace(
            item,
            mentions=_mentions(item.mentions, smallest),
            figures=tuple(_figure(each, smallest) for each in item.figures),
        )
        for item in items
    )


def _figure(figure: Figure, smallest: Smallest) -> Figure:
    """Return a figure as it goes out: in prose it is found by rule, and a rejected one keeps its place."""
    inside = smallest == "confirmed" and figure.verdict != "confirm"
    return replace(figure, verdict="reject") if inside else figure


def _mentions(mentions: Iterable[Mention], smallest: Smallest) -> tuple[Mention, ...]:
    settled = _GOES_OUT[smallest]
    return tuple(each for each in mentions if each.status in settled or each.method == PRINTED)
