"""How far each named thing is settled: the strongest status of all its mentions, in all sheets."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.years.facts import Facts, Thing
from ontology.terms import TNG

_STRENGTH = {str(TNG.Proposed): 1, str(TNG.Stated): 2, str(TNG.Confirmed): 3}


@dataclass(frozen=True, slots=True)
class Overall:
    """The overall status of a thing; `same_name` where several sheets gave it by its name alone."""

    thing: str
    status: str
    same_name: bool


def overall(parts: Iterable[Facts], things: Mapping[str, Thing]) -> Iterator[Overall]:
    """Yield the status of every thing that is mentioned, by IRI.

    That two sheets mean the same by one name is a rule and no finding; where no register has the
    name, the graph says so.
    """
    found: dict[str, str] = {}
    named_by: dict[str, int] = defaultdict(int)
    for part in parts:
        named = {naming.thing for naming in part.namings if naming.thing in things}
        for thing in named:
            named_by[thing] += 1
        for naming in part.namings:
            if naming.thing in named and naming.status in _STRENGTH:
                found[naming.thing] = max(found.get(naming.thing, ""), naming.status, key=_strength)
    for thing, status in sorted(found.items()):
        yield Overall(thing, status, things[thing].learnt and named_by[thing] > 1)


def _strength(status: str) -> int:
    return _STRENGTH.get(status, 0)
