"""A sheet that was read, as tables of words: the file, the statements, each objective, the notes, the lines.

The command prints them, and officers see them before they publish.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from core.messages import Language, say, user_language
from graph.spots import Spots
from loaders.document import Encoding, Span
from loaders.notes import sentence
from loaders.sheet import (
    Extraction,
    Figure,
    Item,
    LineUse,
    Measure,
    Note,
    Objective,
    PolicyNumber,
    Rating,
)

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A part of a sheet; `remark` stands below the table."""

    title: str
    headings: Row
    rows: tuple[Row, ...]
    remark: str = ""


def sheet_tables(extraction: Extraction, language: Language | None = None) -> list[SheetTable]:
    """Return everything that was read from one file, in one language (the user's when None)."""
    return list(_Teller(extraction, language or user_language()).tables())


def lines_in_words(extraction: Extraction, language: Language | None = None) -> str:
    """Say what became of the lines. Law 2: nothing is dropped silently, so every line is counted."""
    uses = extraction.sheet.lines
    counts = {use: uses.count(use) for use in get_args(LineUse)}
    return say("read-lines", language, total=len(uses), **counts)


def unread_table(extraction: Extraction, language: Language | None = None) -> SheetTable:
    """Return the lines that nothing used; no rows where there are none."""
    chosen, spots = language or user_language(), Spots(extraction.document)
    lines = extraction.document.lines
    rows = (
        (spots.beside(Span(number, number), chosen), lines[number - 1])
        for number in extraction.sheet.unread()
    )
    headings = (say("col-lines", chosen), say("col-text", chosen))
    return SheetTable(say("read-unread", chosen), headings, tuple(rows))


class _Teller:
    """Tells of one sheet in one language."""

    def __init__(self, extraction: Extraction, language: Language) -> None:
        self._extraction = extraction
        self._language = language
        self._spots = Spots(extraction.document)

    def tables(self) -> Iterator[SheetTable]:
        sheet = self._extraction.sheet
        title = self._say("read-title", file=self._extraction.document.file.name)
        yield SheetTable(title, ("", "", self._say("col-lines")), tuple(self._head()))
        statements = (*sheet.missions, *sheet.directions, *sheet.summaries)
        if statements:
            yield self._items(self._say("read-statements"), map(self._item, statements))
        for row in sheet.objectives:
            yield self._items(self._objective_title(row), self._objective(row), self._signs(row))
        if sheet.notes:
            yield self._table("read-notes", ("severity", "text", "lines"), map(self._note, sheet.notes))

    def _say(self, key: str, /, **values: object) -> str:
        return say(key, self._language, **values)

    def _where(self, span: Span) -> str:
        return self._spots.beside(span, self._language)

    def _table(self, title: str, columns: Sequence[str], rows: Iterable[Row]) -> SheetTable:
        headings = tuple(self._say(f"col-{name}") for name in columns)
        return SheetTable(self._say(title), headings, tuple(rows))

    def _items(self, title: str, rows: Iterable[Row], remark: str = "") -> SheetTable:
        columns = ("kind", "number", "text", "schedule", "lines")
        headings = tuple(self._say(f"col-{name}") for name in columns)
        return SheetTable(title, headings, tuple(rows), remark)

    def _head(self) -> Iterator[Row]:
        document, sheet = self._extraction.document, self._extraction.sheet
        yield self._say("read-label-encoding"), self._encoding(document.encoding), ""
        yield self._say("read-label-checksum"), document.file.sha256, ""
        yield self._say("read-label-city"), sheet.city, ""
        for reason in self._extraction.recognised:
            yield self._say("read-label-why-city"), reason, ""
        yield self._say("read-label-department"), sheet.department.value, self._where(sheet.department.span)
        yield (
            self._say("read-label-fiscal-year"),
            str(sheet.fiscal_year),
            self._where(sheet.fiscal_year_span),
        )
        yield self._say("read-label-edition"), sheet.edition, ""
        for label, text in (("head-title", sheet.head_title), ("head-name", sheet.head_name)):
            if text is not None:
                yield self._say(f"read-label-{label}"), text.value, self._where(text.span)

    def _encoding(self, encoding: Encoding) -> str:
        reason = self._say(f"encoding-{encoding.reason}")
        return self._say("read-encoding", codec=encoding.codec, reason=reason)

    def _objective_title(self, row: Objective) -> str:
        title = self._say(f"read-{row.section}", number=row.number, title=row.title.value)
        return title + (self._say("read-priority") if row.priority else "")

    def _objective(self, row: Objective) -> Iterator[Row]:
        yield from map(self._measure, row.measures)
        yield from map(self._policy, row.policies)
        yield from map(self._item, row.items)
        if row.rating is not None:
            yield self._rating(row.rating)
        yield from map(self._figure, row.figures)

    def _signs(self, row: Objective) -> str:
        """Return, for each block, the signs by which it was given its kind."""
        signs = {item.kind: item.evidence for item in reversed(row.items) if item.evidence}
        return "\n".join(
            self._say("read-signs", kind=self._say(f"kind-{kind}"), signs=names)
            for kind, names in signs.items()
        )

    def _measure(self, measure: Measure) -> Row:
        source = self._say(f"code-{measure.code_source}") if measure.code_source else ""
        words, place = measure.text.value, self._where(measure.text.span)
        return self._say("read-label-measure"), measure.notation or "", words, source, place

    def _policy(self, policy: PolicyNumber) -> Row:
        source = self._say("policy-known" if policy.known else "policy-learnt")
        words, place = policy.name.value, self._where(policy.name.span)
        return self._say("read-label-policy"), policy.notation, words, source, place

    def _item(self, item: Item) -> Row:
        schedule = [item.schedule.printed] if item.schedule else []
        beside = " ".join([*schedule, *(f"[{tag}]" for tag in item.tags)])
        return self._say(f"kind-{item.kind}"), item.notation, item.text, beside, self._where(item.span)

    def _note(self, note: Note) -> Row:
        place = self._where(note.span) if note.span else ""
        return self._say(f"severity-{note.severity}"), sentence(note, self._language), place

    def _rating(self, rating: Rating) -> Row:
        words = rating.label.value if rating.label else rating.printed.value
        return self._say("kind-rating"), rating.grade, words, "", self._where(rating.printed.span)

    def _figure(self, figure: Figure) -> Row:
        unit = figure.unit.value if figure.unit else ""
        words = f"{figure.indicator.value}：{figure.printed.value} {unit}".strip()
        what = self._say(f"figure-{figure.kind}")
        kind = self._say("read-figure", year=figure.fiscal_year, kind=what)
        return self._say("kind-figure"), "", words, kind, self._where(figure.printed.span)
