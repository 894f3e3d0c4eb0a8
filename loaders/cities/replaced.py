"""`replaced`: the slugs that registered things had before, so that old addresses lead to the new ones."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from loaders.cities.entries import PolicyList
from loaders.cities.indexes import Indexes
from loaders.cities.names import REMARKS, Index, unique
from loaders.cities.tables import Register, Row, read_table
from loaders.cities.things import Replaced, ReplacedKind

REPLACED = "replaced"
REPLACED_COLUMNS = ("kind", "scheme", "former", "now", *REMARKS)

REPLACED_KINDS: dict[str, ReplacedKind] = {
    "partner": "partner",
    "program": "program",
    "site": "site",
    "department": "department",
    "ordinance": "ordinance",
    "plan": "plan",
    "policy": "policy",
    "団体": "partner",
    "事業": "program",
    "施設": "site",
    "部局": "department",
    "条例": "ordinance",
    "計画": "plan",
    "政策": "policy",
}
"""The words for what had another address."""

# Also what a name in no register gets: what was learnt is registered later under a slug of its own.
_FORMER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_replaced(path: Path | None, things: Indexes, lists: Iterable[PolicyList]) -> Register[Replaced]:
    """Return the former slugs of a city; none where there is no file.

    UsageError for one that a thing of the register has now, and for a second thing of one former slug.
    """
    table = read_table(path, REPLACED_COLUMNS, ("kind", "former", "now"))
    policies = {each.scheme: _index(each) for each in lists}
    entries = tuple(_entry(row, things, policies) for row in table.rows)
    addresses = (f"{entry.kind}/{entry.scheme}/{entry.former}" for entry in entries)
    unique(table.rows, addresses, "former")
    return Register(entries, table.remarks)


def _index(policies: PolicyList) -> Index:
    named = ((each.slug, (each.name, each.notation, *each.aliases)) for each in policies.entries)
    return Index(policies.scheme, named)


def _entry(row: Row, things: Indexes, policies: Mapping[str, Index]) -> Replaced:
    kind = REPLACED_KINDS[row.choice("kind", {word: word for word in REPLACED_KINDS})]
    former = row.required("former")
    if not _FORMER.fullmatch(former):
        raise row.error("city-bad-slug", value=former)
    known = things[kind] if kind != "policy" else policies[_scheme(row, policies)]
    if former in known:
        raise row.error("replaced-in-use", value=former, name=known.name(former))
    now = known.find(row, "now", row.required("now"))
    return Replaced(kind, row["scheme"], former, now, row["note"], row["source"])


def _scheme(row: Row, policies: Mapping[str, Index]) -> str:
    return row.choice("scheme", {scheme: scheme for scheme in policies})
