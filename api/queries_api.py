"""`/api/queries`: the saved queries for programs.

    /api/queries                     what there is to ask: titles, parameters, choices
    /api/queries/{name}?year=2024    the answer: JSON, SPARQL JSON or XML, CSV, CSV for Excel, TSV
    /api/openapi.json                the same, described (`api.openapi`)

They read the heads that the pages and the command read too. `lang` is the language of labels.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from api.choices import choices_of
from api.errors import NotAcceptable, NotFound, RefusedQuery
from api.openapi import document
from api.pages import excel
from api.represent import represent
from api.rows import Row, Rows, rows_of
from api.saved import SavedQuery, saved_queries
from api.site import JSON, apart, ask, site_of
from api.sparql.formats import ROWS, Choice, Format, best
from api.sparql.question import Answer, Question
from core.messages import LANGUAGES, Language, say
from ontology.terms import XSD

TABLE = Format("json", ("application/json",))
EXCEL = Format("csv-excel", ("text/csv",))
_ENGINE = {"sparql-json": "json", "xml": "xml", "csv": "csv", "tsv": "tsv"}
_RESULTS = {
    name: Format(name, format_.media_types[:1])
    for name, rows in _ENGINE.items()
    for format_ in ROWS
    if format_.name == rows
}
FORMATS = {each.name: each for each in (TABLE, *_RESULTS.values(), EXCEL)}
"""What `?format=` takes; by `Accept` there is no asking for Excel's kind of CSV."""

RESERVED = ("format", "lang")
"""Names that no parameter of a saved query may have."""

_LABEL = "Label"
_NUMBERS = {
    str(XSD.integer): int,
    str(XSD.nonNegativeInteger): int,
    str(XSD.decimal): float,
}


async def listing(request: Request) -> Response:
    """List the queries with their parameters and what there is to choose from."""
    language = _language(_single(request), known=("lang",))
    queries = saved_queries().values()
    types = (parameter.type for query in queries for parameter in query.parameters.values())
    choices = await choices_of(request, types, language)
    release = site_of(request).release().id
    told = {
        "release": release,
        "formats": list(FORMATS),
        "choices": {
            kind: [{"value": value, "label": label} for value, label in pairs]
            for kind, pairs in choices.items()
        },
        "queries": [_described(query) for query in queries],
    }
    return represent(request, _json(told), "application/json", release)


async def answer(request: Request) -> Response:
    """Answer one saved query."""
    name = request.path_params["name"]
    query = saved_queries().get(name)
    if query is None:
        raise NotFound("saved-query-unknown", name=name[:60], known=list(saved_queries()))
    given = _single(request)
    language = _language(given, known=(*query.parameters, *RESERVED))
    chosen = _format(given.pop("format", ""), request.headers.get("accept", ""))
    given.pop("lang", None)
    bound = query.bind(given, language)
    rows = next((each for each in ROWS if each.name == _ENGINE.get(chosen.name)), None)
    found = await ask(request, Question(bound, Choice(rows=rows, graph=None) if rows else JSON))
    if rows is not None:
        return represent(request, found.body, chosen.media_type, found.release)
    if chosen is EXCEL:
        body = await apart(request, len(found.body), lambda: _excel(query, found, language))
    else:
        body = await apart(request, len(found.body), lambda: _whole(query, found, query.values(given)))
    response = represent(request, body, chosen.media_type, found.release)
    if chosen is EXCEL:
        response.headers["Content-Disposition"] = f'attachment; filename="{query.name}.csv"'
    return response


async def openapi(request: Request) -> Response:
    """Describe all this in OpenAPI."""
    return represent(request, _json(document(list(FORMATS))), "application/json", "")


def _single(request: Request) -> dict[str, str]:
    """Return the parameters; none may be given twice."""
    pairs = request.query_params.multi_items()
    given = dict(pairs)
    if len(pairs) > len(given):
        raise RefusedQuery("api-parameter-repeated")
    return given


def _language(given: Mapping[str, str], known: Sequence[str]) -> Language:
    """Return the language that is asked for; refuse parameters that nothing knows."""
    for name in given:
        if name not in known:
            raise RefusedQuery("api-parameter-unknown", name=name[:40], known=list(known))
    asked = given.get("lang") or LANGUAGES[0]
    language = next((each for each in LANGUAGES if each == asked), None)
    if language is None:
        raise RefusedQuery("api-language-unknown", language=asked[:20], known=list(LANGUAGES))
    return language


def _format(name: str, accept: str) -> Format:
    if name:
        if name not in FORMATS:
            raise NotAcceptable("format-unknown", format=name[:40], known=", ".join(FORMATS))
        return FORMATS[name]
    chosen = best((TABLE, *_RESULTS.values()), accept)
    if chosen is None:
        known = ", ".join(each.media_types[0] for each in (TABLE, *_RESULTS.values()))
        raise NotAcceptable("accept-unknown", accept=accept[:200], known=known)
    return FORMATS[chosen.name]


def _described(query: SavedQuery) -> dict[str, Any]:
    return {
        "name": query.name,
        "title": query.title.model_dump(),
        "description": query.description.model_dump(),
        "parameters": [
            {"name": name, **parameter.model_dump()} for name, parameter in query.parameters.items()
        ],
        "columns": _columns(query),
        "address": f"/api/queries/{query.name}",
        "page": f"/queries/{query.name}",
    }


def _columns(query: SavedQuery) -> list[dict[str, Any]]:
    return [{"name": name, "label": words.model_dump()} for name, words in query.columns.items()]


def _whole(query: SavedQuery, found: Answer, values: Mapping[str, str]) -> bytes:
    """Return the answer in JSON."""
    told = {"query": query.name, "release": found.release, "parameters": values}
    return _json(told | _table(query, rows_of(found)))


def _table(query: SavedQuery, found: Rows) -> dict[str, Any]:
    """Return columns and rows: a thing as its IRI and label, numbers as numbers, nothing as null."""
    rows = [{name: _value(row, name) for name in query.columns} for row in found.rows]
    return {"columns": _columns(query), "total": len(rows), "rows": rows}


def _value(row: Row, name: str) -> object:
    term = row.get(name)
    if term is None:
        return None
    if term.kind == "uri":
        label = row.get(name + _LABEL)
        return {"id": term.value, "label": label.value if label else None}
    number = _NUMBERS.get(term.datatype)
    return number(term.value) if number else term.value


def _excel(query: SavedQuery, found: Answer, language: Language) -> bytes:
    """Return a table to keep as a file: headings in words, labels, and the IRIs at the right."""
    rows = rows_of(found)
    headings = {name: words.say(language) for name, words in query.columns.items()}
    things = [name for name in headings if name + _LABEL in rows.variables]
    shown = {heading: name + _LABEL if name in things else name for name, heading in headings.items()}
    shown |= {say("api-heading-iri", language, name=headings[name]): name for name in things}
    lines = tuple({heading: row[name] for heading, name in shown.items() if name in row} for row in rows.rows)
    return excel.table(Rows(tuple(shown), lines)).encode()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
