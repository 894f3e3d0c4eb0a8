"""What stands beside a thing: the years, departments, policies, partners and programs of its goals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from starlette.requests import Request

from api.addresses import iri_list
from api.pages.cells import Cell, natural
from api.pages.names import Speaker
from api.rows import Row, text
from api.site import rows
from ontology.terms import TNG

_BY = (
    *(TNG.department, TNG.contributesTo, TNG.partner, TNG.proposedPartner, TNG.program, TNG.site),
    *(TNG.involves, TNG.legalBasis, TNG.refersTo),
)
"""The properties by which a goal names a thing."""

_SHOWN = (TNG.fiscalYear, TNG.department, TNG.contributesTo, TNG.partner, TNG.proposedPartner, TNG.program)
"""What is told of these goals, in this order."""

_MOST = 12

_QUERY = """
PREFIX tng: <https://w3id.org/tsunagu/def#>
SELECT ?property ?other (COUNT(DISTINCT ?goal) AS ?goals) WHERE {
  VALUES ?thing { %s }
  VALUES ?by { %s }
  ?goal ?by ?thing ; tng:number ?number .
  VALUES ?property { %s }
  ?goal ?property ?other .
  FILTER(?other != ?thing)
}
GROUP BY ?property ?other
ORDER BY DESC(?goals) ?other
"""


@dataclass(frozen=True, slots=True)
class Beside:
    """Things of one kind, each with the number of goals; `total` counts also those not shown."""

    name: str
    things: tuple[tuple[Cell, str], ...]
    total: int
    proposed: bool


async def related_to(request: Request, iris: Sequence[str]) -> Sequence[Row]:
    """Return what the goals of a thing have, and how many of them; nothing for what no goal names."""
    found = await rows(request, _QUERY % (iri_list(iris), iri_list(_BY), iri_list(_SHOWN)))
    return found.rows


def spoken_beside(found: Sequence[Row]) -> Iterable[str]:
    """Yield the IRIs that need names."""
    for _, chosen in _groups(found):
        yield from (row["other"].value for row in chosen[:_MOST] if row["other"].kind == "uri")


def beside_of(found: Sequence[Row], speaker: Speaker) -> tuple[Beside, ...]:
    """Arrange it for a page: years in their order, things by the number of goals."""
    return tuple(
        Beside(
            speaker.labels.name(name, speaker.language),
            tuple((speaker.value(name, row["other"]), text(row, "goals")) for row in chosen[:_MOST]),
            len(chosen),
            name == str(TNG.proposedPartner),
        )
        for name, chosen in _groups(found)
    )


def _groups(found: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    groups = [(str(name), [row for row in found if text(row, "property") == str(name)]) for name in _SHOWN]
    for name, chosen in groups:
        years = name == str(TNG.fiscalYear)
        chosen.sort(key=lambda row: (0 if years else -int(text(row, "goals")), natural(text(row, "other"))))
    return [(name, chosen) for name, chosen in groups if chosen]
