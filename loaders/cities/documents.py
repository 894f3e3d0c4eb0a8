"""`documents`: the ordinances and regulations of a city, its plans and guidelines."""

from pathlib import Path
from typing import cast

from loaders.cities.names import (
    REMARKS,
    VALID,
    Group,
    checked_address,
    checked_slug,
    groups,
    names_of,
    unique_names,
)
from loaders.cities.tables import Register, read_table
from loaders.cities.things import DocumentEntry, DocumentKind

DOCUMENTS = "documents"
DOCUMENT_COLUMNS = ("name", "name_en", "aliases", "slug", "kind", "url", *VALID, *REMARKS)

DOCUMENT_KINDS: dict[str, DocumentKind] = {
    "条例": "ordinance",
    "規則": "ordinance",
    "ordinance": "ordinance",
    "計画": "plan",
    "方針": "plan",
    "指針": "plan",
    "要綱": "plan",
    "構想": "plan",
    "plan": "plan",
}
"""The words for what a document is, and the two kinds that they stand for."""


def read_documents(path: Path | None) -> Register[DocumentEntry]:
    """Return the documents of a register; none where there is no file."""
    table = read_table(path, DOCUMENT_COLUMNS, ("name", "slug", "kind"))
    found = groups(table.rows, lambda row: row.required("slug"))
    unique_names(found)
    entries = tuple(map(_document, found))
    remarks = (remark for group in found for remark in names_of(group).remarks)
    return Register(entries, (*table.remarks, *remarks))


def _document(group: Group) -> DocumentEntry:
    names = names_of(group)
    kind = group.only("kind", lambda row: row.choice("kind", DOCUMENT_KINDS))
    return DocumentEntry(
        name=names.name,
        name_en=names.name_en,
        aliases=names.aliases,
        aliases_en=names.aliases_en,
        slug=checked_slug(group.rows[0], group.code),
        kind=cast("DocumentKind", kind),
        url=checked_address(group),
        note=group.texts("note"),
        source=group.texts("source"),
    )
