"""The figures of a thing as a table: indicators down, fiscal years across."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starlette.requests import Request

from api.addresses import Addresses, iri_list
from api.languages import language_of
from api.pages.cells import Cell, cell, natural
from api.pages.names import Name, names_of, speak, unit_words
from api.rows import Row, text
from api.site import rows, site_of
from api.words import thousands
from core.messages import Language, say
from ontology.terms import TNG

POINTERS = (str(TNG.objective), str(TNG.indicator))
"""The properties by which figures point to what has such a table."""

_MOST = 1500

# A program has the figures of the sentences that name it, and the cells of a row that has it as its title.
_QUERY = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tng: <https://w3id.org/tsunagu/def#>
SELECT DISTINCT ?figure ?indicator ?kind ?cost ?unit ?printedUnit ?year ?value ?achievement WHERE {
  VALUES ?target { %s }
  { ?figure tng:objective ?target } UNION { ?figure tng:indicator ?target }
  UNION {
    ?target a tng:Program . ?mention tng:of ?target ; tng:statement ?said . ?figure tng:statement ?said
  }
  UNION {
    ?target a tng:Program . ?mention tng:of ?target ; tng:objective ?row . ?figure tng:objective ?row
    FILTER NOT EXISTS { ?mention tng:statement ?anywhere }
    FILTER NOT EXISTS { ?figure tng:statement ?anyhow }
  }
  ?figure a tng:Figure ; tng:indicator ?indicator ; tng:forYear ?year ; tng:value ?value .
  OPTIONAL { ?figure tng:valueKind ?kind }
  OPTIONAL { ?figure a ?cost FILTER(?cost = tng:Cost) }
  OPTIONAL { ?figure tng:unit ?unit OPTIONAL { ?unit skos:notation ?printedUnit } }
  OPTIONAL { ?figure tng:achievement ?achievement }
}
LIMIT %d
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator in one unit, of one kind: its cells by year."""

    indicator: Cell
    kind: str
    unit: str
    cells: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The years, and a line for each indicator and kind."""

    years: tuple[str, ...]
    lines: tuple[Line, ...]


async def figures_of(request: Request, iris: Sequence[str]) -> FigureTable | None:
    """Return the figures of a row, an indicator or a program; None where there are none."""
    found = (await rows(request, _QUERY % (iri_list(iris), _MOST))).rows
    if not found:
        return None
    named = ("indicator", "kind", "unit", "year")
    names = await names_of(request, (text(row, each) for row in found for each in named if each in row))
    years = tuple(sorted({text(row, "year") for row in found}))
    return _Writer(years, names, site_of(request).addresses(), language_of(request)).table(found)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Arranges figures in the language of a page."""

    years: tuple[str, ...]
    names: Mapping[str, Name]
    addresses: Addresses
    language: Language

    def table(self, found: Sequence[Row]) -> FigureTable:
        """Put figures into lines; an achievement stands on a line of its own below the actuals."""
        lines: dict[tuple[str, ...], list[Row]] = {}
        for row in sorted(found, key=_order):
            lines.setdefault((text(row, "indicator"), self.kind(row), text(row, "unit")), []).append(row)
        return FigureTable(
            tuple(self.name(year) for year in self.years),
            tuple(line for same in lines.values() for line in self.lines(same)),
        )

    def lines(self, same: list[Row]) -> Iterator[Line]:
        """Yield the line of some figures, and that of their achievements where there are any."""
        indicator = speak(text(same[0], "indicator"), self.names, self.addresses)
        yield Line(indicator, self.kind(same[0]), self.unit(same[0]), self.across(same, "value"))
        if any("achievement" in row for row in same):
            achieved = say("figures-achievement", self.language)
            yield Line(indicator, achieved, "%", self.across(same, "achievement"))

    def across(self, same: list[Row], which: str) -> tuple[tuple[Cell, ...], ...]:
        """Return the values of one line, year by year."""
        return tuple(
            tuple(
                cell(row["figure"], self.addresses, _number(row, which))
                for row in same
                if text(row, "year") == year and which in row
            )
            for year in self.years
        )

    def kind(self, row: Row) -> str:
        """Say whether a figure is a target, an actual or a cost."""
        return say("figures-cost", self.language) if "cost" in row else self.name(text(row, "kind"))

    def unit(self, row: Row) -> str:
        """Return the unit of a figure; its name begins with what the sheets print."""
        printed, label = text(row, "printedUnit"), self.name(text(row, "unit"))
        return unit_words(printed, Name(label.removeprefix(f"{printed} ")), self.language).text

    def name(self, iri: str) -> str:
        """Return the name of a thing, empty where it has none."""
        return self.names[iri].text if iri in self.names else ""


def _number(row: Row, which: str) -> str:
    if which == "value":
        return thousands(text(row, which))
    return str(round(Decimal(text(row, which)) * 100, 1))


def _order(row: Row) -> tuple[bool, list[tuple[int, str]], str]:
    """Return the key of printed order: figures are counted, costs come last."""
    return "cost" in row, natural(text(row, "figure")), text(row, "year")
