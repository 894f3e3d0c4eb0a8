"""What a client gets when something goes wrong: a page for people, plain text in both languages for programs.

Nothing of the inside is shown: an unexpected error is written to the server's log and answered with
one sentence.
"""

import logging

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from api.disconnect import ClientGone
from api.endpoint import CORS
from api.errors import MethodNotAllowed, NotFound, QueryError
from api.headers import SECURITY
from api.site import language_of, render
from api.sparql.formats import wants_html
from core.errors import HomeError, TsunaguError

_LOG = logging.getLogger("tsunagu.api")
_CLIENT_GONE = 499
_UNAVAILABLE = 503
_SERVER_ERROR = 500


def install(app: FastAPI) -> None:
    """Answer every error of an application."""
    app.add_exception_handler(QueryError, _query_error)
    app.add_exception_handler(HomeError, _home_error)
    app.add_exception_handler(ClientGone, _client_gone)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unexpected)


async def _query_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, QueryError):
        raise error
    return _answer(request, error, error.status, error.headers)


async def _home_error(request: Request, error: Exception) -> Response:
    _LOG.error("%s", error)
    return _answer(request, TsunaguError("server-error"), _UNAVAILABLE, {})


async def _client_gone(request: Request, error: Exception) -> Response:  # noqa: ARG001  both are given
    return Response(status_code=_CLIENT_GONE)


async def _http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    known: QueryError = NotFound("page-not-found", path=request.url.path)
    if error.status_code == MethodNotAllowed.status:
        allowed = (error.headers or {}).get("Allow", "GET").split(", ")
        known = MethodNotAllowed("method-not-allowed", allowed=", ".join(sorted(allowed)))
    return _answer(request, known, error.status_code, known.headers)


async def _unexpected(request: Request, error: Exception) -> Response:
    _LOG.error("unexpected error at %s", request.url.path, exc_info=error)
    # This handler stands outside of all middleware, so it brings the headers itself.
    return _answer(request, TsunaguError("server-error"), _SERVER_ERROR, SECURITY)


def _answer(request: Request, error: TsunaguError, status: int, headers: dict[str, str]) -> Response:
    if request.url.path.endswith("/sparql"):
        headers = headers | CORS
    if wants_html(request.headers.get("accept", "")):
        text = error.text(language_of(request))
        response = render(request, "problem.html", status, key=error.key, problem=text)
        response.headers.update(headers)
        return response
    both = f"{error.text('ja')}\n{error.text('en')}\n"
    return PlainTextResponse(both, status, headers)
