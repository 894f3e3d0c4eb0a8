"""Labels for the things in an answer whose query asked for none."""

from collections.abc import Mapping
from dataclasses import replace

from starlette.requests import Request

from api.errors import QueryError
from api.labels import shorten
from api.languages import language_of
from api.pages.cells import LABEL
from api.pages.names import Name, names_of
from api.protocol import IRI
from api.rows import Row, Rows, Term
from api.site import site_of

_MOST_NAMES = 2000
"""Things that are named on one page: ten small queries."""


async def labelled(request: Request, found: Rows, most: int) -> Rows:
    """Return an answer with `xLabel` beside `x` in its first `most` rows, where `x` has things with names."""
    shown = found.rows[:most]
    bare = [name for name in found.variables if name + LABEL not in found.variables]
    iris = {row[name].value for row in shown for name in bare if name in row and row[name].kind == "uri"}
    names = _terms(request, iris) | await _things(request, iris)
    if not names:
        return found
    rows = (*(_with_labels(row, bare, names) for row in shown), *found.rows[most:])
    return replace(found, variables=(*found.variables, *(name + LABEL for name in bare)), rows=rows)


def _terms(request: Request, iris: set[str]) -> dict[str, Name]:
    """Return the names of the IRIs that are terms of vocabularies."""
    labels, language = site_of(request).labels, language_of(request)
    names = {iri: labels.name(iri, language) for iri in iris}
    return {iri: Name(name, language) for iri, name in names.items() if name != shorten(iri)}


async def _things(request: Request, iris: set[str]) -> dict[str, Name]:
    """Return the names of things of the release; none where there are too many, or no worker is free."""
    addresses = site_of(request).addresses()
    # A query can make up any text as an IRI.
    things = {iri for iri in iris if addresses.page(iri) is not None and IRI.fullmatch(iri)}
    if len(things) > _MOST_NAMES:
        return {}
    try:
        return await names_of(request, things)
    except QueryError:
        return {}


def _with_labels(row: Row, bare: list[str], names: Mapping[str, Name]) -> Row:
    found = {name: names[row[name].value] for name in bare if name in row and row[name].value in names}
    labels = {name + LABEL: Term("literal", each.text, each.language) for name, each in found.items()}
    return {**row, **labels}
