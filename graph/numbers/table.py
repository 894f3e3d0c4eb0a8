"""The table of proposals: what a person sees, and marks."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from core.errors import UsageError
from core.messages import Language, say
from core.spreadsheet import as_csv
from graph.numbers.proposals import Proposal
from loaders.cities.codes import is_corporate_number
from loaders.cities.decisions import VERDICTS
from loaders.cities.entries import canonical
from loaders.cities.tables import Row, read_table

SHOWN = (
    "organisation",
    "names",
    "found",
    "legal_kind",
    "address",
    "in_city",
    "closed",
    "score",
    "among",
    "iri",
)
MARKED = ("decision", "corporate_number")
COLUMNS = (*SHOWN, *MARKED)
"""The number stands there; who confirms a row says that the organisation is that body."""

_BETWEEN = "、"


def table(found: Iterable[Proposal], language: Language | None = None) -> str:
    """Return the table with no row confirmed. `among` counts the proposals for the same organisation."""
    every = list(found)
    among = Counter(each.organisation.iri for each in every)
    return as_csv(COLUMNS, (_cells(each, among[each.organisation.iri], language) for each in every))


def confirmed(path: Path) -> tuple[Row, ...]:
    """Return the confirmed rows. UsageError where they cannot be: one organisation has one number."""
    rows = [row.plain() for row in read_table(path, COLUMNS, ("organisation", *MARKED)).rows]
    marked = tuple(row for row in rows if row["decision"] and row.choice("decision", VERDICTS) == "confirm")
    bodies: dict[str, Row] = {}
    owners: dict[str, Row] = {}
    for row in marked:
        number = number_of(row)
        if not is_corporate_number(number):
            raise row.error("city-bad-corporate-number", value=row["corporate_number"])
        for seen, key in ((bodies, canonical(row.required("organisation"))), (owners, number)):
            if key in seen:
                raise row.error("numbers-twice", name=row["organisation"], other=seen[key].line)
            seen[key] = row
    if not rows:
        raise UsageError("review-table-empty", file=path)
    return marked


def number_of(row: Row) -> str:
    """Return the number of a row without the hyphens that keep spreadsheets from rounding it."""
    return canonical(row["corporate_number"]).replace("-", "")


def _grouped(number: str) -> str:
    return "-".join((number[0], number[1:5], number[5:9], number[9:]))


def _cells(proposal: Proposal, among: int, language: Language | None) -> list[str]:
    thing, body = proposal.organisation, proposal.corporation
    return [
        thing.ja,
        _BETWEEN.join(name for name in thing.names if name != thing.ja),
        body.name,
        body.kind,
        body.address,
        say("numbers-in-city" if proposal.same_city else "numbers-elsewhere", language),
        body.closed,
        f"{proposal.score:.0f}",
        str(among),
        thing.iri,
        "",
        _grouped(body.number),
    ]
