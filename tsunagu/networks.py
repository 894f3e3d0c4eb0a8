"""The networks of a release as tables: partners, coverage, collaboration, bridges, communities."""

from typing import get_args

from api.labels import Labels
from core.errors import UsageError
from core.messages import say, user_language
from graph.network import Edge, Network, Node, Status
from graph.release import Release
from tsunagu.listings import Coded, Listing


def network_of(release: Release, view: str) -> Network:
    """Return a network of the release; `UsageError` where it has none, or none of this name."""
    known = [entry.view for entry in release.networks()]
    network = release.network(view)
    if network is None:
        key = "network-unknown" if known else "network-none"
        raise UsageError(key, name=view, known=known, release=release.id)
    return network


def partners(release: Release) -> Listing:
    """Return the partners, those on whom most goals hang first."""
    network = network_of(release, "department-partner")
    between = {node.id: node.betweenness for node in network_of(release, "partner-partner").nodes}
    whole = next((each for each in network.graph.concentration if not each.source), None)
    goals = whole.goals if whole else 0
    surest: dict[str, Edge] = {}
    for edge in sorted(network.edges, key=lambda edge: get_args(Status).index(edge.status)):
        surest.setdefault(edge.target, edge)
    found = [node for node in network.nodes if node.type == "Partner"]
    found.sort(key=lambda node: (-node.goals, -node.degree, node.id))
    return Listing(
        "partners",
        say("network-partners-title", goals=goals, herfindahl=whole.herfindahl if whole else 0),
        {
            "partner": "network-col-partner",
            "departments": "network-col-departments",
            "goals": "network-goals",
            "share": "network-share",
            "betweenness": "network-betweenness",
            "years": "network-col-years",
            "status": "network-col-status",
        },
        [
            (
                node,
                node.degree,
                node.goals,
                round(node.goals / goals, 4),
                between.get(node.id, 0.0),
                node.years,
                _status(surest[node.id]),
            )
            for node in found
        ],
    )


def coverage(release: Release) -> list[Listing]:
    """Return what each department's goals touch and leave out, and the policies without goals."""
    network = network_of(release, "department-policy")
    named = network.named()
    rows = [
        (
            named[each.department],
            each.year,
            each.goals,
            each.policies,
            each.partners,
            len(each.goals_without_policy),
            len(each.goals_without_partner),
            [named[policy] for policy in each.policies_without_partner],
        )
        for each in network.graph.coverage
    ]
    columns = {
        "department": "network-col-department",
        "year": "network-col-year",
        "goals": "network-goals",
        "policies": "network-col-policies",
        "partners": "network-col-partners",
        "goals_without_policy": "network-col-without-policy",
        "goals_without_partner": "network-col-without-partner",
        "policies_without_partner": "network-col-policies-alone",
    }
    gaps = [
        (each.year, named[policy].notation, named[policy])
        for each in network.graph.untouched
        for policy in each.policies
    ]
    heads = {"year": "network-col-year", "number": "network-col-number", "policy": "network-col-policy"}
    return [
        Listing("coverage", say("network-coverage-title"), columns, rows),
        Listing("untouched", say("network-untouched-title"), heads, gaps),
    ]


def collaboration(release: Release) -> Listing:
    """Return the pairs of departments that share something, those that share most first."""
    network = network_of(release, "department-department")
    named = network.named() | {
        node.id: node
        for view in ("department-partner", "department-policy")
        for node in network_of(release, view).nodes
    }
    edges = sorted(network.edges, key=lambda edge: (-edge.weight, edge.source, edge.target))
    return Listing(
        "collaboration",
        say("network-collaboration-title"),
        {
            "department": "network-col-department",
            "other": "network-col-other",
            "weight": "network-col-weight",
            "shared": "network-col-names",
            "years": "network-col-years",
            "status": "network-col-status",
        },
        [
            (
                named[edge.source],
                named[edge.target],
                edge.weight,
                [named[each] for each in edge.shared],
                edge.years,
                _status(edge),
            )
            for edge in edges
        ],
    )


def bridges(release: Release, view: str) -> list[Listing]:
    """Return the ties that have no way round, those that cut off most first, and the linchpins."""
    network = network_of(release, view)
    named, title, labels = network.named(), network.graph.title.say(), Labels.load()
    edges = sorted(
        (edge for edge in network.edges if edge.cuts_off),
        key=lambda edge: (-edge.cuts_off, edge.source, edge.target),
    )
    cuts = sorted((node for node in network.nodes if node.cut), key=lambda node: (-node.betweenness, node.id))
    return [
        Listing(
            "bridges",
            say("network-bridges-title", title=title),
            {
                "source": "network-col-one",
                "target": "network-col-end",
                "cuts_off": "network-cuts-off",
                "years": "network-col-years",
                "status": "network-col-status",
            },
            [
                (
                    named[edge.source],
                    named[edge.target],
                    edge.cuts_off,
                    edge.years,
                    _status(edge),
                )
                for edge in edges
            ],
        ),
        Listing(
            "linchpins",
            say("network-cuts-title", title=title),
            {
                "point": "network-col-name",
                "type": "network-col-kind",
                "degree": "network-degree",
                "betweenness": "network-betweenness",
            },
            [(node, _type(node, labels), node.degree, node.betweenness) for node in cuts],
        ),
    ]


def communities(release: Release, view: str) -> Listing:
    """Return the communities, the largest first."""
    network = network_of(release, view)
    return Listing(
        "communities",
        say("network-communities-title", title=network.graph.title.say()),
        {"number": "network-col-number", "name": "network-col-name", "size": "network-col-size"},
        [(each.id, each.name.say(), each.size) for each in network.graph.communities],
    )


def _status(edge: Edge) -> Coded:
    return Coded(edge.status, say(f"network-status-{edge.status}"))


def _type(node: Node, labels: Labels) -> Coded:
    return Coded(node.type, labels.short(node.type, user_language()))
