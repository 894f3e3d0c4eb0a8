"""What the departments' goals touch and what they leave out; how much hangs on one partner."""

from collections.abc import Mapping

from graph.network.model import Concentration, Coverage, Share, Untouched
from graph.network.projection import Projection

_TOP = 10
_DIGITS = 4


def coverage(policies: Projection, partners: Projection) -> list[Coverage]:
    """Return the coverage of each department and year; `policies` and `partners` are its networks."""
    goals: dict[tuple[str, int], set[str]] = {}
    for goal, told in policies.goals.items():
        goals.setdefault((told.department, told.year), set()).add(goal)
    touching = _targets(policies)
    working = _targets(partners)
    return [
        _covered(department, year, goals[department, year], touching, working)
        for department, year in sorted(goals)
    ]


def untouched(policies: Projection) -> list[Untouched]:
    """Return for each year the policies to which no goal contributes."""
    known = [
        end for end in policies.points if end not in {told.department for told in policies.goals.values()}
    ]
    touched = {(target, year) for (_, target), link in policies.links.items() for year in link.told}
    years = sorted({told.year for told in policies.goals.values()})
    return [Untouched(year, [each for each in known if (each, year) not in touched]) for year in years]


def concentration(projection: Projection) -> list[Concentration]:
    """Return how unevenly goals hang on targets: for the whole network, then for each source."""
    whole: dict[str, set[str]] = {}
    each: dict[str, dict[str, set[str]]] = {}
    for (source, target), link in projection.links.items():
        whole.setdefault(target, set()).update(link.goals)
        each.setdefault(source, {})[target] = link.goals
    if not whole:
        return []
    return [_concentration("", whole), *(_concentration(source, each[source]) for source in sorted(each))]


def _covered(
    department: str,
    year: int,
    goals: set[str],
    touching: Mapping[str, set[str]],
    working: Mapping[str, set[str]],
) -> Coverage:
    alone = {goal for goal in goals if not working.get(goal)}
    policies = {policy for goal in goals for policy in touching.get(goal, ())}
    helped = {policy for goal in goals - alone for policy in touching.get(goal, ())}
    return Coverage(
        department=department,
        year=year,
        goals=len(goals),
        policies=len(policies),
        partners=len({partner for goal in goals for partner in working.get(goal, ())}),
        goals_without_policy=sorted(goal for goal in goals if not touching.get(goal)),
        goals_without_partner=sorted(alone),
        policies_without_partner=sorted(policies - helped),
    )


def _targets(projection: Projection) -> dict[str, set[str]]:
    """Return the targets of each goal."""
    found: dict[str, set[str]] = {}
    for (_, target), link in projection.links.items():
        for goal in link.goals:
            found.setdefault(goal, set()).add(target)
    return found


def _concentration(source: str, hanging: Mapping[str, set[str]]) -> Concentration:
    """Measure some targets with the goals that hang on each.

    The index adds the squared shares of all ties; the share of a target is that of all goals.
    """
    ties = sum(map(len, hanging.values()))
    goals = len(set().union(*hanging.values()))
    top = sorted(hanging, key=lambda target: (-len(hanging[target]), target))[:_TOP]
    return Concentration(
        source=source,
        goals=goals,
        targets=len(hanging),
        herfindahl=round(sum((len(those) / ties) ** 2 for those in hanging.values()), _DIGITS),
        top=[
            Share(target, len(hanging[target]), round(len(hanging[target]) / goals, _DIGITS))
            for target in top
        ],
    )
