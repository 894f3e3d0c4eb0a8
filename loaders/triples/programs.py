"""The program that a row evaluates, and the section that is in charge of it."""

from rdflib import URIRef

from loaders.cities.city import DepartmentEntry, canonical
from loaders.sheet import Objective, Text
from loaders.triples.draft import Draft
from loaders.triples.literals import ja, string
from ontology.terms import ORG, TNG


def write_program(draft: Draft, objective: URIRef, row: Objective) -> None:
    """Write what a row of a program says beside its title, which is the program's name."""
    if row.section == "program":
        _write_mention(draft, objective, row.title)
    if row.unit_name is not None:
        draft.add(objective, TNG.section, _section(draft, row.unit_name))
        draft.cite(objective, [row.unit_name])


def _write_mention(draft: Draft, objective: URIRef, name: Text) -> None:
    """Write the program, the row's mention of it, and the shortcut."""
    slug = draft.iris.slug("program", name.value)
    program = draft.iris.program(slug)
    draft.learnt(program, TNG.Program, ja(name.value), [name])
    draft.add(objective, TNG.program, program)
    mention = draft.iris.mention(objective, "program", slug)
    draft.extracted(mention, TNG.Mention, [name])
    draft.add(mention, TNG.objective, objective)
    draft.add(mention, TNG.of, program)
    draft.add(mention, TNG.surface, string(name.value))
    draft.add(mention, TNG.status, TNG.Stated)
    draft.add(mention, TNG.method, string("printed-field"))


def _section(draft: Draft, name: Text) -> URIRef:
    """Return a section of the sheet's department: from the register, else learnt from the row.

    Many departments have a section of the same name (総務課), so a learnt one is named with its own.
    """
    if entry := _registered(draft, name.value):
        return draft.iris.department(entry.slug)
    slug = draft.iris.slug("department", f"{draft.sheet.department.value}|{name.value}")
    node = draft.iris.department(slug)
    draft.learnt(node, TNG.Department, ja(name.value), [name])
    draft.add(node, ORG.unitOf, draft.iris.city())
    draft.add(node, ORG.subOrganizationOf, draft.iris.department(draft.department_slug))
    return node


def _registered(draft: Draft, name: str) -> DepartmentEntry | None:
    above = canonical(draft.sheet.department.value)
    fitting = (
        entry
        for entry in draft.city.departments
        if canonical(entry.name) == canonical(name)
        and entry.valid_in(draft.sheet.fiscal_year)
        and (entry.parent is None or canonical(entry.parent) == above)
    )
    return next(fitting, None)
