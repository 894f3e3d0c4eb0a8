"""Things that have another address now: whoever asks for the former one is led there, for good."""

from collections.abc import Mapping, Sequence

from starlette.requests import Request

from api.addresses import iri_list
from api.rows import text
from api.site import rows, site_of
from graph.differences import former, now
from ontology.terms import DCT

MOVED = 301
"""Permanently: links are to be mended, and every client knows this status (308 adds nothing to a GET)."""

_QUERY = "SELECT ?former ?now WHERE {{ VALUES ?former {{ {} }} ?former <{}> ?now }}"


async def moved(request: Request, iris: Sequence[str]) -> str | None:
    """Return the path behind `{base}id/` at which one of these things is now, None where none has moved."""
    found = await places_of(request, iris)
    addresses = site_of(request).addresses()
    return next((addresses.short(found[iri]) for iri in iris if iri in found), None)


async def places_of(request: Request, iris: Sequence[str]) -> Mapping[str, str]:
    """Return those of some IRIs that were replaced, and by which."""
    asked = dict.fromkeys(each for iri in iris for each in former(iri))
    if not asked:
        return {}
    found = await rows(request, _QUERY.format(iri_list(asked), DCT.isReplacedBy))
    replaced = {text(row, "former"): text(row, "now") for row in found.rows}
    return {iri: place for iri in iris if (place := now(iri, replaced))}
