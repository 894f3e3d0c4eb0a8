"""The addresses that organisations had while no register had them, for the register of former ones."""

from collections.abc import Iterable, Iterator, Mapping

from loaders.cities.city import City
from loaders.entities.ambiguous import is_ambiguous
from ontology.iris import slug_for


def former_addresses(city: City, learnt: Iterable[tuple[str, str, str]]) -> Iterator[Mapping[str, str]]:
    """Yield a row for each organisation that sheets named before a register did.

    `learnt` are its name in the sheets, its key in the register, and who says so. A name that means
    another body in each department gave no address of its own.
    """
    known = {each.former for each in city.replaced if each.kind == "partner"}
    for name, now, source in learnt:
        former = slug_for(city.code, "org", name)
        if former not in known and not is_ambiguous(name, city.ambiguous_names):
            known.add(former)
            yield {"kind": "partner", "former": former, "now": now, "source": source}
