"""Figures: the values of a row's indicators and costs, year by year."""

from rdflib import URIRef

from loaders.sheet import Figure, FigureKind, Objective, Text
from loaders.triples.draft import Draft
from loaders.triples.literals import decimal, ja, string
from loaders.triples.years import write_fiscal_year
from ontology.iris import folded
from ontology.terms import SKOS, TNG
from ontology.units import described, unit

VALUE_KINDS: dict[FigureKind, URIRef] = {"target": TNG.Target, "actual": TNG.Actual}
"""The kinds of value; of a cost the sheet does not say which it is."""


def write_figures(draft: Draft, node: URIRef, row: Objective) -> None:
    """Write the figures of a row, counted in printed order."""
    for position, figure in enumerate(row.figures, 1):
        _write_figure(draft, node, row, position, figure)


def _write_figure(draft: Draft, objective: URIRef, row: Objective, position: int, figure: Figure) -> None:
    node = draft.iris.figure(objective, position)
    printed = (figure.printed, figure.indicator, figure.unit, figure.note)
    kind = TNG.Cost if figure.kind == "cost" else TNG.Figure
    draft.extracted(node, kind, [text for text in printed if text is not None])
    draft.add(node, TNG.objective, objective)
    draft.add(node, TNG.indicator, _indicator(draft, row, figure.indicator))
    draft.add(node, TNG.value, decimal(figure.value))
    draft.add(node, TNG.printed, string(figure.printed.value))
    draft.add(node, TNG.forYear, write_fiscal_year(draft, figure.fiscal_year))
    if figure.kind in VALUE_KINDS:
        draft.add(node, TNG.valueKind, VALUE_KINDS[figure.kind])
    if figure.unit is not None:
        draft.add(node, TNG.unit, _unit(draft, figure.unit))
    if figure.note is not None:
        draft.add(node, SKOS.note, ja(figure.note.value))


def _indicator(draft: Draft, row: Objective, name: Text) -> URIRef:
    """Write an indicator; the same words mean another one in another department or program."""
    program = row.title.value if row.section == "program" else ""
    whose = "|".join((draft.sheet.department.value, program, name.value))
    node = draft.iris.indicator(draft.iris.slug("indicator", whose))
    draft.learnt(node, TNG.Indicator, ja(name.value), [name])
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
