"""The source text, line by line: what was used, and by what. People's names are blacked out in it."""

import re
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.addresses import iri_list
from api.errors import NotFound
from api.labels import branch_classes, leaf_classes
from api.languages import language_of
from api.pages.cells import Cell, cell
from api.pages.names import Name, names_of, speak
from api.rows import Rows, text
from api.site import render, rows, site_of
from core.messages import Language, say
from graph.sources import SourceText

_CHECKSUM = re.compile(r"[0-9a-f]{64}")

_USERS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tng: <https://w3id.org/tsunagu/def#>
SELECT ?thing ?type ?notation ?line WHERE {
  VALUES ?file { %s }
  ?evidence tng:file ?file ; tng:line ?line .
  ?thing tng:evidence ?evidence .
  FILTER NOT EXISTS { ?thing a ?hidden FILTER(?hidden IN (tng:Period, tng:PolicyReference)) }
  OPTIONAL { VALUES ?leaf { %s } ?thing a ?leaf }
  OPTIONAL { VALUES ?branch { %s } ?thing a ?branch }
  BIND(COALESCE(?leaf, ?branch) AS ?type)
  FILTER(BOUND(?type))
  OPTIONAL { ?thing tng:number ?row }
  OPTIONAL { ?thing a ?item FILTER(?item IN (tng:Action, tng:Statement)) ?thing skos:notation ?place }
  BIND(COALESCE(STR(?row), ?place) AS ?notation)
}
ORDER BY ?line ?thing
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its number, its cell or page in a table, its words, what became of it, and what uses it."""

    number: int
    place: str
    words: str
    use: str
    users: tuple[Cell, ...]


async def source(request: Request) -> Response:
    """Show the text of a file."""
    found = _find(request, request.path_params["sha256"])
    language, addresses = language_of(request), site_of(request).addresses()
    files = addresses.iris(f"file/{found.sha256}")
    users = await rows(
        request, _USERS % (iri_list(files), iri_list(leaf_classes()), iri_list(branch_classes()))
    )
    return render(
        request,
        "source.html",
        source=found,
        sheet=speak(found.sheet, await names_of(request, [found.sheet]), addresses),
        lines=_lines(found, await _by_line(request, users), language),
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


async def _by_line(request: Request, users: Rows) -> dict[int, list[Cell]]:
    """Return the things that begin at each line."""
    unmarked = (text(row, "thing") for row in users.rows if "notation" not in row)
    names = await names_of(request, unmarked)
    labels, addresses, language = site_of(request).labels, site_of(request).addresses(), language_of(request)
    found: dict[int, dict[str, Cell]] = {}
    for row in users.rows:
        iri, kind = text(row, "thing"), labels.kind(text(row, "type"), language)
        name = Name(text(row, "notation")) if "notation" in row else names.get(iri, Name(""))
        words = name.text if kind in name.text else f"{kind} {name.text}".strip()
        found.setdefault(int(text(row, "line")), {}).setdefault(
            iri, cell(row["thing"], addresses, words, name.language)
        )
    return {line: list(cells.values()) for line, cells in found.items()}


def _lines(found: SourceText, users: dict[int, list[Cell]], language: Language) -> list[Line]:
    return [
        Line(
            number,
            _place(found, number, language),
            words,
            found.uses[number - 1] if number <= len(found.uses) else "blank",
            tuple(users.get(number, ())),
        )
        for number, words in enumerate(found.lines, 1)
    ]


def _place(found: SourceText, number: int, language: Language) -> str:
    """Return the cell of a line, or its page; nothing for a text."""
    if number <= len(found.cells) and (address := found.cells[number - 1]):
        return address
    page = found.pages[number - 1] if number <= len(found.pages) else None
    return say("source-page-short", language, page=page) if page is not None else ""
