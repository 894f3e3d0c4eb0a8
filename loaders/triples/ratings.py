"""Ratings: the grade of a row, in the scale of its fiscal year."""

from rdflib import URIRef

from core.messages import say
from loaders.sheet import Objective, Rating
from loaders.triples.draft import Draft
from loaders.triples.literals import en, ja, string
from ontology.terms import DCT, SKOS, TNG


def write_rating(draft: Draft, objective: URIRef, row: Objective) -> None:
    """Write the grade of a row, if it has one."""
    if row.rating is None:
        return
    node = draft.iris.rating(objective)
    draft.extracted(node, TNG.Rating, [row.rating.printed])
    draft.add(node, TNG.objective, objective)
    draft.add(node, TNG.printed, string(row.rating.printed.value))
    draft.add(node, TNG.grade, _grade(draft, row.rating))


def _grade(draft: Draft, rating: Rating) -> URIRef:
    """Write a grade. Its scale is that of the year: a letter may mean something else in the next."""
    year = draft.sheet.fiscal_year
    scheme = draft.iris.grade_scheme(str(year))
    draft.learnt(scheme, SKOS.ConceptScheme, ja(say("label-grades", "ja", year=year)), [rating.printed])
    draft.add(scheme, SKOS.prefLabel, en(say("label-grades", "en", year=year)))
    draft.add(scheme, DCT.publisher, draft.iris.city())
    node = draft.iris.grade(str(year), rating.grade)
    words = rating.label or rating.printed
    label = rating.label.value if rating.label else rating.grade
    draft.learnt(node, SKOS.Concept, ja(label), [words])
    draft.add(node, SKOS.notation, string(rating.grade))
    draft.add(node, SKOS.inScheme, scheme)
    return node
