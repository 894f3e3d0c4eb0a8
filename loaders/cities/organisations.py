"""`organisations`: the bodies that a city works with."""

from collections.abc import Iterable
from pathlib import Path

from loaders.cities.codes import is_corporate_number
from loaders.cities.entries import canonical
from loaders.cities.names import (
    REMARKS,
    VALID,
    Group,
    Index,
    checked_address,
    checked_slug,
    groups,
    names_of,
    unique,
    unique_names,
)
from loaders.cities.tables import Register, Row, read_table
from loaders.cities.things import OrganisationEntry

ORGANISATIONS = "organisations"
ORGANISATION_COLUMNS = (
    *("name", "name_en", "reading", "aliases", "corporate_number", "kind", "slug", "url"),
    *(*VALID, *REMARKS),
)


def read_organisations(path: Path | None, own_number: str | None = None) -> Register[OrganisationEntry]:
    """Return the organisations of a register; none where there is no file.

    `own_number` is the corporate number of the city, which is no organisation beside itself.
    """
    table = read_table(path, ORGANISATION_COLUMNS, ("name",))
    found = groups(table.rows, lambda row: _number(row) or row["slug"])
    entries = tuple(map(_organisation, found))
    for group, entry in zip(found, entries, strict=True):
        if entry.corporate_number and entry.corporate_number == own_number:
            raise group.rows[0].error("city-is-no-organisation", name=entry.name)
    unique((group.rows[0] for group in found), (entry.slug for entry in entries), "slug")
    unique_names(found)
    remarks = (remark for group in found for remark in names_of(group).remarks)
    return Register(entries, (*table.remarks, *remarks))


def index_of(entries: Iterable[OrganisationEntry]) -> Index:
    """Return the organisations for columns that point to them."""
    return Index(ORGANISATIONS, ((entry.key, _names(entry)) for entry in entries))


def _organisation(group: Group) -> OrganisationEntry:
    row = group.rows[0]
    names = names_of(group)
    number = _number(row)
    slug = group.only("slug") if number else row.required("slug")
    return OrganisationEntry(
        name=names.name,
        name_en=names.name_en,
        aliases=names.aliases,
        aliases_en=names.aliases_en,
        corporate_number=number,
        slug=slug and checked_slug(row, slug),
        kind=group.only("kind"),
        url=checked_address(group),
        note=group.texts("note"),
        source=group.texts("source"),
        reading=names.reading,
    )


def _number(row: Row) -> str:
    number = canonical(row["corporate_number"])
    if number and not is_corporate_number(number):
        raise row.error("city-bad-corporate-number", value=row["corporate_number"])
    return number


def _names(entry: OrganisationEntry) -> Iterable[str]:
    return (entry.name, *entry.aliases, entry.corporate_number)
