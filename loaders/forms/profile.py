"""A form profile: the words that a form prints and the tables that it draws, read from TOML.

A form is a folder with a `form.toml`, described in `docs/forms.md`. Folders may live outside the
project (`TSUNAGU_FORMS`); one of the same name stands before the bundled one.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from core.errors import UsageError
from core.settings import Settings
from loaders.language.width import key
from loaders.sheet import ItemKind

_RESIDUE = re.compile(r"[\d.,、()\[\]・:/\-~|]*")
_SPELLING = str.maketrans("", "", "り")


PROFILE = "form.toml"
_BUNDLED = Path(__file__).parent / "profiles"


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of cells as the profile declares it.

    `name` is what its rows are ("goal"), `columns` the headings of each role, `key` those of the
    column that numbers the records. `least` is how many headings must stand in one row.
    """

    name: str
    columns: Mapping[str, tuple[str, ...]]
    key: tuple[str, ...]
    least: int


@dataclass(frozen=True, slots=True)
class Profile:
    """One form: its words as keys (folded, no white space, one spelling), and its tables."""

    name: str
    parser: str
    label: Mapping[str, str]
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
    tables: tuple[TableSpec, ...]
    fields: Mapping[str, tuple[str, ...]]
    grades: tuple[str, ...]
    matrix: Mapping[str, tuple[str, ...]]

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
def profiles(extra: str | None = None) -> dict[str, Profile]:
    """Return the known forms by name; `extra` names further folders, parted as in PATH.

    Without it the setting `TSUNAGU_FORMS` is asked. Raises `UsageError` for a profile that cannot
    be read.
    """
    folders = Settings().forms if extra is None else extra
    roots = [_BUNDLED, *(Path(folder) for folder in folders.split(os.pathsep) if folder)]
    paths = [path for root in roots for path in sorted(root.glob(f"*/{PROFILE}"))]
    return {path.parent.name: load_profile(path) for path in paths}


def narrative() -> Profile:
    """Return the profile of the narrative-columns form."""
    return profiles()["narrative"]


def load_profile(path: Path) -> Profile:
    """Read one profile. Raises `UsageError` that names the file and what is wrong in it."""
    try:
        return _profile(path.parent.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError("form-profile-unreadable", file=path, reason=error) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise UsageError("form-profile-wrong", file=path, reason=error) from error


def _profile(name: str, data: dict[str, Any]) -> Profile:
    def words(field: str) -> tuple[str, ...]:
        return _keys(data.get(field, []))

    return Profile(
        name=name,
        parser=data["parser"],
        label=data["label"],
        priority=tuple(data.get("priority", [])),
        tags=tuple(data.get("tags", [])),
        widths=dict(data.get("widths", {})),
        measures_label=next(iter(data.get("measures", [])), ""),
        policies_label=next(iter(data.get("policies", [])), ""),
        tables=tuple(_table(table) for table in data.get("tables", [])),
        fields={name: _keys(labels) for name, labels in data.get("fields", {}).items()},
        grades=tuple(data.get("ratings", {}).get("grades", [])),
        matrix={name: _keys(labels) for name, labels in data.get("matrix", {}).items()},
        title=words("title"),
        department=frozenset(words("department")),
        head_title=frozenset(words("head_title")),
        head_name=frozenset(words("head_name")),
        measures=frozenset(words("measures")),
        policies=frozenset(words("policies")),
        furniture=words("furniture"),
        remarks=words("remarks"),
        goal_signs=words("goal_signs"),
        midterm_signs=words("midterm_signs"),
    )


def _keys(words: list[str]) -> tuple[str, ...]:
    """Return words as keys, longest first, so that a short one never eats a part of a long one."""
    return tuple(sorted(map(form_key, words), key=lambda word: (-len(word), word)))


def _table(data: dict[str, Any]) -> TableSpec:
    columns = {role: _keys(words) for role, words in data["columns"].items()}
    return TableSpec(data["name"], columns, _keys(data.get("key", [])), data.get("least", len(columns)))
