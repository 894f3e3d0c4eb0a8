"""What officers see: the start page, a draft in each of its states, its sheets, its candidates."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.errors import NotFound
from api.languages import language_of
from api.office.folder import Folder, State
from api.office.forms import in_mib
from api.office.marks import standing
from api.office.records import (
    FAILED,
    MARKS,
    OUTCOME,
    PROGRESS,
    READING,
    Mark,
    Proposed,
    Reading,
    sheet_page,
)
from api.office.shown import draft_of, office_of, officer, render
from api.office.uploads import MOST_FILES
from core.messages import Language, say
from graph.review.candidates import Candidate
from loaders.read.formats import READABLE

_ACCEPTED = ",".join((*sorted(READABLE), ".zip"))
_PAIR = "pair"


@dataclass(frozen=True, slots=True)
class Shown:
    """A candidate on the page: its number there, its city, and the mark that holds, if any."""

    number: int
    city: str
    candidate: Candidate
    mark: Mark | None

    @property
    def about(self) -> tuple[str, str, str]:
        """Which candidate it is, as marks name it."""
        return self.city, self.candidate.surface, self.candidate.kind

    @property
    def state(self) -> str:
        """What was decided, `open` where nothing was."""
        return self.mark.decision if self.mark else "open"


async def start(request: Request) -> Response:
    """Show where files go in, and every draft."""
    officer(request)
    office = office_of(request)
    drafts = [(folder.draft(), folder.state()) for folder in office.drafts.all()]
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
    return render(request, "draft.html", **_about(folder, language_of(request)))


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
    return render(
        request,
        "review.html",
        draft=folder.draft(),
        state=folder.state(),
        candidates=[each for each in found if each.candidate.kind != _PAIR],
        pairs=[each for each in found if each.candidate.kind == _PAIR],
        closed=_closed(reading, language_of(request)),
        undoable=len(marks),
        counts=counts(found),
    )


def candidates_shown(reading: Reading, marks: tuple[Mark, ...], language: Language) -> list[Shown]:
    """Return the candidates of all cities, numbered, with what was decided."""
    held = standing(marks)
    every = [(each.key, candidate) for each in reading.proposed for candidate in each.found[language]]
    return [
        Shown(number, city, candidate, held.get((city, candidate.surface, candidate.kind)))
        for number, (city, candidate) in enumerate(every, 1)
    ]


def counts(found: list[Shown]) -> dict[str, int]:
    """Count the candidates that can be decided: all, decided, put off."""
    names = [each for each in found if each.candidate.kind != _PAIR]
    later = sum(each.state == "later" for each in names)
    still = sum(each.state == "open" for each in names)
    return {"all": len(names), "decided": len(names) - later - still, "later": later, "open": still}


def _about(folder: Folder, language: Language) -> dict[str, Any]:
    draft, state, reading = folder.draft(), folder.state(), folder.read(READING)
    marks = folder.read(MARKS) or ()
    found = candidates_shown(reading, marks, language) if reading else []
    job = folder.job()
    return {
        "draft": draft,
        "state": state,
        "task": job.task if job else "read",
        "progress": _progress(folder, language),
        "problems": [each[language] for each in folder.read(FAILED) or ()],
        "reading": reading,
        "outcome": folder.read(OUTCOME),
        "counts": counts(found),
        "pairs": sum(each.candidate.kind == _PAIR for each in found),
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

    def asks(proposed: Proposed) -> bool:
        return any(each.kind != _PAIR for each in proposed.found[language])

    return [each.closed[language] for each in reading.proposed if each.closed and asks(each)]


def _progress(folder: Folder, language: Language) -> str:
    """Say in words how far a job is."""
    progress = folder.read(PROGRESS)
    if progress is None:
        return say("office-progress-start", language)
    key = f"office-progress-{progress.step}"
    return say(key, language, done=progress.done, total=progress.total, name=progress.name)
