"""The graph of one sheet: the sheet itself, its department and year, its rows."""

from collections.abc import Iterator

from rdflib import Graph

from core.messages import Language, say
from loaders.cities.city import City
from loaders.document import unwrap
from loaders.sheet import Extraction, ManagementSheet, Text
from loaders.triples.draft import Draft
from loaders.triples.items import write_items
from loaders.triples.literals import en, ja, string
from loaders.triples.programs import write_variants
from loaders.triples.rows import write_row
from loaders.triples.years import write_fiscal_year
from ontology.terms import DCT, ORG, PROV, SKOS, TNG


def sheet_graph(extraction: Extraction, city: City) -> Graph:
    """Return the graph of one sheet. Each extracted node has evidence; there are no blank nodes."""
    draft = Draft(extraction, city)
    sheet = draft.sheet
    draft.write_file()
    write_fiscal_year(draft, sheet.fiscal_year)
    _write_department(draft)
    _write_sheet(draft, extraction)
    write_items(draft, (*sheet.missions, *sheet.directions, *sheet.summaries))
    for row in sheet.objectives:
        write_row(draft, row)
    write_variants(draft)
    return draft.graph


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
        ja(_title(sheet, name, "ja")),
        en(_title(sheet, (entry and entry.name_en) or name, "en")),
    )
    draft.typed(node, TNG.ManagementSheet)
    draft.add(node, DCT.title, *titles)
    draft.add(node, SKOS.prefLabel, *titles)
    draft.add(node, PROV.wasDerivedFrom, draft.file_iri)
    draft.owned(node)
    draft.add(node, TNG.form, string(sheet.form))
    if sheet.edition:
        draft.add(node, TNG.edition, string(sheet.edition))
    for predicate, printed in ((TNG.headTitle, sheet.head_title), (TNG.headName, sheet.head_name)):
        if printed is not None:
            draft.add(node, predicate, ja(printed.value))
    draft.cite(node, _head_quotes(extraction))


def _title(sheet: ManagementSheet, department: str, language: Language) -> str:
    form = say(f"label-form-{sheet.form}", language)
    return say("label-sheet", language, department=department, year=sheet.fiscal_year, form=form)


def _head_quotes(extraction: Extraction) -> Iterator[Text]:
    """Yield the words of the head that say whose sheet this is and of which year."""
    sheet, document = extraction.sheet, extraction.document
    yield sheet.department
    year, span = f"{sheet.fiscal_year}年度", sheet.fiscal_year_span
    whole_lines = unwrap(document.lines[span.first - 1 : span.last])
    yield Text(year if document.quote_stands(year, span) else whole_lines, span)
    yield from (printed for printed in (sheet.head_title, sheet.head_name) if printed is not None)
