"""What a build reports: how far it is, and in the end what it did."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.errors import RefusedFile
from graph.choose import Chosen, Status
from graph.files import Refusal
from graph.release import Release
from graph.tasks import Candidate
from shapes.report import Finding

Step = Literal["read", "check", "write"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: `done` of `total` in this step, and the name of the file just done."""

    step: Step
    done: int
    total: int
    name: str = ""


Report = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line of the summary. `facts` counts triples, `unread` lines that nothing used.

    `recognised` says why the sheet is of its city, `problem` why a published sheet could not be
    brought up to date.
    """

    file: str
    department: str
    fiscal_year: int
    objectives: int
    facts: int
    findings: int
    unread: int
    status: Status
    city: str
    sheet: str
    recognised: tuple[str, ...] = ()
    problem: RefusedFile | None = None


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did. `release` is the one that answers now, None where there is none yet.

    `skipped` are files of folders and archives that are no sheets by their names.
    """

    release: Release | None
    changed: bool
    rows: tuple[SheetRow, ...]
    refused: tuple[Refusal, ...]
    findings: tuple[Finding, ...]
    skipped: tuple[Path, ...] = ()


def rows_of(sheets: Iterable[Chosen]) -> Iterator[SheetRow]:
    """Yield a row for each sheet, and one for each further file that was given."""
    for chosen in sheets:
        yield from _rows(chosen.candidate, chosen.status)
        for candidate, became in chosen.beside:
            yield from _rows(candidate, became)


def _rows(candidate: Candidate, status: Status) -> Iterator[SheetRow]:
    yield _row(candidate, candidate.task.file, status)
    for double in candidate.task.doubles:
        yield _row(candidate, double, "same")


def _row(candidate: Candidate, file: Path, status: Status) -> SheetRow:
    loaded = candidate.loaded
    return SheetRow(
        file=str(file),
        department=loaded.department,
        fiscal_year=loaded.fiscal_year,
        objectives=loaded.objectives,
        facts=loaded.facts,
        findings=len(loaded.findings),
        unread=loaded.unread,
        status=status,
        city=loaded.city,
        sheet=loaded.sheet,
        recognised=loaded.recognised,
        problem=candidate.problem,
    )
