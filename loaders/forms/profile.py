"""A form profile: the words that a form prints and the tables that it draws, read from TOML.

A form is a folder with a `form.toml`, described in `docs/forms.md`. Folders may live outside the
project (`TSUNAGU_FORMS`); one of the same name stands before the bundled one.
"""

import hashlib
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from core.errors import UsageError
from core.settings import Settings
from loaders.language.width import key
from loaders.sheet import ItemKind

_RESIDUE = re.compile(r"[\d.,、()\[\]・:/\-~|]*")
_SPELLING = str.maketrans("", "", "り")


PROFILE = "form.toml"
PARSERS = ("narrative", "list", "matrix")
MATRIX = ("program", "unit_name", "purpose", "indicator", "unit", "kind", "note", "target", "actual", "cost")
KEYS = {
    "": (
        *("parser", "label", "title", "department", "head_title", "head_name", "measures", "policies"),
        *("furniture", "remarks", "goal_signs", "midterm_signs", "priority", "tags", "widths"),
        *("fields", "ratings", "matrix", "tables"),
    ),
    "ratings": ("grades",),
    "matrix": MATRIX,
    "tables": ("name", "columns", "key", "least"),
}
"""What a profile may hold, by part. Anything else is taken for a misspelt key."""

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


# Told apart by identity: it holds mappings, and there is one of each form.
@dataclass(frozen=True, slots=True, eq=False)
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


@lru_cache(maxsize=1 << 16)
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
    be read, and for a folder that is not there.
    """
    return {name: load_profile(path) for name, path in profile_paths(extra).items()}


def profile_paths(extra: str | None = None) -> dict[str, Path]:
    """Return where the profile of each known form stands; see `profiles`."""
    folders = Settings().forms if extra is None else extra
    own = [Path(folder) for folder in folders.split(os.pathsep) if folder]
    for folder in own:
        if not folder.is_dir():
            raise UsageError("form-no-such-folder", folder=folder)
    return {path.parent.name: path for root in (_BUNDLED, *own) for path in sorted(root.glob(f"*/{PROFILE}"))}


def profiles_digest() -> str:
    """Return the SHA-256 over all profiles, for caches of what was read by them."""
    bytes_of_all = (path.read_bytes() for _, path in sorted(profile_paths().items()))
    return hashlib.sha256(b"\0".join(bytes_of_all)).hexdigest()


def narrative() -> Profile:
    """Return the profile of the narrative-columns form."""
    return profiles()["narrative"]


def load_profile(path: Path) -> Profile:
    """Read one profile. Raises `UsageError` that names the file and what is wrong in it."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        if unknown := sorted(_unknown(data)):
            raise UsageError("form-profile-unknown-key", file=path, keys="、".join(unknown))
        return _profile(path.parent.name, data)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError("form-profile-unreadable", file=path, reason=error) from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise UsageError("form-profile-wrong", file=path, reason=error) from error


def _unknown(data: dict[str, Any]) -> set[str]:
    """Return the keys that nothing reads."""
    found = data.keys() - set(KEYS[""])
    for part in KEYS.keys() & data.keys():
        tables = data[part] if isinstance(data[part], list) else [data[part]]
        found |= {f"{part}.{key}" for table in tables for key in table.keys() - set(KEYS[part])}
    return found


def _profile(name: str, data: dict[str, Any]) -> Profile:
    def words(field: str) -> tuple[str, ...]:
        return _keys(data.get(field, []))

    if data["parser"] not in PARSERS:
        raise ValueError(f"parser = {data['parser']!r}")
    matrix = data.get("matrix", {})
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
        matrix={role: _keys(matrix.get(role, [])) for role in MATRIX},
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
    if isinstance(words, str):
        raise TypeError(f'"{words}": [ … ]')
    return tuple(sorted(map(form_key, words), key=lambda word: (-len(word), word)))


def _table(data: dict[str, Any]) -> TableSpec:
    columns = {role: _keys(words) for role, words in data["columns"].items()}
    return TableSpec(data["name"], columns, _keys(data.get("key", [])), data.get("least", len(columns)))
