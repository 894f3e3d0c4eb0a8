"""Publishing a draft: the decisions into the city's folder, then the same build as the command.

One publishes at a time, whichever server or process; a build of the command holds the home's own lock.
Cut short at any moment, the release that answers stays whole, and the draft can be published again:
decisions that were written are known then, and a build that was done finds nothing new.
"""

import fcntl
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from api.addresses import Addresses
from api.office.errors import Conflict
from api.office.folder import Folder
from api.office.marks import in_words, judged
from api.office.reading import files_by_name, words_of
from api.office.records import (
    MARKS,
    OUTCOME,
    READING,
    Counts,
    Outcome,
    PublishedSheet,
    Words,
)
from core.errors import TsunaguError
from graph.build import build
from graph.home import Home
from graph.release import Release, current
from graph.result import BuildResult, Report
from graph.review.folder import refuse_bundled, write_decisions
from loaders.cities.city import City
from loaders.cities.decided import Decision
from loaders.cities.find import cities as known_cities
from loaders.cities.find import named


class Undecidable(TsunaguError):
    """Decisions that cannot stand; `problems` says why, each in both languages."""

    def __init__(self, problems: tuple[Words, ...]) -> None:
        super().__init__("office-marks-wrong", count=len(problems))
        self.problems = problems


def publish_draft(folder: Folder, home: Path, cities: str, report: Report) -> None:
    """Publish what a draft holds. `cities` names further folders of cities, parted as in PATH.

    Raises `Undecidable` and other errors of people before anything is written.
    """
    with _alone(home):
        decisions = _decide(folder, known_cities(cities))
        for city, decided in decisions:
            write_decisions(city, decided, ())
        before = current(home)
        result = _build(folder, home, known_cities(cities), report)
        count = sum(len(decided) for _, decided in decisions)
        folder.write(OUTCOME, _outcome(result, before, count))
        folder.strip()


def _decide(folder: Folder, cities: Mapping[str, City]) -> list[tuple[City, tuple[Decision, ...]]]:
    """Return the new decisions of each city, judged anew: registers may have changed meanwhile."""
    reading, marks = folder.read(READING), folder.read(MARKS) or ()
    found: list[tuple[City, tuple[Decision, ...]]] = []
    problems: list[Words] = []
    for proposed in reading.proposed if reading else ():
        city = named(cities, proposed.key)
        result = judged(marks, proposed, city, date.today().isoformat())
        problems += map(in_words, result.problems)
        if result.decisions:
            refuse_bundled(city)
            found.append((city, result.decisions))
    if problems:
        raise Undecidable(tuple(problems))
    return found


def _build(folder: Folder, home: Path, cities: Mapping[str, City], report: Report) -> BuildResult:
    draft = folder.draft()
    with ExitStack() as stack:
        paths = stack.enter_context(files_by_name(folder, draft.files)) if draft.files else None
        return build(paths, home, cities, city=draft.city, progress=report)


def _outcome(result: BuildResult, before: Release | None, decisions: int) -> Outcome:
    release = result.release
    addresses = Addresses.of(release.manifest) if release else Addresses(())
    sheets = tuple(
        PublishedSheet(
            Path(row.file).name, row.department, row.fiscal_year, row.status, addresses.page(row.sheet)
        )
        for row in result.rows
        if row.status != "kept"
    )
    return Outcome(
        release=release.id if release else None,
        changed=result.changed,
        before=_counts(before),
        after=_counts(release),
        sheets=sheets,
        decisions=decisions,
        findings=len(result.findings),
        refused=tuple(words_of(refusal.error) for refusal in result.refused),
    )


def _counts(release: Release | None) -> Counts:
    return Counts(len(release.manifest.sheets), release.manifest.merged) if release else Counts(0, 0)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Let nobody else publish from here; refuse at once where a build of the command is at work."""
    Home(home).create()
    with (home / "drafts" / "publishing").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Conflict("office-others-publish") from None
        with Home(home).locked():
            pass
        yield
