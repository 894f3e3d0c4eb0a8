"""The versions of the vocabulary and what each changed, from `changes.toml`.

A term that stands there was published: it keeps its IRI. A test compares the list with the terms.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.described import Words


@dataclass(frozen=True, slots=True)
class Version:
    """A version: what is to be said of it, and the local names of the terms that it touched.

    `redefined` are terms whose words became clearer, `deprecated` those that went out of use.
    """

    number: str
    said: Words
    added: tuple[str, ...] = ()
    redefined: tuple[str, ...] = ()
    deprecated: tuple[str, ...] = ()


@cache
def changes() -> tuple[Version, ...]:
    """Return all versions, the newest first."""
    table = tomllib.loads(files("ontology").joinpath("changes.toml").read_text(encoding="utf-8"))
    return tuple(
        Version(
            each["number"],
            Words(each["ja"], each["en"]),
            *(tuple(each.get(kind, ())) for kind in ("added", "redefined", "deprecated")),
        )
        for each in table["version"]
    )


def version() -> str:
    """Return the version that is in force.

    >>> version().count(".")
    2
    """
    return changes()[0].number
