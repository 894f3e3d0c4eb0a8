"""Mend what was misread, as the city's `corrections` say.

A correction names a place, what was read there, and what is right. It is applied only where the
same is still read there; else it is reported as stale, for then the reading has changed, or the
sheet has, and a person must look again. What is mended keeps the printed words as its evidence.

Rows and items are mended before names and figures are looked for (those are found in the printed
words), figures of the text afterwards.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Generic, TypeVar, cast

from loaders.cities.corrections import CORRECTIONS, level_of
from loaders.cities.decided import Correction
from loaders.cities.entries import canonical
from loaders.document import Span
from loaders.language.schedule import take_schedule
from loaders.sheet import (
    Corrected,
    Figure,
    FigureKind,
    Item,
    ManagementSheet,
    Note,
    Objective,
    Pair,
    Schedule,
    Text,
)

Thing = TypeVar("Thing")
Paired = Callable[[Objective], tuple[Pair, ...]]
"""What pairs the targets and actuals of a row."""
NOTHING = "—"


@dataclass(frozen=True, slots=True)
class _Field(Generic[Thing]):
    """A field: in which words its value can be told, and how another one is put there."""

    read: Callable[[Thing], tuple[str, ...]]
    mend: Callable[[Thing, str, int], Thing]


def corrected(sheet: ManagementSheet, corrections: Iterable[Correction]) -> ManagementSheet:
    """Return the sheet with its rows and items mended, and a note on each correction."""
    chosen = [each for each in _of(sheet, corrections) if level_of(each.place) != "figure"]
    return _Mender(chosen).sheet(sheet) if chosen else sheet


def corrected_figures(
    sheet: ManagementSheet, corrections: Iterable[Correction], paired: Paired
) -> ManagementSheet:
    """Return the sheet with its figures mended; the pairs of a row whose figures changed are made anew."""
    chosen = [each for each in _of(sheet, corrections) if level_of(each.place) == "figure"]
    if not chosen:
        return sheet
    mended = _Mender(chosen).sheet(sheet)
    rows = tuple(
        new if new == old else replace(new, pairs=paired(new))
        for old, new in zip(sheet.objectives, mended.objectives, strict=True)
    )
    return replace(mended, objectives=rows)


def _of(sheet: ManagementSheet, corrections: Iterable[Correction]) -> Iterable[Correction]:
    """Return the corrections of this sheet."""
    department = canonical(sheet.department.value)
    return (
        each
        for each in corrections
        if each.fiscal_year == sheet.fiscal_year and canonical(each.department) == department
    )


class _Mender:
    """Goes through one sheet in the order in which its nodes are named, and mends what stands there."""

    def __init__(self, corrections: Sequence[Correction]) -> None:
        self._waiting: dict[str, list[Correction]] = {}
        for each in corrections:
            self._waiting.setdefault(each.place, []).append(each)
        self._passed: Counter[str] = Counter()
        self._notes: list[Note] = []

    def sheet(self, sheet: ManagementSheet) -> ManagementSheet:
        year = sheet.fiscal_year
        mended = replace(
            sheet,
            missions=self._items(sheet.missions, "", year),
            directions=self._items(sheet.directions, "", year),
            summaries=self._items(sheet.summaries, "", year),
            objectives=tuple(self._row(row, year) for row in sheet.objectives),
        )
        for left in (each for waiting in self._waiting.values() for each in waiting):
            self._stale(left, "", None)
        return replace(mended, notes=(*sheet.notes, *self._notes))

    def _row(self, row: Objective, year: int) -> Objective:
        place = self._place(f"{row.section}/{row.number}")
        return replace(
            self._mend(row, _ROW, place, row.span, year),
            items=self._items(row.items, f"{place}/", year),
            figures=self._figures(row.figures, place),
        )

    def _items(self, items: Iterable[Item], above: str, year: int) -> tuple[Item, ...]:
        return tuple(self._item(item, above, year) for item in items)

    def _item(self, item: Item, above: str, year: int) -> Item:
        place = self._place(f"{above}{item.kind}/{item.notation}")
        mended = self._mend(item, _ITEM, place, item.span, year)
        return replace(mended, figures=self._figures(item.figures, place))

    def _figures(self, figures: Iterable[Figure], owner: str) -> tuple[Figure, ...]:
        return tuple(
            self._mend(each, _FIGURE, f"{owner}/figure/{position}", each.printed.span, each.fiscal_year)
            for position, each in enumerate(figures, 1)
        )

    def _place(self, name: str) -> str:
        """Return the end of a node's IRI: the second thing of one name gets `_2`."""
        self._passed[name] += 1
        return name if self._passed[name] == 1 else f"{name}_{self._passed[name]}"

    def _mend(
        self, thing: Thing, fields: Mapping[str, _Field[Thing]], place: str, span: Span, year: int
    ) -> Thing:
        for each in self._waiting.pop(place, ()):
            field = fields[each.field]
            found = field.read(thing)
            if canonical(each.printed) not in map(canonical, found):
                self._stale(each, found[0], span)
                continue
            thing = field.mend(thing, each.right, year)
            values = _values(each, right=each.right or NOTHING)
            self._notes.append(Note("info", "note-corrected", values, span))
        return thing

    def _stale(self, correction: Correction, found: str, span: Span | None) -> None:
        values = _values(correction, found=found or NOTHING)
        self._notes.append(Note("warning", "note-correction-stale", values, span))


def _values(correction: Correction, **more: str) -> tuple[tuple[str, str], ...]:
    values = {
        "file": CORRECTIONS,
        "line": str(correction.line),
        "place": correction.place,
        "field": correction.field,
        "printed": correction.printed or NOTHING,
    }
    return tuple((values | more).items())


def _mended(old: Text, right: str) -> Corrected:
    return Corrected(right, old.span, old.words)


def _schedule(item: Item, right: str, year: int) -> Item:
    """Put another schedule there; one in which no time can be read keeps its words alone."""
    if not right:
        return replace(item, schedule=None)
    found = take_schedule(f"（{right}）", year).schedule
    return replace(item, schedule=Schedule(right, found.periods if found else ()))


def _unit(figure: Figure, right: str, _year: int) -> Figure:
    """Put another unit there; where none was read, the words of the value are its evidence."""
    old = figure.unit or figure.printed
    return replace(figure, unit=_mended(old, right) if right else None)


_ROW: dict[str, _Field[Objective]] = {
    "title": _Field(
        lambda row: (row.title.value,),
        lambda row, right, _: replace(row, title=_mended(row.title, right)),
    ),
}
_ITEM: dict[str, _Field[Item]] = {
    "text": _Field(lambda item: (item.text,), lambda item, right, _: replace(item, text=right)),
    "schedule": _Field(lambda item: (item.schedule.printed if item.schedule else "",), _schedule),
}
_FIGURE: dict[str, _Field[Figure]] = {
    "value": _Field(
        lambda figure: (f"{figure.value:f}", f"{figure.value:,f}", figure.printed.value),
        lambda figure, right, _: replace(figure, value=Decimal(right)),
    ),
    "unit": _Field(lambda figure: (figure.unit.value if figure.unit else "",), _unit),
    "kind": _Field(
        lambda figure: (figure.kind,),
        lambda figure, right, _: replace(figure, kind=cast("FigureKind", right)),
    ),
}
