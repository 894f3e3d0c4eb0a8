"""The things that a text names: registered ones by their keys, all others learnt from the sheet."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rdflib import URIRef

from loaders.cities.city import City
from loaders.entities.ambiguous import is_ambiguous
from loaders.mention import Mention, MentionKind
from loaders.sheet import Text
from loaders.triples.draft import Draft
from loaders.triples.literals import ja
from loaders.triples.organisations import organisation_iri
from ontology.iris import Iris, folded
from ontology.terms import ORG, SKOS, TNG


@dataclass(frozen=True, slots=True)
class Thing:
    """What is named: its IRI, and the last part of it, which names its mentions too."""

    iri: URIRef
    slug: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What the things of a kind are: class, IRI, the word in the hash of a learnt one, registered keys."""

    term: URIRef
    iri: Callable[[Iris, str], URIRef]
    word: str
    keys: Callable[[City], Iterable[str]]


KINDS: dict[MentionKind, Kind] = {
    "partner": Kind(TNG.Partner, Iris.organization, "org", lambda city: (e.key for e in city.organisations)),
    "group": Kind(TNG.StakeholderGroup, Iris.group, "group", lambda _: ()),
    "program": Kind(TNG.Program, Iris.program, "program", lambda city: (e.slug for e in city.programs)),
    "site": Kind(TNG.Site, Iris.site, "site", lambda city: (e.slug for e in city.facilities)),
    "department": Kind(
        TNG.Department, Iris.department, "department", lambda city: (e.slug for e in city.departments)
    ),
    "ordinance": Kind(
        TNG.Ordinance,
        Iris.ordinance,
        "law",
        lambda city: (e.slug for e in city.documents if e.kind == "ordinance"),
    ),
    "plan": Kind(
        TNG.PlanDocument, Iris.plan, "plan", lambda city: (e.slug for e in city.documents if e.kind == "plan")
    ),
}
"""The kinds of things that are written. A place has no class; it only keeps rules from erring."""


def thing_of(draft: Draft, mention: Mention) -> Thing:
    """Return what a mention names; what no register lists is written with its name and the quote."""
    kind = KINDS[mention.kind]
    if mention.key is None or mention.key not in kind.keys(draft.city):
        return _learnt(draft, kind, mention.name, Text(mention.quote.value, mention.quote.span))
    if mention.kind == "partner":
        entry = next(entry for entry in draft.city.organisations if entry.key == mention.key)
        return Thing(organisation_iri(draft.city, entry), mention.key)
    return Thing(kind.iri(draft.iris, mention.key), mention.key)


def site_called(draft: Draft, name: str, quote: Text) -> Thing:
    """Return the facility of this name: from the register, else learnt with the quote."""
    for entry in draft.city.facilities:
        if folded(name) in map(folded, (entry.name, *entry.aliases)):
            return Thing(draft.iris.site(entry.slug), entry.slug)
    return _learnt(draft, KINDS["site"], name, quote)


def _learnt(draft: Draft, kind: Kind, name: str, quote: Text) -> Thing:
    """Write a thing that no register lists. Names that are only a class noun include the department."""
    ambiguous = kind.term != TNG.StakeholderGroup and is_ambiguous(name, draft.city.ambiguous_names)
    slug = draft.iris.slug(kind.word, f"{draft.sheet.department.value}|{name}" if ambiguous else name)
    node = kind.iri(draft.iris, slug)
    if (node, SKOS.prefLabel, ja(name)) not in draft.graph and (node, SKOS.prefLabel, None) in draft.graph:
        draft.add(node, SKOS.altLabel, ja(name))
        draft.cite(node, [quote])
    else:
        draft.learnt(node, kind.term, ja(name), [quote])
    if kind.term == TNG.Department:
        draft.add(node, ORG.unitOf, draft.iris.city())
    return Thing(node, slug)
