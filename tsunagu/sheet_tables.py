"""A sheet as tables for people: the file, the statements, each objective, the notes, the lines."""

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from rich.table import Table
from rich.text import Text

from core.messages import say
from loaders.document import Document, Span
from loaders.notes import sentence
from loaders.sheet import Extraction, Item, LineUse, Measure, Note, Objective, PolicyNumber
from tsunagu.screen import results, show, table

Row = Sequence[object]


def show_sheet(extraction: Extraction) -> None:
    """Print everything that was read from one file."""
    sheet, screen = extraction.sheet, results()
    screen.print(table(("", "", say("col-lines")), _head(extraction), _read_title(extraction.document)))
    statements = (*sheet.missions, *sheet.directions, *sheet.summaries)
    screen.print(_items(say("read-statements"), map(_item, statements)))
    for objective in sheet.objectives:
        made = _items(_objective_title(objective), _objective(objective))
        made.caption, made.caption_justify = _signs(objective), "left"
        screen.print(made)
    if sheet.notes:
        headings = [say(f"col-{name}") for name in ("severity", "text", "lines")]
        screen.print(table(headings, map(_note, sheet.notes), say("read-notes")))
    _show_lines(extraction)


def _read_title(document: Document) -> str:
    return say("read-title", file=document.file.name)


def _head(extraction: Extraction) -> Iterator[Row]:
    document, sheet = extraction.document, extraction.sheet
    codec = document.encoding.codec
    yield say("read-label-encoding"), f"{codec}：{say(f'encoding-{document.encoding.reason}')}", ""
    yield say("read-label-checksum"), document.file.sha256, ""
    yield say("read-label-city"), sheet.city, ""
    for reason in extraction.recognised:
        yield say("read-label-why-city"), reason, ""
    yield say("read-label-department"), sheet.department.value, _lines(sheet.department.span)
    yield say("read-label-fiscal-year"), str(sheet.fiscal_year), _lines(sheet.fiscal_year_span)
    yield say("read-label-edition"), sheet.edition, ""
    for label, text in (("head-title", sheet.head_title), ("head-name", sheet.head_name)):
        if text is not None:
            yield say(f"read-label-{label}"), text.value, _lines(text.span)


def _items(title: str, rows: Iterable[Row]) -> Table:
    headings = [say(f"col-{name}") for name in ("kind", "number", "text", "schedule", "lines")]
    return table(headings, rows, title)


def _objective_title(row: Objective) -> str:
    title = say(f"read-{row.section}", number=row.number, title=row.title.value)
    return title + (say("read-priority") if row.priority else "")


def _objective(row: Objective) -> Iterator[Row]:
    yield from map(_measure, row.measures)
    yield from map(_policy, row.policies)
    yield from map(_item, row.items)


def _signs(row: Objective) -> Text:
    """Return, for each block, the signs by which it was given its kind."""
    signs = {item.kind: item.evidence for item in reversed(row.items) if item.evidence}
    return Text("\n".join(f"{say(f'kind-{kind}')}：{'、'.join(names)}" for kind, names in signs.items()))


def _measure(measure: Measure) -> Row:
    source = say(f"code-{measure.code_source}") if measure.code_source else ""
    place = _lines(measure.text.span)
    return say("read-label-measure"), measure.notation, measure.text.value, source, place


def _policy(policy: PolicyNumber) -> Row:
    source = say("policy-known" if policy.known else "policy-learnt")
    return say("read-label-policy"), policy.notation, policy.name.value, source, _lines(policy.name.span)


def _item(item: Item) -> Row:
    schedule = [item.schedule.printed] if item.schedule else []
    beside = " ".join([*schedule, *(f"[{tag}]" for tag in item.tags)])
    return say(f"kind-{item.kind}"), item.notation, item.text, beside, _lines(item.span)


def _note(note: Note) -> Row:
    place = _lines(note.span) if note.span else ""
    return say(f"severity-{note.severity}"), sentence(note), place


def _lines(span: Span) -> str:
    return str(span.first) if span.first == span.last else f"{span.first}–{span.last}"


def _show_lines(extraction: Extraction) -> None:
    """Law 2: nothing is dropped silently, so every line is counted and each unread one is shown."""
    sheet = extraction.sheet
    counts = {use: sheet.lines.count(use) for use in get_args(LineUse)}
    show(say("read-lines", total=len(sheet.lines), **counts))
    if unread := sheet.unread():
        rows = [(str(number), extraction.document.lines[number - 1]) for number in unread]
        results().print(table([say("col-lines"), say("col-text")], rows, say("read-unread")))
