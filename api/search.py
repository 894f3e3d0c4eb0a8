"""`/api/search`: what the release says about some words, as JSON; the page `/search` shows the same."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from api.addresses import Addresses
from api.disconnect import unless_gone
from api.errors import RefusedQuery
from api.labels import Labels, shorten
from api.represent import represent
from api.searching import desk, index_of
from api.site import client_of, site_of
from core.messages import LANGUAGES
from graph.search import Found, Hit, Wanted
from ontology.classes import SUPERCLASSES
from ontology.terms import PREFIXES, SKOS, TNG

PARAMETERS = ("q", "type", "year", "dept", "limit", "offset")
MOST_CHARACTERS = 200
LIMIT, MOST_LIMIT, MOST_OFFSET = 20, 100, 10_000
YEARS = (1000, 2999)
_LABEL = 60


def kinds() -> tuple[str, ...]:
    """Return the short names of the classes that can be asked for: `Goal`, `skos:ConceptScheme`."""
    own = sorted(str(kind) for kind in SUPERCLASSES if kind.startswith(TNG.base))
    return tuple(short(kind) for kind in [*own, str(SKOS.ConceptScheme)])


def short(kind: str) -> str:
    """Return the name of a class as it stands in addresses.

    >>> short(str(TNG.Goal)), short(str(SKOS.ConceptScheme))
    ('Goal', 'skos:ConceptScheme')
    """
    return shorten(kind).removeprefix("tng:")


async def search(request: Request) -> Response:
    """Answer a search in JSON."""
    wanted = read(request)
    release = site_of(request).release()
    found = await find(request, wanted)
    answer = {"query": wanted.words, "release": release.id, "total": found.total}
    answer |= {"limit": wanted.limit, "offset": wanted.offset}
    addresses, labels = site_of(request).addresses(), site_of(request).labels
    answer["results"] = [_result(hit, found, addresses, labels) for hit in found.hits]
    answer["facets"] = {
        "type": [
            {"value": short(kind), "label": _class(kind, labels), "count": count}
            for kind, count in found.kinds
        ],
        "year": [{"value": year, "count": count} for year, count in found.years],
        "department": [
            {"value": iri, "label": _pair(found.labels.get(iri)), "count": count}
            for iri, count in found.departments
        ],
    }
    body = json.dumps(answer, ensure_ascii=False).encode()
    return represent(request, body, "application/json", release.id)


async def find(request: Request, wanted: Wanted) -> Found:
    """Search the release that answers."""
    index = index_of(site_of(request).release())
    return await unless_gone(request, desk.ask(lambda: index.find(wanted), client_of(request)))


def read(request: Request) -> Wanted:
    """Read the parameters; what is empty is not given. `RefusedQuery` for what cannot be meant."""
    given: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        if name not in PARAMETERS:
            raise RefusedQuery("search-param-unknown", name=name[:40], known=list(PARAMETERS))
        given.setdefault(name, []).append(value.strip())
    words = given.get("q", [""])[-1]
    if len(words) > MOST_CHARACTERS:
        raise RefusedQuery("search-too-long", limit=MOST_CHARACTERS)
    return Wanted(
        words=words,
        kinds=tuple(_kind(name) for name in given.get("type", ()) if name),
        years=tuple(_number("year", year, *YEARS) for year in given.get("year", ()) if year),
        departments=tuple(name for name in given.get("dept", ()) if name),
        limit=_number("limit", given.get("limit", [str(LIMIT)])[-1], 1, MOST_LIMIT),
        offset=_number("offset", given.get("offset", ["0"])[-1], 0, MOST_OFFSET),
    )


def label_of(hit: Hit) -> str:
    """Return what a hit is called in Japanese; the beginning of its text where it has no name."""
    text = hit.ja or hit.text
    return text if len(text) <= _LABEL else text[:_LABEL] + "…"


def source_of(hit: Hit) -> str | None:
    """Return the address of the place in the source, None where it has no quote."""
    return f"/sources/{hit.file}#L{hit.line}" if hit.file and hit.line else None


def _result(hit: Hit, found: Found, addresses: Addresses, labels: Labels) -> dict[str, Any]:
    department = {"id": hit.department, "label": _pair(found.labels.get(hit.department))}
    return {
        "id": hit.iri,
        "type": {"value": short(hit.kind), "id": hit.kind, "label": _class(hit.kind, labels)},
        "label": {"ja": label_of(hit), "en": hit.en or None},
        "snippet": {"text": hit.snippet.text, "marks": hit.snippet.marks},
        "year": hit.year,
        "department": department if hit.department else None,
        "score": round(hit.score, 6),
        "page": addresses.page(hit.iri),
        "source": source_of(hit),
    }


def _class(kind: str, labels: Labels) -> dict[str, str]:
    return {language: labels.kind(kind, language) for language in LANGUAGES}


def _pair(label: tuple[str, str] | None) -> dict[str, str | None]:
    ja, en = label or ("", "")
    return {"ja": ja or None, "en": en or None}


def _kind(name: str) -> str:
    """Return the class with a short name."""
    if name.removeprefix("tng:") not in kinds():
        raise RefusedQuery("search-type-unknown", name=name[:40], known=list(kinds()))
    prefix, _, local = name.rpartition(":")
    return PREFIXES[prefix or "tng"] + local


def _number(name: str, text: str, least: int, most: int) -> int:
    if not (
        text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and least <= int(text) <= most
    ):
        raise RefusedQuery("search-number", name=name, least=least, most=most)
    return int(text)
