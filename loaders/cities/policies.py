"""`〈scheme〉`: the entries of one policy list."""

import re
from pathlib import Path
from typing import cast, get_args

from loaders.cities.circles import refuse_circles
from loaders.cities.entries import PolicyEntry, PolicyLevel, canonical
from loaders.cities.names import REMARKS, VALID, Group, checked_slug, groups, names_of, slug_of, unique
from loaders.cities.tables import Register, Row, read_table

POLICY_COLUMNS = ("notation", "name", "name_en", "level", "broader", "slug", *VALID, *REMARKS)

_LEVELS = {level: level for level in get_args(PolicyLevel)}
# Excel takes a code like 5-1 for a day, unless its cell is formatted as text.
_DATE = re.compile(r"\d+月\d+日|\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d{2}")


def read_policies(path: Path | None) -> Register[PolicyEntry]:
    """Return the entries of a policy list; none where there is no file."""
    table = read_table(path, POLICY_COLUMNS, ("notation", "name", "level"))
    found = groups(table.rows, _notation)
    entries = tuple(map(_policy, found))
    unique((group.rows[0] for group in found), (entry.slug for entry in entries), "slug")
    slugs = {entry.slug for entry in entries}
    for group, entry in zip(found, entries, strict=True):
        if entry.broader is not None and (entry.broader not in slugs or entry.broader == entry.slug):
            raise group.rows[0].error("city-unknown-broader", name=entry.name, broader=entry.broader)
    above = {entry.slug: entry.broader for entry in entries if entry.broader is not None}
    refuse_circles([group.rows[0] for group in found], [entry.slug for entry in entries], above, "broader")
    remarks = (remark for group in found for remark in names_of(group).remarks)
    return Register(entries, (*table.remarks, *remarks))


def _policy(group: Group) -> PolicyEntry:
    row = group.rows[0]
    notation = _notation(row)
    if _DATE.fullmatch(notation):
        raise row.error("city-notation-is-date", value=notation)
    unique(group.rows, (canonical(each["name"]) for each in group.rows), "name")
    names = names_of(group)
    slug = group.only("slug") or slug_of(notation) or row.required("slug")
    level = group.only("level", lambda row: row.choice("level", _LEVELS))
    return PolicyEntry(
        notation=notation,
        name=names.name,
        name_en=names.name_en,
        level=cast("PolicyLevel", level),
        broader=group.only("broader", lambda row: slug_of(canonical(row["broader"]))) or None,
        note=group.texts("note"),
        source=group.texts("source"),
        slug=checked_slug(row, slug),
        aliases=names.aliases,
        aliases_en=names.aliases_en,
    )


def _notation(row: Row) -> str:
    return canonical(row["notation"])
