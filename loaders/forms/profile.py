"""A form profile: the words that a form prints, read from TOML."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from loaders.language.width import key
from loaders.sheet import ItemKind

_RESIDUE = re.compile(r"[\d.,、()\[\]・:/\-~|]*")
_SPELLING = str.maketrans("", "", "り")


@dataclass(frozen=True, slots=True)
class Profile:
    """The words of one form, as keys (folded, no white space, one spelling)."""

    title: tuple[str, ...]
    department: frozenset[str]
    head_title: frozenset[str]
    head_name: frozenset[str]
    measures: frozenset[str]
    policies: frozenset[str]
    furniture: tuple[str, ...]
    remarks: tuple[str, ...]
    goal_signs: tuple[str, ...]
    midterm_signs: tuple[str, ...]
    priority: tuple[str, ...]
    tags: tuple[str, ...]
    widths: dict[ItemKind, int]
    measures_label: str
    policies_label: str

    def is_furniture(self, text: str) -> bool:
        """Tell whether a line holds nothing but headings, column heads, and numbers between them."""
        rest = form_key(text)
        before = rest
        for phrase in self.furniture:
            rest = rest.replace(phrase, "")
        return rest != before and _RESIDUE.fullmatch(rest) is not None


def form_key(text: str) -> str:
    """Return the key under which words of a form are compared: 取り組み is 取組み.

    >>> form_key("取り組みの総括") == form_key("取組みの総括")
    True
    """
    return key(text).translate(_SPELLING)


@cache
def narrative() -> Profile:
    """Return the profile of the narrative-columns form."""
    data = tomllib.loads(files("loaders.forms").joinpath("narrative.toml").read_text(encoding="utf-8"))

    def keys(name: str) -> tuple[str, ...]:
        """Longest first, so that a short phrase never eats a part of a long one."""
        return tuple(sorted(map(form_key, data[name]), key=lambda word: (-len(word), word)))

    return Profile(
        title=keys("title"),
        department=frozenset(keys("department")),
        head_title=frozenset(keys("head_title")),
        head_name=frozenset(keys("head_name")),
        measures=frozenset(keys("measures")),
        policies=frozenset(keys("policies")),
        furniture=keys("furniture"),
        remarks=keys("remarks"),
        goal_signs=keys("goal_signs"),
        midterm_signs=keys("midterm_signs"),
        priority=tuple(data["priority"]),
        tags=tuple(data["tags"]),
        widths=dict(data["widths"]),
        measures_label=data["measures"][0],
        policies_label=data["policies"][0],
    )
