"""Actions and statements: their place, their words, their schedule."""

from collections.abc import Iterable

from rdflib import URIRef

from loaders.sheet import Item, ItemKind, Schedule, Text
from loaders.triples.draft import Draft
from loaders.triples.figures import write_figures_of_item
from loaders.triples.literals import day, ja, string
from loaders.triples.mentions import write_mentions
from loaders.triples.owner import Owner
from ontology.terms import SKOS, TNG

KINDS: dict[ItemKind, URIRef] = {
    "mission": TNG.Mission,
    "direction": TNG.Direction,
    "summary": TNG.Summary,
    "action": TNG.Action,
    "result": TNG.Result,
    "issue": TNG.Issue,
    "schedule": TNG.ScheduleEntry,
    "aim": TNG.Aim,
}

CHANGE_TYPES: dict[str, URIRef] = {
    "新規": TNG.New,
    "拡充": TNG.Expanded,
    "継続": TNG.Continued,
    "見直し": TNG.Revised,
    "縮小": TNG.Reduced,
    "廃止": TNG.Abolished,
    "完了": TNG.Completed,
}
"""What the tags of an action mean. A tag that is not listed stays readable in `tng:printed`."""


def write_items(
    draft: Draft, items: Iterable[Item], objective: URIRef | None = None
) -> dict[tuple[ItemKind, str], URIRef]:
    """Write the items of an objective, or those of the sheet itself where none is given.

    The nodes are returned by kind and notation.
    """
    owner = objective or draft.sheet_iri
    written: dict[tuple[ItemKind, str], URIRef] = {}
    for item in items:
        node = draft.fresh(draft.iris.item(owner, item.kind, item.notation))
        written[item.kind, item.notation] = node
        _write_item(draft, node, item)
        if objective is not None:
            draft.add(node, TNG.objective, objective)
        if item.parent is not None and (item.kind, item.parent) in written:
            draft.add(node, TNG.partOf, written[item.kind, item.parent])
        write_mentions(draft, Owner(node, objective), item.mentions)
        write_figures_of_item(draft, Owner(node, objective), item)
    return written


def _write_item(draft: Draft, node: URIRef, item: Item) -> None:
    quote = Text(item.printed, item.span)
    draft.extracted(node, KINDS[item.kind], [quote])
    draft.add(node, SKOS.notation, string(item.notation))
    draft.add(node, TNG.text, ja(item.text))
    draft.add(node, TNG.printed, ja(item.printed))
    if item.evidence:
        draft.add(node, TNG.signs, string("；".join(item.evidence)))
    draft.add(node, TNG.changeType, *(CHANGE_TYPES[tag] for tag in item.tags if tag in CHANGE_TYPES))
    if item.schedule is not None:
        _write_schedule(draft, node, item.schedule, quote)


def _write_schedule(draft: Draft, node: URIRef, schedule: Schedule, quote: Text) -> None:
    draft.add(node, TNG.schedule, string(schedule.printed))
    for position, period in enumerate(schedule.periods, 1):
        place = draft.iris.period(node, position)
        draft.extracted(place, TNG.Period, [quote])
        draft.add(node, TNG.period, place)
        draft.add(place, TNG.starts, day(period.starts))
        if period.ends is not None:
            draft.add(place, TNG.ends, day(period.ends))
