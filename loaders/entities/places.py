"""Whose a body is: the own city's, another city's, a prefecture's, the state's; part of a larger body."""

import re
from functools import lru_cache

from loaders.entities.nouns import Word
from loaders.entities.scope import Scope
from loaders.entities.segments import made_of
from loaders.entities.tables import suffixes, words

_OUTSIDE = re.compile(
    "[県府都国道]立|(?P<stem>.{1,5}?)(?P<form>[県府](?![内外民])|[市町村](?![内外民場長]))(?=.)"
)
_TOWN = re.compile("(?P<stem>[^市町村]{1,5})[市町村](?![内外民場長役])(?=.)")
_COMPANY = "^[A-Z]{2,}."


def outside(name: str, scope: Scope) -> str | None:
    """Return the prefecture, city or ministry that a longer name begins with.

    None where it begins with none, or with the own city; a 町 or 村 is as a rule a part of that.
    """
    if name.startswith(scope.city_name):
        return None
    ministry = next(
        (each for each in _state() if name.startswith(each) and name[len(each) :][:1] not in ("", "舎")), None
    )
    found = _OUTSIDE.match(name)
    if ministry or not found:
        return ministry
    stem = found["stem"]
    if stem is not None and (found["form"] in "町村" or not is_stem(stem)):
        return None
    return found[0]


def of_another_town(name: str, scope: Scope) -> bool:
    """Tell whether a folded name begins with another city, town or prefecture, or with the state."""
    town = _TOWN.match(name)
    other = town is not None and is_stem(town["stem"]) and not name.startswith(scope.city_name)
    return other or outside(name, scope) is not None


def is_stem(text: str) -> bool:
    """Tell whether this can stand before 市, 町, 村, 県, 府 (not 都市, 同市, 関係市)."""
    if text in words("towns", "never") or text.endswith("都"):
        return False
    return made_of("edges", "general").fullmatch(text) is None


def is_place(run: tuple[Word, ...], scope: Scope) -> bool:
    """Tell whether a run of words begins with a place or another proper noun."""
    first = run[0]
    proper = first.detail == "固有名詞" and len(first.text) > 1 and not first.text.isascii()
    return proper or "".join(word.text for word in run).startswith(scope.city_stem)


def of_a_body(before: str) -> bool:
    """Tell whether the words before a suffix hold the name of a body (星川大学 in 星川大学附属病院)."""
    return _body().search(before) is not None


def begins_with_a_body(before: str) -> bool:
    """Tell whether a body's class noun opens the words (税理士会 in 税理士会月島支部)."""
    found = _body_word().match(before)
    return found is not None and found.end() < len(before)


@lru_cache(maxsize=1)
def _state() -> tuple[str, ...]:
    """Return the names of ministries and agencies, longest first."""
    names = (each.word for each in suffixes().values() if each.needs == "nothing")
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@lru_cache(maxsize=1)
def _body() -> re.Pattern[str]:
    """Return a pattern of the words in which the name of a whole body ends, or a company's letters."""
    return re.compile(f"(?<=.)(?:{_body_word().pattern})|^日本赤十字社|{_COMPANY}")


@lru_cache(maxsize=1)
def _body_word() -> re.Pattern[str]:
    rows = (each for each in suffixes().values() if each.kind == "partner" and not each.parts)
    whole = {each.word for each in rows if each.needs in ("named", "unique")} | set(_state())
    return re.compile("|".join(sorted(map(re.escape, whole), key=lambda word: (-len(word), word))))
