"""The graph explorer `/graph`: the points and lines as tables, which a script draws as a picture too.

Everything that can be done is a link or a form, so it works without a script. `api/static/explorer`
follows the same links, and puts what the server answers into the page (`docs/explorer.md`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from api.errors import NotAcceptable
from api.languages import language_of
from api.pages.cells import natural
from api.pages.explorer.around import MOST
from api.pages.explorer.drawn import Line
from api.pages.explorer.files import FILES, called
from api.pages.explorer.kinds import CLASSES, KINDS, STATUSES, kind_of
from api.pages.explorer.points import Point
from api.pages.explorer.shown import Shown, show
from api.pages.explorer.state import DEPTHS, State
from api.pages.explorer.told import outcome, steps, told
from api.represent import represent
from api.search import MOST_CHARACTERS, find
from api.site import render, site_of
from core.messages import Language, say
from graph.search import Hit as Found
from graph.search import Wanted

_FOUND = 20
_NAMED = ("focus", "to", "expand", "hide", "pin")


@dataclass(frozen=True, slots=True)
class PointRow:
    """A row of the table of points: what it is, and the addresses of what can be done with it."""

    point: Point
    name: str
    links: int
    more: int
    center: str
    expand: str
    hide: str
    pin: str
    pinned: bool
    way: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """A row of the table of lines, also a step of a way; that may go `back` from the target to the source."""

    line: Line
    source: str
    target: str
    more: int
    back: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was searched for."""

    kind: str
    name: str
    center: str
    way: str


async def explorer(request: Request) -> Response:
    """Show the page, or send what it shows as a file."""
    pairs = request.query_params.multi_items()
    own = {name: value.strip() for name, value in pairs if name in ("q", "format")}
    state = State.read([pair for pair in pairs if pair[0] not in own])
    shown = await show(request, state)
    if own.get("format"):
        return _file(request, shown, own["format"])
    words = own.get("q", "")[:MOST_CHARACTERS]
    language = language_of(request)
    lines = _lines(shown, language)
    return render(
        request,
        "explorer.html",
        shown=shown,
        state=shown.state,
        points=_points(shown, language),
        lines=lines,
        ways=_ways(shown, lines),
        outcome=outcome(shown.ways).say(language) if shown.ways else "",
        called=lambda point: called(point, language),
        data=told(request, shown),
        words=words,
        hits=await _hits(request, shown.state, words, language) if words else (),
        years=_years(request),
        kinds=list(KINDS),
        statuses=list(STATUSES),
        depths=DEPTHS,
        files=list(FILES),
        full=len(shown.drawn.points) >= MOST,
        most=MOST,
        named=[pair for pair in shown.state.pairs() if pair[0] in _NAMED],
        revealed=replace(shown.state, hide=()).address(),
        no_way=replace(shown.state, to="").address(),
    )


def _years(request: Request) -> list[int]:
    """Return the fiscal years of the sheets, the last one first."""
    sheets = site_of(request).release().manifest.sheets
    return sorted({sheet.fiscal_year for sheet in sheets}, reverse=True)


def _points(shown: Shown, language: Language) -> list[PointRow]:
    """Return the rows of the points: the middle, then kind by kind."""
    order = list(KINDS)
    rows = [_point(shown, point, language) for point in shown.drawn.points.values()]
    return sorted(
        rows,
        key=lambda row: (
            row.point is not shown.focus,
            order.index(row.point.kind),
            -row.point.year,
            natural(row.name),
            row.point.iri,
        ),
    )


def _point(shown: Shown, point: Point, language: Language) -> PointRow:
    state, more = shown.state, shown.drawn.more[point.iri]
    middle = shown.focus is not None and point.iri == shown.focus.iri
    grows = more and len(shown.drawn.points) < MOST
    return PointRow(
        point=point,
        name=called(point, language),
        links=shown.drawn.degree(point.iri),
        more=more,
        center="" if middle else state.around(point.name).address(),
        expand=state.expanded(point.name).address() if grows else "",
        hide="" if middle else state.without(point.name).address(),
        pin=state.pinned(point.name).address(),
        pinned=point.name in state.pin,
        way="" if middle or not shown.focus else replace(state, to=point.name).address(),
    )


def _lines(shown: Shown, language: Language) -> list[LineRow]:
    points = shown.drawn.points
    rows = [
        LineRow(
            line,
            called(points[line.source], language),
            called(points[line.target], language),
            line.told - len(line.vias),
        )
        for line in shown.drawn.lines
    ]
    order = list(KINDS)

    def place(row: LineRow) -> tuple[object, ...]:
        ends = points[row.line.source], points[row.line.target]
        kinds = tuple(order.index(end.kind) for end in ends)
        return (*kinds[:1], -ends[0].year, natural(row.source), kinds[1], natural(row.target), row.line.id)

    return sorted(rows, key=place)


def _ways(shown: Shown, lines: Sequence[LineRow]) -> list[list[list[LineRow]]]:
    """Return for each way the lines of each of its steps."""
    by_line = {row.line.id: row for row in lines}
    return [
        [
            [replace(by_line[line.id], back=line.target == start) for line in step]
            for start, step in zip(way, steps(way, shown.drawn.lines), strict=False)
        ]
        for way in (shown.ways.ways if shown.ways else ())
    ]


async def _hits(request: Request, state: State, words: str, language: Language) -> list[Hit]:
    """Return the points that some words find, each with what can be done with it."""
    found = await find(request, Wanted(words=words, kinds=CLASSES, limit=_FOUND))
    addresses = site_of(request).addresses()
    named = [(hit, addresses.short(hit.iri) or "") for hit in found.hits]
    return [
        Hit(
            kind=kind_of((hit.kind,)),
            name=_found_name(hit, language),
            center=state.around(name).address(),
            way=replace(state, to=name).address() if state.focus and state.focus != name else "",
        )
        for hit, name in named
        if name
    ]


def _found_name(hit: Found, language: Language) -> str:
    name = (hit.en if language == "en" else "") or hit.ja or hit.text
    return say("explorer-of-year", language, name=name, year=hit.year) if hit.year else name


def _file(request: Request, shown: Shown, name: str) -> Response:
    if name not in FILES:
        raise NotAcceptable("format-unknown", format=name[:40], known=", ".join(FILES))
    file = FILES[name]
    body = file.write(shown.drawn, language_of(request))
    response = represent(request, body, file.media_type, site_of(request).release().id)
    response.headers["Content-Disposition"] = f'attachment; filename="tsunagu-graph{file.ending}"'
    return response
