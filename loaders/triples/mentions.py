"""What a text names: mentions and partnerships, and the shortcuts from the row to the things."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from rdflib import URIRef

from loaders.entities.confidence import confidence, partnership_confidence
from loaders.mention import Mention, MentionKind, Role, Status
from loaders.sheet import Text
from loaders.triples.draft import Draft
from loaders.triples.literals import decimal, string
from loaders.triples.owner import Owner
from loaders.triples.things import KINDS, Thing, site_called, thing_of
from ontology.roles import described
from ontology.roles import role as role_called
from ontology.terms import TNG

STATUSES: dict[Status, URIRef] = {
    "confirmed": TNG.Confirmed,
    "stated": TNG.Stated,
    "proposed": TNG.Proposed,
}
"""How far a mention is settled, the surest first."""

SHORTCUTS: dict[MentionKind, URIRef] = {
    "program": TNG.program,
    "site": TNG.site,
    "group": TNG.involves,
    "department": TNG.relatedDepartment,
    "ordinance": TNG.legalBasis,
    "plan": TNG.refersTo,
}

NO_PARTNERS: tuple[Role, ...] = ("refersTo", "venueOf")
"""Roles of an organisation that is named and with which nothing is done."""


def write_mentions(draft: Draft, owner: Owner, mentions: Iterable[Mention]) -> None:
    """Write what a statement, an action or a title names: a node for each thing, of partners and role."""
    found: dict[tuple[MentionKind, Thing, Role | None], list[Mention]] = {}
    for mention in mentions:
        if mention.kind in KINDS:
            role = (mention.role or "refersTo") if mention.kind == "partner" else None
            found.setdefault((mention.kind, thing_of(draft, mention), role), []).append(mention)
    for (kind, thing, role), those in found.items():
        surest = min(those, key=lambda mention: list(STATUSES).index(mention.status))
        if role is None:
            _write_mention(draft, owner, kind, thing, those, surest)
        else:
            _write_partnership(draft, owner, thing, role, those, surest)


def _write_mention(
    draft: Draft, owner: Owner, kind: MentionKind, thing: Thing, those: Sequence[Mention], surest: Mention
) -> None:
    node = draft.iris.mention(owner.node, kind, thing.slug)
    draft.extracted(node, TNG.Mention, _quotes(those))
    _describe(draft, owner, node, thing, those, surest)
    _write_confidence(draft, node, confidence(surest.method, surest.kind))
    for each in those:
        # That a group is named says nothing more than the mention itself.
        if each.role is not None and each.role != "refersTo":
            _write_role(draft, node, each.role)
    if thing.iri != draft.iris.department(draft.department_slug):
        draft.add(owner.objective or draft.sheet_iri, SHORTCUTS[kind], thing.iri)


def _write_partnership(
    draft: Draft, owner: Owner, thing: Thing, role: Role, those: Sequence[Mention], surest: Mention
) -> None:
    node = draft.iris.partnership(owner.node, thing.slug, role)
    draft.extracted(node, TNG.Partnership, _quotes(those))
    _describe(draft, owner, node, thing, those, surest)
    # A role without words that say so was decided by a person.
    told = role == "refersTo" or any(each.cue for each in those)
    _write_confidence(draft, node, partnership_confidence(surest.method, role, told=told))
    draft.add(node, TNG.organization, thing.iri)
    _write_role(draft, node, role)
    for each in those:
        if each.site is not None:
            draft.add(node, TNG.ofSite, site_called(draft, each.site, _quote(each)).iri)
    if role not in NO_PARTNERS:
        shortcut = TNG.proposedPartner if surest.status == "proposed" else TNG.partner
        draft.add(owner.objective or draft.sheet_iri, shortcut, thing.iri)


def _write_role(draft: Draft, node: URIRef, name: Role) -> None:
    known = role_called(name)
    draft.add(node, TNG.role, known)
    for triple in described(known):
        draft.graph.add(triple)


def _describe(
    draft: Draft, owner: Owner, node: URIRef, thing: Thing, those: Sequence[Mention], surest: Mention
) -> None:
    """Write what every mention has. Its status and method are those of the surest place that names it."""
    owner.place(draft, node)
    draft.add(node, TNG.of, thing.iri)
    draft.add(node, TNG.surface, *(string(each.surface) for each in those))
    draft.add(node, TNG.signs, *(string(each.cue) for each in those if each.cue))
    draft.add(node, TNG.status, STATUSES[surest.status])
    draft.add(node, TNG.method, string(surest.method))


def _write_confidence(draft: Draft, node: URIRef, measured: Decimal | None) -> None:
    if measured is not None:
        draft.add(node, TNG.confidence, decimal(measured))


def _quotes(those: Iterable[Mention]) -> list[Text]:
    return [_quote(each) for each in those]


def _quote(mention: Mention) -> Text:
    return Text(mention.quote.value, mention.quote.span)
