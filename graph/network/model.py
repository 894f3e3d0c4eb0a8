"""A network as a release holds it: node-link JSON, which networkx and D3 read as it is."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from core.errors import HomeError
from graph.network.projection import Status
from graph.network.views import Words


@dataclass(frozen=True, slots=True)
class Node:
    """A point. `x`, `y` lie inside the unit square, `y` grows upwards; no two points have one place.

    `degree` counts neighbours, `strength` adds the weights of the edges, `betweenness` is 0 to 1,
    `cut` tells that the network falls apart without it; `community` is None where it has no neighbour.
    `goals` counts the goals that name it.
    """

    id: str
    type: str
    label: Words
    notation: str
    x: float
    y: float
    degree: int
    strength: int
    betweenness: float
    cut: bool
    component: int
    community: int | None
    goals: int
    years: list[int]


@dataclass(frozen=True, slots=True)
class Edge:
    """A link. `goals` are the IRIs of the goals (or sheets) that say so, `shared` the things that both have.

    `cuts_off` counts the points that hang on this edge alone: those of the smaller side, 0 where
    there is a way round.
    """

    source: str
    target: str
    weight: int
    years: list[int]
    status: Status
    goals: list[str]
    shared: list[str]
    cuts_off: int


@dataclass(frozen=True, slots=True)
class Community:
    """Points with more ties to one another than to the rest.

    `members` are the foremost, and its name is made of them.
    """

    id: int
    size: int
    name: Words
    members: list[str]


@dataclass(frozen=True, slots=True)
class Change:
    """The edges that came and went between two years, as pairs of ends.

    `unknown` counts those of departments that have no sheet of one of the years.
    """

    earlier: int
    later: int
    new: list[tuple[str, str]]
    gone: list[tuple[str, str]]
    kept: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the goals hang on one target."""

    id: str
    goals: int
    share: float


@dataclass(frozen=True, slots=True)
class Concentration:
    """How unevenly goals hang on targets.

    `goals` have any target; `herfindahl` is 1 where all hang on one, near 0 where on many alike.
    `source` is "" for the whole network.
    """

    source: str
    goals: int
    targets: int
    herfindahl: float
    top: list[Share]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one department's goals of one year touch, and what they leave out."""

    department: str
    year: int
    goals: int
    policies: int
    partners: int
    goals_without_policy: list[str]
    goals_without_partner: list[str]
    policies_without_partner: list[str]


@dataclass(frozen=True, slots=True)
class Untouched:
    """The policies to which no goal of a year contributes."""

    year: int
    policies: list[str]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of the points or edges, with what it means."""

    name: str
    label: Words
    meaning: Words


@dataclass(frozen=True, slots=True)
class About:
    """What the network is, and what holds for all of it."""

    view: str
    title: Words
    description: Words
    edge: Words
    components: int
    isolated: int
    measures: list[Measure]
    communities: list[Community]
    changes: list[Change]
    concentration: list[Concentration]
    coverage: list[Coverage]
    untouched: list[Untouched]


@dataclass(frozen=True, slots=True)
class Network:
    """A network with measures and places."""

    graph: About
    nodes: list[Node]
    edges: list[Edge]
    directed: bool = False
    multigraph: bool = False

    def as_json(self) -> bytes:
        """Return the file that a release holds: a line for each point and edge."""
        parts = ['{"directed": false', '"multigraph": false', f'"graph": {_compact(self.graph)}']
        parts += [_listed("nodes", self.nodes), _listed("edges", self.edges)]
        return (",\n".join(parts) + "}\n").encode()

    def named(self) -> dict[str, Node]:
        """Return the points by IRI."""
        return {node.id: node for node in self.nodes}


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index of a release says of a network."""

    view: str
    title: Words
    description: Words
    edge: Words
    nodes: int
    edges: int
    components: int
    communities: int


T = TypeVar("T")
NETWORK: TypeAdapter[Network] = TypeAdapter(Network)
INDEX: TypeAdapter[list[Entry]] = TypeAdapter(list[Entry])


def parse_file(kind: TypeAdapter[T], data: bytes, place: str) -> T:
    """Read a file of a release; `HomeError` where it is damaged."""
    try:
        return kind.validate_json(data)
    except ValidationError as error:
        raise HomeError("network-damaged", place=place) from error


def entry(network: Network) -> Entry:
    """Return the entry of a network in the index."""
    about = network.graph
    return Entry(
        about.view,
        about.title,
        about.description,
        about.edge,
        len(network.nodes),
        len(network.edges),
        about.components,
        len(about.communities),
    )


def index_json(entries: Sequence[Entry]) -> bytes:
    """Return the index file."""
    return (json.dumps([asdict(each) for each in entries], ensure_ascii=False, indent=1) + "\n").encode()


def _listed(name: str, values: Sequence[Node | Edge]) -> str:
    lines = ",\n".join(map(_compact, values))
    return f'"{name}": [\n{lines}\n]'


def _compact(value: Node | Edge | About) -> str:
    return json.dumps(asdict(value), ensure_ascii=False)
