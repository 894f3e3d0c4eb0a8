"""What a document says of a thing: its facts, those of its parts, what points to it, names beside it.

    facts      <thing> ?property ?value, and the same of <thing#part>
    incoming   ?other ?property <thing>, the first of them by property where there are many
    names      of every thing of ours that stands in these

N-Quads keep the named graph that says each; the other formats ask the merge.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import DefaultGraph, NamedNode, Quad
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
_OWN = "VALUES ?subject { %s } %s"
_INCOMING = "VALUES ?value { %s } %s"
_NAMED = f"VALUES ?subject {{ %s }} %s FILTER(?property IN ({_NAMES}))"
_SAID = "?subject ?property ?value"
_SAID_IN = f"GRAPH ?graph {{ {_SAID} }}"
_ORDER = "ORDER BY ?property ?subject"


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


async def facts_of(request: Request, iris: Sequence[str], *, graphs: bool) -> Facts | None:
    """Return what is said of the one of these IRIs that is known; None where none is.

    With `graphs` it is told in which named graph each statement stands. Other servers can tell that of
    a few hundred graphs only, so it is not asked without need.
    """
    ask = _Asking(request, graphs)
    own = await _own(ask, iris)
    incoming = await ask.first(_INCOMING, iris, MOST + 1)
    shown = sorted(incoming[:MOST], key=str)
    if not own and not shown:
        return None
    iri = text_of(own[0].subject if own else shown[0].object)
    beside = {*_ours(request, (*own, *shown))} - {text_of(quad.subject) for quad in own}
    names = await _names(ask, sorted(beside))
    return Facts(iri, tuple(own), tuple(shown), tuple(names), len(incoming) > MOST)


@dataclass(frozen=True, slots=True)
class _Asking:
    """Asks for statements, with their named graphs or without."""

    request: Request
    graphs: bool

    async def all(self, pattern: str, iris: Iterable[str]) -> list[Quad]:
        """Return the statements that fit a pattern, of which the first gap is for IRIs."""
        return await self._asked(pattern, iris, "")

    async def first(self, pattern: str, iris: Iterable[str], most: int) -> list[Quad]:
        """Return the first of them by property and subject."""
        order = f"{_ORDER} ?graph" if self.graphs else _ORDER
        return await self._asked(pattern, iris, f"{order} LIMIT {most}")

    async def _asked(self, pattern: str, iris: Iterable[str], end: str) -> list[Quad]:
        said, wanted = (_SAID_IN, " ?graph") if self.graphs else (_SAID, "")
        where = pattern % (iri_list(iris), said)
        query = f"SELECT ?subject ?property ?value{wanted} WHERE {{ {where} }} {end}"
        return [_quad(row) for row in (await rows(self.request, query)).rows]


async def _own(ask: _Asking, iris: Sequence[str]) -> list[Quad]:
    """Return the facts of things and of their parts: `<thing#part>`, which have no address of their own."""
    found: dict[Quad, None] = {}
    wanted, seen = list(iris), set[str]()
    while wanted:
        facts = await ask.all(_OWN, wanted)
        found |= dict.fromkeys(sorted(facts, key=str))
        seen.update(wanted)
        parts = {quad.object.value for quad in facts if isinstance(quad.object, NamedNode)}
        wanted = sorted(part for part in parts - seen if part.partition("#")[0] in iris)
    return list(found)


async def _names(ask: _Asking, iris: Sequence[str]) -> list[Quad]:
    waiting, found = iter(iris), list[Quad]()
    while part := list(islice(waiting, _AT_ONCE)):
        found += await ask.all(_NAMED, part)
    return sorted(found, key=str)


def _ours(request: Request, quads: Iterable[Quad]) -> Iterator[str]:
    addresses: Addresses = site_of(request).addresses()
    for quad in quads:
        for term in (quad.subject, quad.object):
            if isinstance(term, NamedNode) and addresses.short(term.value) is not None:
                yield term.value


def _quad(row: Row) -> Quad:
    subject, value = NamedNode(row["subject"].value), value_of(row["value"])
    graph = NamedNode(row["graph"].value) if "graph" in row else DefaultGraph()
    return Quad(subject, NamedNode(row["property"].value), value, graph)
