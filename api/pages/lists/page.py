"""`/departments`, `/policies`, `/partners`, `/programs`, `/indicators`: a list as a page or a file.

Everything is a plain address: `?year=2025&sort=goals&order=desc&page=2`, so it works without
JavaScript and can be shared; `format=csv` and `format=excel` give all lines of what the page shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from api.languages import language_of
from api.pages import excel
from api.pages.cells import Cell
from api.pages.lists.asking import asked
from api.pages.lists.choosing import choices, headings, read
from api.pages.lists.definitions import LISTS, Column, List
from api.pages.lists.lines import Line, Made, Speaking, lines_of, made, narrowed
from api.represent import represent
from api.rows import Row, Rows, Term, text
from api.site import apart, render, site_of
from core.messages import say
from core.spreadsheet import BYTE_ORDER_MARK
from ontology.terms import XSD

PER_PAGE = 100
_NUMBERS = ("sum", "distinct", "measure", "share")
_CSV = "text/csv; charset=utf-8; header=present"
_BYTES_OF_LINE = 200
"""About what a line of a file has."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of a page: its cells by column, and whether nobody has confirmed it."""

    places: tuple[tuple[Cell, ...], ...]
    proposed: bool


async def listing(request: Request) -> Response:
    """Show one of the lists; the last part of the address names it."""
    name = request.url.path.rstrip("/").rsplit("/", 1)[-1]
    wanted, site = LISTS[name], site_of(request)
    question = read(request, name, wanted)
    found = await asked(request, wanted)
    speaking = Speaking(site.addresses(), site.labels, language_of(request))
    lines = lines_of(found.rows, wanted)
    left = in_order(narrowed(lines, wanted, question.chosen), wanted, question.sort, question.down, speaking)
    if question.file:
        size = len(left) * _BYTES_OF_LINE
        written = await apart(request, size, lambda: excel.table(_table(left, wanted, speaking)))
        return _file(request, name, question.file, written, found.release)
    pages = max(1, -(-len(left) // PER_PAGE))
    page = min(question.page, pages)
    first = (page - 1) * PER_PAGE
    shown = left[first : first + PER_PAGE]
    return render(
        request,
        "listing.html",
        name=name,
        question=question,
        headings=headings(wanted, question),
        numeric=[column.kind in _NUMBERS for column in wanted.columns],
        lines=[
            Shown(tuple(made(column, line, speaking).cells for column in wanted.columns), line.proposed)
            for line in shown
        ],
        facets=choices(wanted, question, lines, speaking),
        total=len(left),
        first=first + 1,
        page=page,
        last=pages,
        title=found.title,
        query=found.query,
    )


def in_order(lines: Sequence[Line], wanted: List, sort: str, down: bool, speaking: Speaking) -> list[Line]:
    """Put lines in the order of a column; lines without a value come last either way."""
    column = next(each for each in wanted.columns if each.name == sort)
    first = next(each for each in wanted.columns if each.kind == "thing")
    named = sorted(lines, key=lambda line: made(first, line, speaking).key)
    keyed = [(made(column, line, speaking), line) for line in named]
    full = sorted((each for each in keyed if each[0].cells), key=lambda each: each[0].key, reverse=down)
    return [line for _, line in (*full, *(each for each in keyed if not each[0].cells))]


def _table(lines: Sequence[Line], wanted: List, speaking: Speaking) -> Rows:
    """Return all lines for a file: what the page shows, and the identifiers of things."""
    heads: dict[str, Column | None] = {}
    for column in wanted.columns:
        word = say(f"column-{column.name}", speaking.language)
        heads[word] = column
        if column.kind in ("thing", "measure"):
            heads[say("list-identifier", speaking.language, name=word)] = None
    rows = tuple(_row(line, wanted, speaking) for line in lines)
    return Rows((*heads, say("column-status", speaking.language)) if _marked(wanted) else tuple(heads), rows)


def _marked(wanted: List) -> bool:
    """Tell whether the file needs a column of its own for what nobody has confirmed."""
    return all(column.name != "status" for column in wanted.columns)


def _row(line: Line, wanted: List, speaking: Speaking) -> Row:
    language, row = speaking.language, {}
    for column in wanted.columns:
        word = say(f"column-{column.name}", language)
        row[word] = _value(column, line, made(column, line, speaking))
        if column.kind in ("thing", "measure"):
            identifier = Term("literal", text(line.rows[0], column.variable))
            row[say("list-identifier", language, name=word)] = identifier
    if _marked(wanted) and line.proposed:
        row[say("column-status", language)] = Term("literal", say("views-proposed", language))
    return row


def _value(column: Column, line: Line, found: Made) -> Term:
    words = "".join(each.text for each in found.cells)
    if column.kind == "measure":
        return Term("literal", text(line.rows[0], f"{column.variable}Value"), datatype=str(XSD.decimal))
    if column.kind in _NUMBERS:
        number = words.replace(",", "").removesuffix("%")
        return Term("literal", number, datatype=str(XSD.decimal))
    return Term("literal", words)


def _file(request: Request, name: str, kind: str, written: str, release: str) -> Response:
    """Return a file of all lines; Excel needs a byte order mark, other programs stumble over it."""
    body = written if kind == "excel" else written.removeprefix(BYTE_ORDER_MARK)
    response = represent(request, body.encode(), _CSV, release)
    response.headers["Content-Disposition"] = f'attachment; filename="tsunagu-{name}.csv"'
    return response
