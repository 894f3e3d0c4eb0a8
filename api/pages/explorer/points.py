"""What points are called, and which one stands for a thing that is none: its goal, or what replaced it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from starlette.requests import Request

from api.addresses import Addresses, iri_list
from api.errors import NotFound
from api.pages.explorer.kinds import CLASSES, kind_of
from api.protocol import IRI
from api.replaced import places_of
from api.rows import Row, text
from api.site import rows, site_of
from graph.network import Words

_AT_ONCE = 200
"""IRIs in one query, which has a limit of bytes."""

_PREFIXES = """PREFIX dct: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tng: <https://w3id.org/tsunagu/def#>
"""
_POINTS = """SELECT ?thing ?class ?label ?notation ?year WHERE {
  VALUES ?thing { %s }
  ?thing a ?class . FILTER(?class IN (%s))
  OPTIONAL { ?thing skos:prefLabel|dct:title ?label }
  OPTIONAL { ?thing skos:notation ?notation }
  OPTIONAL { ?thing tng:fiscalYear ?year }
}"""
_STANDS = """SELECT ?thing ?goal ?department WHERE {
  VALUES ?thing { %s }
  OPTIONAL { ?thing tng:objective ?goal }
  OPTIONAL { ?thing tng:sheet?/tng:department ?department }
  FILTER(BOUND(?goal) || BOUND(?department))
} ORDER BY ?thing ?goal ?department LIMIT 1000"""


@dataclass(frozen=True, slots=True)
class Point:
    """A thing of the picture. `name` is how addresses name it, `year` 0 where it is of no year."""

    iri: str
    kind: str
    label: Words
    notation: str
    year: int
    name: str
    page: str


async def points(request: Request, iris: Iterable[str]) -> dict[str, Point]:
    """Return those of the things that can be points, by IRI."""
    wanted, addresses = sorted(set(iris)), site_of(request).addresses()
    said: dict[str, list[Row]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = iri_list(wanted[start : start + _AT_ONCE])
        query = _PREFIXES + _POINTS % (part, ", ".join(f"<{each}>" for each in CLASSES))
        for row in (await rows(request, query)).rows:
            said.setdefault(text(row, "thing"), []).append(row)
    made = {iri: _point(iri, found, addresses) for iri, found in said.items()}
    return {iri: point for iri, point in made.items() if point.name}


def _point(iri: str, found: Sequence[Row], addresses: Addresses) -> Point:
    labels = sorted({(row["label"].language, row["label"].value) for row in found if "label" in row})
    ja, en = (
        next((label for own, label in labels if own in tongues), "") for tongues in (("ja", ""), ("en",))
    )
    return Point(
        iri=iri,
        kind=kind_of(text(row, "class") for row in found),
        label=Words(ja or en or iri.rsplit("/", 1)[-1], en),
        notation=min(text(row, "notation") for row in found),
        year=min(int(text(row, "year") or 0) for row in found),
        name=addresses.short(iri) or "",
        page=addresses.page(iri) or "",
    )


async def meant(request: Request, names: Iterable[str]) -> dict[str, Point]:
    """Return the points that names of an address mean, by name; for a thing that is none, its goal.

    Without a goal its department, for a former IRI the thing of now; `NotFound` where there is no such thing.
    """
    wanted = list(dict.fromkeys(names))
    candidates = {name: _iris(name, site_of(request).addresses()) for name in wanted}
    known = await points(request, (iri for iris in candidates.values() for iri in iris))
    others = [iri for iris in candidates.values() if not known.keys() & set(iris) for iri in iris]
    stand = await _standing(request, others) if others else {}
    found = known | stand
    missing = [name for name in wanted if not found.keys() & set(candidates[name])]
    if missing:
        raise NotFound("explorer-no-thing", name=missing[0][:120])
    return {name: next(found[iri] for iri in candidates[name] if iri in found) for name in wanted}


def _iris(name: str, addresses: Addresses) -> tuple[str, ...]:
    """Return what a name can stand for: an IRI itself, else one IRI for each base."""
    if IRI.fullmatch(name) and addresses.short(name):
        return (name,)
    return addresses.iris(name)


async def _standing(request: Request, iris: Sequence[str]) -> dict[str, Point]:
    found = (await rows(request, _PREFIXES + _STANDS % iri_list(iris))).rows
    stand = dict(await places_of(request, iris))
    for row in found:
        stand.setdefault(text(row, "thing"), text(row, "goal") or text(row, "department"))
    known = await points(request, stand.values())
    return {iri: known[other] for iri, other in stand.items() if other in known}
