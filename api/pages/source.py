"""The source text, line by line: what was used, and by what. People's names are blacked out in it."""

import re
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.addresses import iri_list
from api.errors import NotFound
from api.labels import narrowest
from api.languages import language_of
from api.pages.cells import Cell, cell
from api.pages.names import Name, names_of, speak
from api.places import cell_in_words
from api.rows import Row, Rows, Term, text
from api.site import render, rows, site_of
from core.messages import Language, listed, say
from graph.sources import SourceText
from ontology.terms import TNG

_CHECKSUM = re.compile(r"[0-9a-f]{64}")

_USERS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tng: <https://w3id.org/tsunagu/def#>
SELECT ?thing ?type ?number ?notation ?line ?lineEnd WHERE {
  VALUES ?file { %s }
  ?evidence tng:file ?file ; tng:line ?line ; tng:lineEnd ?lineEnd .
  ?thing tng:evidence ?evidence .
  ?thing a ?type .
  FILTER(STRSTARTS(STR(?type), STR(tng:)))
  OPTIONAL { ?thing tng:number ?number }
  OPTIONAL { ?thing skos:notation ?notation }
}
ORDER BY ?line ?thing
"""
_HIDDEN = {str(TNG.Period), str(TNG.PolicyReference)}
_NUMBERED = {str(TNG.Action), str(TNG.Statement)}
"""What is called by its number in the sheet, as rows are."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its number, its cell or page in a table, its words, what became of it, and what uses it.

    `users` begin here, `going` in words began above.
    """

    number: int
    place: str
    words: str
    use: str
    users: tuple[Cell, ...]
    going: str


async def source(request: Request) -> Response:
    """Show the text of a file."""
    found = _find(request, request.path_params["sha256"])
    language, addresses = language_of(request), site_of(request).addresses()
    files = addresses.iris(f"file/{found.sha256}")
    users = await _users(request, await rows(request, _USERS % iri_list(files)))
    return render(
        request,
        "source.html",
        source=found,
        sheet=speak(found.sheet, await names_of(request, [found.sheet]), addresses),
        lines=_lines(found, users, language),
        counts={use: found.uses.count(use) for use in ("used", "furniture", "blank", "unread")},
        placed=bool(found.cells or found.pages),
    )


async def sheet_source(request: Request) -> Response:
    """Send from a sheet's code, year and department to the text that it was read from."""
    part = "/lg/{code}/sheet/{year}/{department}".format(**request.path_params)
    for sheet in site_of(request).release().manifest.sheets:
        if sheet.sheet.endswith(part):
            return RedirectResponse(f"/sources/{sheet.sha256}", status_code=303)
    raise NotFound("page-not-found", path=request.url.path)


def _find(request: Request, sha256: str) -> SourceText:
    found = site_of(request).release().source(sha256) if _CHECKSUM.fullmatch(sha256) else None
    if found is None:
        raise NotFound("page-not-found", path=request.url.path)
    return found


@dataclass(frozen=True, slots=True)
class User:
    """A thing that uses lines, the first and the last of them included."""

    thing: Cell
    line: int
    end: int


async def _users(request: Request, found: Rows) -> list[User]:
    """Return what uses the lines of a file, each thing once for each place."""
    types: dict[str, set[str]] = {}
    for row in found.rows:
        types.setdefault(text(row, "thing"), set()).add(text(row, "type"))
    kinds = {thing: narrowest(own) for thing, own in types.items()}
    shown = {
        (text(row, "thing"), int(text(row, "line")), int(text(row, "lineEnd"))): row
        for row in found.rows
        if kinds[text(row, "thing")] not in _HIDDEN
    }
    marks = {thing: _mark(row, types[thing]) for (thing, _, _), row in shown.items()}
    names = await names_of(request, (thing for thing, mark in marks.items() if not mark))
    addresses, language = site_of(request).addresses(), language_of(request)
    cells = {}
    for thing, mark in marks.items():
        kind = site_of(request).labels.kind(kinds[thing], language)
        name = Name(mark) if mark else names.get(thing, Name(""))
        words = name.text if kind in name.text else f"{kind} {name.text}".strip()
        cells[thing] = cell(Term("uri", thing), addresses, words, name.language)
    return [User(cells[thing], line, end) for thing, line, end in shown]


def _mark(row: Row, types: set[str]) -> str:
    """Return the number of a row or an item; "" for what has a name."""
    return text(row, "number") or (text(row, "notation") if types & _NUMBERED else "")


def _lines(found: SourceText, users: list[User], language: Language) -> list[Line]:
    begin: dict[int, list[Cell]] = {}
    going: dict[int, list[str]] = {}
    for user in users:
        begin.setdefault(user.line, []).append(user.thing)
        for number in range(user.line + 1, user.end + 1):
            going.setdefault(number, []).append(user.thing.text)
    return [
        Line(
            number,
            _place(found, number, language),
            words,
            found.uses[number - 1] if number <= len(found.uses) else "blank",
            tuple(begin.get(number, ())),
            listed(going.get(number, ()), language),
        )
        for number, words in enumerate(found.lines, 1)
    ]


def _place(found: SourceText, number: int, language: Language) -> str:
    """Return the cell of a line, or its page; nothing for a text."""
    if number <= len(found.cells) and (address := found.cells[number - 1]):
        return cell_in_words(address, language)
    page = found.pages[number - 1] if number <= len(found.pages) else None
    return say("source-page-short", language, page=page) if page is not None else ""
