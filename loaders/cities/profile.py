"""`city.toml`: what a city says of itself. The format is described in `docs/cities.md`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from core.errors import UsageError
from loaders.cities.addresses import is_address
from loaders.cities.codes import is_corporate_number, is_local_government_code
from loaders.cities.entries import PolicyList
from loaders.cities.tables import read_text, read_toml

FORMS = ("narrative",)

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_SCHEME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FIELDS: dict[str, dict[str, type]] = {
    "": {"code": str, "name": str, "name_en": str, "form": str, "base": str, "corporate_number": str}
    | {"publish_names": bool, "fictional": bool, "notice": str, "notice_en": str}
    | {"publisher": dict, "contact": dict, "licence": dict, "policies": list, "ambiguous_names": list}
    | {"display": dict, "catalog": dict, "publication": dict},
    "display": {"name": str, "name_en": str, "colour": str, "colour_dark": str},
    "catalog": {"themes": list, "keywords": list, "keywords_en": list},
    "publisher": {"name": str, "name_en": str},
    "contact": {"name": str, "name_en": str, "email": str, "url": str},
    "licence": {"iri": str, "title": str},
    "publication": {"status": str, "departments_held": list, "years_held": list},
    "policies": {"scheme": str, "label": str, "name": str, "name_en": str}
    | {"first_year": int, "last_year": int},
}
_REQUIRED: dict[str, tuple[str, ...]] = {
    "": ("code", "name", "form"),
    "licence": ("iri",),
    "policies": ("scheme", "label", "name", "first_year"),
}


@dataclass(frozen=True, slots=True)
class Profile:
    """One table of a `city.toml`, its keys and their kinds checked; `table` is "" for the root."""

    path: Path
    table: str
    values: Mapping[str, object]

    def text(self, key: str, default: str = "") -> str:
        """Return a string, or the default where the key is missing."""
        return str(self.values.get(key, default))

    def optional(self, key: str) -> str | None:
        """Return a string, None where the key is missing or empty."""
        return self.text(key) or None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings, empty where the key is missing; anything else in it is refused."""
        found = self.values.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, str) and each.strip() for each in found):
            raise self.error("city-bad-kind", key, field=key)
        return tuple(found)

    def flag(self, key: str) -> bool:
        """Return a truth value, false where the key is missing."""
        return self.values.get(key) is True

    def year(self, key: str) -> int | None:
        """Return a fiscal year, None where the key is missing."""
        value = self.values.get(key)
        return value if isinstance(value, int) else None

    def part(self, table: str) -> "Profile":
        """Return a table inside this one; empty where it is missing."""
        return _checked(self.path, table, self.values.get(table, {}), required=table in self.values)

    def parts(self, table: str) -> tuple["Profile", ...]:
        """Return the tables of an array of tables."""
        found = self.values.get(table, [])
        return tuple(_checked(self.path, table, each) for each in found) if isinstance(found, list) else ()

    def error(self, key: str, field: str, /, **values: object) -> UsageError:
        """Return the error `key` with the file and the line on which the field stands."""
        return _error(key, self.path, field, **values)


def read_profile(path: Path) -> Profile:
    """Return the root table of a `city.toml`, every value checked that can be checked alone."""
    profile = _checked(path, "", read_toml(path))
    for field, (fits, key) in _CHECKS.items():
        value = profile.text(field)
        if (value or field in _REQUIRED[""]) and not fits(value):
            raise profile.error(key, field, field=field, value=value)
    licence = profile.part("licence").text("iri")
    if licence and not _is_base(licence.rstrip("/") + "/"):
        raise profile.error("city-bad-licence", licence, value=licence)
    _check_contact(profile.part("contact"))
    if profile.flag("fictional") and not (profile.text("notice") and profile.text("notice_en")):
        raise profile.error("city-missing-notice", "fictional")
    return profile


def _check_contact(contact: Profile) -> None:
    """People click on these: an address that leads nowhere is worse than none."""
    email, url = contact.text("email"), contact.text("url")
    if email and not _EMAIL.fullmatch(email):
        raise contact.error("city-bad-email", email, value=email)
    if url and not is_address(url):
        raise contact.error("city-bad-contact-url", url, value=url)


def read_policy_lists(profile: Profile) -> tuple[PolicyList, ...]:
    """Return the policy lists that the profile declares, without entries, terms checked."""
    lists: list[PolicyList] = []
    for part in profile.parts("policies"):
        new = PolicyList(
            scheme=part.text("scheme"),
            label=part.text("label"),
            name=part.text("name"),
            name_en=part.text("name_en", part.text("name")),
            first_year=part.year("first_year") or 0,
            last_year=part.year("last_year"),
        )
        if not _SCHEME.fullmatch(new.scheme):
            raise part.error("city-bad-value", new.scheme, field="scheme", value=new.scheme)
        if new.last_year is not None and new.last_year < new.first_year:
            raise part.error("city-years-turned", new.scheme, scheme=new.scheme)
        for old in lists:
            if old.scheme == new.scheme:
                raise part.error("city-double-scheme", new.scheme, scheme=new.scheme)
            if old.label == new.label and _share_a_year(old, new):
                raise part.error("city-terms-overlap", new.scheme, one=old.scheme, two=new.scheme)
        lists.append(new)
    return tuple(lists)


def _checked(path: Path, table: str, value: object, *, required: bool = True) -> Profile:
    """Return a table after looking at its keys and their kinds; an unknown key is an error."""
    if not isinstance(value, dict):
        raise _error("city-bad-kind", path, table, field=table)
    kinds = FIELDS[table]
    for key, given in value.items():
        if key not in kinds:
            raise _error("city-unknown-key", path, key, field=key, known="、".join(kinds))
        # A truth value is an integer to Python, not to a person who writes a year.
        if not isinstance(given, kinds[key]) or (isinstance(given, bool) and kinds[key] is not bool):
            raise _error("city-bad-kind", path, key, field=key)
    for key in _REQUIRED.get(table, ()) if required else ():
        if value.get(key, "") == "":
            raise _error("city-missing-key", path, table, field=key, table=table or path.name)
    return Profile(path, table, value)


def _error(key: str, path: Path, field: str, /, **values: object) -> UsageError:
    """TOML parsers forget where a key stood; the first line that has it is good enough."""
    lines = read_text(path).splitlines()
    said = ((number, text) for number, text in enumerate(lines, 1) if not text.lstrip().startswith("#"))
    line = next((number for number, text in said if field and field in text), 1)
    return UsageError(key, file=path, line=line, **values)


def _share_a_year(one: PolicyList, other: PolicyList) -> bool:
    first = max(one.first_year, other.first_year)
    return one.holds(first) and other.holds(first)


def _is_base(base: str) -> bool:
    """Tell whether this is an address that ends with "/", to which a path can be added."""
    return is_address(base) and base.endswith("/") and not re.search(r"[?#]", base)


_CHECKS: dict[str, tuple[Callable[[str], bool], str]] = {
    "code": (is_local_government_code, "city-bad-code"),
    "corporate_number": (is_corporate_number, "city-bad-corporate-number"),
    "base": (_is_base, "city-bad-base"),
    "form": (FORMS.__contains__, "city-unknown-form"),
}
