"""Questions in, candidates out."""

import json
from collections.abc import Mapping
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, Field, TypeAdapter, ValidationError, model_validator
from starlette.requests import Request

from api.disconnect import unless_gone
from api.errors import RefusedQuery, Unavailable
from api.languages import language_of
from api.reconcile.terms import feature_of, kind_of, named
from api.searching import desk
from api.site import client_of, site_of
from core.messages import Language
from graph.reconcile import MOST_LIMIT, Candidate, NamesIndex, Query

MOST_QUERIES = 50
"""Questions of one batch; OpenRefine sends ten."""

MOST_CHARACTERS = 500
_LIMIT = 5

Read = TypeVar("Read")


class Said(BaseModel):
    """Part of a question. What is said to be nothing (`null`) counts as not said: some clients write both."""

    @model_validator(mode="before")
    @classmethod
    def _without_nothing(cls, given: Any) -> Any:
        return (
            {name: each for name, each in given.items() if each is not None}
            if isinstance(given, dict)
            else given
        )


class Entity(BaseModel):
    """A value that was reconciled before."""

    id: str


Value = str | int | float | bool | Entity


class Known(Said):
    """What a table has in another column."""

    pid: str
    v: Value | list[Value] = []

    def texts(self) -> list[str]:
        """Return the values as texts."""
        values = self.v if isinstance(self.v, list) else [self.v]
        return [value.id if isinstance(value, Entity) else str(value) for value in values]


class Asked(Said):
    """One question, as the protocol writes it."""

    query: str = Field(default="", max_length=MOST_CHARACTERS)
    type: str | list[str] = []
    limit: int = Field(default=_LIMIT, ge=0)
    properties: list[Known] = []
    type_strict: Literal["any", "all", "should"] = "any"

    def types(self) -> list[str]:
        """Return the types that are asked for."""
        types = [self.type] if isinstance(self.type, str) else self.type
        return [each for each in dict.fromkeys(types) if each]

    def question(self) -> Query | None:
        """Return the question to the names; None where no thing can be of the types that are wanted.

        A thing has one class here, so it is never of all of several.
        """
        kinds = tuple(kind for each in self.types() if (kind := kind_of(each)))
        if self.type_strict == "should":
            kinds = ()
        elif self.types() and (not kinds or (self.type_strict == "all" and len(self.types()) > 1)):
            return None
        known = (
            (feature, text[:MOST_CHARACTERS])
            for each in self.properties
            if (feature := feature_of(each.pid))
            for text in each.texts()
        )
        return Query(self.query, kinds, tuple(known), min(self.limit, MOST_LIMIT))


_BATCH = TypeAdapter(dict[str, Asked])


async def answer(request: Request, text: str) -> dict[str, Any]:
    """Answer a batch of questions."""
    asked = parsed(_BATCH, text)
    if len(asked) > MOST_QUERIES:
        raise RefusedQuery("reconcile-too-many", count=len(asked), limit=MOST_QUERIES)
    questions = {name: question for name, each in asked.items() if (question := each.question())}
    names = names_of(request)
    found = await unless_gone(
        request, desk.ask(lambda: names.candidates(list(questions.values())), client_of(request))
    )
    results = dict(zip(questions, found, strict=True))
    return {name: {"result": [result(request, each) for each in results.get(name, ())]} for name in asked}


def parsed(adapter: TypeAdapter[Read], text: str) -> Read:
    """Read JSON of a client; `RefusedQuery` says what is wrong with it, and where."""
    try:
        return adapter.validate_python(json.loads(text))
    except (ValueError, RecursionError) as error:
        where = error.errors()[0]["loc"] if isinstance(error, ValidationError) else ()
        place = "/".join(map(str, where))[:80] or "—"
        raise RefusedQuery("reconcile-not-understood", place=place) from error


def names_of(request: Request) -> NamesIndex:
    """Return the names of the release that answers; `Unavailable` where it has none."""
    release = site_of(request).release()
    names = release.names()
    if names is None:
        raise Unavailable("reconcile-no-index", release=release.id)
    return names


def result(request: Request, candidate: Candidate) -> dict[str, Any]:
    """Return a candidate as the protocol writes it."""
    features = [{"id": name, "value": value} for name, value in candidate.features.items()]
    return {
        "id": candidate.iri,
        "name": called(candidate, language_of(request)),
        "description": described(request, candidate),
        "type": [named(candidate.kind, site_of(request).labels, language_of(request))],
        "score": candidate.score,
        "features": features,
        "match": candidate.match,
    }


def called(candidate: Candidate, language: Language) -> str:
    """Return what a thing is called in a language, in Japanese where it has no name there."""
    return (candidate.en if language == "en" else "") or candidate.ja


def described(request: Request, candidate: Candidate) -> str:
    """Return what tells a thing from others of its name: its city (of several), and what it belongs to."""
    language, cities = language_of(request), _cities(request)
    above = (candidate.above_en if language == "en" else "") or candidate.above_ja
    city = cities.get(candidate.city, {}).get(language, "") if len(cities) > 1 else ""
    return " / ".join(filter(None, [city, above]))


def _cities(request: Request) -> Mapping[str, Mapping[Language, str]]:
    cities = site_of(request).release().manifest.cities
    return {each.code: {"ja": each.name, "en": each.face.name_en or each.name} for each in cities}
