"""The table in which a person marks what was proposed. Excel opens it, and may save it in cp932."""

from collections.abc import Iterable
from pathlib import Path

from core.errors import UsageError
from core.messages import Language, user_language
from core.spreadsheet import as_csv
from graph.review.candidates import CONTEXTS, Candidate
from loaders.cities.decisions import KIND_WORDS
from loaders.cities.grids import read_grid
from loaders.cities.tables import Row, read_table

CONTEXT_COLUMNS = tuple(f"context{number}" for number in range(1, CONTEXTS + 1))
SHOWN = ("surface", "kind", "proposed", "role", "count", *CONTEXT_COLUMNS, "score", "method", "place")
MARKED = ("decision", "name", "key", "why")
COLUMNS = (*SHOWN, *MARKED)
"""What is shown, and what a person fills in; the role may be corrected. A figure or a pair has its key."""

BETWEEN = "、"


def table(found: Iterable[Candidate], language: Language | None = None) -> str:
    """Return the table with the marks empty, but for the keys of figures and pairs."""
    return as_csv(COLUMNS, (_cells(each, language or user_language()) for each in found))


def read_marks(path: Path) -> tuple[Row, ...]:
    """Return the rows that a person has marked. UsageError with the line for what is no such table."""
    if not read_grid(path).rows:
        raise UsageError("review-table-empty", file=path)
    rows = read_table(path, COLUMNS, ("surface", "kind", "decision")).rows
    return tuple(row.plain() for row in rows if row["decision"])


def kind_word(candidate: Candidate, language: Language | None = None) -> str:
    """Return the word for a kind that the table takes back."""
    return candidate.kind if (language or user_language()) == "en" else KIND_WORDS[candidate.kind]


def roles(candidate: Candidate) -> str:
    """Return the roles as one cell."""
    return BETWEEN.join(candidate.roles)


def _cells(candidate: Candidate, language: Language) -> list[str]:
    contexts = (*candidate.contexts, *("" for _ in CONTEXT_COLUMNS))[:CONTEXTS]
    return [
        candidate.surface,
        kind_word(candidate, language),
        BETWEEN.join(candidate.proposed),
        roles(candidate),
        str(candidate.count),
        *contexts,
        candidate.score,
        BETWEEN.join(candidate.methods),
        " / ".join(candidate.places),
        *({"key": candidate.key}.get(name, "") for name in MARKED),
    ]
