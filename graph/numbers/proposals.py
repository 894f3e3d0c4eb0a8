"""Which bodies of the national register an organisation of the city may be."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.fragments import Fragment
from graph.numbers.national import Corporation
from graph.reconcile import things
from graph.reconcile.scoring import best
from graph.reconcile.spellings import Spelling, spellings
from graph.reconcile.things import NUMBER, Thing
from loaders.cities.city import City
from ontology.terms import TNG

Wanted = tuple[Thing, Sequence[tuple[Spelling, bool]]]
"""An organisation and its names, as they are compared."""

MOST = 10
"""Proposals for one organisation, the best first."""

_LEAST = 80.0
"""Below this score a legal form or the name speaks against it."""

_CITY_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Proposal:
    """A body that an organisation may be. `score` is that of the names, 0 to 100."""

    organisation: Thing
    corporation: Corporation
    score: float
    same_city: bool


def without_number(fragments: Iterable[Fragment], city: City) -> list[Thing]:
    """Return the partners that this city names and of which no number is known."""
    own = f"{city.base}id/lg/{city.code}/"
    return [
        thing
        for thing in things(fragments)
        if thing.kind == str(TNG.Partner)
        and thing.iri.startswith(own)
        and all(feature != NUMBER for feature, _ in thing.features)
    ]


def proposals(organisations: Iterable[Thing], national: Iterable[Corporation], city: City) -> list[Proposal]:
    """Return what each organisation may be: by name, the best first, bodies in the city before others."""
    cities = {city.name: city.code}
    wanted: dict[str, list[Wanted]] = defaultdict(list)
    for thing in organisations:
        names = [(each, False) for name in thing.names for each in spellings(name, cities)]
        for core in sorted({each.core for each, _ in names}):
            wanted[core].append((thing, names))
    found: dict[str, list[Proposal]] = defaultdict(list)
    for corporation in national:
        for proposal in _of(corporation, wanted, cities, city):
            mine = found[proposal.organisation.iri]
            if not mine or mine[-1].corporation != corporation:  # the name without its brackets is the same
                mine.append(proposal)
    return [each for _, those in sorted(found.items()) for each in sorted(those, key=_order)[:MOST]]


def _of(
    corporation: Corporation,
    wanted: Mapping[str, list[Wanted]],
    cities: Mapping[str, str],
    city: City,
) -> Iterator[Proposal]:
    """Yield the organisations that a body may be."""
    same = corporation.town == city.code[:_CITY_DIGITS]
    for spelling in spellings(corporation.name, cities):
        for thing, names in wanted.get(spelling.core, ()):
            # A body that sits in the city may leave its name out, and the other way round.
            points = best(spelling, names, city.code if same else "")
            if points >= _LEAST:
                yield Proposal(thing, corporation, points, same)


def _order(proposal: Proposal) -> tuple[bool, float, bool, str]:
    corporation = proposal.corporation
    return bool(corporation.closed), -proposal.score, not proposal.same_city, corporation.number
