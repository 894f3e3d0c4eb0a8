"""Departments by policies: how many goals stand in each cell. An empty cell is the finding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode

from starlette.requests import Request

from api.errors import NotFound
from api.languages import language_of
from api.pages.cells import Cell
from api.pages.views.asking import Asked, asked, kind_of, proposed
from api.pages.views.shown import Choice, Line, Listing, View, plain
from api.rows import text
from api.svg.matrix import matrix
from core.messages import Language, say

_NAMED = 12
"""Policies without goals that the finding names."""
_NETWORK = "department-policy"


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy: its number as printed, its page, the list that it is in.

    No register has one that is `learnt`: a sheet told of it.
    """

    notation: str
    cell: Cell
    scheme: str
    learnt: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """Policies and departments by IRI; the number of goals by policy and department."""

    asked: Asked
    policies: dict[str, Policy] = field(default_factory=dict)
    departments: dict[str, Cell] = field(default_factory=dict)
    numbers: dict[str, dict[str, int]] = field(default_factory=dict)
    first: dict[tuple[str, str], str] = field(default_factory=dict)


async def coverage_of(request: Request, values: Mapping[str, str]) -> Coverage:
    """Ask for the numbers of a list of policies and a year, or of all."""
    found = await asked(request, "coverage", values)
    covered = Coverage(found)
    for row in found.rows:
        policy, department = text(row, "policy"), text(row, "department")
        scheme = names_policy(policy).partition("/")[0]
        cell = found.cell(row, "policy")
        covered.policies[policy] = Policy(text(row, "notation"), cell, scheme, "learnt" in row)
        numbers = covered.numbers.setdefault(policy, {})
        if department:
            covered.departments[department] = found.cell(row, "department")
            numbers[department] = int(text(row, "objectives"))
            covered.first[policy, department] = text(row, "first")
    return covered


def names_policy(iri: str) -> str:
    """Return the list and the number that an IRI of a policy ends with.

    >>> names_policy("https://example.org/id/lg/000000/policy/kihon-2023/15")
    'kihon-2023/15'
    """
    return iri.partition("/policy/")[2]


async def coverage(request: Request, values: Mapping[str, str]) -> View:
    """Show the matrix of one list of policies; with `policy` and `department`, the goals of that cell."""
    language = language_of(request)
    schemes = await asked(request, "schemes", {})
    options = [(text(row, "value"), text(row, "label")) for row in schemes.rows]
    scheme = values["scheme"] or (options[0][0] if options else "")
    if scheme not in dict(options):
        options.append((scheme, scheme))
    covered = await coverage_of(request, {"scheme": scheme, "year": values["year"]})
    if values["scheme"] and not covered.policies:
        raise NotFound("views-scheme-unknown", scheme=scheme[:60])
    # A department without any goal here is an empty column, which is worth seeing.
    sheets = await asked(request, "sheets", values)
    columns = {row["department"].value: sheets.cell(row, "department") for row in sheets.rows}
    columns |= {iri: cell for iri, cell in covered.departments.items() if iri not in columns}
    empty = [policy for iri, policy in covered.policies.items() if not covered.numbers[iri]]
    rows = [(policy.notation, policy.cell) for policy in covered.policies.values()]
    places = _numbers(covered, list(columns))
    goals, queries = [], [covered.asked.behind]
    if values["policy"] or values["department"]:
        cell = await asked(request, "objectives", values)
        goals, queries = [_goals(cell)], [*queries, cell.behind]
    says = say("views-coverage-title", language), say("views-coverage-lead", language)
    names, heads = [_name(*row) for row in rows], [cell.text for cell in columns.values()]
    return View(
        findings=_findings(covered, list(columns.values()), empty, language),
        picture=partial(matrix, names, heads, places, says) if rows else None,
        listings=[*goals, _listing(covered)],
        queries=queries,
        network=_NETWORK,
        apart=say("views-network-goals", language),
        choices=[Choice("scheme", say("views-choose-scheme", language), options)],
        more={
            "scheme": scheme,
            "columns": list(columns.values()),
            "rows": rows,
            "cells": _cells(covered, list(columns), values["year"]),
        },
    )


def _numbers(covered: Coverage, columns: list[str]) -> dict[tuple[int, int], int]:
    places = {iri: place for place, iri in enumerate(columns)}
    return {
        (place, places[department]): count
        for place, iri in enumerate(covered.policies)
        for department, count in covered.numbers[iri].items()
    }


def _cells(covered: Coverage, columns: list[str], year: str) -> dict[tuple[int, int], tuple[int, str]]:
    """Return number and address of each cell by its place."""
    policies = list(covered.policies)
    return {
        place: (count, cell_address(covered, policies[place[0]], columns[place[1]], year))
        for place, count in _numbers(covered, columns).items()
    }


def cell_address(covered: Coverage, policy: str, department: str, year: str) -> str:
    """Return where a cell leads: to its goals below the matrix."""
    asks = {
        "scheme": covered.policies[policy].scheme,
        "year": year,
        "policy": names_policy(policy),
        "department": covered.departments[department].text,
    }
    return f"/views/coverage?{urlencode(asks)}#goals"


def _findings(
    covered: Coverage, departments: Sequence[Cell], empty: Sequence[Policy], language: Language
) -> list[str]:
    names = [_name(policy.notation, policy.cell) for policy in empty[:_NAMED]]
    more = [say("views-more", language, count=len(empty) - _NAMED)] if len(empty) > _NAMED else []
    alone = sum(len(numbers) == 1 for numbers in covered.numbers.values())
    base, every = _base(covered, language), len(covered.policies)
    found = say("views-coverage-found", language, empty=len(empty), all=every, base=base)
    if empty:
        found = f"{found} {say('views-coverage-empty', language, names=[*names, *more])}"
    if only := one_department(departments, language):
        # Before the number, which says little then.
        return [f"{only} {found}"]
    return [found, say("views-coverage-alone", language, count=alone)]


def _base(covered: Coverage, language: Language) -> str:
    """Say what the policies are, where a register does not have them all: there may be more of them."""
    learnt = sum(policy.learnt for policy in covered.policies.values())
    known = len(covered.policies) - learnt
    return say("views-coverage-base", language, known=known, learnt=learnt) if learnt else ""


def one_department(departments: Sequence[Cell], language: Language) -> str:
    """Return the sentence that a view rests on one department, or nothing where there are more."""
    if len(departments) != 1:
        return ""
    return say("views-one-department", language, department=departments[0].text)


def _name(notation: str, cell: Cell) -> str:
    return f"{notation} {cell.text}".strip()


def _listing(covered: Coverage) -> Listing:
    lines = []
    for iri, policy in covered.policies.items():
        for department, count in covered.numbers[iri].items():
            first = covered.asked.addresses.page(covered.first[iri, department])
            lines.append(
                Line(
                    (
                        plain(policy.notation),
                        (policy.cell,),
                        (covered.departments[department],),
                        (Cell(str(count), first, number=True),),
                    )
                )
            )
        if not covered.numbers[iri]:
            lines.append(Line((plain(policy.notation), (policy.cell,), (), plain(0))))
    return Listing("coverage", ("notation", "policy", "department", "goals"), lines, 0)


def _goals(found: Asked) -> Listing:
    lines = [
        Line(
            (
                plain(text(row, "year")),
                found.place(row, "department"),
                plain(kind_of(row, found.language)),
                plain(text(row, "number")),
                found.place(row, "objective"),
                found.place(row, "mention"),
            ),
            proposed(row),
        )
        for row in found.rows
    ]
    columns = ("year", "department", "kind", "number", "objective", "reference")
    return Listing("goals", columns, lines)
