"""A sheet as tables for people: the file, the statements, each objective, the notes, the lines."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import get_args

from rich.table import Table
from rich.text import Text

from core.messages import say
from loaders.document import Document, Encoding, Span
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
from tsunagu.screen import results, show, table
from tsunagu.spots import Spots

Row = Sequence[object]
Where = Callable[[Span], str]


def show_sheet(extraction: Extraction) -> None:
    """Print everything that was read from one file."""
    sheet, screen, where = extraction.sheet, results(), Spots(extraction.document).beside
    screen.print(
        table(("", "", say("col-lines")), _head(extraction, where), _read_title(extraction.document))
    )
    statements = (*sheet.missions, *sheet.directions, *sheet.summaries)
    if statements:
        screen.print(_items(say("read-statements"), (_item(each, where) for each in statements)))
    for objective in sheet.objectives:
        made = _items(_objective_title(objective), _objective(objective, where))
        made.caption, made.caption_justify = _signs(objective), "left"
        screen.print(made)
    if sheet.notes:
        headings = [say(f"col-{name}") for name in ("severity", "text", "lines")]
        notes = (_note(each, where) for each in sheet.notes)
        screen.print(table(headings, notes, say("read-notes")))
    _show_lines(extraction, where)


def _read_title(document: Document) -> str:
    return say("read-title", file=document.file.name)


def _head(extraction: Extraction, where: Where) -> Iterator[Row]:
    document, sheet = extraction.document, extraction.sheet
    yield say("read-label-encoding"), _encoding(document.encoding), ""
    yield say("read-label-checksum"), document.file.sha256, ""
    yield say("read-label-city"), sheet.city, ""
    for reason in extraction.recognised:
        yield say("read-label-why-city"), reason, ""
    yield say("read-label-department"), sheet.department.value, where(sheet.department.span)
    yield say("read-label-fiscal-year"), str(sheet.fiscal_year), where(sheet.fiscal_year_span)
    yield say("read-label-edition"), sheet.edition, ""
    for label, text in (("head-title", sheet.head_title), ("head-name", sheet.head_name)):
        if text is not None:
            yield say(f"read-label-{label}"), text.value, where(text.span)


def _encoding(encoding: Encoding) -> str:
    return say("read-encoding", codec=encoding.codec, reason=say(f"encoding-{encoding.reason}"))


def _items(title: str, rows: Iterable[Row]) -> Table:
    headings = [say(f"col-{name}") for name in ("kind", "number", "text", "schedule", "lines")]
    return table(headings, rows, title)


def _objective_title(row: Objective) -> str:
    title = say(f"read-{row.section}", number=row.number, title=row.title.value)
    return title + (say("read-priority") if row.priority else "")


def _objective(row: Objective, where: Where) -> Iterator[Row]:
    yield from (_measure(each, where) for each in row.measures)
    yield from (_policy(each, where) for each in row.policies)
    yield from (_item(each, where) for each in row.items)
    if row.rating is not None:
        yield _rating(row.rating, where)
    yield from (_figure(each, where) for each in row.figures)


def _signs(row: Objective) -> Text:
    """Return, for each block, the signs by which it was given its kind."""
    signs = {item.kind: item.evidence for item in reversed(row.items) if item.evidence}
    return Text(
        "\n".join(say("read-signs", kind=say(f"kind-{kind}"), signs=names) for kind, names in signs.items())
    )


def _measure(measure: Measure, where: Where) -> Row:
    source = say(f"code-{measure.code_source}") if measure.code_source else ""
    place = where(measure.text.span)
    return say("read-label-measure"), measure.notation, measure.text.value, source, place


def _policy(policy: PolicyNumber, where: Where) -> Row:
    source = say("policy-known" if policy.known else "policy-learnt")
    return say("read-label-policy"), policy.notation, policy.name.value, source, where(policy.name.span)


def _item(item: Item, where: Where) -> Row:
    schedule = [item.schedule.printed] if item.schedule else []
    beside = " ".join([*schedule, *(f"[{tag}]" for tag in item.tags)])
    return say(f"kind-{item.kind}"), item.notation, item.text, beside, where(item.span)


def _note(note: Note, where: Where) -> Row:
    place = where(note.span) if note.span else ""
    return say(f"severity-{note.severity}"), sentence(note), place


def _rating(rating: Rating, where: Where) -> Row:
    words = rating.label.value if rating.label else rating.printed.value
    return say("kind-rating"), rating.grade, words, "", where(rating.printed.span)


def _figure(figure: Figure, where: Where) -> Row:
    unit = figure.unit.value if figure.unit else ""
    words = f"{figure.indicator.value}：{figure.printed.value} {unit}".strip()
    kind = say("read-figure", year=figure.fiscal_year, kind=say(f"figure-{figure.kind}"))
    return say("kind-figure"), "", words, kind, where(figure.printed.span)


def _show_lines(extraction: Extraction, where: Where) -> None:
    """Law 2: nothing is dropped silently, so every line is counted and each unread one is shown."""
    sheet = extraction.sheet
    counts = {use: sheet.lines.count(use) for use in get_args(LineUse)}
    show(say("read-lines", total=len(sheet.lines), **counts))
    if unread := sheet.unread():
        rows = [(where(Span(number, number)), extraction.document.lines[number - 1]) for number in unread]
        results().print(table([say("col-lines"), say("col-text")], rows, say("read-unread")))
