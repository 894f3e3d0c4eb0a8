"""The saved queries: each `api/queries/NAME.rq` is one, documented in its own head.

The head is TOML behind `#+`: title and description in both languages, typed parameters, names of
columns. In the text, `?_year` is the place of the parameter `year`, always within `VALUES`, so that
an empty one becomes `UNDEF`: any value. `?_language` is the language of who asks ("ja", "en"): labels
are in it where there are any, else in Japanese.

    #+ title = { ja = "重点目標", en = "Goals marked priority" }
    #+ [parameters.year]
    #+ type = "year"
    #+ label = { ja = "年度", en = "Fiscal year" }
    SELECT ?goal WHERE { VALUES ?year { ?_year }  ?goal tng:fiscalYear ?year }

A value becomes a SPARQL term by its type; no text of a user is ever pasted into a query.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from api.errors import RefusedQuery
from api.parameters import TYPES, ParameterType, literal
from api.sparql.tokens import readings
from core.messages import Language, user_language

_HEAD = "#+"
_PLACE = "?_"
_LANGUAGE = "?_language"


class Words(BaseModel):
    """One text in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ja: str
    en: str

    def say(self, language: Language | None = None) -> str:
        """Return the text in one language (the user's when None)."""
        return self.en if (language or user_language()) == "en" else self.ja


class Parameter(BaseModel):
    """A parameter: what it is called, its type, the value where the user gives none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: Words
    type: ParameterType
    default: str = ""


class SavedQuery(BaseModel):
    """One saved query. `text` still has its places; `bind` fills them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    text: str
    title: Words
    description: Words
    parameters: dict[str, Parameter] = {}
    columns: dict[str, Words] = {}

    def values(self, given: Mapping[str, str]) -> dict[str, str]:
        """Return the value of each parameter: what is given, else its default."""
        for name in given:
            if name not in self.parameters:
                known = list(self.parameters) or "—"
                raise RefusedQuery("parameter-unknown", name=name[:40], query=self.name, known=known)
        return {
            name: given.get(name, parameter.default).strip() for name, parameter in self.parameters.items()
        }

    def bind(self, given: Mapping[str, str], language: Language | None = None) -> str:
        """Return the query with the values in their places, each as an escaped SPARQL term.

        Labels come in `language` (the user's when None) where there are any, else in Japanese.
        Raises `RefusedQuery` for a value that is not of its type and for an unknown name.
        """
        terms = {
            _PLACE + name: TYPES[self.parameters[name].type].term(name, value) if value else "UNDEF"
            for name, value in self.values(given).items()
        }
        terms[_LANGUAGE] = literal(language or user_language())
        parts, end = [], 0
        for token in next(readings(self.text)):
            if token.kind == "variable" and token.text.startswith(_PLACE):
                parts += [self.text[end : token.offset], terms[token.text]]
                end = token.offset + len(token.text)
        return "".join([*parts, self.text[end:]])


@cache
def saved_queries() -> dict[str, SavedQuery]:
    """Return all saved queries by name, in the order of their names."""
    folder = files("api") / "queries"
    sources = sorted(
        (each for each in folder.iterdir() if each.name.endswith(".rq")), key=lambda each: each.name
    )
    return {
        query.name: query for query in (parse(each.name[:-3], each.read_text("utf-8")) for each in sources)
    }


def parse(name: str, source: str) -> SavedQuery:
    """Read one `.rq` file; a head that is not as it should be raises `ValueError`."""
    lines = source.splitlines()
    head = "\n".join(line.removeprefix(_HEAD) for line in lines if line.startswith(_HEAD))
    text = "\n".join(line for line in lines if not line.startswith(_HEAD)).strip() + "\n"
    return SavedQuery(name=name, text=text, **tomllib.loads(head))
