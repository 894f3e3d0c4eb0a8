"""What officers see: the start page, a draft in each of its states, its sheets, its candidates."""

import re
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.errors import NotFound
from api.languages import language_of
from api.office.folder import Folder, State
from api.office.forms import in_mib
from api.office.marks import standing
from api.office.places import places, state_shown
from api.office.records import (
    FAILED,
    MARKS,
    OUTCOME,
    PROGRESS,
    READING,
    About,
    Mark,
    Reading,
    sheet_page,
)
from api.office.shown import draft_of, office_of, officer, render
from api.office.uploads import MOST_FILES
from core.messages import Language, say
from graph.release import Release, current
from graph.review.candidates import Candidate
from loaders.read.formats import READABLE

_ACCEPTED = ",".join((*sorted(READABLE), ".zip"))
PAGE = 200
"""Candidates on one page."""
_PARTS = ("pair", "figure")
"""Kinds that have a part of their own on the page, after the names."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A candidate on the page: its number there, its city, and the mark that holds, if any."""

    number: int
    city: str
    candidate: Candidate
    mark: Mark | None

    @property
    def about(self) -> About:
        """Which candidate it is, as marks name it."""
        return self.city, self.candidate.surface, self.candidate.kind, self.candidate.key

    @property
    def state(self) -> str:
        """What was decided, `open` where nothing was."""
        return self.mark.decision if self.mark else "open"


async def start(request: Request) -> Response:
    """Show where files go in, and every draft."""
    officer(request)
    office = office_of(request)
    drafts = [(folder.draft(), state_shown(folder)) for folder in office.drafts.all()]
    return render(
        request,
        "start.html",
        drafts=drafts,
        cities=office.known_cities().values(),
        limit=in_mib(office.upload_bytes),
        limit_bytes=office.upload_bytes,
        most=MOST_FILES,
        accepted=_ACCEPTED,
    )


async def log_in_page(request: Request) -> Response:
    """Ask for the token."""
    return render(request, "login.html", problem="", who="")


async def draft_page(request: Request) -> Response:
    """Show what has become of a draft."""
    officer(request)
    folder = draft_of(request)
    release = current(office_of(request).settings.home)
    return render(request, "draft.html", **_about(folder, release, language_of(request)))


async def draft_state(request: Request) -> Response:
    """Say how far a job is, for the script of the page."""
    officer(request)
    folder = draft_of(request)
    return JSONResponse({"state": folder.state(), "words": _progress(folder, language_of(request))})


async def sheet(request: Request) -> Response:
    """Show a sheet as it was read."""
    officer(request)
    folder, number = draft_of(request), request.path_params["number"]
    reading, page = folder.read(READING), folder.read(sheet_page(number))
    if reading is None or page is None:
        raise NotFound("page-not-found", path=request.url.path)
    return render(
        request,
        "sheet.html",
        draft=folder.draft(),
        sheet=reading.sheets[number - 1],
        page=page[language_of(request)],
    )


async def review(request: Request) -> Response:
    """Show the candidates, each with its sentences, to be decided."""
    officer(request)
    folder = draft_of(request)
    reading = folder.read(READING)
    if reading is None:
        raise NotFound("page-not-found", path=request.url.path)
    marks = folder.read(MARKS) or ()
    found = candidates_shown(reading, marks, language_of(request))
    first = first_beside(request.query_params.get("from", ""))
    return render(
        request,
        "review.html",
        draft=folder.draft(),
        state=folder.state(),
        parts=_parts(found[first - 1 : first - 1 + PAGE]),
        pages=range(1, len(found) + 1, PAGE),
        first=first,
        closed=_closed(reading, language_of(request)),
        undoable=len(marks),
        counts=counts(found),
    )


def first_beside(number: str) -> int:
    """Return the number of the first candidate on the page of another one, 1 for what is no number.

    >>> first_beside("200"), first_beside("201"), first_beside("x")
    (1, 201, 1)
    """
    wanted = int(number) if re.fullmatch("[1-9][0-9]{0,8}", number) else 1
    return (wanted - 1) // PAGE * PAGE + 1


def candidates_shown(reading: Reading, marks: tuple[Mark, ...], language: Language) -> list[Shown]:
    """Return the candidates of all cities, numbered, with what was decided."""
    held = standing(marks)
    every = [(each.key, candidate) for each in reading.proposed for candidate in each.found[language]]
    shown = [Shown(number, city, candidate, None) for number, (city, candidate) in enumerate(every, 1)]
    return [replace(each, mark=held.get(each.about)) for each in shown]


def counts(found: list[Shown]) -> dict[str, int]:
    """Count the candidates: all, decided, put off, open."""
    later = sum(each.state == "later" for each in found)
    still = sum(each.state == "open" for each in found)
    return {"all": len(found), "decided": len(found) - later - still, "later": later, "open": still}


def _parts(found: list[Shown]) -> dict[str, list[Shown]]:
    """Return the candidates by the parts of the page: names, pairs, figures."""
    parts: dict[str, list[Shown]] = {part: [] for part in ("name", *_PARTS)}
    for each in found:
        kind = each.candidate.kind
        parts[kind if kind in _PARTS else "name"].append(each)
    return parts


def _about(folder: Folder, release: Release | None, language: Language) -> dict[str, Any]:
    draft, state, reading = folder.draft(), folder.state(), folder.read(READING)
    marks = folder.read(MARKS) or ()
    found = candidates_shown(reading, marks, language) if reading else []
    job = folder.job()
    return {
        "draft": draft,
        "state": state_shown(folder),
        "task": job.task if job else "read",
        "progress": _progress(folder, language),
        "problems": [each[language] for each in folder.read(FAILED) or ()],
        "reading": reading,
        "places": places(reading.sheets, release) if reading else [],
        "outcome": folder.read(OUTCOME),
        "counts": counts(found),
        "parts": {part: len(those) for part, those in _parts(found).items()},
        "closed": _closed(reading, language) if reading else [],
        "publishable": _publishable(state, reading, marks),
    }


def _publishable(state: State, reading: Reading | None, marks: tuple[Mark, ...]) -> bool:
    """Tell whether publishing would do anything: there is a sheet, or a decision."""
    if reading is None or state in ("reading", "publishing", "published"):
        return False
    decided = any(each.decision != "later" for each in standing(marks).values())
    return bool(reading.sheets) or decided


def _closed(reading: Reading, language: Language) -> list[str]:
    """Return why cities take no decisions, of those that propose something."""
    return [each.closed[language] for each in reading.proposed if each.closed and each.found[language]]


def _progress(folder: Folder, language: Language) -> str:
    """Say in words how far a job is."""
    progress = folder.read(PROGRESS)
    if progress is None:
        return say("office-progress-start", language)
    key = f"office-progress-{progress.step}"
    return say(key, language, done=progress.done, total=progress.total, name=progress.name)
