"""Put what people decided about figures and pairs into a sheet, as the city's `decisions` say.

A confirmed pair confirms both its figures. A rejected pair leaves the figures; a rejected figure takes
its pair along. A decision about this sheet whose figure or pair is no longer read there is reported.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from loaders.cities.city import City
from loaders.cities.decided import Decision, FigureDecisionKind
from loaders.cities.decisions import DECISIONS, is_of_figures
from loaders.figure_keys import figure_key, pair_key, said_by, sheet_of
from loaders.sheet import Figure, FigureKey, FigureVerdict, Item, ManagementSheet, Note, Objective, Pair


def with_verdicts(sheet: ManagementSheet, city: City) -> ManagementSheet:
    """Return the sheet with the verdicts on its figures and pairs, and a note on each that fits none."""
    slug = sheet.slug(city.department_slug(sheet.department.value, sheet.fiscal_year))
    address = f"{sheet.fiscal_year}/{slug}"
    chosen = [each for each in _of_figures(city.decisions) if sheet_of(each.key or "") == address]
    return _Judge(address, chosen).sheet(sheet) if chosen else sheet


def _of_figures(decisions: Iterable[Decision]) -> Iterator[Decision]:
    return (each for each in decisions if is_of_figures(each.kind))


class _Judge:
    """Goes through one sheet, whose address is "2025/kurashi-anshin", with the decisions about it."""

    def __init__(self, address: str, decisions: Iterable[Decision]) -> None:
        self._address = address
        self._decisions = {(str(each.kind), each.key or ""): each for each in decisions}
        self._used: set[tuple[str, str]] = set()

    def sheet(self, sheet: ManagementSheet) -> ManagementSheet:
        judged = replace(
            sheet,
            missions=self._items(sheet.missions),
            directions=self._items(sheet.directions),
            summaries=self._items(sheet.summaries),
            objectives=tuple(map(self._row, sheet.objectives)),
        )
        stale = [_stale(each) for about, each in self._decisions.items() if about not in self._used]
        return replace(judged, notes=(*sheet.notes, *stale))

    def _row(self, row: Objective) -> Objective:
        items = self._items(row.items)
        figures = {
            FigureKey(item.kind, item.notation, position): figure
            for item in items
            for position, figure in enumerate(item.figures, 1)
        }
        pairs = tuple(self._pairs(row.pairs, figures))
        sure = {key for pair in pairs if pair.confirmed for key in (pair.target, pair.actual)}
        return replace(row, items=tuple(_confirmed(item, sure) for item in items), pairs=pairs)

    def _items(self, items: Iterable[Item]) -> tuple[Item, ...]:
        return tuple(replace(each, figures=tuple(map(self._figure, each.figures))) for each in items)

    def _figure(self, figure: Figure) -> Figure:
        return replace(figure, verdict=self._verdict("figure", figure_key(self._address, said_by(figure))))

    def _pairs(self, pairs: Iterable[Pair], figures: dict[FigureKey, Figure]) -> Iterator[Pair]:
        for pair in pairs:
            target, actual = figures.get(pair.target), figures.get(pair.actual)
            if target is None or actual is None:
                yield pair
                continue
            key = pair_key(self._address, said_by(target), said_by(actual))
            verdict = self._verdict("pair", key)
            if "reject" not in (target.verdict, actual.verdict, verdict):
                yield replace(pair, confirmed=verdict == "confirm")
            elif verdict == "confirm":  # of a figure that was rejected: somebody must look again
                self._used.discard(("pair", key))

    def _verdict(self, kind: FigureDecisionKind, key: str) -> FigureVerdict | None:
        decision = self._decisions.get((kind, key))
        if decision is None:
            return None
        self._used.add((kind, key))
        return "reject" if decision.verdict == "reject" else "confirm"


def _confirmed(item: Item, sure: set[FigureKey]) -> Item:
    """Return the item, its figures confirmed that belong to confirmed pairs."""
    figures = tuple(
        replace(figure, verdict="confirm")
        if FigureKey(item.kind, item.notation, position) in sure
        else figure
        for position, figure in enumerate(item.figures, 1)
    )
    return replace(item, figures=figures)


def _stale(decision: Decision) -> Note:
    values = {
        "file": DECISIONS,
        "line": str(decision.line),
        "surface": decision.surface,
        "key": decision.key or "",
    }
    return Note("warning", "note-decision-stale", tuple(values.items()))
