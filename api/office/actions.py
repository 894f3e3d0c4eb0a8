"""What the forms of the officers' side do. Each is answered by the page that shows the outcome."""

import asyncio
from typing import cast, get_args

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.errors import QueryError
from api.languages import language_of
from api.office.errors import Conflict, Refused
from api.office.folder import Folder
from api.office.forms import read_form
from api.office.marks import mark, undo
from api.office.pages import candidates_shown, counts, first_beside
from api.office.records import MARKS, READING, Decision, Mark, Reading
from api.office.sessions import COOKIE, Session
from api.office.shown import draft_of, office_of, officer, render, to
from api.office.uploads import take_upload
from core.messages import say
from loaders.cities.find import named

_JSON = "application/json"


async def log_in(request: Request) -> Response:
    """Open a session for who has the token."""
    form = await read_form(request)
    client = request.client.host if request.client else ""
    who = form.get("who", "")
    try:
        cookie = office_of(request).sessions.log_in(form.get("token", ""), who, client)
    except QueryError as error:
        text = error.text(language_of(request))
        response = render(request, "login.html", error.status, problem=text, who=who)
        response.headers.update(error.headers)
        return response
    response = to(request, "/")
    response.set_cookie(COOKIE, cookie, httponly=True, samesite="strict", path="/")
    return response


async def log_out(request: Request) -> Response:
    """End the session."""
    await _form(request)
    office_of(request).sessions.log_out(request.cookies.get(COOKIE))
    response = to(request, "/login")
    response.delete_cookie(COOKIE, path="/")
    return response


async def bring(request: Request) -> Response:
    """Take files in, and begin to read them."""
    office, session = office_of(request), officer(request)
    folder = await take_upload(request, session, office.drafts, office.upload_bytes)
    office.jobs.start(folder, "read")
    return to(request, f"/drafts/{folder.path.name}")


async def bring_release(request: Request) -> Response:
    """Make a draft of what the current release proposes."""
    office, (session, _) = office_of(request), await _form(request)
    with office.drafts.coming() as coming:
        folder = office.drafts.arrived(coming, session.who, (), None)
    office.jobs.start(folder, "read")
    return to(request, f"/drafts/{folder.path.name}")


async def read_again(request: Request) -> Response:
    """Read a draft again, whose reading was stopped or failed."""
    await _form(request)
    folder = draft_of(request)
    if folder.state() == "published":
        raise Conflict("office-busy")
    office_of(request).jobs.start(folder, "read")
    return to(request, f"/drafts/{folder.path.name}")


async def stop(request: Request) -> Response:
    """Stop the reading of a draft."""
    await _form(request)
    folder = draft_of(request)
    office_of(request).jobs.stop(folder)
    return to(request, f"/drafts/{folder.path.name}")


async def discard(request: Request) -> Response:
    """Remove a draft with all that is in it."""
    await _form(request)
    office, folder = office_of(request), draft_of(request)
    office.drafts.discard(folder)
    return to(request, "/")


async def publish(request: Request) -> Response:
    """Begin to publish a draft."""
    await _form(request)
    folder = draft_of(request)
    if not folder.has(READING):
        raise Conflict("office-busy")
    office_of(request).jobs.start(folder, "publish")
    return to(request, f"/drafts/{folder.path.name}")


async def decide(request: Request) -> Response:
    """Keep what was decided of one candidate."""
    session, form = await _form(request)
    folder, language, office = draft_of(request), language_of(request), office_of(request)
    reading = _reading(folder)
    new = _mark(form, session)
    proposed = next((each for each in reading.proposed if each.key == new.city), None)
    if proposed is None:
        raise Refused("office-no-candidate")
    if proposed.closed:
        raise Conflict("office-closed", reason=proposed.closed[language])

    def keep() -> None:
        mark(folder, new, proposed, named(office.known_cities(), new.city), language)

    await asyncio.to_thread(keep)
    return _decided(request, folder, form.get("number", ""))


async def take_back(request: Request) -> Response:
    """Undo the last decision."""
    await _form(request)
    folder = draft_of(request)
    undone = undo(folder)
    found = candidates_shown(_reading(folder), (), language_of(request))
    number = next((each.number for each in found if undone and each.about == undone.about), 0)
    return _decided(request, folder, str(number))


async def _form(request: Request) -> tuple[Session, dict[str, str]]:
    """Return who is logged in and what the form says; `Forbidden` for a form of somebody else."""
    session = officer(request)
    form = await read_form(request)
    session.check(form.get("csrf", ""))
    return session, form


def _reading(folder: Folder) -> Reading:
    reading = folder.read(READING)
    if reading is None:
        raise Conflict("office-busy")
    return reading


def _mark(form: dict[str, str], session: Session) -> Mark:
    decision = form.get("decision", "")
    if decision not in get_args(Decision):
        raise Refused("office-no-candidate")
    return Mark(
        city=form.get("city", ""),
        surface=form.get("surface", ""),
        kind=form.get("kind", ""),
        decision=cast("Decision", decision),
        who=session.who,
        name=_name(form),
        why=form.get("why", "").strip(),
        key=form.get("key", ""),
    )


def _name(form: dict[str, str]) -> str:
    """Return the name that a decision gives: a chosen one where it confirms, a written one else, or none."""
    field = {"confirm": "choice", "alias": "name", "new": "name"}.get(form["decision"], "")
    return form.get(field, "").strip()


def _decided(request: Request, folder: Folder, number: str) -> Response:
    """Answer the script of the page with what stands now, a browser without it with the page itself."""
    language = language_of(request)
    marks = folder.read(MARKS) or ()
    found = candidates_shown(_reading(folder), marks, language)
    if _JSON not in request.headers.get("accept", ""):
        place = f"?from={first_beside(number)}#c{number}" if number.isdecimal() else ""
        return to(request, f"/drafts/{folder.path.name}/review{place}")
    shown = next((each for each in found if str(each.number) == number), None)
    state = shown.state if shown else "open"
    return JSONResponse(
        {
            "number": number,
            "state": state,
            "words": say(f"office-state-{state}", language),
            "undoable": bool(marks),
            "counts": say("office-counts", language, **counts(found)),
        }
    )
