"""Types of parameters: what a value must look like, and the SPARQL term it becomes."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from api.errors import RefusedQuery

ParameterType = Literal["string", "integer", "year", "notation", "scheme", "department"]

_MOST_CHARACTERS = 200
_ESCAPES = str.maketrans(
    {"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\b": r"\b", "\f": r"\f"}
)
_INTEGER = re.compile(r"[+-]?[0-9]{1,15}")
_YEAR = re.compile(r"[12][0-9]{3}")
_SCHEME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Type:
    """A type: `pattern` holds for the whole value (None: anything), `write` makes the term."""

    pattern: re.Pattern[str] | None
    write: Callable[[str], str]
    message: str = "parameter-too-long"

    def term(self, name: str, value: str) -> str:
        """Return a value as a SPARQL term; `RefusedQuery` where it is not of this type."""
        if len(value) > _MOST_CHARACTERS:
            raise RefusedQuery("parameter-too-long", name=name, limit=_MOST_CHARACTERS)
        if self.pattern is not None:
            value = unicodedata.normalize("NFKC", value)
            if not self.pattern.fullmatch(value):
                raise RefusedQuery(self.message, name=name, value=value)
        return self.write(value)


def literal(text: str) -> str:
    r"""Return a SPARQL string literal that holds exactly this text.

    >>> print(literal('a"b\\c'))
    "a\"b\\c"
    """
    # What UTF-8 cannot carry (lone surrogates) becomes a replacement character.
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return f'"{clean.translate(_ESCAPES)}"'


def _number(text: str) -> str:
    return str(int(text))


def _notation(text: str) -> str:
    """Write a policy number or code in the width and without the spaces that the graph has."""
    return literal("".join(unicodedata.normalize("NFKC", text).split()))


TYPES: dict[ParameterType, Type] = {
    "string": Type(None, literal),
    "integer": Type(_INTEGER, _number, "parameter-not-integer"),
    "year": Type(_YEAR, _number, "parameter-not-year"),
    "notation": Type(None, _notation),
    "scheme": Type(_SCHEME, literal, "parameter-not-scheme"),
    "department": Type(None, literal),
}
