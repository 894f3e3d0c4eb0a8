"""The work behind `tsunagu review`: the city, its candidates, and how they are shown."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.errors import UsageError
from core.messages import say
from core.settings import Settings
from graph.review.candidates import Candidate, candidates
from graph.review.folder import refuse_bundled, write_decisions
from graph.review.judge import Judged, judge
from graph.review.marks import BETWEEN, kind_word, read_marks, roles
from graph.review.names import names_in
from graph.review.whole import store_of
from loaders.cities.city import City
from loaders.cities.find import named
from tsunagu.config import load_cities
from tsunagu.published import current_release
from tsunagu.screen import complain, notice, results, table

_COLUMNS = ("surface", "kind", "proposed", "role", "count", "score", "context", "place")
_SHOWN = 20
"""How many wrong rows are told one by one."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """A city of the current release, what its sheets propose, and the names that its things have."""

    city: City
    found: tuple[Candidate, ...]
    names: frozenset[tuple[str, str]]


def proposals(settings: Settings, folders: list[Path] | None, name: str | None) -> Proposals:
    """Return what the current release proposes for a city: the named one, or the only one."""
    release = current_release(settings.home)
    known = load_cities(folders)
    codes = sorted({entry.code for entry in release.manifest.kept()})
    if name is None and len(codes) != 1:
        raise UsageError("review-which-city", known=[named(known, code).key for code in codes] or say("none"))
    city = named(known, name or codes[0])
    store = store_of(release)
    return Proposals(city, candidates(store, city), names_in(store, city))


def show_candidates(found: tuple[Candidate, ...]) -> None:
    """Print the candidates as a table, with the first sentence of each."""
    rows = [
        (
            each.surface,
            kind_word(each),
            BETWEEN.join(each.proposed),
            roles(each),
            each.count,
            each.score,
            *(each.contexts[:1] or ("",)),
            *(each.places[:1] or ("",)),
        )
        for each in found
    ]
    results().print(table([say(f"col-{name}") for name in _COLUMNS], rows))
    if not rows:
        notice(say("review-none"))


def day_of(text: str | None) -> str:
    """Return the day of a decision: the one that is given, else today."""
    try:
        return (date.fromisoformat(text) if text else date.today()).isoformat()
    except ValueError as error:
        raise UsageError("review-bad-day", value=text) from error


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, so that nobody's marks are lost."""
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError("review-file-exists", file=path) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError("review-file-unwritable", file=path, reason=reason) from error


def apply_marks(
    given: Proposals, marks: Path, who: str, when: str, *, register: bool
) -> tuple[Judged, list[Path]]:
    """Write what marked rows decide; return it with the files written. Nothing is, where a row is wrong."""
    if not who.strip():
        raise UsageError("review-nobody")
    refuse_bundled(given.city)
    judged = judge(
        read_marks(marks), given.found, given.city, who.strip(), when, register=register, names=given.names
    )
    if judged.problems:
        _complain(judged.problems)
        raise UsageError("review-refused", count=len(judged.problems))
    if not judged.decisions:
        return judged, []
    return judged, write_decisions(given.city, judged.decisions, judged.organisations)


def _complain(problems: tuple[UsageError, ...]) -> None:
    for problem in problems[:_SHOWN]:
        complain(problem)
    if len(problems) > _SHOWN:
        complain(UsageError("review-refused-more", count=len(problems) - _SHOWN))
