"""A small network: things as marks, what joins them as lines. At most 60 things can be read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import atan2, degrees, sqrt

from markupsafe import Markup

from api.svg.elements import SOFT, TEXT, Picture, element, fitted, linked, width_of, words
from api.svg.marks import DASHED, Key, legend, mark
from api.svg.places import Place, circle, laid_out

MOST = 60
"""Nodes that one picture shows."""

_WIDTH = 960.0
_MARGIN = (250.0, 60.0)
_LEGEND = 30.0
_UPRIGHT = 24
"""With more nodes than these on a circle, labels are turned like spokes."""

_LABEL = 220.0
_LEAST, _MORE, _LARGEST = 6.0, 2.2, 18.0


@dataclass(frozen=True, slots=True)
class Node:
    """A thing; `size` is what it weighs, `address` its page."""

    key: str
    label: str
    kind: str
    size: int = 1
    address: str | None = None
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """What joins two things: how strong, in words, and where its evidence is shown."""

    one: str
    other: str
    weight: int
    words: str
    address: str | None = None
    proposed: bool = False


def network(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    keys: list[Key],
    says: tuple[str, str],
    known: Mapping[str, Place] | None = None,
) -> Picture:
    """Draw a network: `says` is its title and sentence, `known` where nodes have stood so far."""
    around = len(nodes) > _UPRIGHT
    height = 780.0 if around else max(280.0, 120.0 + 30.0 * len(nodes))
    margin = (_MARGIN[0], 170.0) if around else _MARGIN
    names = [node.key for node in nodes]
    places = laid_out(names, known or {}, _WIDTH, height, (110.0, 40.0))
    turned = around and places is None
    placed = places or circle(names, _WIDTH, height, margin)
    parts = [
        *(_line(edge, placed) for edge in sorted(edges, key=lambda edge: edge.weight)),
        *_marked(nodes, placed, (_WIDTH / 2, height / 2), turned=turned),
        *legend(keys, 16, height + _LEGEND / 2),
    ]
    return Picture(*says, _WIDTH, height + _LEGEND, parts)


def _line(edge: Edge, placed: Mapping[str, Place]) -> Markup:
    (x1, y1), (x2, y2) = placed[edge.one], placed[edge.other]
    line = element(
        "line",
        element("title", edge.words),
        class_="v-edge" + (" v-proposed" if edge.proposed else ""),
        x1=x1,
        y1=y1,
        x2=x2,
        y2=y2,
        stroke=SOFT,
        stroke_width=min(1.5 + edge.weight, 8.0),
        stroke_dasharray=DASHED if edge.proposed else None,
        stroke_opacity=0.55,
    )
    return linked([line], edge.address)


def _marked(
    nodes: Sequence[Node], placed: Mapping[str, Place], middle: Place, *, turned: bool
) -> Iterator[Markup]:
    taken = [_box(placed[node.key], _radius(node)) for node in nodes]
    for node in nodes:
        x, y = placed[node.key]
        drawn = [
            element("title", node.label),
            mark(node.kind, x, y, _radius(node), proposed=node.proposed),
            _spoke(node, (x, y), middle) if turned else _beside(node, (x, y), middle, taken),
        ]
        yield linked(drawn, node.address)


def _radius(node: Node) -> float:
    return min(_LEAST + _MORE * sqrt(node.size), _LARGEST)


def _spoke(node: Node, place: Place, middle: Place) -> Markup:
    """Return a label that is turned away from the middle, so that none lies on another."""
    x, y = place
    turn = degrees(atan2(y - middle[1], x - middle[0]))
    left = abs(turn) > 90
    far = _radius(node) + 6
    return words(
        fitted(node.label, _LABEL * 0.7),
        x + (-far if left else far),
        y,
        text_anchor="end" if left else "start",
        transform=f"rotate({turn - 180 if left else turn:.1f} {x} {y})",
    )


Box = tuple[float, float, float, float]


def _beside(node: Node, place: Place, middle: Place, taken: list[Box]) -> Markup:
    """Return the label on the side that has room; none where there is no room (its title stays)."""
    text = fitted(node.label, _LABEL)
    width, far = width_of(text), _radius(node) + 5
    x, y = place
    outward = "start" if x >= middle[0] else "end"
    inward = "end" if outward == "start" else "start"
    down = TEXT + _radius(node) - 2
    for anchor, at in (
        (outward, (x + (far if outward == "start" else -far), y)),
        ("middle", (x, y + down)),
        ("middle", (x, y - down)),
        (inward, (x + (far if inward == "start" else -far), y)),
    ):
        left = at[0] - {"start": 0.0, "end": width, "middle": width / 2}[anchor]
        box = (left, at[1] - TEXT / 2, left + width, at[1] + TEXT / 2)
        if left >= 0 and box[2] <= _WIDTH and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            return words(text, *at, text_anchor=anchor)
    return Markup()


def _box(place: Place, radius: float) -> Box:
    return place[0] - radius, place[1] - radius, place[0] + radius, place[1] + radius


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
