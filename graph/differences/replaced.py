"""Addresses that were given up: which part of one was replaced, and what the whole is now.

{c}/org/naosute                  a registered thing
{c}/site/kan/partnership/x       something below one
{c}/sheet/2025/kurashi/goal/3    a sheet of a department, a goal in it; also the graph of the sheet
"""

import re
from collections.abc import Iterator, Mapping

from pyoxigraph import DefaultGraph, NamedNode, Store

from ontology.terms import DCT

_CITY = r"(?P<city>.*/id/lg/\d{6}/)"
_THING = re.compile(_CITY + r"(?P<thing>policy/[^/#]+/[^/#]+|[^/#]+/[^/#]+)(?P<rest>[/#].*)?")
_SHEET = re.compile(_CITY + r"(?P<sheet>(?:graph/)?sheet/\d{4}/)(?P<department>[^/#]+)(?P<rest>[/#].*)?")


def former(iri: str) -> list[str]:
    """Return the addresses that may have been replaced when this one was.

    >>> former("https://a.example/id/lg/000000/sheet/2024/midori/goal/1")[0]
    'https://a.example/id/lg/000000/dept/midori'
    """
    return [replaced for replaced, _, _ in _parts(iri)]


def now(iri: str, replaced: Mapping[str, str]) -> str | None:
    """Return what an address is now, None where nothing of it was replaced.

    >>> now("https://a.example/id/lg/000000/org/x#y", {"https://a.example/id/lg/000000/org/x": "urn:x"})
    'urn:x#y'
    """
    for old, before, rest in _parts(iri):
        if old in replaced:
            new = replaced[old]
            return (before + new.rpartition("/")[2] if before else new) + rest
    return None


def replaced_in(store: Store) -> dict[str, str]:
    """Return what a release says of addresses that were given up: the former ones with those of now."""
    said = store.quads_for_pattern(None, NamedNode(DCT.isReplacedBy), None, DefaultGraph())
    found = ((each.subject, each.object) for each in said)
    return {
        old.value: new.value
        for old, new in found
        if isinstance(old, NamedNode) and isinstance(new, NamedNode)
    }


def _parts(iri: str) -> Iterator[tuple[str, str, str]]:
    """Yield what may have been replaced, of sheets what stands before the department, and the rest."""
    if sheet := _SHEET.fullmatch(iri):
        before = sheet["city"] + sheet["sheet"]
        yield f"{sheet['city']}dept/{sheet['department']}", before, sheet["rest"] or ""
    if thing := _THING.fullmatch(iri):
        yield thing["city"] + thing["thing"], "", thing["rest"] or ""
