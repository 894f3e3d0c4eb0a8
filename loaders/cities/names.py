"""Names and slugs in registers: which rows are one thing, what it is called, how others point to it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from loaders.cities.addresses import is_address
from loaders.cities.entries import Remark, canonical
from loaders.cities.tables import Row

VALID = ("valid_from", "valid_to")
REMARKS = ("note", "source")
"""Columns that several registers have: from when to when, and what else is known."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Names in no register get IRIs of this form, so a register must not use it.
_HASH_SLUG = re.compile(r"x[0-9a-f]{16}")
_NOT_SLUG = re.compile(r"[^0-9a-z]+")
_KANA = re.compile("[ぁ-ゖァ-ヺー・ 　]*")


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one thing, in the order of the register; `code` is what they have in common."""

    code: str
    rows: tuple[Row, ...]

    def only(self, column: str, value: Callable[[Row], str] | None = None) -> str:
        """Return the value of a column, in which the rows must not contradict one another."""
        of = value or (lambda row: row[column])
        first = next((row for row in self.rows if of(row)), self.rows[0])
        for row in self.rows:
            if of(row) not in ("", of(first)):
                raise row.error("city-rows-differ", code=self.code, column=column, other=first.line)
        return of(first)

    def texts(self, column: str) -> str:
        """Return the different values of a column of remarks."""
        return " / ".join(dict.fromkeys(row[column] for row in self.rows if row[column]))


@dataclass(frozen=True, slots=True)
class Names:
    """What a thing is called: its name, its other names, and the remark where rows differ.

    `reading` is how the name is read, in kana, empty where the register does not say it.
    """

    name: str
    name_en: str | None
    aliases: tuple[str, ...]
    aliases_en: tuple[str, ...]
    remarks: tuple[Remark, ...]
    reading: str = ""


def groups(rows: Iterable[Row], code: Callable[[Row], str]) -> list[Group]:
    """Put together the rows that have one code; a row without a code is a thing of its own."""
    found: dict[str | int, list[Row]] = {}
    for row in rows:
        found.setdefault(code(row) or row.line, []).append(row)
    return [Group(code(rows[0]), tuple(rows)) for rows in found.values()]


def names_of(group: Group) -> Names:
    """Return the names of a thing: of several, the one that was valid last is chosen, else the first."""
    chosen = _valid_last(group.rows)
    names = _different(row.required("name") for row in group.rows)
    others = [*names, *(alias for row in group.rows for alias in row.parts("aliases"))]
    name, name_en = chosen["name"], chosen["name_en"]
    several = len(names) > 1
    values = {"code": group.code, "name": name, "names": "、".join(names)}
    return Names(
        name=name,
        name_en=name_en or None,
        aliases=tuple(each for each in _different(others) if canonical(each) != canonical(name)),
        aliases_en=tuple(
            dict.fromkeys(row["name_en"] for row in group.rows if row["name_en"] not in ("", name_en))
        ),
        remarks=(group.rows[0].remark("city-several-names", **values),) if several else (),
        reading=next((kana for row in group.rows if row["name"] == name and (kana := _in_kana(row))), ""),
    )


def _in_kana(row: Row) -> str:
    """Return how a row says that its name is read."""
    reading = row["reading"]
    if not _KANA.fullmatch(reading):
        raise row.error("city-bad-reading", value=reading)
    return reading


def _valid_last(rows: Iterable[Row]) -> Row:
    """Return the row whose name was valid last; the first one where no row has days."""

    def key(row: Row) -> tuple[bool, date, date]:
        begun, ended = row.days("valid_from", "valid_to")
        return bool(begun or ended), ended or date.max, begun or date.min

    return max(rows, key=key)


def _different(names: Iterable[str]) -> list[str]:
    return list({canonical(name): name for name in reversed(list(names))}.values())[::-1]


def slug_of(notation: str) -> str:
    """Turn "5-1-(3)" into "5-1-3": the letters and digits, joined by hyphens."""
    return _NOT_SLUG.sub("-", notation.lower()).strip("-")


def checked_slug(row: Row, text: str) -> str:
    """Return a slug that can be a part of an IRI."""
    if not _SLUG.fullmatch(text) or _HASH_SLUG.fullmatch(text):
        raise row.error("city-bad-slug", value=text)
    return text


def checked_address(group: Group) -> str:
    """Return the `url` of a thing, which is an address of the web or empty."""
    url = group.only("url")
    if url and not is_address(url):
        raise group.rows[0].error("city-bad-address", value=url)
    return url


def unique_names(found: Iterable[Group]) -> None:
    """Within a city the same full name is the same thing, so two of one name must not be told apart."""
    rows = [row for group in found for row in group.rows]
    unique(rows, (canonical(row["name"]) for row in rows), "name")


def unique(rows: Iterable[Row], values: Iterable[str], column: str) -> None:
    """Refuse the second row that has the same value (empty values may repeat)."""
    lines: dict[str, int] = {}
    for row, value in zip(rows, values, strict=True):
        if value and value in lines:
            raise row.error("city-duplicate", column=column, value=value, other=lines[value])
        lines[value] = row.line


class Index:
    """The things of a register by their keys and names, for the columns that point to them."""

    def __init__(self, register: str, things: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._register = register
        self._names: dict[str, str] = {}
        self._named: dict[str, set[str]] = {}
        for key, names in things:
            for name in filter(None, names):
                self._names.setdefault(key, name)
                self._named.setdefault(canonical(name), set()).add(key)

    def __bool__(self) -> bool:
        """Tell whether the register has anything."""
        return bool(self._names)

    def __contains__(self, key: str) -> bool:
        """Tell whether a thing has this key."""
        return key in self._names

    def name(self, key: str) -> str:
        """Return the first name of the thing with this key."""
        return self._names[key]

    def known(self, text: str) -> str | None:
        """Return the key of the one thing that has this key or this name, None for none or several."""
        if text in self._names:
            return text
        found = self._named.get(canonical(text), set())
        return next(iter(found)) if len(found) == 1 else None

    def find(self, row: Row, column: str, text: str) -> str:
        """Return the key of the one thing that has this key or this name."""
        key = self.known(text)
        if key is not None:
            return key
        several = sorted(self._named.get(canonical(text), ()))
        if several:
            raise row.error("city-ambiguous-name", column=column, value=text, known="、".join(several))
        raise row.error("city-unknown-reference", column=column, value=text, register=self._register)
