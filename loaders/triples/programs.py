"""The program that a row evaluates, the section in charge, and names of programs that may be one."""

from rdflib import URIRef

from loaders.cities.entries import DepartmentEntry, canonical
from loaders.mention import Mention, Quote
from loaders.sheet import Objective, Text
from loaders.triples.draft import Draft
from loaders.triples.literals import ja
from loaders.triples.mentions import write_mentions
from loaders.triples.owner import Owner
from loaders.triples.things import thing_of
from ontology.terms import ORG, TNG


def write_program(draft: Draft, objective: URIRef, row: Objective) -> None:
    """Write what the title of a row names (of an evaluated program it is the name) and its section."""
    named = (_evaluated(draft, row.title),) if row.section == "program" else ()
    write_mentions(draft, Owner(objective, objective), (*named, *row.mentions))
    if row.unit_name is not None:
        draft.add(objective, TNG.section, _section(draft, row.unit_name))
        draft.cite(objective, [row.unit_name])


def write_variants(draft: Draft) -> None:
    """Point from a program to one that may be the same; two names of one thing are none."""
    sheet = draft.sheet
    evaluated = (_evaluated(draft, row.title) for row in sheet.programs)
    named = {each.name: each for each in (*sheet.mentions(), *evaluated) if each.kind == "program"}
    for variant in sheet.variants:
        one, other = (thing_of(draft, named[name]).iri for name in (variant.name, variant.other))
        if one != other:
            draft.add(one, TNG.possiblySame, other)


def _evaluated(draft: Draft, name: Text) -> Mention:
    """Return a title as the mention of the program that it is the name of."""
    wanted = canonical(name.value)
    fitting = (
        entry.slug for entry in draft.city.programs if wanted in map(canonical, (entry.name, *entry.aliases))
    )
    return Mention(
        kind="program",
        name=name.value,
        surface=name.value,
        quote=Quote(name.value, name.span),
        begin=0,
        end=len(name.value),
        status="stated",
        method="printed-field",
        key=next(fitting, None),
    )


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
