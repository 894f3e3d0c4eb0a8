"""Statements in the formats of RDF. N-Quads name the graph of each; in the others each stands once."""

from collections.abc import Callable, Iterable, Mapping

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from api.linked.jsonld import jsonld
from ontology.terms import PREFIXES

Writer = Callable[[Iterable[Quad], Mapping[str, str]], bytes]


def _quads(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> bytes:  # noqa: ARG001  there are none
    return serialize(sorted(quads, key=str), format=RdfFormat.N_QUADS) or b""


def _jsonld(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> bytes:
    return jsonld(_triples(quads), prefixes)


def _written(form: RdfFormat) -> Writer:
    def write(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> bytes:
        return serialize(_triples(quads), format=form, prefixes=dict(prefixes)) or b""

    return write


def _triples(quads: Iterable[Quad]) -> list[Triple]:
    """Return the triples, those of one subject together."""
    found = dict.fromkeys(quad.triple for quad in quads)
    places = {subject: place for place, subject in enumerate(dict.fromkeys(each.subject for each in found))}
    return sorted(found, key=lambda each: (places[each.subject], str(each.predicate), str(each.object)))


_WRITERS: Mapping[str, Writer] = {
    "ttl": _written(RdfFormat.TURTLE),
    "nt": _written(RdfFormat.N_TRIPLES),
    "nq": _quads,
    "jsonld": _jsonld,
    "rdf": _written(RdfFormat.RDF_XML),
}


def written(quads: Iterable[Quad], form: str) -> bytes:
    """Return statements in a format of RDF (a name of `api.linked.forms`), with the prefixes they need."""
    known = list(quads)
    used = {name: base for name, base in PREFIXES.items() if any(base in str(quad) for quad in known)}
    return _WRITERS[form](known, used)
