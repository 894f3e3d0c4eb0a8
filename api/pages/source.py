"""The source text, line by line: what was used, and by what. People's names are blacked out in it."""

import re
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.addresses import iri_list
from api.errors import NotFound
from api.labels import leaf_classes
from api.pages.cells import Cell, cell
from api.pages.describe import best
from api.rows import Row, Rows, text
from api.site import language_of, render, rows, site_of
from graph.sources import SourceText

_CHECKSUM = re.compile(r"[0-9a-f]{64}")

_USERS = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tng: <https://w3id.org/tsunagu/def#>
SELECT ?thing ?type ?label ?notation ?line ?lineEnd WHERE {
  VALUES ?file { %s }
  ?evidence tng:file ?file ; tng:line ?line ; tng:lineEnd ?lineEnd .
  ?thing tng:evidence ?evidence .
  VALUES ?type { %s }
  ?thing a ?type .
  FILTER(?type NOT IN (tng:Period, tng:PolicyReference))
  OPTIONAL { ?thing tng:number ?row }
  OPTIONAL { ?thing skos:notation ?place }
  BIND(COALESCE(STR(?row), ?place) AS ?notation)
  OPTIONAL { ?thing dct:title|skos:prefLabel ?label }
}
ORDER BY ?line ?lineEnd ?thing
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its number, its words, what became of it, and what begins to use it here."""

    number: int
    words: str
    use: str
    users: tuple[Cell, ...]


async def source(request: Request) -> Response:
    """Show the text of a file."""
    found = _find(request, request.path_params["sha256"])
    language, addresses = language_of(request), site_of(request).addresses()
    files = addresses.iris(f"file/{found.sha256}")
    users = await rows(request, _USERS % (iri_list(files), iri_list(leaf_classes())))
    sheet = next(each for each in site_of(request).release().manifest.sheets if each.sha256 == found.sha256)
    return render(
        request,
        "source.html",
        source=found,
        sheet=sheet,
        sheet_address=addresses.page(sheet.sheet),
        lines=_lines(found, _by_line(request, users)),
        counts={use: found.uses.count(use) for use in ("used", "furniture", "blank", "unread")},
        language=language,
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


def _by_line(request: Request, users: Rows) -> dict[int, list[Cell]]:
    """Return the things that begin at each line."""
    things: dict[tuple[str, str], list[Row]] = {}
    for row in users.rows:
        things.setdefault((text(row, "line"), text(row, "thing")), []).append(row)
    labels, addresses, language = site_of(request).labels, site_of(request).addresses(), language_of(request)
    found: dict[int, list[Cell]] = {}
    for (line, _), same in things.items():
        kind = labels.name(text(same[0], "type"), language)
        name = text(same[0], "notation") or best(
            [each["label"] for each in same if "label" in each], language
        )
        found.setdefault(int(line), []).append(
            cell(same[0]["thing"], addresses, name if kind in name else f"{kind} {name}")
        )
    return found


def _lines(found: SourceText, users: dict[int, list[Cell]]) -> list[Line]:
    return [
        Line(
            number,
            words,
            found.uses[number - 1] if number <= len(found.uses) else "blank",
            tuple(users.get(number, ())),
        )
        for number, words in enumerate(found.lines, 1)
    ]
