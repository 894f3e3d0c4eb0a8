"""From the graphs of a city's sheets and registers to its graph of links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from graph.cache import Cache, code_digest, digest
from graph.fragments import Fragment
from graph.years.facts import Facts, Thing, facts_of
from graph.years.match import matched
from graph.years.people import Decided, People, unused, verdicts
from graph.years.programs import renamings
from graph.years.status import overall
from graph.years.succession import Step, steps
from graph.years.write import DECISION, Links
from loaders.triples import nquads
from ontology.iris import Iris, folded

NOBODY = People()

CODE = ("core", "ontology", "loaders/triples", "graph/years", "graph/fragments.py")
"""What decides how sheets become links."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The graph of links, None where there is nothing to say, and decisions that fit no goals."""

    fragment: Fragment | None
    unused: tuple[Decided, ...]


def links(
    registers: Fragment,
    sheets: Sequence[Fragment],
    cache: Cache,
    people: People = NOBODY,
    *,
    proposals: bool = True,
) -> Linked:
    """Return the links of a city; without `proposals` only continuations that a person decided.

    The order of the sheets plays no part. Only sheets that changed are looked at anew.
    """
    fragments = {_facts_key(each): each for each in (registers, *sheets)}
    key = digest("links", registers.sha256, sorted(fragments), people, proposals, code_digest(CODE))
    known = cache.get(key, Linked)
    if known is None:
        parts = [_facts(own, fragment, cache) for own, fragment in fragments.items()]
        known = _linked(registers, parts, people, proposals=proposals)
        cache.put(key, known)
    else:
        for own in fragments:
            cache.keep(own)  # for when another sheet changes
    return known


def _facts_key(fragment: Fragment) -> str:
    return digest("years", fragment.sha256, code_digest(CODE))


def _facts(key: str, fragment: Fragment, cache: Cache) -> Facts:
    known = cache.get(key, Facts)
    if known is None:
        known = facts_of(fragment)
        cache.put(key, known)
    return known


def _linked(registers: Fragment, parts: Sequence[Facts], people: People, *, proposals: bool) -> Linked:
    register, *sheets = parts
    found = steps(sheets, register.changes)
    iris = _iris(registers)
    writer = Links(iris)
    _write(writer, parts, found, people, proposals=proposals)
    name = iris.graph_links()
    data = nquads(writer.graph, name)
    fragment = Fragment.of(f"{iris.code}-links.nq", str(name), data) if data else None
    return Linked(fragment, unused(found, people.decided))


def _write(
    writer: Links, parts: Sequence[Facts], found: Sequence[Step], people: People, *, proposals: bool
) -> None:
    things = _things(parts)
    for step in found:
        for earlier, later in step:
            writer.follow(earlier.iri, later.iri)
        pairs = (pair for one, two in step for pair in product(one.goals, two.goals))
        for link in matched(pairs, verdicts(step, people.decided)):
            if proposals or link.pair.method == DECISION:
                writer.goal(link)
    known = renamings(found, parts, things, frozenset(map(folded, people.apart))) if proposals else ()
    for renaming in known:
        writer.program(renaming, things)
    for each in overall(parts, things):
        writer.status(each)


def _things(parts: Iterable[Facts]) -> dict[str, Thing]:
    """Return every thing with a name, as the registers have it where they have it."""
    found: dict[str, Thing] = {}
    for part in parts:  # the registers come first
        for thing in sorted(part.things, key=lambda each: each.iri):
            known = found.get(thing.iri)
            if known is None or (known.learnt and thing.learnt and thing.label < known.label):
                found[thing.iri] = thing
    return found


def _iris(registers: Fragment) -> Iris:
    """Return the IRIs of the city whose registers these are."""
    base, _, rest = registers.graph.partition("id/lg/")
    return Iris(base, rest.partition("/")[0])
