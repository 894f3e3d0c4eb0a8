"""What a city holds back stays in the release, beside what is public and served by nobody.

withheld/    of a sheet of which a part goes out its whole graph, of one that stays inside graph and lines

People judge proposals from there (`graph.review`), and a sheet comes out as soon as its city says so.
"""

from collections.abc import Iterable, Iterator, Sequence

from core.errors import HomeError
from graph.cache import Cache, code_digest, digest
from graph.choose import Chosen
from graph.content import CityPart, fragments_of
from graph.fragments import Fragment
from graph.loaded import Cities
from loaders.cities.city import City
from ontology.iris import Iris
from shapes.publication import unpublishable

_CODE = ("shapes/publication.py", "shapes/publication.ttl", "ontology")


def parted(sheets: Iterable[Chosen], cities: Cities, cache: Cache) -> tuple[list[Chosen], list[Chosen]]:
    """Return the sheets that go out and those that stay inside.

    A sheet that can no longer be read and holds more than its city now publishes stays inside too. What
    a city whose folder is gone wants is not known any more: its sheets stay as they are.
    """
    known = {city.code: city for city in cities.values()}
    out: list[Chosen] = []
    inside: list[Chosen] = []
    for chosen in sheets:
        loaded = chosen.candidate.loaded
        city = known.get(loaded.code)
        held = loaded.held or (city is not None and any(_breaking(fragments_of(chosen), city, cache)))
        (inside if held else out).append(chosen)
    return out, inside


def check_parts(parts: Iterable[CityPart], cities: Cities, cache: Cache) -> None:
    """Raise `HomeError` where the registers or links of a city hold more than it publishes."""
    known = {city.code: city for city in cities.values()}
    for part in parts:
        city = known.get(part.entry.code)
        fragments = [part.fragment, *([part.links] if part.links else [])]
        for iri in _breaking(fragments, city, cache) if city else ():
            raise HomeError("publication-broken", city=part.entry.name, thing=iri)


def _breaking(fragments: Sequence[Fragment], city: City, cache: Cache) -> Iterator[str]:
    if city.publish_names and not city.publication.restricts:
        return
    departments = _departments(city)
    for fragment in fragments:
        yield from _checked(fragment, city, departments, cache)


def _checked(fragment: Fragment, city: City, departments: Sequence[str], cache: Cache) -> tuple[str, ...]:
    wanted, names = city.publication, city.publish_names
    key = digest("publication", fragment.sha256, wanted, names, departments, code_digest(_CODE))
    known = cache.get(key, tuple)
    if known is None:
        known = unpublishable(
            fragment.triples(), wanted.smallest, departments, wanted.years_held, names=names
        )
        cache.put(key, known)
    return known


def _departments(city: City) -> list[str]:
    """Return the IRIs of the departments whose sheets stay inside."""
    iris = Iris(city.base, city.code)
    held = {entry.slug for entry in city.departments if city.publication.holds((entry.name, entry.slug), 0)}
    held |= {iris.slug("department", name) for name in city.publication.departments_held}
    return [str(iris.department(slug)) for slug in sorted(held)]
