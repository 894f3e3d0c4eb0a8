"""What a client gets when something goes wrong: a page for people, a text or problem details for programs.

Problem details (RFC 9457) are for those who take JSON; they carry the key of the message, both
languages, and the place in the query where it is known. The text is in the language that the client
prefers, in both where it says nothing.

Nothing of the inside is shown: an unexpected error is written to the server's log and answered with
one sentence.
"""

import json
import logging
from http import HTTPStatus

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.disconnect import ClientGone
from api.errors import MethodNotAllowed, NotFound, QueryError
from api.headers import OPEN, SECURITY
from api.languages import language_of, preferred
from api.protocol import accept_of
from api.site import render
from api.sparql.formats import Format, best, wants_html
from core.errors import HomeError, TsunaguError
from core.messages import LANGUAGES

_LOG = logging.getLogger("tsunagu.api")
_CLIENT_GONE = 499
_UNAVAILABLE = 503
_SERVER_ERROR = 500
_TEXT = Format("text", ("text/plain",))
_DETAILS = Format(
    "problem",
    (
        "application/problem+json",
        "application/json",
        "application/sparql-results+json",
        "application/ld+json",
    ),
)
_ALWAYS = {"Cache-Control": "no-store", "Vary": "Accept, Accept-Language"}
_PLACE = ("line", "column")


def install(app: FastAPI) -> None:
    """Answer every error of an application."""
    app.add_exception_handler(QueryError, _query_error)
    app.add_exception_handler(HomeError, _home_error)
    app.add_exception_handler(ClientGone, _client_gone)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unexpected)


def refusal(request: Request, error: QueryError) -> Response:
    """Return what a middleware outside of all others answers; so it brings their headers itself."""
    return _answer(request, error, error.status, error.headers | SECURITY | OPEN)


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
    # This handler stands outside of all middleware too.
    return _answer(request, TsunaguError("server-error"), _SERVER_ERROR, SECURITY | OPEN)


def _answer(request: Request, error: TsunaguError, status: int, headers: dict[str, str]) -> Response:
    accept = accept_of(request)
    if wants_html(accept):
        text = error.text(language_of(request))
        again = str(request.url.replace(scheme="", netloc="")) if request.method == "GET" else ""
        response = render(
            request, "problem.html", status, code=status, key=error.key, problem=text, again=again
        )
    elif best((_TEXT, _DETAILS), accept or "*/*") not in (None, _TEXT):
        response = _details(request, error, status)
    else:
        response = _text(request, error, status)
    response.headers.update(_ALWAYS | headers)
    return response


def _text(request: Request, error: TsunaguError, status: int) -> Response:
    language = preferred(request)
    languages = (language,) if language else LANGUAGES
    body = "".join(f"{error.text(each)}\n" for each in languages)
    return Response(body, status, {"Content-Language": ", ".join(languages)}, _TEXT.media_type)


def _details(request: Request, error: TsunaguError, status: int) -> Response:
    language = preferred(request) or LANGUAGES[0]
    details = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": error.text(language),
        "key": error.key,
        "messages": {each: error.text(each) for each in LANGUAGES},
    } | {name: error.values[name] for name in _PLACE if name in error.values}
    body = json.dumps(details, ensure_ascii=False)
    return Response(body, status, {"Content-Language": language}, _DETAILS.media_type)
