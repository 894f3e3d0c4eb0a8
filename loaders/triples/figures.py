"""Figures: the values of indicators and costs, in the cells of a matrix and in prose."""

from collections.abc import Iterable, Mapping

from rdflib import URIRef

from core.messages import say
from loaders.entities.confidence import confidence
from loaders.entities.decided import METHOD as DECIDED
from loaders.figure_keys import counted_in, indicator_label
from loaders.sheet import Figure, FigureKey, FigureKind, Item, ItemKind, Objective, Pair, Text
from loaders.triples.draft import Draft
from loaders.triples.literals import decimal, en, ja, string
from loaders.triples.owner import Owner
from loaders.triples.years import write_fiscal_year
from ontology.iris import folded
from ontology.terms import SKOS, TNG
from ontology.units import described, unit

VALUE_KINDS: dict[FigureKind, URIRef] = {"target": TNG.Target, "actual": TNG.Actual}
"""The kinds of value; of a cost the sheet does not say which it is."""

PAIRED = "unit-and-label"
"""The `tng:method` of an actual that was paired with its target."""


def write_figures(draft: Draft, node: URIRef, row: Objective) -> None:
    """Write the figures of the cells of a row, counted in printed order."""
    program = row.title.value if row.section == "program" else ""
    for position, figure in enumerate(row.figures, 1):
        _write_figure(draft, Owner(node, node), position, figure, program)


def write_figures_of_item(draft: Draft, owner: Owner, item: Item) -> None:
    """Write the figures of a statement or an action, counted in printed order; none that was rejected."""
    for position, figure in enumerate(item.figures, 1):
        if figure.verdict != "reject":
            _write_figure(draft, owner, position, figure)


def write_pairs(draft: Draft, items: Mapping[tuple[ItemKind, str], URIRef], pairs: Iterable[Pair]) -> None:
    """Point from actuals to their targets, and say why; `items` are the nodes of the row's items."""
    for pair in pairs:
        actual, target = (_figure_at(draft, items, key) for key in (pair.actual, pair.target))
        draft.add(actual, TNG.target, target)
        draft.add(actual, SKOS.note, ja(say(pair.reason, "ja")), en(say(pair.reason, "en")))
        if not pair.confirmed:
            _write_open(draft, actual)
        if pair.achievement is not None:
            draft.add(actual, TNG.achievement, decimal(pair.achievement))


def _write_open(draft: Draft, actual: URIRef) -> None:
    """Say that nobody has looked at a pair, even where its actual value alone was confirmed."""
    draft.graph.set((actual, TNG.status, TNG.Proposed))
    draft.add(actual, TNG.method, string(PAIRED))
    if (measured := confidence(PAIRED, "pair")) is not None:
        draft.add(actual, TNG.confidence, decimal(measured))


def _figure_at(draft: Draft, items: Mapping[tuple[ItemKind, str], URIRef], key: FigureKey) -> URIRef:
    return draft.iris.figure(items[key.kind, key.notation], key.position)


def _write_figure(draft: Draft, owner: Owner, position: int, figure: Figure, program: str = "") -> None:
    node = draft.iris.figure(owner.node, position)
    kind = TNG.Cost if figure.kind == "cost" else TNG.Figure
    draft.extracted(node, kind, _quotes(figure))
    owner.place(draft, node)
    draft.add(node, TNG.indicator, _indicator(draft, figure, program))
    draft.add(node, TNG.value, decimal(figure.value))
    draft.add(node, TNG.printed, string(figure.printed.value))
    draft.add(node, TNG.forYear, write_fiscal_year(draft, figure.fiscal_year))
    draft.add(node, TNG.qualifier, *map(string, figure.qualifiers))
    if figure.kind in VALUE_KINDS:
        draft.add(node, TNG.valueKind, VALUE_KINDS[figure.kind])
    if figure.delta is not None:
        draft.add(node, TNG.delta, decimal(figure.delta))
    if figure.unit is not None:
        draft.add(node, TNG.unit, _unit(draft, figure.unit))
    if figure.note is not None:
        draft.add(node, SKOS.note, ja(figure.note.value))
    if figure.verdict == "confirm":
        draft.add(node, TNG.status, TNG.Confirmed)
        draft.add(node, TNG.method, string(DECIDED))


def _quotes(figure: Figure) -> list[Text]:
    """Return the words that say so: in prose the clause, in a matrix the cells."""
    if figure.quote is not None:
        return [Text(figure.quote.value, figure.quote.span)]
    cells = (figure.printed, figure.indicator, figure.unit, figure.note)
    return [text for text in cells if text is not None]


def _indicator(draft: Draft, figure: Figure, program: str) -> URIRef:
    """Write an indicator; the same words mean another one in another department or program."""
    whose = [draft.sheet.department.value, program, figure.indicator.value]
    whose += filter(None, [counted_in(figure)])
    node = draft.iris.indicator(draft.iris.slug("indicator", "|".join(whose)))
    label = indicator_label(figure)
    quotes = [figure.indicator] if figure.quote is None else _quotes(figure)
    draft.learnt(node, TNG.Indicator, ja(label), quotes)
    return node


def _unit(draft: Draft, printed: Text) -> URIRef:
    """Write a unit, ours or learnt. A value is not converted: the unit says what it is multiplied by."""
    if known := unit(printed.value):
        for triple in described(known):
            draft.graph.add(triple)
        return known
    node = draft.iris.unit(draft.iris.slug("unit", printed.value))
    draft.learnt(node, SKOS.Concept, ja(printed.value), [printed])
    draft.add(node, SKOS.notation, string(folded(printed.value)))
    return node
