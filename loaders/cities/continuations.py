"""`continuations`: which goals people say continue which, and which do not."""

import re
from pathlib import Path
from typing import cast

from loaders.cities.decided import Continuation, ContinuationVerdict
from loaders.cities.entries import canonical
from loaders.cities.names import Index
from loaders.cities.tables import Register, Row, read_table

CONTINUATIONS = "continuations"
CONTINUATION_COLUMNS = (
    *("department", "fiscal_year", "title", "before", "verdict"),
    *("who", "when", "why"),
)
CONTINUATION_VERDICTS: dict[str, ContinuationVerdict] = {
    "confirm": "confirm",
    "reject": "reject",
    "採用": "confirm",
    "却下": "reject",
}
"""The words for what a person decides about two goals."""

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def read_continuations(path: Path | None, departments: Index) -> Register[Continuation]:
    """Return the decisions about goals of successive years; none where there is no file."""
    required = tuple(each for each in CONTINUATION_COLUMNS if each != "why")
    table = read_table(path, CONTINUATION_COLUMNS, required)
    entries = tuple(_continuation(row, departments) for row in table.rows)
    lines: dict[tuple[str, int, str, str], int] = {}
    for row, entry in zip(table.rows, entries, strict=True):
        titles = canonical(entry.title), canonical(entry.before)
        what = (canonical(entry.department), entry.fiscal_year, *titles)
        if lines.setdefault(what, row.line) != row.line:
            raise row.error("continuation-twice", title=entry.title, other=lines[what])
    return Register(entries, table.remarks)


def _continuation(row: Row, departments: Index) -> Continuation:
    department = row.required("department")
    key = departments.known(department)
    return Continuation(
        department=departments.name(key) if key else department,
        fiscal_year=_year(row),
        title=row.required("title"),
        before=row.required("before"),
        verdict=cast("ContinuationVerdict", row.choice("verdict", CONTINUATION_VERDICTS)),
        who=row.required("who"),
        when=row.required_day("when"),
        why=row["why"],
        line=row.line,
    )


def _year(row: Row) -> int:
    year = canonical(row.required("fiscal_year"))
    if not _YEAR.fullmatch(year):
        raise row.error("correction-bad-year", value=row["fiscal_year"])
    return int(year)
