"""The rows of a sheet: what each is, and all that stands in it."""

from collections.abc import Callable

from rdflib import URIRef

from loaders.sheet import Objective, Section
from loaders.triples.draft import Draft
from loaders.triples.figures import write_figures, write_pairs
from loaders.triples.items import write_items
from loaders.triples.literals import ja, truth, whole
from loaders.triples.policies import write_policies
from loaders.triples.programs import write_program
from loaders.triples.ratings import write_rating
from ontology.iris import Iris
from ontology.terms import DCT, SKOS, TNG

KINDS: dict[Section, tuple[URIRef, Callable[[Iris, int, str, int], URIRef]]] = {
    "goal": (TNG.Goal, Iris.goal),
    "midterm": (TNG.MidTermGoal, Iris.midterm),
    "program": (TNG.Objective, Iris.evaluation),
}
"""What the rows of a section are, and their IRIs."""


def write_row(draft: Draft, row: Objective) -> None:
    """Write a row with its policies, items, grade and figures."""
    kind, iri = KINDS[row.section]
    node = draft.fresh(iri(draft.iris, draft.sheet.fiscal_year, draft.sheet_slug, row.number))
    # A title that cannot be read has no words to quote; what stands in its place is quoted.
    draft.extracted(node, kind, [row.title if row.title.value else draft.words(row.title.span)])
    draft.owned(node)
    draft.add(node, TNG.number, whole(row.number))
    draft.add(node, TNG.isPriority, truth(row.priority))
    draft.add(node, DCT.title, ja(row.title.value))
    draft.add(node, SKOS.prefLabel, ja(row.title.value))
    write_policies(draft, node, row)
    items = write_items(draft, row.items, node)
    write_pairs(draft, items, row.pairs)
    write_rating(draft, node, row)
    write_figures(draft, node, row)
    write_program(draft, node, row)
