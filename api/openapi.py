"""The OpenAPI description of `/api`, made of the heads of the saved queries.

Only words and types: which departments or years there are depends on the release, and stands in
`/api/queries`.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from api.pages.explorer.kinds import KINDS, STATUSES
from api.parameters import ParameterType
from api.saved import Parameter, SavedQuery, Words, saved_queries
from api.search import kinds
from core.messages import LANGUAGES
from graph.network import EXPORTS, views

Schema = dict[str, Any]

_NOTHING: Schema = {"const": ""}
_TYPES: dict[ParameterType, Schema] = {
    "string": {"type": "string", "maxLength": 200},
    "notation": {"type": "string", "maxLength": 200},
    "department": {"type": "string", "maxLength": 200},
    "scheme": {"type": "string", "maxLength": 200, "pattern": "^[A-Za-z0-9._-]*$"},
    "year": {"anyOf": [{"type": "integer", "minimum": 1000, "maximum": 2999}, _NOTHING]},
    "integer": {"anyOf": [{"type": "integer", "minimum": -(10**15) + 1, "maximum": 10**15 - 1}, _NOTHING]},
}
"""What each type of parameter takes; nothing means any value."""


def document(formats: Sequence[str]) -> Schema:
    """Return the whole description; `formats` are the names that `?format=` takes."""
    described = _template()
    answer = described["paths"].pop("/api/queries/{name}")["get"]
    for query in saved_queries().values():
        described["paths"][f"/api/queries/{query.name}"] = {"get": _operation(query, answer, formats)}
    network = described["paths"].pop("/api/network/{view}")["get"]
    for view in views().values():
        own = {"operationId": view.name, "summary": f"{view.title.ja} / {view.title.en}"}
        own["description"] = f"{view.description.ja}\n\n{view.description.en}\n\n{network['description']}"
        described["paths"][f"/api/network/{view.name}"] = {"get": network | own}
    by_name = described["components"]["parameters"]
    by_name["type"]["schema"]["items"]["enum"] = [*kinds(), ""]
    by_name["explorer-types"]["schema"]["items"]["enum"] = [*KINDS, ""]
    by_name["explorer-status"]["schema"]["items"]["enum"] = [*STATUSES, ""]
    by_name["network-format"]["schema"]["enum"] = [*EXPORTS, ""]
    return described


@cache
def _text() -> str:
    return (files("api") / "openapi.json").read_text("utf-8")


def _template() -> Schema:
    """Return what does not depend on the saved queries."""
    template: Schema = json.loads(_text())
    return template


def _operation(query: SavedQuery, answer: Schema, formats: Sequence[str]) -> Schema:
    named = [_parameter(name, parameter) for name, parameter in query.parameters.items()]
    chosen = {"name": "format", "in": "query", "schema": {"type": "string", "enum": [*formats, ""]}}
    return answer | {
        "operationId": query.name,
        "summary": _both(query.title, " / "),
        "description": _both(query.description, "\n\n"),
        "parameters": [*named, chosen, {"$ref": "#/components/parameters/lang"}],
    }


def _parameter(name: str, parameter: Parameter) -> Schema:
    schema = dict(_TYPES[parameter.type])
    if parameter.default:
        schema["default"] = int(parameter.default) if "anyOf" in schema else parameter.default
    return {"name": name, "in": "query", "description": _both(parameter.label, " / "), "schema": schema}


def _both(words: Words, between: str) -> str:
    return between.join(words.say(language) for language in LANGUAGES)
