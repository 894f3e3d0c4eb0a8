"""The queries of this folder, written like the saved questions, and their answers in names and numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from starlette.requests import Request

from api.addresses import Addresses
from api.languages import language_of
from api.pages.cells import Cell, cell, label_of
from api.rows import Row, text
from api.saved import SavedQuery, parse
from api.site import rows, site_of
from core.messages import Language, say
from ontology.terms import TNG


@cache
def query(name: str) -> SavedQuery:
    """Return one of the queries of the views."""
    return parse(name, (files("api.pages.views") / f"{name}.rq").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it was asked, with its rows."""

    title: str
    text: str
    rows: tuple[Row, ...]
    addresses: Addresses
    language: Language

    @property
    def behind(self) -> tuple[str, str]:
        """The query for a page: its title and its text."""
        return self.title, self.text

    def cell(self, row: Row, name: str) -> Cell:
        """Return a value as a cell: a thing under its label links to its page."""
        return cell(row.get(name), self.addresses, *label_of(row, name))

    def place(self, row: Row, name: str) -> tuple[Cell, ...]:
        """Return the same for a table, which shows nothing where the row has none."""
        return (self.cell(row, name),) if name in row else ()


async def asked(request: Request, name: str, values: Mapping[str, str]) -> Asked:
    """Ask a query with those of the values that it has a parameter for."""
    language, chosen = language_of(request), query(name)
    given = {key: value for key, value in values.items() if key in chosen.parameters}
    bound = chosen.bind(given, language)
    found = await rows(request, bound)
    return Asked(chosen.title.say(language), bound, found.rows, site_of(request).addresses(), language)


def kind_of(row: Row, language: Language) -> str:
    """Say of what kind a goal is: one of the year, one of the years of the plan (as `kind` tells)."""
    kinds = {str(TNG.Goal): "views-kind-goal", str(TNG.MidTermGoal): "views-kind-midterm"}
    kind = kinds.get(text(row, "kind"))
    return say(kind, language) if kind else ""


def proposed(row: Row) -> bool:
    """Tell whether nobody has confirmed what a row says."""
    return text(row, "status") == str(TNG.Proposed)
