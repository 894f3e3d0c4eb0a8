"""Names that are only a class noun, so that each department may have a thing of that name."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from ontology.iris import folded


def is_ambiguous(name: str, of_city: tuple[str, ...] = ()) -> bool:
    """Tell whether a name says only what kind of thing it is; `of_city` lists more such names.

    >>> is_ambiguous("選定評価委員会"), is_ambiguous("みどりの基金選定評価委員会")
    (True, False)
    """
    wanted = folded(name)
    return wanted in map(folded, of_city) or _class_noun().fullmatch(wanted) is not None


@cache
def _class_noun() -> re.Pattern[str]:
    text = files("loaders.entities").joinpath("rules", "ambiguous.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text).values()
    return re.compile(
        "|".join(f"(?:{_any(each['qualifiers'])})*(?:{_any(each['nouns'])})" for each in tables)
    )


def _any(words: list[str]) -> str:
    return "|".join(re.escape(folded(word)) for word in words)
