"""Completing what someone types: things, classes, properties."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from api.disconnect import unless_gone
from api.errors import RefusedQuery
from api.languages import language_of
from api.reconcile import extend
from api.reconcile.answers import answered, number
from api.reconcile.batch import MOST_CHARACTERS, called, described, names_of
from api.reconcile.terms import kind_of, named, named_property, properties
from api.searching import desk
from api.site import client_of, site_of
from graph.reconcile import KINDS
from graph.search.folding import folded

_LIMIT = 20
_MOST = 10_000


async def things(request: Request) -> Response:
    """Complete the name of a thing; `cursor` is how many to leave out."""
    names, asked = names_of(request), _prefix(request)
    kinds = [kind for each in request.query_params.getlist("type") if (kind := kind_of(each))]
    cursor = number(request, "cursor", 0, _MOST)
    found = await unless_gone(
        request, desk.ask(lambda: names.begun(asked, kinds, _LIMIT, cursor), client_of(request))
    )
    language, labels = language_of(request), site_of(request).labels
    result = [
        {
            "id": each.iri,
            "name": called(each, language),
            "description": described(request, each),
            "notable": [named(each.kind, labels, language)],
        }
        for each in found
    ]
    return answered(request, {"result": result})


async def types(request: Request) -> Response:
    """Complete the name of a class."""
    language, labels = language_of(request), site_of(request).labels
    every = [named(kind, labels, language) for kind in KINDS]
    return answered(request, {"result": _begun(request, every)})


async def kinds_of_values(request: Request) -> Response:
    """Complete the name of a property."""
    every = [named_property(pid, language_of(request)) for pid in properties()]
    return answered(request, {"result": _begun(request, every)})


async def proposals(request: Request) -> Response:
    """Propose properties for the things of a class."""
    kind = request.query_params.get("type", "")
    limit = number(request, "limit", len(properties()), _MOST)
    return answered(request, extend.proposed(kind, limit, language_of(request)))


def _prefix(request: Request) -> str:
    prefix = request.query_params.get("prefix", "")
    if len(prefix) > MOST_CHARACTERS:
        raise RefusedQuery("search-too-long", limit=MOST_CHARACTERS)
    return prefix


def _begun(request: Request, every: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Return those whose name or id has what was typed, the ones that begin with it first."""
    typed = folded(_prefix(request)).text.strip()
    found = [each for each in every if typed in folded(each["name"]).text or typed in each["id"].lower()]
    cursor = number(request, "cursor", 0, _MOST)
    return sorted(found, key=lambda each: not folded(each["name"]).text.startswith(typed))[cursor:]
