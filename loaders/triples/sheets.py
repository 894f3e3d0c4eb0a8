"""The graph of one sheet: the sheet itself, its department and year, its rows."""

from collections.abc import Iterator

from rdflib import Graph, URIRef

from core.messages import say
from loaders.cities.city import City, fiscal_year_days
from loaders.document import unwrap
from loaders.sheet import Extraction, Objective, Text
from loaders.triples.draft import Draft
from loaders.triples.items import write_items
from loaders.triples.literals import day, en, ja, string, truth, whole
from loaders.triples.policies import write_policies
from ontology.iris import fragment
from ontology.terms import DCT, ORG, PROV, RDF, SKOS, TIME, TNG


def sheet_graph(extraction: Extraction, city: City) -> Graph:
    """Return the graph of one sheet. Each extracted node has evidence; there are no blank nodes."""
    draft = Draft(extraction, city)
    sheet = draft.sheet
    draft.write_file()
    _write_fiscal_year(draft)
    _write_department(draft)
    _write_sheet(draft, extraction)
    write_items(draft, (*sheet.missions, *sheet.directions, *sheet.summaries))
    for row in sheet.objectives:
        _write_objective(draft, row)
    return draft.graph


def _write_fiscal_year(draft: Draft) -> None:
    year = draft.sheet.fiscal_year
    node = draft.iris.fiscal_year(year)
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


def _write_department(draft: Draft) -> None:
    """Write the department where no register lists it; a listed one has its labels there."""
    printed = draft.sheet.department
    if draft.city.department(printed.value, draft.sheet.fiscal_year) is None:
        node = draft.iris.department(draft.department_slug)
        draft.learnt(node, TNG.Department, ja(printed.value), [printed])
        draft.add(node, ORG.unitOf, draft.iris.city())


def _write_sheet(draft: Draft, extraction: Extraction) -> None:
    sheet, node = draft.sheet, draft.sheet_iri
    entry = draft.city.department(sheet.department.value, sheet.fiscal_year)
    name = sheet.department.value
    titles = (
        ja(say("label-sheet", "ja", department=name, year=sheet.fiscal_year)),
        en(say("label-sheet", "en", department=(entry and entry.name_en) or name, year=sheet.fiscal_year)),
    )
    draft.typed(node, TNG.ManagementSheet)
    draft.add(node, DCT.title, *titles)
    draft.add(node, SKOS.prefLabel, *titles)
    draft.add(node, PROV.wasDerivedFrom, draft.file_iri)
    _write_owner(draft, node)
    if sheet.edition:
        draft.add(node, TNG.edition, string(sheet.edition))
    for predicate, printed in ((TNG.headTitle, sheet.head_title), (TNG.headName, sheet.head_name)):
        if printed is not None:
            draft.add(node, predicate, ja(printed.value))
    draft.cite(node, _head_quotes(extraction))


def _head_quotes(extraction: Extraction) -> Iterator[Text]:
    """Yield the words of the head that say whose sheet this is and of which year."""
    sheet, document = extraction.sheet, extraction.document
    yield sheet.department
    year, span = f"{sheet.fiscal_year}年度", sheet.fiscal_year_span
    whole_lines = unwrap(document.lines[span.first - 1 : span.last])
    yield Text(year if document.quote_stands(year, span) else whole_lines, span)
    yield from (printed for printed in (sheet.head_title, sheet.head_name) if printed is not None)


def _write_owner(draft: Draft, node: URIRef) -> None:
    """Write whose a sheet or an objective is and for which year, so that no query needs a hop."""
    year = draft.sheet.fiscal_year
    draft.add(node, TNG.department, draft.iris.department(draft.department_slug))
    draft.add(node, TNG.fiscalYear, whole(year))
    draft.add(node, DCT.temporal, draft.iris.fiscal_year(year))


def _write_objective(draft: Draft, row: Objective) -> None:
    year, slug = draft.sheet.fiscal_year, draft.department_slug
    kind, iri = (
        (TNG.Goal, draft.iris.goal(year, slug, row.number))
        if row.section == "goal"
        else (TNG.MidTermGoal, draft.iris.midterm(year, slug, row.number))
    )
    node = draft.fresh(iri)
    draft.extracted(node, kind, [row.title])
    _write_owner(draft, node)
    draft.add(node, TNG.number, whole(row.number))
    draft.add(node, TNG.isPriority, truth(row.priority))
    draft.add(node, DCT.title, ja(row.title.value))
    draft.add(node, SKOS.prefLabel, ja(row.title.value))
    write_policies(draft, node, row)
    write_items(draft, row.items, node)
