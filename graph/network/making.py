"""A projection becomes a network: measures, places, names of communities."""

from collections.abc import Mapping, Sequence

from core.messages import LANGUAGES, Language, say
from graph.network.changes import changes
from graph.network.coverage import concentration
from graph.network.known import UNKNOWN, Known
from graph.network.layout import Place, layout
from graph.network.measures import Measured, Tie, measure
from graph.network.model import About, Community, Edge, Measure, Network, Node
from graph.network.projection import Projection
from graph.network.views import View, Words

MEASURES = ("degree", "strength", "betweenness", "cut", "component", "community", "cuts-off", "goals")
"""Names of measures in messages: `network-degree` and, what it means, `network-degree-means`."""

_NAMED_BY = 3
_FOREMOST = 10


def make(view: View, projection: Projection, known: Known, before: Mapping[str, Place]) -> Network:
    """Return the network of a view; `before` are the places of its points in the release before."""
    points = list(projection.points)
    index = {point: number for number, point in enumerate(points)}
    ties = [(index[one], index[other], link.weight) for (one, other), link in projection.links.items()]
    found = measure(len(points), ties)
    places = layout(ties, found.community, [before.get(point) for point in points])
    nodes = _nodes(projection, known, found, places)
    return Network(_about(view, projection, known, found, nodes), nodes, _edges(projection, ties, found))


def _nodes(projection: Projection, known: Known, found: Measured, places: Sequence[Place]) -> list[Node]:
    nodes: list[Node] = []
    for number, (point, goals) in enumerate(projection.points.items()):
        thing = known.things.get(point, UNKNOWN)
        nodes.append(
            Node(
                id=point,
                type=thing.type,
                label=Words(thing.ja or thing.en or _end(point), thing.en),
                notation=thing.notation,
                x=places[number][0],
                y=places[number][1],
                degree=found.degree[number],
                strength=found.strength[number],
                betweenness=found.betweenness[number],
                cut=found.cut[number],
                component=found.component[number],
                community=found.community[number],
                goals=len(goals),
                years=sorted({projection.goals[goal].year for goal in goals}),
            )
        )
    return nodes


def _end(iri: str) -> str:
    """Return the end of an IRI: what is left to call a thing that has no label."""
    return iri.rsplit("/", 1)[-1]


def _edges(projection: Projection, ties: Sequence[Tie], found: Measured) -> list[Edge]:
    return [
        Edge(
            source=source,
            target=target,
            weight=link.weight,
            years=link.years,
            status=link.status,
            goals=sorted(link.goals),
            shared=sorted(link.shared),
            cuts_off=found.cuts_off.get((min(one, other), max(one, other)), 0),
        )
        for ((source, target), link), (one, other, _) in zip(projection.links.items(), ties, strict=True)
    ]


def _about(view: View, projection: Projection, known: Known, found: Measured, nodes: Sequence[Node]) -> About:
    return About(
        view=view.name,
        title=view.title,
        description=view.description,
        edge=view.edge,
        components=len(set(found.component)),
        isolated=found.degree.count(0),
        measures=[
            Measure(name.replace("-", "_"), _both(f"network-{name}"), _both(f"network-{name}-means"))
            for name in MEASURES
        ],
        communities=_communities(nodes),
        changes=changes(projection, known.sheets) if view.changes else [],
        concentration=concentration(projection) if view.concentration else [],
        coverage=[],
        untouched=[],
    )


def _both(key: str, **values: object) -> Words:
    return Words(*(say(key, language, **values) for language in LANGUAGES))


def _communities(nodes: Sequence[Node]) -> list[Community]:
    """Return the communities, each named by the members with the most ties."""
    groups: dict[int, list[Node]] = {}
    for node in nodes:
        if node.community is not None:
            groups.setdefault(node.community, []).append(node)
    found: list[Community] = []
    for number in sorted(groups):
        members = sorted(groups[number], key=lambda node: (-node.strength, node.id))
        name = Words(*(_name(members, language) for language in LANGUAGES))
        found.append(Community(number, len(members), name, [node.id for node in members[:_FOREMOST]]))
    return found


def _name(members: Sequence[Node], language: Language) -> str:
    # Goals of several years often have one name.
    names = list(dict.fromkeys(node.label.say(language) for node in members))[:_NAMED_BY]
    more = sum(node.label.say(language) not in names for node in members)
    key = "network-community-more" if more else "network-community-whole"
    return say(key, language, names=names, more=more)
