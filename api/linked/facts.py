"""What a document says of a thing: its facts, those of its parts, what points to it, names beside it.

    facts      <thing> ?property ?value, and the same of <thing#part>
    incoming   ?other ?property <thing>, the first of them by property where there are many
    names      of every thing of ours that stands in these

Each keeps the named graph that says it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import NamedNode, Quad
from starlette.requests import Request

from api.addresses import Addresses, iri_choice, iri_list
from api.linked.terms import text_of, value_of
from api.rows import Row
from api.site import rows, site_of
from ontology.terms import DCT, SKOS, TNG

MOST = 1000
"""How many of what points to a thing a document tells; a sheet has thousands."""

_AT_ONCE = 200
"""IRIs in one query, which has a limit of bytes."""

_NAMES = iri_choice((SKOS.prefLabel, SKOS.notation, DCT.title, TNG.text))
_OWN = """
SELECT ?subject ?property ?value ?graph WHERE {
  VALUES ?subject { %s } GRAPH ?graph { ?subject ?property ?value }
}
"""
_INCOMING = """
SELECT ?subject ?property ?value ?graph WHERE {
  VALUES ?value { %s } GRAPH ?graph { ?subject ?property ?value }
}
ORDER BY ?property ?subject ?graph LIMIT %d
"""
_NAMED = """
SELECT ?subject ?property ?value ?graph WHERE {
  VALUES ?subject { %s } GRAPH ?graph { ?subject ?property ?value } FILTER(?property IN (%s))
}
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of the thing `iri`, sorted; `more`: not all that points to it is in `incoming`."""

    iri: str
    own: tuple[Quad, ...]
    incoming: tuple[Quad, ...]
    names: tuple[Quad, ...]
    more: bool

    def quads(self) -> Iterator[Quad]:
        """Yield everything, each quad once."""
        return iter(dict.fromkeys((*self.own, *self.incoming, *self.names)))


async def facts_of(request: Request, iris: Sequence[str]) -> Facts | None:
    """Return what is said of the one of these IRIs that is known; None where none is."""
    own = await _own(request, iris)
    incoming = await _asked(request, _INCOMING % (iri_list(iris), MOST + 1))
    shown = sorted(incoming[:MOST], key=str)
    if not own and not shown:
        return None
    iri = text_of(own[0].subject if own else shown[0].object)
    beside = {*_ours(request, (*own, *shown))} - {text_of(quad.subject) for quad in own}
    return Facts(
        iri, tuple(own), tuple(shown), tuple(await _names(request, sorted(beside))), len(incoming) > MOST
    )


async def _own(request: Request, iris: Sequence[str]) -> list[Quad]:
    """Return the facts of things and of their parts: `<thing#part>`, which have no address of their own."""
    found: dict[Quad, None] = {}
    wanted, seen = list(iris), set[str]()
    while wanted:
        facts = await _asked(request, _OWN % iri_list(wanted))
        found |= dict.fromkeys(sorted(facts, key=str))
        seen.update(wanted)
        parts = {quad.object.value for quad in facts if isinstance(quad.object, NamedNode)}
        wanted = sorted(part for part in parts - seen if part.partition("#")[0] in iris)
    return list(found)


async def _names(request: Request, iris: Sequence[str]) -> list[Quad]:
    waiting, found = iter(iris), list[Quad]()
    while part := list(islice(waiting, _AT_ONCE)):
        found += await _asked(request, _NAMED % (iri_list(part), _NAMES))
    return sorted(found, key=str)


def _ours(request: Request, quads: Iterable[Quad]) -> Iterator[str]:
    addresses: Addresses = site_of(request).addresses()
    for quad in quads:
        for term in (quad.subject, quad.object):
            if isinstance(term, NamedNode) and addresses.short(term.value) is not None:
                yield term.value


async def _asked(request: Request, query: str) -> list[Quad]:
    return [_quad(row) for row in (await rows(request, query)).rows]


def _quad(row: Row) -> Quad:
    subject, graph = NamedNode(row["subject"].value), NamedNode(row["graph"].value)
    return Quad(subject, NamedNode(row["property"].value), value_of(row["value"]), graph)
