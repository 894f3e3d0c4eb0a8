"""Figures in prose: every target and actual of an item, what it counts, its year, the words that say so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from loaders.document import Document, Span
from loaders.entities.blanks import TIME
from loaders.entities.former import is_former
from loaders.entities.labels import Labels
from loaders.entities.measures import Measure, Measured, measured
from loaders.entities.passage import Passage
from loaders.entities.patterns import pattern
from loaders.entities.phrases import Phrase
from loaders.entities.quotes import lines_of, quote_of
from loaders.entities.told import kind_of, year_of
from loaders.sheet import Figure, Item, ManagementSheet, Objective, Text

_IN_BRACKET = re.compile(r"\([^()]*")
# Brackets between them are whole: 32件（うち夜間18件）で、前年より4件減.
_BESIDE = re.compile(r"(?:\([^()]*\))?[^。()]{0,20}")


def figures_of(
    item: Item,
    row: Objective | None,
    sheet: ManagementSheet,
    document: Document,
    passage: Passage | None = None,
) -> tuple[Figure, ...]:
    """Return the figures of an item in printed order; `row` is None outside the rows.

    `passage` is the printed text of the item, where it was made already. A figure whose words do not
    stand in the document as they were read is left out.
    """
    passage = passage or Passage(item.printed)
    found = measured(passage.folded, item.schedule.printed if item.schedule else "")
    if not found.measures:
        return ()
    reader = _Reader(item, row, sheet, document, passage, found)
    figures = (reader.figure(measure) for measure in found.measures)
    return tuple(figure for figure in figures if figure)


@dataclass(frozen=True)
class _Delta:
    """The measure that a change belongs to, and whether the change is a figure of its own."""

    of: Measure
    own: bool


class _Reader:
    """Makes the figures of one item."""

    def __init__(
        self,
        item: Item,
        row: Objective | None,
        sheet: ManagementSheet,
        document: Document,
        passage: Passage,
        found: Measured,
    ) -> None:
        self.item, self.row, self.sheet, self.document = item, row, sheet, document
        self.passage, self.found = passage, found
        self.labels = Labels(passage, found)
        self.deltas = dict(_deltas(found))

    def figure(self, measure: Measure) -> Figure | None:
        """Return the figure of a measure; None for what is told as part of another one, or was before."""
        delta = self.deltas.get(measure)
        if delta and not delta.own:
            return None
        text, fiscal_year = self.passage.folded, self.sheet.fiscal_year
        year = year_of(self.item, self.found, measure, text, fiscal_year)
        if year == fiscal_year and is_former(self.item, self.found, measure):
            return None
        begin, end = self.passage.place(measure.begin, measure.end)
        quote = quote_of(self.passage, begin, end, self.document, self.item.span)
        printed, unit = self._text((measure.begin, measure.end)), self._text(measure.unit)
        indicator = self._indicator(delta.of if delta else measure)
        if quote is None or printed is None or unit is None or indicator is None:
            return None
        kind = kind_of(self.item, self.found, measure, past=year < fiscal_year)
        return Figure(
            indicator, kind, year, measure.value, printed, unit,
            qualifiers=measure.qualifiers, delta=self._delta(measure), quote=quote,
        )  # fmt: skip

    def _indicator(self, measure: Measure) -> Text | None:
        """Return what is counted, or where nobody can tell, the clause.

        In the other forms a row has one subject, its title: in that of rated rows also where a phrase
        says little.
        """
        label = self.labels.found.get(measure)
        if self.row is None or self.sheet.form == "narrative":
            return self._text(label or self.labels.clause(measure))
        if label is None or (self.sheet.form == "ratings" and self.labels.says_little(measure)):
            return self.row.title
        return self._text(label) or self.row.title

    def _delta(self, measure: Measure) -> Decimal | None:
        changes = (change for change, delta in self.deltas.items() if delta.of is measure)
        return next((change.value * change.change for change in changes), None)

    def _text(self, phrase: Phrase) -> Text | None:
        """Return words of the item as they stand in the document."""
        words = self.passage.folded.cut(*phrase)
        lines: Span | None = lines_of(words, self.document, self.item.span)
        return Text(words, lines) if lines else None


def _deltas(found: Measured) -> Iterator[tuple[Measure, _Delta]]:
    """Yield the changes that are printed beside a measure of the same unit.

    「24店（令和6年度9店増）」 tells of the year too, and is a figure of its own; what a comparison with last
    year tells (前年度比5社増の17社) is part of the other figure alone.
    """
    text = found.text
    for first, second in pairwise(found.measures):
        if (
            first.change
            and not second.change
            and text[first.end : second.begin] == "の"
            and _alike(found, first, second)
        ):
            yield first, _Delta(second, own=False)
    for change in filter(lambda each: each.change, found.measures):
        begin, _ = found.sentence(change.begin)
        earlier = [each for each in found.measures if begin <= each.begin < change.begin and not each.change]
        for base in filter(lambda each: _alike(found, each, change), reversed(earlier)):
            between = text[base.end : change.begin]
            compared = pattern("change", "compared").search(between)
            if _IN_BRACKET.fullmatch(between):
                yield change, _Delta(base, own=TIME in between and not compared)
                break
            if compared and _BESIDE.fullmatch(between):
                yield change, _Delta(base, own=False)
                break


def _alike(found: Measured, one: Measure, other: Measure) -> bool:
    return found.text[slice(*one.unit)] == found.text[slice(*other.unit)]
