"""Values of properties for things that were found: more columns for a table."""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, TypeAdapter
from starlette.requests import Request

from api.addresses import iri_list
from api.errors import RefusedQuery
from api.languages import language_of
from api.protocol import IRI
from api.reconcile.batch import parsed
from api.reconcile.terms import Property, kind_of, named_property, properties
from api.replaced import places_of
from api.rows import Row, text
from api.site import rows
from core.messages import Language, say
from ontology.terms import PREFIXES, XSD

MOST_THINGS = 500
MOST_PROPERTIES = 30
_MOST_VALUES = 1000

_QUERY = """%(prefixes)s
SELECT ?id ?value ?label WHERE {
  { SELECT DISTINCT %(wanted)s WHERE { VALUES ?id { %(things)s } %(pattern)s } %(group)s }
  OPTIONAL { ?value skos:prefLabel ?own FILTER(LANG(?own) = "%(language)s") }
  OPTIONAL { ?value skos:prefLabel ?japanese FILTER(LANG(?japanese) = "ja") }
  BIND(COALESCE(?own, ?japanese) AS ?label)
} ORDER BY ?id ?value
"""
_INTEGERS = (str(XSD.integer), str(XSD.nonNegativeInteger))


class Wanted(BaseModel):
    """A property that is asked for. `limit` in its settings: the most values, 0 for all."""

    id: str
    settings: dict[str, Any] = {}

    def limit(self) -> int:
        """Return the most values of one thing."""
        given = str(self.settings.get("limit", "")).strip()
        return min(int(given), _MOST_VALUES) or _MOST_VALUES if given.isdecimal() else _MOST_VALUES


class Extension(BaseModel):
    """A request for values."""

    ids: list[str]
    properties: list[Wanted]


_EXTENSION = TypeAdapter(Extension)


async def extended(request: Request, asked: str) -> dict[str, Any]:
    """Answer a request for values. A thing that is not here has none; a former IRI means the thing of now."""
    wanted = parsed(_EXTENSION, asked)
    _refuse_too_many(wanted)
    language = language_of(request)
    for each in wanted.properties:
        if each.id not in properties():
            raise RefusedQuery("reconcile-no-property", name=each.id[:40], known=list(properties()))
    found: dict[str, dict[str, list[Any]]] = {iri: {} for iri in wanted.ids}
    sound = [iri for iri in found if IRI.fullmatch(iri)]
    places = await places_of(request, sound)
    things = list(dict.fromkeys(places.get(iri, iri) for iri in sound))
    for each in wanted.properties:
        values = await _values(request, properties()[each.id], things, language)
        for iri, row in found.items():
            row[each.id] = values.get(places.get(iri, iri), [])[: each.limit()]
    return {"meta": [_meta(each.id, language) for each in wanted.properties], "rows": found}


def _refuse_too_many(wanted: Extension) -> None:
    counts = {"ids": (len(wanted.ids), MOST_THINGS), "properties": (len(wanted.properties), MOST_PROPERTIES)}
    for name, (count, limit) in counts.items():
        if count > limit:
            raise RefusedQuery("reconcile-too-much", name=name, count=count, limit=limit)


def proposed(kind: str, limit: int, language: Language) -> dict[str, Any]:
    """Return the properties that things of a class can have."""
    known = kind_of(kind)
    fitting = [pid for pid, each in properties().items() if each.fits([known] if known else [])]
    return {
        "type": known or kind,
        "limit": limit,
        "properties": [named_property(pid, language) for pid in fitting[:limit]],
    }


def settings(language: Language) -> list[dict[str, Any]]:
    """Return what can be set for each property."""
    limit = {"name": "limit", "type": "number", "default": 0}
    words = {name: say(f"reconcile-limit-{name}", language) for name in ("label", "help")}
    return [limit | {"label": words["label"], "help_text": words["help"]}]


def _meta(pid: str, language: Language) -> dict[str, Any]:
    return dict(named_property(pid, language))


async def _values(
    request: Request, wanted: Property, things: Sequence[str], language: Language
) -> dict[str, list[Any]]:
    """Return the values of one property by thing, each once."""
    if not things:
        return {}
    query = _QUERY % {
        "prefixes": "\n".join(f"PREFIX {prefix}: <{base}>" for prefix, base in PREFIXES.items()),
        "wanted": "?id (COUNT(DISTINCT ?found) AS ?value)" if wanted.count else "?id ?value",
        "things": iri_list(things),
        "pattern": wanted.pattern.replace("?value", "?found") if wanted.count else wanted.pattern,
        "group": "GROUP BY ?id" if wanted.count else "",
        "language": language,
    }
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in (await rows(request, query)).rows:
        value = _value(row)
        found[text(row, "id")].setdefault(json.dumps(value, sort_keys=True), value)
    return {iri: list(values.values()) for iri, values in found.items()}


def _value(row: Row) -> dict[str, Any]:
    """Return a value as the protocol writes it. A day is text: the protocol knows only moments."""
    term = row["value"]
    if term.kind == "uri":
        return {"id": term.value, "name": text(row, "label") or term.value}
    if term.datatype in _INTEGERS:
        return {"int": int(term.value)}
    if term.datatype == str(XSD.decimal):
        return {"float": float(term.value)}
    return {"str": term.value}
