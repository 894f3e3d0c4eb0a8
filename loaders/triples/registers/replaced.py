"""Addresses that registered things had before: each says what stands in its place now."""

from collections.abc import Callable, Iterator, Mapping

from rdflib import URIRef

from loaders.cities.things import Replaced, ReplacedKind
from loaders.triples.registers.entry import Entries
from ontology.iris import Iris
from ontology.terms import DCT

_IRIS: Mapping[ReplacedKind, Callable[[Iris, str], URIRef]] = {
    "partner": Iris.organization,
    "program": Iris.program,
    "site": Iris.site,
    "department": Iris.department,
    "ordinance": Iris.ordinance,
    "plan": Iris.plan,
}


def write_replaced(entries: Entries) -> None:
    """Write what the register of former slugs says, and each slug that a corporate number replaced."""
    for former, now in _by_number(entries):
        _write(entries, former, now)
    for each in entries.city.replaced:
        former, now = _iri(entries, each, each.former), _now(entries, each)
        _write(entries, former, now)
        entries.remarked(former, each.note, each.source)


def _by_number(entries: Entries) -> Iterator[tuple[URIRef, URIRef]]:
    """Yield the organisations that had a slug before their number was known."""
    for entry in entries.city.organisations:
        if entry.slug and entry.corporate_number:
            yield entries.iris.organization(entry.slug), entries.organisation(entry)


def _now(entries: Entries, each: Replaced) -> URIRef:
    for entry in entries.city.organisations if each.kind == "partner" else ():
        if entry.key == each.now:
            return entries.organisation(entry)
    return _iri(entries, each, each.now)


def _iri(entries: Entries, each: Replaced, slug: str) -> URIRef:
    if each.kind == "policy":
        return entries.iris.policy(each.scheme, slug)
    return _IRIS[each.kind](entries.iris, slug)


def _write(entries: Entries, former: URIRef, now: URIRef) -> None:
    entries.add(former, DCT.isReplacedBy, now)
    entries.add(now, DCT.replaces, former)
