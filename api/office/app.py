"""The officers' side as one ASGI application: it takes files, shows what is in them, and publishes."""

import logging
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from api.errors import MethodNotAllowed, NotFound, QueryError
from api.languages import language_of
from api.office import actions, pages
from api.office.guard import HEADERS, Guard
from api.office.shown import LoggedOut, Office, render, to
from core.errors import TsunaguError
from core.settings import Settings

_LOG = logging.getLogger("tsunagu.office")
_STATIC = Path(__file__).parents[1] / "static"
_DRAFT = "/drafts/{draft}"
_PAGES = {
    "/": pages.start,
    "/login": pages.log_in_page,
    _DRAFT: pages.draft_page,
    f"{_DRAFT}/state": pages.draft_state,
    f"{_DRAFT}/review": pages.review,
    f"{_DRAFT}/sheets/{{number:int}}": pages.sheet,
}
_FORMS = {
    "/login": actions.log_in,
    "/logout": actions.log_out,
    "/drafts": actions.bring,
    "/drafts/release": actions.bring_release,
    f"{_DRAFT}/again": actions.read_again,
    f"{_DRAFT}/stop": actions.stop,
    f"{_DRAFT}/decide": actions.decide,
    f"{_DRAFT}/undo": actions.take_back,
    f"{_DRAFT}/publish": actions.publish,
    f"{_DRAFT}/discard": actions.discard,
}
_LANGUAGES = ("", "/en")


def create_office(settings: Settings, cities: str, token: str, hosts: frozenset[str]) -> Starlette:
    """Return the application on the home of `settings`, for who has the token.

    `cities` names further folders of cities, parted as in PATH; `hosts` is what `Host` may say.
    """
    routes: list[Route | Mount] = []
    for prefix in _LANGUAGES:
        routes += [Route(prefix + path, form, methods=["POST"]) for path, form in _FORMS.items()]
        routes += [Route(prefix + path, page, methods=["GET"]) for path, page in _PAGES.items()]
    routes.append(Mount("/static", StaticFiles(directory=_STATIC)))
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={
            LoggedOut: _logged_out,
            QueryError: _query_error,
            TsunaguError: _known_error,
            HTTPException: _http_error,
            Exception: _unexpected,
        },
    )
    app.state.office = Office.create(settings, cities, token)
    return app


async def _logged_out(request: Request, error: Exception) -> Response:  # noqa: ARG001  both are given
    return to(request, "/login")


async def _query_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, QueryError):
        raise error
    response = _problem(request, error, error.status)
    response.headers.update(error.headers)
    return response


async def _known_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, TsunaguError):
        raise error
    return _problem(request, error, 503)


async def _http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    known: QueryError = NotFound("page-not-found", path=request.url.path)
    if error.status_code == MethodNotAllowed.status:
        known = MethodNotAllowed("method-not-allowed", allowed=(error.headers or {}).get("Allow", ""))
    return await _query_error(request, known)


async def _unexpected(request: Request, error: Exception) -> Response:
    _LOG.error("unexpected error at %s", request.url.path, exc_info=error)
    response = _problem(request, TsunaguError("server-error"), 500)
    response.headers.update(HEADERS)  # this handler stands outside of all middleware
    return response


def _problem(request: Request, error: TsunaguError, status: int) -> Response:
    """Answer with a page, or for a script of ours with the sentence alone."""
    text = error.text(language_of(request))
    if "application/json" in request.headers.get("accept", ""):
        response = Response(text, status, media_type="text/plain; charset=utf-8")
    else:
        response = render(request, "problem.html", status, problem=text)
    if status == 413:  # the rest of the body is not read
        response.headers["Connection"] = "close"
    return response
