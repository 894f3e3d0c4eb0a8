"""What the explorer shows, as JSON: texts in both languages, things by their IRIs.

Where a release knows places of points (the overview), `x` and `y` lie in the unit square, `y` downwards.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Any

from starlette.requests import Request

from api.pages.explorer.drawn import Drawn, Line
from api.pages.explorer.kinds import both
from api.pages.explorer.points import Point
from api.pages.explorer.shown import Shown
from api.pages.explorer.ways import MOST_STEPS, Ways
from api.site import site_of
from graph.network import Words

_PLACED_BY = "department-policy"
"""The network of a release whose places the overview takes."""


def told(request: Request, shown: Shown) -> dict[str, Any]:
    """Return the picture of `/graph` and the answer of `/api/neighbourhood`."""
    places = {} if shown.focus else _places(request)
    nodes, edges = _picture(shown.drawn)
    return {
        "release": site_of(request).release().id,
        "focus": shown.focus.iri if shown.focus else None,
        "nodes": [node | places.get(node["id"], {}) for node in nodes],
        "edges": edges,
        "paths": list(paths(shown.ways, shown.drawn)) if shown.ways else [],
    }


def told_ways(request: Request, shown: Shown) -> dict[str, Any]:
    """Return the answer of `/api/paths`: the ways alone, each step with the words that say so."""
    ways = shown.ways or Ways("none")
    found = list(paths(ways, shown.drawn))
    on = {iri for path in found for iri in path["nodes"]}
    lines = {edge for path in found for step in path["steps"] for edge in step}
    nodes, edges = _picture(shown.drawn)
    return {
        "release": site_of(request).release().id,
        "from": shown.focus.iri if shown.focus else None,
        "to": shown.to.iri if shown.to else None,
        "outcome": ways.outcome,
        "message": asdict(outcome(ways)),
        "paths": found,
        "nodes": [node for node in nodes if node["id"] in on],
        "edges": [edge for edge in edges if edge["id"] in lines],
    }


def outcome(ways: Ways) -> Words:
    """Return in both languages what the search for a way came to."""
    if ways.outcome != "found":
        return both(f"explorer-way-{ways.outcome}", steps=MOST_STEPS)
    length = len(ways.ways[0]) - 1
    if not length:
        return both("explorer-way-same")
    return both("explorer-way-found", steps=length, count=len(ways.ways))


def steps(way: Sequence[str], lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each step of a way."""
    for one, other in pairwise(way):
        yield [line for line in lines if {line.source, line.target} == {one, other}]


def paths(ways: Ways, drawn: Drawn) -> Iterator[dict[str, Any]]:
    """Yield each way: its points, and the lines of each of its steps."""
    for way in ways.ways:
        yield {"nodes": list(way), "steps": [[line.id for line in each] for each in steps(way, drawn.lines)]}


def _picture(drawn: Drawn) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    nodes = [_node(point, drawn) for point in drawn.points.values()]
    return nodes, [_edge(line) for line in drawn.lines]


def _node(point: Point, drawn: Drawn) -> dict[str, Any]:
    return {
        "id": point.iri,
        "name": point.name,
        "type": point.kind,
        "label": asdict(point.label),
        "notation": point.notation,
        "year": point.year or None,
        "page": point.page,
        "degree": drawn.degree(point.iri),
        "more": drawn.more[point.iri],
    }


def _edge(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "source": line.source,
        "target": line.target,
        "type": line.tie,
        "label": asdict(line.words),
        "years": list(line.years),
        "status": line.status,
        "told": line.told,
        "evidence": [
            {"quote": quote.words, "source": quote.source, "place": asdict(quote.place)}
            for quote in line.quotes
        ],
    }


def _places(request: Request) -> Mapping[str, dict[str, float]]:
    network = site_of(request).release().network(_PLACED_BY)
    return {node.id: {"x": node.x, "y": 1 - node.y} for node in network.nodes} if network else {}
