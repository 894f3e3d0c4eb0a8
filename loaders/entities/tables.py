"""The rules that stand as data in `rules/*.toml`, read once."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from loaders.mention import MentionKind


@lru_cache(maxsize=16)
def table(name: str) -> dict[str, Any]:
    """Return the table `rules/<name>.toml`."""
    text = files("loaders.entities").joinpath("rules", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=64)
def words(name: str, key: str) -> frozenset[str]:
    """Return a list of words of a table."""
    return frozenset(table(name)[key])


@lru_cache(maxsize=64)
def either(name: str, *keys: str) -> str:
    """Return lists of words of a table as one regular expression, longest first."""
    every = {word for key in keys for word in table(name)[key]}
    return "|".join(re.escape(word) for word in sorted(every, key=lambda word: (-len(word), word)))


@dataclass(frozen=True, slots=True)
class Suffix:
    """The last part of a name, the kind it tells, and what must stand before it (`rules/suffixes.toml`)."""

    word: str
    kind: MentionKind
    needs: str
    outside: MentionKind | None
    own: MentionKind | None
    elsewhere: MentionKind | None
    parts: bool


@lru_cache(maxsize=1)
def suffixes() -> dict[str, Suffix]:
    """Return the suffixes by their words; of two rows with one word the first counts."""
    found: dict[str, Suffix] = {}
    for row in table("suffixes")["suffix"]:
        for word in row["words"]:
            kinds: dict[str, MentionKind | None] = {
                column: row.get(column) for column in ("outside", "own", "elsewhere")
            }
            suffix = Suffix(word, row["kind"], row["needs"], **kinds, parts=row.get("parts", False))
            found.setdefault(word, suffix)
    return found
