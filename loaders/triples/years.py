"""Fiscal years as spans of days."""

from rdflib import URIRef

from core.messages import say
from loaders.cities.entries import fiscal_year_days
from loaders.triples.draft import Draft
from loaders.triples.literals import day, en, ja
from ontology.iris import fragment
from ontology.terms import DCT, RDF, SKOS, TIME, TNG


def write_fiscal_year(draft: Draft, year: int) -> URIRef:
    """Write a fiscal year, unless it is written, and return its IRI."""
    node = draft.iris.fiscal_year(year)
    if (node, RDF.type, TIME.ProperInterval) in draft.graph:
        return node
    first, last = fiscal_year_days(year)
    draft.add(node, RDF.type, TIME.ProperInterval, DCT.PeriodOfTime)
    draft.add(node, SKOS.prefLabel, ja(say("label-fiscal-year", "ja", year=year)))
    draft.add(node, SKOS.prefLabel, en(say("label-fiscal-year", "en", year=year)))
    for name, plain, owl_time, value in (
        ("start", TNG.starts, TIME.hasBeginning, first),
        ("end", TNG.ends, TIME.hasEnd, last),
    ):
        instant = fragment(node, name)
        draft.add(node, plain, day(value))
        draft.add(node, owl_time, instant)
        draft.add(instant, RDF.type, TIME.Instant)
        draft.add(instant, TIME.inXSDDate, day(value))
    return node
